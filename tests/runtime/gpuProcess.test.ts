/** What becomes of compiled calls when the browser's GPU process dies, and in a worker. */

import * as assert from "uvu/assert";
import { openPage, withPage } from "../harness/browser.js";
import { suite } from "../harness/suite.js";

const test = suite("compiled functions in a page");

/** Arrays in flight while the GPU process dies, and calls after it. */
const script = `
import { DeviceError, init, jit, lax, numpy as jnp } from "/build/compiler/index.js";

const double = jit((x) => x.mul(2));
const x = jnp.array([1, 2, 3]);
const outcomes = (...arrays) =>
  Promise.all(arrays.map((y) => y.data().then((v) => [...v].join(), (e) => e instanceof DeviceError && e.kind)));

let read, unread, gpu;
globalThis.start = async () => {
  const { kind } = await init({ device: "webgpu" });
  [read, unread] = [double(x), double(x)];
  await read.data();
  gpu = read.buffer.device.gpu;
  return kind;
};
// What was read is still there; what was not is lost with the device.
globalThis.goOn = async () => {
  await gpu.lost;
  return outcomes(double(x), double(read), unread, read, double(unread));
};
globalThis.startLoop = async () => {
  const { kind } = await init({ device: "webgpu" });
  const y = double(x);
  await y.data();
  gpu = y.buffer.device.gpu;
  read = jit((z) => lax.whileLoop((w) => jnp.sum(w).gt(0), (w) => jnp.roll(w, 1), z))(jnp.ones([100]));
  unread = double(read);
  return kind;
};
globalThis.loopOutcomes = () => outcomes(read, unread);
globalThis.again = async () => {
  await gpu.lost;
  const [outcome] = await outcomes(double(x));
  return [outcome, (await init()).kind];
};
`;

test("the next call after a crash of the GPU process runs on a new device, or init says that there is none", async () => {
  const files = {
    "/page.html": '<!doctype html><script type="module" src="/crash.js"></script>',
    "/crash.js": script,
  };
  await withPage({ files }, async (page, url) => {
    await page.goto(`${url}/page.html`);
    const call = (name: string) =>
      page.evaluate((f) => (globalThis as unknown as Record<string, () => unknown>)[f](), name);
    const crash = async () => {
      const tools = await page.context().browser()?.newBrowserCDPSession();
      await tools?.send("Browser.crashGpuProcess");
    };
    assert.is(await call("start"), "webgpu");
    await crash();
    assert.equal(await call("goOn"), ["2,4,6", "4,8,12", "lost", "2,4,6", "lost"]);
    assert.is(await call("startLoop"), "webgpu");
    await crash();
    assert.equal(await call("loopOutcomes"), ["lost", "lost"]);
    // Chromium may refuse a page a third GPU process; `init` then says so, and takes the host.
    const [outcome, kind] = (await call("again")) as [string, string];
    assert.is(outcome, kind === "host" ? "lost" : "2,4,6");
  });
});

test("a worker has a device of its own", async () => {
  const worker = `
import { init, jit, numpy as jnp } from "/build/compiler/index.js";
const { kind } = await init();
const y = jit((x) => jnp.sum(x.mul(x)))(jnp.arange(100));
postMessage([kind, (await y.data())[0]]);`;
  const page = `
export default () => new Promise((resolve, reject) => {
  const worker = new Worker("/worker.js", { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => reject(new Error(message));
});`;
  assert.equal(await openPage({ files: { "/worker.js": worker }, script: page }), ["webgpu", 328350]);
});
