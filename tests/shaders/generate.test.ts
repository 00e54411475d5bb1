/** The generated file, and what the compiler reads from it. */

import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { generate, readSource } from "../../shaders/generate.js";
import { Library } from "../../shaders/generate/parse.js";
import { fastBuiltin, hostFunctions, shaderFunctions, shaderSource } from "../../shaders/index.js";
import { suite } from "../harness/suite.js";
import { root } from "../harness/paths.js";

const test = suite("generated shader library");

test("the committed file is what `npm run generate` writes", () => {
  assert.is(readFileSync(`${root}shaders/math.generated.ts`, "utf8"), generate(readSource));
});

test("a function's source brings what it needs, once and in order", () => {
  const source = shaderSource(["pb_pow", "pb_exp"]);
  for (const name of ["pb_kernel_exp", "pb_kernel_scale", "pb_kernel_long_log", "pb_inf"])
    assert.is(source.split(`fn ${name}(`).length, 2, name);
  for (const name of ["pb_zero", "pb_low"]) assert.is(source.split(`var<private> ${name}:`).length, 2, name);
  assert.ok(source.indexOf("fn pb_kernel_exp(") < source.indexOf("fn pb_pow("));
  assert.not.match(source, /pb_quadrant|fn pb_sin|\/\//);
  assert.is(shaderSource([]), "");
  assert.throws(() => shaderSource(["pb_nothing"]), /no pb_nothing/);
});

test("every public function has a twin on the host, and every built-in stands for a function", () => {
  const names = Object.keys(shaderFunctions).filter((name) => !name.startsWith("pb_kernel_"));
  assert.equal(Object.keys(hostFunctions), names);
  for (const name of Object.keys(fastBuiltin)) assert.ok(names.includes(name), name);
});

function errorOf(text: string): string {
  try {
    new Library().parse("test.wgsl", text);
  } catch (error) {
    return (error as Error).message;
  }
  return "none";
}

test("what lies outside of the subset is an error with its line", () => {
  assert.is(errorOf("fn f(x: f32) -> f32 {\n  return x + 1u;\n}"), "test.wgsl:2: expected f32, found u32");
  assert.is(
    errorOf("fn f(x: f32) -> f32 {\n  return x * (1.0 / 3.0);\n}").slice(0, 31),
    "test.wgsl:2: fold the constants",
  );
  assert.is(
    errorOf("fn f(x: vec2f) -> f32 { return x.x; }"),
    "test.wgsl:1: vec2f is not a type of the subset",
  );
  assert.is(
    errorOf("fn f(x: f32) -> f32 { return sin(x); }"),
    "test.wgsl:1: sin is not a function of the subset",
  );
  assert.is(errorOf("fn f(x: f32) -> f32 { return y; }"), "test.wgsl:1: y is not declared");
});
