/** Functions of numpy, nn and lax against values recorded from JAX. */
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
      const outputs = call(one);
      assert.is(outputs.length, expected.length, `${what}: number of outputs`);
      outputs.forEach((output, i) => matches(output, expected[i], what));
    }
  });
}
