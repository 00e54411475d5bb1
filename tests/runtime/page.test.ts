import * as assert from "uvu/assert";
import { openPage } from "../harness/browser.js";
import { suite } from "../harness/suite.js";
import { float32, twoSteps } from "./plans.js";

const test = suite("runtime in a page");

const script = `
import { load } from "/index.js";
const evaluates = (() => { try { return eval("true"); } catch { return false; } })();
export default async (text) => {
  const square = await load(JSON.parse(text));
  const [y] = square(new Float32Array([0, 1, 2]));
  return { evaluates, y: [...(await y.read())], type: y.type };
};`;

test("runs a plan from JSON where eval is forbidden", async () => {
  const result = await openPage({
    folder: "build/runtime",
    headers: { "Content-Security-Policy": "default-src 'none'; script-src 'self'" },
    argument: JSON.stringify(twoSteps(float32(3))),
    script,
  });
  assert.equal(result, { evaluates: false, y: [1, 4, 9], type: { ...float32(3), buffer: 2 } });
});
