/** What checkpoint keeps and computes again, on the host and in plans. Its values and programs are among the recorded ones. */

import * as assert from "uvu/assert";
import {
  type Array,
  checkpoint,
  checkpointPolicies,
  type CheckpointPolicy,
  grad,
  jit,
  lax,
  numpy as jnp,
  savedResiduals,
} from "../../compiler/index.js";
import { suite } from "../harness/suite.js";
import { fails } from "./fails.js";

const test = suite("checkpoint");

const weights = jnp.linspace(-1, 1, 4096).reshape([64, 64]);
/** Four layers of a network. */
function block(x: Array): Array {
  let y = x;
  for (let i = 0; i < 4; i++) y = jnp.tanh(weights.matmul(y));
  return y;
}

type Wrap = (f: typeof block) => (x: Array) => Array;
const wraps: Record<string, Wrap> = {
  plain: (f) => f,
  checkpointed: (f) => checkpoint(f),
  merged: (f) => checkpoint(f, { preventCse: false }),
  products: (f) => checkpoint(f, { policy: checkpointPolicies.dotsSaveable }),
};

/** The slope of four blocks. */
function slopeOf(wrap: Wrap): (x: Array) => Array {
  const wrapped = wrap(block);
  return grad((x: Array) => {
    let y = x;
    for (let i = 0; i < 4; i++) y = wrapped(y);
    return y.sum();
  });
}

interface Buffers {
  readonly buffers: readonly { readonly bytes: number }[];
  readonly steps: readonly unknown[];
}

function planOf(wrap: Wrap): { bytes: number; steps: number } {
  const { buffers, steps } = jit(slopeOf(wrap)).lower(jnp.ones([64, 64])).plan as Buffers;
  return { bytes: buffers.reduce((sum, b) => sum + b.bytes, 0), steps: steps.length };
}

test("takes half the memory for some more work, unless equal computations may be merged", () => {
  const [plain, checkpointed, merged] = [wraps.plain, wraps.checkpointed, wraps.merged].map(planOf);
  assert.ok(checkpointed.bytes <= plain.bytes / 2, `${checkpointed.bytes} of ${plain.bytes} bytes`);
  assert.ok(checkpointed.steps > plain.steps);
  assert.equal(merged, plain);
});

test("gives the same gradients", () => {
  const x = jnp.linspace(0, 1, 256).reshape([64, 4]);
  const expected = String(slopeOf(wraps.plain)(x));
  for (const wrap of Object.values(wraps)) {
    assert.is(String(slopeOf(wrap)(x)), expected);
    assert.ok(jnp.allclose(jit(slopeOf(wrap))(x), slopeOf(wraps.plain)(x)).item());
  }
});

test("policies are asked for operations on known values, those in compiled functions too", () => {
  const asked = new Set<string>();
  const policy: CheckpointPolicy = ({ name }) => {
    asked.add(name);
    return name === "sin";
  };
  const inner = jit((x: Array) => jnp.sin(x).mul(x));
  assert.is(String(grad(checkpoint((x: Array) => jnp.sin(inner(x)), { policy }))(0)), "0.0");
  assert.equal([...asked].sort(), ["cos", "mul", "sin"]);
});

test("refuses options and arguments that are none", () => {
  fails(
    () => checkpoint((x: Array) => x, { staticArgnums: 3 })(1),
    "ValueError",
    "the `static_argnums` argument to `jax.checkpoint` / `jax.remat` can only take integer values greater than or equal to " +
      "`-len(args)` and less than `len(args)`, but got [3], while `len(args)` = 1",
  );
  fails(() => checkpoint(3 as never), "TypeError", "Expected a callable value, got 3");
  fails(
    () => checkpoint(lax.abs, { preventCse: 1 as never }),
    "TypeError",
    "prevent_cse must be a bool, got number",
  );
});

test("says what is kept", () => {
  const kept = (f: (x: Array) => Array): string[] =>
    savedResiduals(f, jnp.ones(64)).map(({ type, origin }) => `${type.toString()} ${origin.replace(/ from \S*checkpoint.test.*/, "")}`); // prettier-ignore
  const ofLayers = ["f32[64] output of tanh", "f32[64] output of tanh", "f32[64] output of tanh", "f32[64] output of tanh"]; // prettier-ignore
  const plain = kept(block);
  assert.is(plain[0], "f32[64,64] from a constant");
  assert.is(plain.filter((x) => ofLayers.includes(x)).length, 4);
  assert.equal(kept(checkpoint(block)), ["f32[64,64] from a constant", "f32[64] from the argument x"]);
});
