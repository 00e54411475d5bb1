/** What `npm start` runs: a function with a derivative rule of its own, through every stage. */

import { type Array, customJvp, grad, init, jit, makeJaxpr, numpy as jnp, vmap } from "../compiler/index.js";

const plain = (x: Array) => jnp.log(jnp.add(1, jnp.exp(x)));

const log1pexp = customJvp(function log1pexp(x: Array) {
  return plain(x);
});

const rule = ([x]: Array[], [t]: Array[]) => {
  const slope = jnp.subtract(1, jnp.divide(1, jnp.add(1, jnp.exp(x))));
  return [log1pexp(x), slope.mul(t)];
};
log1pexp.defjvp(rule);

const { kind, description } = await init();

console.log(`1. A function, and the rule for its derivative

log1pexp = ${String(plain)}
rule     = ${String(rule)}

At 100 its slope is 1, but exp(100) is more than a float can hold:

grad(log1pexp)(100) = ${String(grad(plain)(100))}   without the rule
grad(log1pexp)(100) = ${String(grad(log1pexp)(100))}   with it

2. Traced and differentiated: makeJaxpr(grad(log1pexp))(100)

${String(makeJaxpr(grad(log1pexp))(100))}`);

const slopes = jit(vmap(grad(log1pexp)));
const x = jnp.linspace(-100, 100, 1_000_001);
const { kernels } = slopes.lower(x);

console.log(`
3. Compiled: jit(vmap(grad(log1pexp))) of ${x.size.toLocaleString("en")} numbers is ${kernels.length} kernel, in WGSL
`);
for (const { wgsl } of kernels) console.log(wgsl);

const y = slopes(x);
const values = await y.data();
console.log(`4. Run on ${kind === "webgpu" ? "WebGPU" : "the host"}: ${description}\n`);
for (const at of [-100, -10, -1, 0, 1, 10, 100]) {
  console.log(`slope at ${String(at).padStart(4)}: ${values[(at + 100) * 5000]}`);
}
if (kind === "host")
  console.log(
    "\nThe host ran the same kernel as JavaScript; where there is an adapter, the WGSL above runs.",
  );
