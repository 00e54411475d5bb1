/** What turns of everything are made of: what is left out of them, and what is written over what it was. */

import * as assert from "uvu/assert";
import { type Array as JaxArray, lax, makeJaxpr, numpy as jnp } from "../../compiler/index.js";
import { lower } from "../../compiler/lower/index.js";
import { suite } from "../harness/suite.js";

const test = suite("turns of everything");

type Loop = (...carry: JaxArray[]) => unknown;

/** The kernels of a turn, in order. */
function turnOf(loop: Loop, shape: readonly number[] = [20_000]): string[] {
  const carry = [jnp.zeros(shape), jnp.ones(shape), jnp.zeros(shape)].slice(0, loop.length);
  const { program } = makeJaxpr(loop)(...carry);
  const { steps, kernels } = lower(program, { target: "software" }).plan;
  const [turns, ...others] = steps.flatMap((step) => (step.kind === "loop" ? [step.body] : []));
  assert.is(others.length, 0);
  return turns.map((step) => (step.kind === "dispatch" ? kernels[step.kernel].name : step.kind));
}

const turns = (body: (carry: JaxArray[]) => JaxArray[], ...carry: JaxArray[]): JaxArray[] =>
  lax.foriLoop(0, 100, (_, c: JaxArray[]) => body(c), carry);

test("what is carried for nobody is left out, also what only that needs", () => {
  const alone = turnOf((x) => turns(([y]) => [jnp.roll(y, 1).mul(2)], x)[0]);
  assert.equal(alone, ["mul", "move"]);
  const others = (body: (carry: JaxArray[]) => JaxArray[]): string[] =>
    turnOf((x, y, z) => turns(body, x, y, z)[0]);
  assert.equal(
    others(([x, y, z]) => [jnp.roll(x, 1).mul(2), jnp.roll(y, 2), jnp.roll(y, 1).add(z)]),
    alone,
  );
  // The first needs the second, and that the third.
  const needed = others(([x, y, z]) => [jnp.roll(y, 1).mul(2), z.add(x), jnp.roll(z, 2)]);
  assert.equal(needed, ["mul_add", "move"]);
});

test("what only the condition looks at is carried", () => {
  const turn = turnOf(
    (x, y) =>
      lax.whileLoop(
        ([, b]) => jnp.sum(b).lt(1e6),
        ([a, b]) => [jnp.roll(a, 1), b.mul(2)] as const,
        [x, y] as const,
      )[0],
  );
  assert.ok(turn.some((name) => name.includes("reduce_sum")), turn.join()); // prettier-ignore
});

test("a loop that is all of a turn works on what that carries", () => {
  const inner = (y: JaxArray): JaxArray => lax.foriLoop(0, 100, (_, z: JaxArray) => jnp.roll(z, 1), y);
  assert.equal(
    turnOf((x) => turns(([y]) => [inner(y)], x)[0]),
    ["loop"],
  );
});

test("what each point reads of itself alone is overwritten, and nothing is moved", () => {
  assert.equal(
    turnOf((x, y) => turns(([a, b]) => [a.add(jnp.sum(b)), b.mul(0.5)], x, y)),
    ["reduce_sum_part_mul", "reduce_sum", "add"],
  );
  assert.equal(turnOf((x, y) => turns(([a, b]) => [jnp.roll(a, 1).add(jnp.sum(b)), b.mul(0.5)], x, y)).at(-1), "move"); // prettier-ignore
  assert.equal(turnOf((x, y) => turns(([a, b]) => [b.add(jnp.sum(a)), a], x, y)).at(-1), "move");
});
