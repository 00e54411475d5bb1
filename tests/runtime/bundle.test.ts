/// What a page of a user's contains: a plan as JSON, and the built `pullback/runtime`. No tracer, no compiler, no eval.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import { type Array, customJvp, grad, init, jit, numpy as jnp, vmap } from "../../compiler/index.js";
import { launchChromium } from "../harness/chromium.js";
import { root } from "../harness/paths.js";
import { servePage } from "../harness/server.js";
import { suite } from "../harness/suite.js";

const test = suite("built runtime in a page");

const log1pexp = customJvp((x: Array) => jnp.log(jnp.add(1, jnp.exp(x))));
log1pexp.defjvps((t, _ans, x) => jnp.divide(t, jnp.exp(jnp.negative(x)).add(1)));
const slopes = jit(vmap(grad(log1pexp)));

/// A module and what it imports, by name.
function reachable(name: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(name)) return found;
  const text = readFileSync(`${root}dist/${name}`, "utf8");
  found.set(name, text);
  for (const [, imported] of text.matchAll(/from\s*["']\.\/([^"']+)["']/g)) reachable(imported, found);
  return found;
}

const page = `
import { load } from "./runtime.js";
const send = (message) => fetch("/report", { method: "POST", body: JSON.stringify(message) });
try {
  const evaluates = (() => { try { return eval("true"); } catch { return false; } })();
  const slopes = await load(await (await fetch("/plan.json")).json());
  const [y] = slopes(new Float32Array([-100, 0, 1, 100]));
  await send({ evaluates, y: [...(await y.read())] });
} catch (error) {
  await send({ error: String(error) });
}`;

test("runs a compiled gradient under a policy without eval", async () => {
  await init({ device: "host" });
  const x = jnp.array([-100, 0, 1, 100]);
  const expected = [...(await (slopes(x) as { data(): Promise<Float32Array> }).data())];
  const messages: { y?: number[]; evaluates?: boolean; error?: string }[] = [];
  const server = await servePage({
    folder: "dist",
    headers: { "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'" },
    files: {
      "/index.html": `<!doctype html><script type="module" src="page.js"></script>`,
      "/page.js": page,
      "/plan.json": JSON.stringify(slopes.lower(x).plan),
    },
    onMessage: (message) => messages.push(message as (typeof messages)[number]),
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
  const [{ y, evaluates, error }] = messages;
  assert.is(error, undefined);
  assert.is(evaluates, false);
  y!.forEach((v, i) => assert.ok(Math.abs(v - expected[i]) <= 1e-6, `${v} is not ${expected[i]}`));
});

test("the runtime is small and has no compiler in it", () => {
  const modules = reachable("runtime.js");
  const text = [...modules.values()].join("\n");
  for (const word of ["custom_jvp_call", "pb_exp", "defjvp"]) assert.not.ok(text.includes(word), word);
  // Not minified, comments included: 20 kB; a page's bundler halves it.
  assert.ok(gzipSync(text).length < 25_000, `${gzipSync(text).length} bytes`);
});
