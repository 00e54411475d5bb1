/**
 * What a page of a user's contains: a plan as JSON, and the built `pullback/runtime`. No tracer, no compiler, no eval.
 */

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import {
  type Array as JaxArray,
  customJvp,
  grad,
  init,
  jit,
  lax,
  numpy as jnp,
  vmap,
} from "../../compiler/index.js";
import type { Plan } from "../../runtime/plan.js";
import { openPage } from "../harness/browser.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";

const test = suite("built runtime in a page");

const log1pexp = customJvp((x: JaxArray) => jnp.log(jnp.add(1, jnp.exp(x))));
log1pexp.defjvps((t, _ans, x) => jnp.divide(t, jnp.exp(jnp.negative(x)).add(1)));
const slopes = jit(vmap(grad(log1pexp)));

/** A module and what it imports, by name. */
function reachable(name: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(name)) return found;
  const text = readFileSync(`${root}dist/${name}`, "utf8");
  found.set(name, text);
  for (const [, imported] of text.matchAll(/from\s*["']\.\/([^"']+)["']/g)) reachable(imported, found);
  return found;
}

const script = `
import { load } from "/runtime.js";
const evaluates = (() => { try { return eval("true"); } catch { return false; } })();
export default async (text) => {
  const slopes = await load(JSON.parse(text));
  const [y] = slopes(new Float32Array([-100, 0, 1, 100]));
  return { evaluates, y: [...(await y.read())] };
};`;

test("runs a compiled gradient under a policy without eval", async () => {
  await init({ device: "host" });
  const x = jnp.array([-100, 0, 1, 100]);
  const expected = await slopes(x).data();
  const { y, evaluates } = (await openPage({
    folder: "dist",
    headers: { "Content-Security-Policy": "default-src 'none'; script-src 'self'" },
    argument: JSON.stringify(slopes.lower(x).plan),
    script,
  })) as { y: number[]; evaluates: boolean };
  assert.is(evaluates, false);
  assert.is(y.length, 4);
  y.forEach((v, i) => assert.ok(Math.abs(v - expected[i]) <= 1e-6, `${v} is not ${expected[i]}`));
});

test("what is lowered on the host runs on any device", async () => {
  await init({ device: "host" });
  const sum = jit((...all: JaxArray[]) => all.reduce((a, b) => a.add(b)).sum());
  const { plan } = sum.lower(...Array.from({ length: 30 }, () => jnp.ones([1000])));
  const { requires } = plan as Plan;
  assert.ok(requires.maxStorageBuffersPerShaderStage <= 8);
  const total = await openPage({
    folder: "dist",
    argument: JSON.stringify(plan),
    script: `
import { load } from "/runtime.js";
export default async (text) => {
  const sum = await load(JSON.parse(text));
  const [y] = sum(...Array.from({ length: 30 }, () => new Float32Array(1000).fill(0.5)));
  return (await y.read())[0];
};`,
  });
  assert.is(total, 15000);
});

const grow = jit((x: JaxArray) =>
  lax.whileLoop(
    (y) => jnp.sum(y).lt(1000),
    (y) => jnp.roll(y, 1).add(1),
    x,
  ),
);

test("what runs loops is loaded by pages whose plans have some, and by no others", async () => {
  await init({ device: "host" });
  const x = jnp.ones([100]);
  const loaded = await openPage({
    folder: "dist",
    argument: JSON.stringify([slopes.lower(x).plan, grow.lower(x).plan]),
    script: `
import { load } from "/runtime.js";
const isLoaded = () => performance.getEntriesByType("resource").some(({ name }) => name.includes("/turns-"));
export default async (text) => {
  const [slopes, grow] = JSON.parse(text);
  const x = new Float32Array(100).fill(1);
  await (await load(slopes))(x)[0].read();
  const before = isLoaded();
  const [y] = (await load(grow))(x);
  return { before, y: [...(await y.read())], after: isLoaded() };
};`,
  });
  const y = [...(await grow(x).data())];
  assert.equal(loaded, { before: false, y, after: true });
});

test("the runtime is small and has no compiler in it", () => {
  const modules = reachable("runtime.js");
  const text = [...modules.values()].join("\n");
  for (const word of ["custom_jvp_call", "pb_exp", "defjvp"]) assert.not.ok(text.includes(word), word);
  // Not minified, comments included: 20 kB; a page's bundler halves it.
  assert.ok(gzipSync(text).length < 25_000, `${gzipSync(text).length} bytes`);
});
