/** Random arrays of every dtype, shape and print option, as NumPy and JAX printed them (samples/arrays.json). */

import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import {
  formatArray,
  inspectArray,
  inspectNumpyArray,
  inspectScalar,
  type PrintOptions,
} from "../../compiler/trace/format.js";
import { sizeOf } from "../../compiler/ir/arrayType.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";

interface Sample {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Without them, element i is ((i * 7919) mod 2003 - 1001) / 16, or what `counted` says. */
  readonly values: readonly (number | string)[] | null;
  readonly options: Partial<PrintOptions>;
  readonly str: string;
  readonly repr: string;
  readonly jax?: string;
  readonly weak?: string;
  readonly scalar?: string;
}

const samples = JSON.parse(readFileSync(`${root}tests/trace/samples/arrays.json`, "utf8")) as Sample[];

const special: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, "-inf": -Infinity, "-0": -0 };

function counted(i: number, dtype: string): number {
  const q = ((i * 7919) % 2003) - 1001;
  if (dtype === "bool") return Math.abs(q % 2);
  return dtype.startsWith("float") ? q / 16 : q;
}

function elements({ dtype, shape, values }: Sample): ArrayLike<number | bigint> {
  const list = values ?? Array.from({ length: sizeOf(shape) }, (_, i) => counted(i, dtype));
  if (dtype === "int64") return BigInt64Array.from(list.map(BigInt));
  const numbers = list.map((x) => (typeof x === "string" ? special[x] : x));
  return dtype === "float64" ? Float64Array.from(numbers) : numbers;
}

const test = suite("random arrays as text");

const forms: Readonly<Record<string, (sample: Sample) => string>> = {
  str: (s) => formatArray(elements(s), s, s.options),
  repr: (s) => inspectNumpyArray(elements(s), s, s.options),
  jax: (s) => inspectArray(elements(s), s, s.options),
  weak: (s) => inspectArray(elements(s), { ...s, weakType: true }, s.options),
  scalar: (s) => inspectScalar(elements(s)[0], s.dtype),
};

for (const [form, show] of Object.entries(forms))
  test(form, () => {
    let count = 0;
    for (const sample of samples) {
      const expected = sample[form as keyof Sample];
      if (expected === undefined) continue;
      count++;
      assert.is(show(sample), expected, JSON.stringify({ ...sample, values: sample.values?.slice(0, 9) })); // prettier-ignore
    }
    assert.ok(count > 20, `${count} samples`);
  });
