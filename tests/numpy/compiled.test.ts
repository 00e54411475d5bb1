/** The recorded calls once more, compiled: the kernels give what the primitives give. */
import { suite } from "../harness/suite.js";
import { recorded } from "./recorded.js";
import { callCompiled, matches } from "./support.js";

const test = suite("recorded from JAX, compiled");
/** The shape of what these give depends on the elements. */
const concrete = new Set(["jnp.nonzero", "jnp.argwhere", "jnp.compress", "jnp.unique"]);
const names = [...new Set(recorded.map(([name]) => name))].filter((name) => !concrete.has(name));

for (const name of names) {
  test(name, async () => {
    for (const one of recorded.filter((r) => r[0] === name)) {
      const outputs = await callCompiled(one);
      outputs.forEach((output, i) => matches(output, one[3][i], `${name}(${JSON.stringify(one[1])})`));
    }
  });
}
