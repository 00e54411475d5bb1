/** Samples, keys and errors against those recorded from JAX: the same bits. */
import * as assert from "uvu/assert";
import type { HostArray } from "../../compiler/index.js";
import { jit, random } from "../../compiler/index.js";
import { suite } from "../harness/suite.js";
import { bitsOf, call, keyOf, type Recorded, recorded, summaryOf } from "./support.js";

const test = suite("random, recorded from JAX");

/**
 * Where results are not JAX's to the last bit, how many units of the last place they may be off: `tan` and `pow` are our
 * own, wald's last difference cancels, and XLA rounds float16 in ways of its own.
 */
const tolerances: Record<string, number | undefined> = {
  cauchy: 2,
  weibullMin: 1,
  wald: 64,
  gumbel: 2,
  logistic: 1,
};

function toleranceOf({ name, out }: Recorded): number {
  const isExact = (name === "gumbel" || name === "logistic") && out?.dtype === "float32";
  return isExact ? 0 : (tolerances[name] ?? 0);
}

const show = ({ name, key, args, options }: Recorded): string =>
  `${name}(${[key, ...args, options].map((x) => JSON.stringify(x)).join(", ")})`;

function check(one: Recorded, got: HostArray): void {
  const expected = one.out!;
  const tolerance = toleranceOf(one);
  if (tolerance === 0) {
    assert.equal(
      { ...summaryOf(got), typed: expected.typed },
      { ...expected, typed: expected.typed },
      show(one),
    );
    return;
  }
  assert.is(got.dtype, expected.dtype);
  assert.equal(got.shape, expected.shape);
  const bits = bitsOf(got);
  expected.head.forEach((bit, i) => assert.ok(Math.abs(bits[i] - bit) <= tolerance, `${show(one)} at ${i}`));
}

const names = [...new Set(recorded.map(({ name }) => name))];

for (const name of names)
  test(name, () => {
    for (const one of recorded.filter((r) => r.name === name && r.out)) {
      const result = call(one);
      assert.is(result instanceof random.KeyArray, one.out!.typed === true, show(one));
      check(one, (result instanceof random.KeyArray ? result.words : result) as HostArray);
    }
  });

/** Python's kinds of errors, where they are not ours. */
const kinds: Record<string, string | undefined> = {
  OverflowError: "ValueError",
  TypePromotionError: "TypeError",
};

test("errors", () => {
  for (const one of recorded.filter(({ error }) => error)) {
    const [kind, message] = one.error!;
    assert.throws(
      () => call(one),
      (error: Error & { summary: string }) => {
        assert.is(error.summary, message, show(one));
        assert.is(error.name, kinds[kind] ?? kind, show(one));
        return true;
      },
    );
  }
});

test("compiled, with traced keys, the samples are the same", () => {
  const seen = new Set<string>();
  for (const one of recorded) {
    const { name, key, out } = one;
    // One call of each kind will do.
    const kind = `${name} ${out?.dtype} ${out?.shape.length} ${JSON.stringify(one.options)}`;
    if (!key || !out || seen.has(kind)) continue;
    seen.add(kind);
    const result = jit((k: random.Key) => call(one, k))(keyOf(key)) as unknown;
    check(one, (result instanceof random.KeyArray ? result.words : result) as HostArray);
  }
  assert.ok(seen.size > 80);
});
