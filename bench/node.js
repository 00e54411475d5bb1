/** The bench in a Node process, with Dawn from the `webgpu` package: for a GPU that no browser of the machine reaches. */
import { availableParallelism } from "node:os";
import { create, globals } from "webgpu";
import { run } from "./run.js";

Object.assign(globalThis, globals);
const navigator = { gpu: create([]), hardwareConcurrency: availableParallelism(), userAgent: "Node" };
Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
const place = { title: "in one process of Node", command: "npm start -- --node" };
// Standard output, for main.js; the work left on the device would keep the process alive.
const text = await run(() => import("../dist/index.js"), new URLSearchParams(process.argv[2]), place);
process.stdout.write(text, () => process.exit());
