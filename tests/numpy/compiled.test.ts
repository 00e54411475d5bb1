/** The recorded calls once more, compiled: the kernels give what the primitives give. */
import { suite } from "../harness/suite.js";
import { recorded } from "./recorded.js";
import { callCompiled, matches } from "./support.js";

const test = suite("recorded from JAX, compiled");
/** The result of these depends on the elements, which a traced array doesn't have. */
const concrete = new Set(
  (
    "nonzero argwhere flatnonzero compress extract choose repeat insert delete bincount trimZeros " +
    "unique uniqueCounts uniqueInverse uniqueAll union1d intersect1d setdiff1d setxor1d"
  )
    .split(" ")
    .map((name) => `jnp.${name}`),
);
const names = [...new Set(recorded.map(([name]) => name))].filter((name) => !concrete.has(name));

for (const name of names) {
  test(name, async () => {
    for (const one of recorded) {
      const [called, args, , expected] = one;
      if (called !== name || typeof expected === "string") continue;
      const outputs = await callCompiled(one);
      outputs.forEach((output, i) => matches(output, expected[i], `${name}(${JSON.stringify(args)})`));
    }
  });
}
