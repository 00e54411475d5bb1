import { fail } from "../text/failure.js";
import { machine } from "../objects/machine.js";
import type { Value } from "../objects/value.js";
import { realNumber } from "../types/numbers.js";
import { type Machine, Suspension } from "../vm/machine.js";
import type { Library } from "./library.js";

const now = (): number => performance.now() / 1000;
const nanoseconds = (seconds: number): bigint => BigInt(Math.round(seconds * 1e9));
const clock = (): number => (performance.timeOrigin + performance.now()) / 1000;

/** The interpreters that have slept, and whose `sleep` runs again. */
const rested = new WeakSet<Machine>();

function sleep(given: Value): void {
  const seconds = realNumber(given);
  if (seconds < 0) fail("ValueError", "sleep length must be non-negative");
  const vm = machine() as Machine;
  if (rested.delete(vm)) return;
  if (vm.nesting === 0) {
    rested.add(vm);
    throw new Suspension(() => new Promise((resolve) => setTimeout(resolve, seconds * 1000)), true);
  }
  // Called by TypeScript, which can't wait.
  for (const end = now() + seconds; now() < end; ) vm.tick();
}

export const time: Library = {
  natives: {
    "time()": clock,
    "time_ns()": () => nanoseconds(clock()),
    "sleep(seconds, /)": sleep,
    ...Object.fromEntries(
      ["perf_counter", "monotonic", "process_time", "thread_time"].flatMap((name) => [
        [`${name}()`, now],
        [`${name}_ns()`, () => nanoseconds(now())],
      ]),
    ),
    "ctime(seconds=None, /)": (s: Value = null) => {
      const date = new Date(s === null ? Date.now() : realNumber(s) * 1000);
      const [day, month, , year] = date.toDateString().split(" ");
      return `${day} ${month} ${String(date.getDate()).padStart(2)} ${date.toTimeString().slice(0, 8)} ${year}`;
    },
  },
};
