/** The measurement, in a page or in Node: loads both libraries, runs the workloads, and gives the report. */
import { installCounting } from "./counting.js";
import { loadJaxJs, loadPullback } from "./libraries.js";
import { measureWorkload } from "./measuring.js";
import { report } from "./table.js";
import { workloads } from "./workloads.js";

export async function machine() {
  const { info } = await navigator.gpu.requestAdapter();
  const cores = `${navigator.hardwareConcurrency} cores`;
  if (info.architecture === "swiftshader") return `software WebGPU (SwiftShader) on ${cores}`;
  return `${info.description || `${info.vendor} ${info.architecture}`}, ${cores}`;
}

/**
 * @param {() => Promise<object>} importPullback Pullback is no dependency of the bench, and lies elsewhere in a page
 * @param {URLSearchParams} parameters `only`: words of the workloads that are wanted; `seconds`: a bound for each
 * @param {{ title: string, command: string }} place where it runs, for the report
 */
export async function run(importPullback, parameters, place) {
  const wanted = parameters.getAll("only");
  const seconds = Number(parameters.get("seconds") ?? 8);
  installCounting();
  const libraries = [await loadPullback(await importPullback()), await loadJaxJs()];
  const outcomes = [];
  for (const workload of workloads) {
    if (wanted.length > 0 && !wanted.some((word) => workload.name.includes(word))) continue;
    console.error(`${workload.name} …`);
    const order = outcomes.length % 2 === 0 ? libraries : libraries.toReversed();
    const outcome = await measureWorkload(workload, { libraries, order, seconds });
    outcomes.push(outcome);
    console.error(JSON.stringify(outcome.libraries));
  }
  return report(outcomes, { machine: await machine(), place });
}
