/** What `npm start` runs: a function with a custom derivative rule, through every stage. */

import {
  type Array,
  customJvp,
  DeviceArray,
  grad,
  init,
  jit,
  makeJaxpr,
  numpy as jnp,
  vmap,
} from "../compiler/index.js";

const log1pexp = customJvp(function log1pexp(x: Array) {
  return jnp.log(jnp.add(1, jnp.exp(x)));
});
log1pexp.defjvp(([x], [t]) => {
  const slope = jnp.subtract(1, jnp.divide(1, jnp.add(1, jnp.exp(x))));
  return [log1pexp(x), slope.mul(t)];
});

const { kind, description } = await init();

console.log("The function: log1pexp(x) = log(1 + exp(x)), with a derivative rule of its own.\n");
console.log(
  `grad(log1pexp)(100) = ${String(grad(log1pexp)(100))}   (differentiating through log and exp gives nan)\n`,
);

console.log("1. traced and differentiated: makeJaxpr(grad(log1pexp))(100)\n");
console.log(String(makeJaxpr(grad(log1pexp))(100)));

const slopes = jit(vmap(grad(log1pexp)));
const x = jnp.linspace(-100, 100, 1_000_000);
const { kernels } = slopes.lower(x);

console.log(`\n2. lowered: jit(vmap(grad(log1pexp))) is ${kernels.length} kernel\n`);
for (const { wgsl } of kernels) console.log(wgsl);

console.log(`3. run on ${kind === "webgpu" ? "WebGPU" : "the host"}: ${description}\n`);
const y = slopes(x);
const shown = y instanceof DeviceArray ? await y.toHost() : y;
console.log(`1,000,000 slopes from x = -100 to 100:\n${String(shown)}`);
