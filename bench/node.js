/** The bench in a Node process, with Dawn from the `webgpu` package: for a GPU that no browser of the machine reaches. */
import { availableParallelism } from "node:os";
import { create, globals } from "webgpu";

Object.assign(globalThis, globals);
const navigator = { gpu: create([]), hardwareConcurrency: availableParallelism(), userAgent: "Node" };
Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
const title = "in one process of Node";
const parameters = new URLSearchParams(process.argv[2]);

async function measure() {
  if (parameters.has("loops")) {
    const { runLoops } = await import("./loopReport.js");
    return runLoops(parameters, { title, command: "npm start -- --loops --node" });
  }
  const { run } = await import("./run.js");
  return run(() => import("../dist/index.js"), parameters, { title, command: "npm start -- --node" });
}

// Standard output, for main.js; the work left on the device would keep the process alive.
const text = await measure();
process.stdout.write(text, () => process.exit());
