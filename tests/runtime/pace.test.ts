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

test("after turns of which the last were quick, a new start heeds the slowest", () => {
  const pace = new Pace(2);
  pace.restart(100);
  for (const msEach of [5, 5, 1, 0.1, 0.01, 0.01]) take(pace, msEach);
  pace.restart(100);
  assert.ok(pace.next() * 5 <= 30);
});

test("a quick operation of slow turns does not tell that turns are quick", () => {
  const pace = new Pace(3);
  const turn = [60, 1, 1];
  for (let n = 0; n < 40;) {
    const count = pace.next();
    const done = pace.submitted(count);
    const times = Array.from({ length: count }, (_, k) => turn[(n + k) % 3]);
    assert.ok(n < 3 || times.reduce((a, b) => a + b) <= 62, `${times.join(" + ")} ms in a submit`);
    clock += times.reduce((a, b) => a + b);
    done();
    n += count;
  }
});

test("submits of which a page hears at the same time are not taken for quick ones", () => {
  const pace = new Pace(1);
  let under: (() => void)[] = [];
  for (let n = 0; n < 20; n++) {
    const count = pace.next();
    assert.ok(n < 2 || count === 1, `${count} operations at once`);
    under.push(pace.submitted(count));
    clock += 50 * count;
    if (n % 2 === 0) continue;
    for (const done of under) done();
    under = [];
  }
});

test("a loop that ends in its first submit is submitted at once the next time, too", () => {
  const pace = new Pace(4);
  for (let n = 0; n < 5; n++) take(pace, 0.1);
  for (let call = 0; call < 3; call++) {
    pace.restart(100);
    const count = pace.next();
    assert.is(count, 100);
    // Past its end nothing takes time: nobody is told.
    pace.submitted(count);
  }
});
