/** What makeJaxpr gives, what lower gives, and the trail of passes. */

import * as assert from "uvu/assert";
import { type Array, grad, jit, makeJaxpr, numpy as jnp, trail, vmap } from "../../compiler/index.js";
import { suite } from "../harness/suite.js";

const test = suite("programs as objects");

const weights = jnp.array([1, 2, 3]);
const f = (x: Array): Array[] => [jnp.sin(x).mul(weights), x.sum()];
const program = makeJaxpr(f)(jnp.zeros([3]));

test("tell their types, steps and constants", () => {
  assert.equal(program.inAvals.map(String), ["f32[3]"]);
  assert.equal(program.outAvals.map(String), ["f32[3]", "f32[]"]);
  assert.equal(
    program.eqns.map((e) => e.primitive.name),
    ["sin", "mul", "reduce_sum"],
  );
  assert.is(program.consts.length, 1);
  assert.is(program.consts[0], weights);
});

test("show sources, the types of literals, and lines of any width", () => {
  const scaled = makeJaxpr((x: Array) => jnp.sin(x).mul(2))(1);
  assert.is(scaled.toString(), "{ lambda ; a:f32[]. let b:f32[] = sin a; c:f32[] = mul b 2.0 in (c,) }");
  assert.match(scaled.toString({ literalTypes: true }), "mul b 2.0:f32[]");
  assert.match(scaled.toString({ source: true }), /= sin a +# .*jaxpr\.test\.[jt]s:\d+:\d+/);
  assert.match(scaled.toString({ width: 20 }), "let\n    b:f32[] = sin a\n    c:f32[] = mul b");
});

test("are evaluated, also under transforms", () => {
  const x = jnp.array([0, 1, 2]);
  assert.equal(program.evaluate(x).map(String), f(x).map(String));
  const slope = grad((y: Array) => program.evaluate(y)[0].sum());
  assert.is(String(slope(x)), String(grad((y: Array) => f(y)[0].sum())(x)));
  assert.is(String(vmap((y: Array) => program.evaluate(y)[1])(jnp.array([[1, 2, 3]]))), "[6.]");
});

test("refuse what does not fit", () => {
  assert.throws(() => program.evaluate(1), "the program takes (f32[3]), but got (f32[])");
  assert.throws(() => program.evaluate(), "the program takes (f32[3]), but got ()");
});

test("lower gives the program, the kernels with the user's lines, and the plan", () => {
  const { jaxpr, kernels, plan } = jit((x: Array) => jnp.exp(x).add(1)).lower(jnp.zeros([4]));
  assert.is(jaxpr, "{ lambda ; a:f32[4]. let b:f32[4] = exp a; c:f32[4] = add b 1.0 in (c,) }");
  assert.is(kernels.length, 1);
  const [{ wgsl, source }] = kernels;
  const lines = wgsl.split("\n");
  for (const [line, place] of Object.entries(source)) {
    assert.match(place, /jaxpr\.test\.[jt]s:\d+:\d+/);
    assert.ok(Number(line) >= 1 && Number(line) <= lines.length);
  }
  assert.ok(Object.keys(source).length > 0);
  assert.equal(JSON.parse(JSON.stringify(plan)), plan);
});

test("the trail has every program on the way, and what ran before is not in it", () => {
  const loss = jit(function loss(x: Array) {
    return jnp.sin(x).sum();
  });
  const slopes = jit(function slopes(x: Array) {
    return grad(loss)(x);
  });
  const { result, passes } = trail(() => slopes.lower(jnp.zeros([3])));
  assert.equal(
    passes.map((p) => p.name),
    ["trace loss", "jvp", "partial evaluation", "transpose", "trace slopes"],
  );
  const [first] = passes;
  assert.is(first.name, "trace loss");
  assert.is(first.before, undefined);
  assert.is(
    String(first.after),
    "{ lambda ; a:f32[3]. let\n    b:f32[3] = sin a\n    c:f32[] = reduce_sum[axes=(0,) out_sharding=None] b\n  in (c,) }",
  );
  const last = passes[passes.length - 1];
  assert.is(last.name, "trace slopes");
  assert.is(String(last.after), result.jaxpr);
  for (const { name, before } of passes) assert.is(before === undefined, name.startsWith("trace "));
  assert.equal(trail(() => slopes.lower(jnp.zeros([3]))).passes, []);
});
