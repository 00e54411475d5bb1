/** Errors show the user's line also where a bundler put the user's code and ours into one file. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rollup } from "rollup";
import * as assert from "uvu/assert";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";

const test = suite("bundled");

const app = `
import { customJvp, grad, jit, numpy as jnp } from "${root}dist/index.js";
function misfit(x) {
  return jnp.add(x, jnp.ones([4]));
}
function noRule() {
  return customJvp((x) => x);
}
const thrown = (f) => {
  try {
    f();
  } catch (error) {
    return error.message;
  }
};
export const errors = [
  () => misfit(jnp.ones([3])),
  () => jit(misfit)(jnp.ones([3])),
  () => grad((x) => misfit(x).sum())(jnp.ones([3])),
  () => noRule()(1),
].map(thrown);
`;

/** The messages, from the app and the package in one file. */
async function bundled(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "pullback-"));
  try {
    writeFileSync(join(folder, "app.js"), app);
    const bundle = await rollup({ input: join(folder, "app.js") });
    const file = join(folder, "bundle.js");
    // What runs loops on devices is otherwise a file of its own, loaded when it is needed.
    await bundle.write({ file, format: "es", inlineDynamicImports: true });
    return ((await import(pathToFileURL(file).href)) as { errors: string[] }).errors;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("in one file with the user's code", async () => {
  const errors = await bundled();
  for (const message of errors.slice(0, 3)) assert.match(message, /at .*bundle\.js:\d+:\d+ \(misfit\)/);
  assert.match(errors[3], /was made at .*bundle\.js:\d+:\d+ \(noRule\)/);
});
