import * as assert from "uvu/assert";
import { arrayFits, floatToHalf, fromBase64, halfToFloat, toDevice, toHost } from "../../runtime/layout.js";
import { float16Bits } from "../../compiler/ir/float16.js";
import { suite } from "../harness/suite.js";
import { base64 } from "./plans.js";

const test = suite("layout");

const isNaNHalf = (half: number) => (half & 0x7fff) > 0x7c00;

test("every float16 survives the way there and back", () => {
  for (let half = 0; half < 0x10000; half++) {
    const back = floatToHalf(halfToFloat(half));
    if (isNaNHalf(half)) assert.ok(isNaNHalf(back));
    else if (back !== half) assert.unreachable(`${half.toString(16)} became ${back.toString(16)}`);
  }
});

test("the compiler writes constants as the runtime writes arguments", () => {
  for (let half = 0; half < 0x10000; half++) {
    const value = halfToFloat(half);
    if (float16Bits(value) !== floatToHalf(value)) assert.unreachable(String(value));
  }
});

test("float16 values are what IEEE 754 says", () => {
  const expected: [number, number][] = [
    [0x0000, 0],
    [0x8000, -0],
    [0x0001, 2 ** -24],
    [0x03ff, 2 ** -14 - 2 ** -24],
    [0x0400, 2 ** -14],
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
  ];
  for (const [half, value] of expected) assert.ok(Object.is(halfToFloat(half), value), String(value));
  assert.ok(Number.isNaN(halfToFloat(0x7e00)));
});

test("rounds to the nearest float16, ties to even", () => {
  for (let half = 0; half < 0x7c00; half++) {
    const low = halfToFloat(half);
    // Above the largest number the next step would be 65536, which is infinity.
    const high = half === 0x7bff ? 65536 : halfToFloat(half + 1);
    const middle = (low + high) / 2;
    const below = middle - middle * 2 ** -23;
    const above = middle + middle * 2 ** -23;
    const expected = [half, half % 2 === 0 ? half : half + 1, half + 1];
    const rounded = [below, middle, above].map((x) => floatToHalf(x));
    const negative = [below, middle, above].map((x) => floatToHalf(-x) - 0x8000);
    if (String(rounded) !== String(expected))
      assert.unreachable(`around ${middle}: ${rounded}, not ${expected}`);
    if (String(negative) !== String(expected)) assert.unreachable(`around -${middle}`);
  }
  assert.is(floatToHalf(3e38), 0x7c00);
  assert.is(floatToHalf(-Infinity), 0xfc00);
  assert.is(floatToHalf(1e-45), 0);
  assert.is(floatToHalf(-0), 0x8000);
  assert.ok(isNaNHalf(floatToHalf(NaN)));
});

test("bool is a word a value on the device", () => {
  const bytes = toDevice("bool", new Uint8Array([0, 1, 255]));
  assert.equal(new Uint32Array(bytes.buffer), new Uint32Array([0, 1, 1]));
  assert.equal(toHost({ dtype: "bool", shape: [3] }, bytes), new Uint8Array([0, 1, 1]));
});

test("float16 is padded to whole words", () => {
  const bytes = toDevice("float16", new Float32Array([1, -2, 0.5]));
  assert.is(bytes.length, 8);
  assert.equal(toHost({ dtype: "float16", shape: [3] }, bytes), new Float32Array([1, -2, 0.5]));
  const laid = toDevice("float16", new Uint16Array([0x3c00]));
  assert.equal(toHost({ dtype: "float16", shape: [] }, laid), new Float32Array([1]));
});

test("words are not copied on the way to the device, and copied on the way back", () => {
  const data = new Float32Array([1, 2, 3, 4]).subarray(1);
  const bytes = toDevice("float32", data);
  assert.is(bytes.buffer, data.buffer);
  const back = toHost({ dtype: "float32", shape: [3] }, bytes);
  assert.equal(back, new Float32Array([2, 3, 4]));
  assert.is.not(back.buffer, data.buffer);
});

test("float0 has no bytes, and zeros on the host", () => {
  assert.is(toDevice("float0", new Uint8Array(3)).length, 0);
  assert.equal(toHost({ dtype: "float0", shape: [3] }, new Uint8Array(0)), new Uint8Array(3));
});

test("reads base64", () => {
  const data = Float32Array.from({ length: 50 }, (_, k) => Math.sin(k));
  assert.equal(new Float32Array(fromBase64(base64(data)).buffer), data);
  assert.is(fromBase64("AAEC").length, 4);
});

test("knows which data fit a type", () => {
  assert.ok(arrayFits({ dtype: "float16", shape: [2] }, new Float32Array(2)));
  assert.ok(arrayFits({ dtype: "float16", shape: [2] }, new Uint16Array(2)));
  assert.ok(arrayFits({ dtype: "bool", shape: [] }, new Uint8Array(1)));
  assert.ok(arrayFits({ dtype: "float0", shape: [3] }, new Uint8Array(3)));
  assert.ok(arrayFits({ dtype: "float0", shape: [3] }, new Uint8Array(0)));
  assert.not.ok(arrayFits({ dtype: "bool", shape: [3] }, new Uint8Array(0)));
  assert.not.ok(arrayFits({ dtype: "int32", shape: [1] }, new Uint32Array(1)));
  assert.not.ok(arrayFits({ dtype: "int32", shape: [2] }, new Int32Array(1)));
  assert.not.ok(arrayFits({ dtype: "float32", shape: [] }, undefined as unknown as Float32Array));
});
