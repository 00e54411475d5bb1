/** Every script of jax/ prints what JAX 0.10.2 printed, but for the last digits of numbers. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { Session } from "../../compiler/python/script.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";
import { assertLike } from "./likeness.js";

const path = `${root}tests/python/jax`;
const read = (name: string): string =>
  existsSync(`${path}/${name}`) ? readFileSync(`${path}/${name}`, "utf8") : "";

/** Scripts that need what there is not yet. */
const waiting = new Set([
  "array_printing",
  "autodiff_tour",
  "complex_numbers",
  "custom_jvp_call_counts",
  "custom_vjp_errors",
  "custom_vjp_inside_jit_and_vmap",
  "dtype_promotion",
  "grad_errors",
  "jaxprs",
  "nn_functions",
  "operators_on_arrays",
]);

/** As they were recorded. */
const withoutAddresses = (text: string): string => text.replace(/ at 0x[0-9a-f]{8,}/g, " at 0x…");

/** Runs a script, and holds what it does against what was recorded. */
async function hold(name: string): Promise<void> {
  const streams = { stdout: "", stderr: "" };
  const session = new Session({ maxSteps: 2e7, write: (text, to) => (streams[to] += text) });
  const exit = await session.run(read(`${name}.py`), `${name}.py`);
  assertLike(withoutAddresses(streams.stdout), read(`${name}.out`));
  assertLike(streams.stderr, read(`${name}.err`));
  assert.is(exit, (JSON.parse(read("exits.json") || "{}") as Record<string, number>)[name] ?? 0);
}

const test = suite("Python scripts of jax/");
const names = readdirSync(path).flatMap((file) => (file.endsWith(".py") ? [file.slice(0, -3)] : []));
for (const name of names) if (!waiting.has(name)) test(name.replaceAll("_", " "), () => hold(name));

test("those that wait for something wait still", async () => {
  const agree: string[] = [];
  for (const name of waiting)
    await hold(name).then(
      () => agree.push(name),
      () => undefined,
    );
  assert.equal(agree, []);
});
