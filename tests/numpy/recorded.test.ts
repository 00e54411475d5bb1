/** Functions of numpy, nn, lax and scipy against values, weak types and errors recorded from JAX. */
import { suite } from "../harness/suite.js";
import { recorded } from "./recorded.js";
import { call, matches } from "./support.js";
import * as assert from "uvu/assert";

const test = suite("recorded from JAX");
const names = [...new Set(recorded.map(([name]) => name))];

for (const name of names) {
  test(name, () => {
    for (const one of recorded.filter((r) => r[0] === name)) {
      const [, args, options, expected] = one;
      const what = `${name}(${JSON.stringify(args)}, ${JSON.stringify(options)})`;
      if (typeof expected === "string") {
        // NumPy's ValueError and IndexError are RangeErrors here.
        const kind = expected === "TypeError" ? TypeError : RangeError;
        assert.throws(() => call(one), (error: Error) => error instanceof kind, `${what}: ${expected}`); // prettier-ignore
        continue;
      }
      const outputs = call(one);
      assert.is(outputs.length, expected.length, `${what}: number of outputs`);
      outputs.forEach((output, i) => matches(output, expected[i], what, !name.startsWith("grad ")));
    }
  });
}
