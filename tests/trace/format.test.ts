/** Printed forms against those that NumPy and JAX gave for the same values (samples/format.json). */

import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { ArrayType } from "../../compiler/ir/arrayType.js";
import type { DType } from "../../compiler/ir/dtype.js";
import {
  formatArray,
  inspectArray,
  pythonFloat,
  shortestFloat16,
  shortestFloat32,
} from "../../compiler/trace/format.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";

type Recorded = number | "nan" | "inf" | "-inf" | "-0";

interface Records {
  /** A star behind the dtype marks a weak type. */
  readonly arrays: readonly [dtype: string, shape: number[], values: Recorded[], str: string, repr: string][];
  /** Element i is q = i·37 mod 101 - 50 for integers, q / 8 for floats, and whether q is odd for booleans. */
  readonly large: readonly [dtype: DType, shape: number[], str: string, repr: string][];
  /** `repr` without `Array(` and the dtype; `literal` is how a program shows the number. */
  readonly scalars: readonly [
    width: "f32" | "f16",
    value: Recorded,
    str: string,
    repr: string,
    literal: string | null,
  ][];
  readonly doubles: readonly [value: Recorded, repr: string][];
}

const records = JSON.parse(readFileSync(`${root}tests/trace/samples/format.json`, "utf8")) as Records;

function toNumber(x: Recorded): number {
  if (typeof x === "number") return x;
  return { nan: NaN, inf: Infinity, "-inf": -Infinity, "-0": -0 }[x];
}

function typeOf(dtype: string, shape: readonly number[]): ArrayType {
  return new ArrayType(dtype.replace("*", "") as DType, shape, dtype.endsWith("*"));
}

function elements(values: readonly Recorded[], dtype: DType): ArrayLike<number> {
  const numbers = values.map(toNumber);
  return dtype === "float32" ? Float32Array.from(numbers) : numbers;
}

function largeElements(dtype: DType, size: number): number[] {
  return Array.from({ length: size }, (_, i) => {
    const q = ((i * 37) % 101) - 50;
    if (dtype === "bool") return Math.abs(q) % 2;
    return dtype === "int32" ? q : q / 8;
  });
}

const test = suite("printed arrays");

test("as NumPy's str", () => {
  for (const [dtype, shape, values, str] of records.arrays) {
    const type = typeOf(dtype, shape);
    assert.is(
      formatArray(elements(values, type.dtype), type),
      str,
      `${dtype}[${shape.join()}] ${values.join()}`,
    );
  }
});

test("as JAX's repr", () => {
  for (const [dtype, shape, values, , repr] of records.arrays) {
    const type = typeOf(dtype, shape);
    assert.is(
      inspectArray(elements(values, type.dtype), type),
      repr,
      `${dtype}[${shape.join()}] ${values.join()}`,
    );
  }
});

test("more than a thousand elements are shown by the corners", () => {
  for (const [dtype, shape, str, repr] of records.large) {
    const type = typeOf(dtype, shape);
    const values = largeElements(dtype, type.size);
    assert.is(formatArray(values, type), str);
    assert.is(inspectArray(values, type), repr);
  }
});

test("scalars as NumPy's str and JAX's repr", () => {
  for (const [width, value, str, repr] of records.scalars) {
    const type = new ArrayType(width === "f32" ? "float32" : "float16", []);
    const values = elements([value], type.dtype);
    assert.is(formatArray(values, type), str);
    assert.is(inspectArray(values, type), `Array(${repr} dtype=${type.dtype})`);
  }
});

test("integers, booleans and weak types without axes", () => {
  const of = (dtype: string, x: number): string[] => {
    const type = typeOf(dtype, []);
    return [formatArray([x], type), inspectArray([x], type)];
  };
  assert.equal(of("int32", -7), ["-7", "Array(-7, dtype=int32)"]);
  assert.equal(of("uint32", 4294967295), ["4294967295", "Array(4294967295, dtype=uint32)"]);
  assert.equal(of("bool", 1), ["True", "Array(True, dtype=bool)"]);
  assert.equal(of("bool", 0), ["False", "Array(False, dtype=bool)"]);
  assert.equal(of("float32*", Math.fround(3.0485873)), [
    "3.0485873",
    "Array(3.0485873, dtype=float32, weak_type=True)",
  ]);
});

test("a thousand floats are printed at once", () => {
  const values = Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i) * 1e-3);
  const type = new ArrayType("float32", [1000]);
  formatArray(values, type);
  const start = performance.now();
  formatArray(values, type);
  assert.ok(performance.now() - start < 500);
});

const floats = suite("printed floats");

floats("a float32 has the digits that NumPy gives it", () => {
  for (const [width, value, , , literal] of records.scalars)
    if (width === "f32") assert.is(shortestFloat32(toNumber(value)), literal);
});

floats("a float32 reads back as itself, and not with a digit less", () => {
  const bits = new Uint32Array(1);
  const float = new Float32Array(bits.buffer);
  for (let i = 0; i < 20000; i++) {
    bits[0] = Math.imul(i, 0x9e3779b1);
    if (!Number.isFinite(float[0])) continue;
    const text = shortestFloat32(float[0]);
    if (!Object.is(Math.fround(Number(text)), float[0])) assert.unreachable(`${text} is not ${float[0]}`);
    const count = text.replace(/e.*|[-.]/g, "").replace(/^0+|0+$/g, "").length;
    if (count > 1 && Math.fround(Number(float[0].toExponential(count - 2))) === float[0])
      assert.unreachable(`${text} is too long`);
  }
});

floats("a float16 reads back as itself", () => {
  assert.is(shortestFloat16(0.0999755859375), "0.1");
  assert.is(shortestFloat16(65504), "65500.0");
  assert.is(shortestFloat16(2 ** -24), "6e-08");
  assert.is(shortestFloat16(-Infinity), "-inf");
});

floats("a double as Python's repr", () => {
  for (const [value, repr] of records.doubles) assert.is(pythonFloat(toNumber(value)), repr);
});
