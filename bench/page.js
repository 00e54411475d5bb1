/** The page: loads both libraries, measures, shows the tables, and leaves them to main.js in `globalThis.outcome`. */
import { installCounting } from "./counting.js";
import { loadJaxJs, loadPullback } from "./libraries.js";
import { measureWorkload } from "./measuring.js";
import { report } from "./table.js";
import { workloads } from "./workloads.js";

const parameters = new URLSearchParams(location.search);
const wanted = parameters.getAll("only");
const seconds = Number(parameters.get("seconds") ?? 8);

async function machine() {
  const { info } = await navigator.gpu.requestAdapter();
  const cores = `${navigator.hardwareConcurrency} cores`;
  if (info.architecture === "swiftshader") return `software WebGPU (SwiftShader) on ${cores}`;
  return `${info.description || `${info.vendor} ${info.architecture}`}, ${cores}`;
}

async function run() {
  installCounting();
  const libraries = [await loadPullback(), await loadJaxJs()];
  const outcomes = [];
  for (const workload of workloads) {
    if (wanted.length > 0 && !wanted.some((word) => workload.name.includes(word))) continue;
    console.log(`${workload.name} …`);
    const order = outcomes.length % 2 === 0 ? libraries : libraries.toReversed();
    const outcome = await measureWorkload(workload, { libraries, order, seconds });
    outcomes.push(outcome);
    console.log(JSON.stringify(outcome.libraries));
  }
  const text = report(outcomes, await machine());
  document.getElementById("report").textContent = text;
  return text;
}

globalThis.outcome = run();
globalThis.outcome.catch((error) => {
  document.getElementById("report").textContent = String(error?.stack ?? error);
});
