/** Turns that write what they carry over what it was: where others still need that, it must be there. */

import * as assert from "uvu/assert";
import { type Array as JaxArray, init, jit, lax, numpy as jnp } from "../../compiler/index.js";
import { costOf } from "../harness/cost.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
import { random } from "../lower/support.js";

const test = suite("loops that overwrite what they carry");

let device: GPUDevice;
test.before(async () => {
  await init({ device: (device = await requestTestDevice()) });
});

type Turn = (carry: readonly JaxArray[]) => JaxArray[];

const length = 20_000;
const initial = (count: number): JaxArray[] =>
  Array.from({ length: count }, (_, n) => jnp.arange(length, { dtype: "int32" }).mul(n + 3).add(n)); // prettier-ignore

/** Enough turns that they are not written out. */
const turns = 67;
const roll =
  (turn: Turn) =>
  (...carry: JaxArray[]): JaxArray[] =>
    lax.foriLoop(0, turns, (_, c: JaxArray[]) => turn(c), carry);

async function expectSame(turn: Turn, carry: readonly JaxArray[]): Promise<void> {
  const f = roll(turn);
  const [found, expected] = [jit(f)(...carry), f(...carry)];
  for (const [n, array] of found.entries())
    assert.equal(await array.data(), await expected[n].data(), `what is carried at ${n}`);
}

/** By hand: what is read elsewhere, later, by others, in another order, or handed on. */
const patterns: Record<string, Turn> = {
  "elements beside it": ([x, y]) => [jnp.roll(x, 1).add(y), y.add(1)],
  "the other way round": ([x, y]) => [jnp.flip(x).sub(1), y.add(jnp.sum(x))],
  "one changes places with another": ([x, y]) => [jnp.roll(y, 3).add(1), x],
  "two that are made of each other": ([x, y]) => [x.add(y), y.sub(x).add(jnp.sum(x))],
  "what was is handed on": ([x, y]) => [x.mul(3).add(jnp.sum(y)), x],
  "what was is read by what comes later": ([x, y]) => {
    const next = x.mul(5).add(jnp.sum(y));
    return [next, y.add(jnp.roll(x, 7)).add(jnp.sum(next))];
  },
  "one element is set": ([x, y]) => [x.at(jnp.sum(y).mod(length)).add(1), y.add(jnp.sum(x))],
  "one element is set, and what was is read": ([x, y]) => [
    x.at(jnp.sum(y).mod(length)).set(7),
    y.add(jnp.roll(x, 1)),
  ],
  "a loop in a turn": ([x, y]) => [
    lax.foriLoop(0, 70, (_, z: JaxArray) => jnp.roll(z, 1).add(z), x),
    y.add(jnp.sum(x)),
  ],
  "a loop in a turn, of what others read": ([x, y]) => {
    const z = lax.foriLoop(0, 70, (_, w: JaxArray) => jnp.roll(w, 1).add(y), x);
    return [z, y.add(jnp.roll(x, 2))];
  },
  "rows whose elements change places": ([x, y]) => {
    const rows = x.reshape([-1, 2]);
    const turned = jnp.stack([rows.get(jnp.slice(), 1), rows.get(jnp.slice(), 0).add(jnp.sum(y))], { axis: 1 }); // prettier-ignore
    return [turned.reshape([-1]), y.add(1)];
  },
  flags: ([x, y]) => {
    const flags = jnp.roll(x.gt(y), 1);
    return [jnp.where(flags, x.add(jnp.sum(y)), y), jnp.where(flags, y, x)];
  },
};

for (const [name, turn] of Object.entries(patterns))
  test(name, async () => {
    await expectSame(turn, initial(2));
  });

test("bools and floats", async () => {
  const f = roll(([flags, x]) => [jnp.logicalXor(flags, jnp.roll(flags, 1)), jnp.where(flags, x.mul(0.5), jnp.roll(x, 1))]); // prettier-ignore
  const carry = [jnp.arange(length).mod(3).eq(0), jnp.linspace(-1, 1, length)];
  const [found, expected] = [jit(f)(...carry), f(...carry)];
  for (const n of [0, 1]) assert.equal(await found[n].data(), await expected[n].data());
});

/** A turn of any pieces: of each array its elements, those beside them, sums, and single ones that are set. */
function randomTurn(seed: number, count: number): Turn {
  const next = random(seed);
  const pick = (n: number): number => Math.floor(next() * n);
  const pieces: ((own: JaxArray, other: JaxArray) => JaxArray)[] = [
    (own, other) => own.add(other),
    (own) => own.mul(3),
    (_, other) => other,
    (own, other) => own.sub(jnp.roll(other, 1)),
    (own, other) => own.add(jnp.sum(other)),
    (own, other) => jnp.where(own.lt(other), own, other.add(1)),
    (own, other) => own.at(jnp.sum(other).mod(length)).add(5),
    (own, other) => jnp.flip(own).add(other),
    (own, other) => own.at(jnp.slice(3, 9)).set(other.get(jnp.slice(0, 6))),
  ];
  const plan = Array.from(
    { length: count },
    () =>
    Array.from({ length: 1 + pick(3) }, () => ({ piece: pieces[pick(pieces.length)], other: pick(2 * count) })), // prettier-ignore
  );
  const last = pick(count);
  return (carry) => {
    const made = [...carry];
    plan.forEach((steps, n) => {
      // Half of the time what others were before the turn, otherwise what has become of them.
      for (const { piece, other } of steps)
        made[n] = piece(made[n], other < count ? carry[other] : made[other - count]);
    });
    // Something that no element knows by itself.
    made[last] = made[last].add(jnp.roll(made[(last + 1) % count], 1));
    return made;
  };
}

for (const first of [0, 10, 20])
  test(`turns of random pieces, ${first} to ${first + 9}`, async () => {
    for (let seed = first; seed < first + 10; seed++) {
      const count = 2 + (seed % 3);
      await expectSame(randomTurn(seed, count), initial(count));
    }
  });

test("what may be overwritten needs no dispatch of its own", async () => {
  const dispatchesOf = async (turn: Turn): Promise<number> => {
    const f = jit(roll(turn));
    const { dispatches } = await costOf(device, () => Promise.all(f(...initial(2)).map((x) => x.data())));
    return dispatches / turns;
  };
  const sum = await dispatchesOf(([x, y]) => [x.add(jnp.sum(y)), y.sub(1)]);
  const beside = await dispatchesOf(([x, y]) => [jnp.roll(x, 1).add(jnp.sum(y)), y.sub(1)]);
  assert.ok(Math.round(beside) === Math.round(sum) + 1, `${sum} dispatches a turn, ${beside} with a roll`);
  const one = await dispatchesOf(([x, y]) => [x.at(jnp.sum(y).mod(length)).add(1), y.sub(1)]);
  assert.ok(Math.round(one) <= Math.round(sum) + 1, `${one} dispatches a turn where one element is set`);
});
