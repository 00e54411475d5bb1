/** The measurement of loops, in a page or in Node. Pullback is that of the examples, which import it. */
import * as pullback from "../build/compiler/index.js";
import { requestDevice } from "../build/runtime/index.js";
import { installCounting } from "./counting.js";
import { loadJaxJs, loadPullback } from "./libraries.js";
import { gapTable } from "./loopGaps.js";
import { memoryTable } from "./loopMemory.js";
import { problems } from "./loops.js";
import { machine } from "./run.js";
import { measureWays, wayTable } from "./ways.js";

/**
 * @param {URLSearchParams} parameters `only`: words of the problems that are wanted, or "memory" or "gaps"; `seconds`: about how long each takes
 * @param {{ title: string, command: string }} place where it runs, for the report
 */
export async function runLoops(parameters, { title, command }) {
  const wanted = parameters.getAll("only");
  const isWanted = (name) => wanted.length === 0 || wanted.some((word) => name.includes(word));
  const seconds = Number(parameters.get("seconds") ?? 8);
  installCounting();
  let jaxJs;
  const libraries = {
    // A device of its own, so that no memory is there from before.
    pullback: async () => loadPullback(pullback, (await requestDevice()).device.gpu),
    "jax-js": async () => (jaxJs ??= await loadJaxJs()),
  };
  const tables = [];
  for (const problem of problems) {
    if (!isWanted(problem.name)) continue;
    console.error(`${problem.name} …`);
    tables.push(wayTable(await measureWays(problem, { libraries, seconds })));
  }
  const memory = isWanted("memory") ? await memoryTable(libraries) : "";
  const gaps = isWanted("gaps") ? await gapTable(libraries.pullback, pullback.jit) : "";
  return `${[
    `# Loops in Pullback and jax-js ${title}`,
    `Machine: ${await machine()}. Commands: \`npm ci && npm run build\`, then in \`bench/\`: \`npm ci && ${command}\`.
jax-js has no loops, so there they are turns from JavaScript, or written out. The machine's other work is in the times: trust ratios
and counts.`,
    "## Calls",
    `One call, from JavaScript until its results have been read, which is one readback for each. The ways take turns; a ratio is the median to that of
the first way. "bytes, peak" is the most that buffers had together during the first call, arguments and results included. "difference" is the
largest to the first way's results, relative to the largest magnitude.`,
    ...tables,
    "## Memory of reverse mode",
    `The gradient of the sum of y after so many turns of y ← y + sin(3 y) / n, for 4,096 lanes; for a whole array, y in the sine is shifted by one. The
most bytes that buffers had together, with those that lanes keep for themselves; dispatches; time.`,
    memory,
    "## Loops that never end",
    `Aborted after two seconds: the longest time in which the main thread could do nothing else, how long it took until reading the result rejected, and
a call after that.`,
    gaps,
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}
