import * as assert from "uvu/assert";
import { launchChromium } from "../harness/chromium.js";
import { servePage } from "../harness/server.js";
import { suite } from "../harness/suite.js";
import { float32, twoSteps } from "./plans.js";

const test = suite("runtime in a page");

const page = `
import { load, DeviceError } from "./index.js";
const send = (message) => fetch("/report", { method: "POST", body: JSON.stringify(message) });
try {
  const evaluates = (() => { try { return eval("true"); } catch { return false; } })();
  const square = await load(await (await fetch("/plan.json")).json());
  const [y] = square(new Float32Array([0, 1, 2]));
  await send({ evaluates, y: [...(await y.read())], type: y.type });
} catch (error) {
  await send({ error: String(error), isDeviceError: error instanceof DeviceError });
}`;

test("runs a plan from JSON where eval is forbidden", async () => {
  const messages: unknown[] = [];
  const server = await servePage({
    folder: "build/runtime",
    headers: { "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'" },
    files: {
      "/index.html": `<!doctype html><script type="module" src="page.js"></script>`,
      "/page.js": page,
      "/plan.json": JSON.stringify(twoSteps(float32(3))),
    },
    onMessage: (message) => messages.push(message),
  });
  const browser = await launchChromium();
  try {
    const tab = await browser.newPage();
    const reported = tab.waitForResponse(`${server.url}/report`);
    await tab.goto(`${server.url}/index.html`);
    await reported;
  } finally {
    await browser.close();
    await server.close();
  }
  assert.equal(messages, [{ evaluates: false, y: [1, 4, 9], type: { ...float32(3), buffer: 2 } }]);
});
