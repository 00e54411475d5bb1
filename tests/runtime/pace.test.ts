/** How much of a loop is submitted at once. */

import * as assert from "uvu/assert";
import { Pace } from "../../runtime/pace.js";
import { suite } from "../harness/suite.js";

const test = suite("the pace of loops");

const { now } = performance;
let clock = 0;
test.before(() => {
  performance.now = () => clock;
});
test.after(() => {
  performance.now = now;
});

/** Submits what the pace says, each operation of which takes so many milliseconds, when the last is done. */
function take(pace: Pace, msEach: number): number {
  const count = pace.next();
  const done = pace.submitted(count);
  clock += count * msEach;
  done();
  return count;
}

test("twice as much each time, as long as it takes little time", () => {
  const pace = new Pace(3);
  assert.equal([1, 2, 3, 4].map(() => take(pace, 0.01)), [3, 6, 12, 24]); // prettier-ignore
});

test("no submit takes long, if operations take as long as the last ones", () => {
  const pace = new Pace(4);
  for (let n = 0; n < 12; n++) assert.ok(take(pace, 1) <= 30);
  for (let n = 0; n < 20; n++) assert.ok(take(pace, 0.001) <= 4096);
  const before = take(pace, 20);
  assert.ok(before > 1);
  assert.is(take(pace, 20), 1);
  assert.is(take(pace, 200), 1);
});

test("what was under way before does not count", () => {
  const pace = new Pace(10);
  const [first, second] = [pace.next(), pace.next()];
  const [firstDone, secondDone] = [pace.submitted(first), pace.submitted(second)];
  clock += 10;
  firstDone();
  clock += 40;
  secondDone();
  // 20 in 40 ms.
  assert.is(pace.next(), 15);
});

test("what was needed the last time is submitted at once, if that takes little time", () => {
  const pace = new Pace(4);
  pace.restart(100);
  assert.is(take(pace, 0.1), 4);
  pace.restart(100);
  assert.is(take(pace, 0.1), 100);
  assert.is(take(pace, 0.1), 4);
  pace.restart(1000);
  assert.equal([1, 2, 3, 4, 5].map(() => take(pace, 0.1)), [300, 300, 300, 100, 4]); // prettier-ignore
});
