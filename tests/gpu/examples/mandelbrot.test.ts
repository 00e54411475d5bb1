/** An image of lanes that stop by themselves, against the same in float64. */

import * as assert from "uvu/assert";
import { jit, numpy as jnp } from "../../../compiler/index.js";
import { smoothTurns, turnsToEscape } from "../../../examples/mandelbrot.js";
import { suite } from "../../harness/suite.js";
import { inBothPlaces, spread } from "../../harness/places.js";

const test = suite("the Mandelbrot set");

const size = 96;
const most = 120;
const [re, im] = [spread(size, -2, 0.5), spread(size, -1.25, 1.25)];

function escape(u: number, v: number): { turns: number; smooth: number } {
  let [x, y, turns] = [0, 0, 0];
  for (; x * x + y * y <= 4 && turns < most; turns++) [x, y] = [x * x - y * y + u, 2 * x * y + v];
  const smooth = turns < most ? turns + 1 - Math.log2(Math.log2(x * x + y * y) / 2) : most;
  return { turns, smooth };
}

const expected = im.flatMap((v) => re.map((u) => escape(u, v)));

const plain = jit((u: typeof x, v: typeof x) => turnsToEscape(u, v, most));
const shaded = jit((u: typeof x, v: typeof x) => smoothTurns(u, v, most));
const [x, y] = [jnp.array(re), jnp.array(im)];

inBothPlaces(test, "every point takes its turns", async () => {
  const turns = await plain(x, y).data();
  const others = expected.filter((e, i) => e.turns !== turns[i]).length;
  // On the edge of the set all digits count, and float32 has half as many.
  assert.ok(others < 0.003 * size * size, `${others} points took other turns than in float64`);
});

inBothPlaces(test, "and a smooth image has its fractions", async () => {
  const smooth = await shaded(x, y).data();
  expected.forEach((e, i) => {
    if (e.turns > 20) return;
    assert.ok(
      Math.abs(Number(smooth[i]) - e.smooth) < 2e-4 * e.smooth,
      `point ${i}: ${smooth[i]} is not ${e.smooth}`,
    );
  });
});

test("an image is one kernel", () => {
  for (const f of [plain, shaded]) assert.is(f.lower(x, y).kernels.length, 1);
});
