/** The recorded calls once more, compiled: the kernels give what the primitives give. */
import { suite } from "../harness/suite.js";
import { recorded } from "./recorded.js";
import { callCompiled, matches, type RecordedArray } from "./support.js";

const test = suite("recorded from JAX, compiled");
/** The shape of the result of these depends on the elements, which a traced array doesn't have, unless a size is given. */
const concrete = new Set(
  (
    "nonzero argwhere flatnonzero compress extract choose repeat insert delete bincount trimZeros " +
    "unique uniqueValues uniqueCounts uniqueInverse uniqueAll union1d intersect1d setdiff1d setxor1d"
  )
    .split(" ")
    .map((name) => `jnp.${name}`),
);
const compilable = recorded.filter(([name, args, options, expected]) => {
  if (typeof expected === "string") return false;
  const isConcrete = concrete.has(name) || (name === "jnp.where" && args.length === 1);
  return !isConcrete || (options !== null && "size" in options);
});
const names = [...new Set(compilable.map(([name]) => name))];

for (const name of names) {
  test(name, async () => {
    for (const one of compilable.filter(([called]) => called === name)) {
      const [, args, , expected] = one;
      const outputs = await callCompiled(one);
      const wanted = expected as readonly RecordedArray[];
      outputs.forEach((output, i) => matches(output, wanted[i], `${name}(${JSON.stringify(args)})`));
    }
  });
}
