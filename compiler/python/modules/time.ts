import { fail } from "../text/failure.js";
import { Tuple } from "../objects/containers.js";
import { machine } from "../objects/machine.js";
import type { Value } from "../objects/value.js";
import { realNumber } from "../types/rest/conversions.js";
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
  for (const end = now() + seconds; now() < end;) vm.tick();
}

const clocks: Record<string, () => Value> = {};
for (const name of ["perf_counter", "monotonic", "process_time", "thread_time"]) {
  clocks[`${name}()`] = now;
  clocks[`${name}_ns()`] = () => nanoseconds(now());
}

export const time: Library = {
  natives: {
    "time()": clock,
    "time_ns()": () => nanoseconds(clock()),
    "sleep(seconds, /)": sleep,
    ...clocks,
    "_fields(seconds, utc, /)"(s: Value, utc: boolean) {
      const date = new Date(s === null ? Date.now() : realNumber(s) * 1000);
      // A date whose UTC parts are those of the place.
      const here = utc ? date : new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
      const startOfYear = Date.UTC(here.getUTCFullYear(), 0, 1);
      const parts = [
        here.getUTCFullYear(),
        here.getUTCMonth() + 1,
        here.getUTCDate(),
        here.getUTCHours(),
        here.getUTCMinutes(),
        here.getUTCSeconds(),
        (here.getUTCDay() + 6) % 7,
        Math.floor((here.getTime() - startOfYear) / 86_400_000) + 1,
        0,
      ];
      return new Tuple(parts.map(BigInt));
    },
  },
  source: String.raw`
_days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_months = "January February March April May June July August September October November December".split()

def _times(t):
    return localtime() if t is None else t

def localtime(seconds=None, /):
    return _struct()(*_fields(seconds, False))

def gmtime(seconds=None, /):
    return _struct()(*_fields(seconds, True))

_known = []

def _struct():
    if not _known:
        from collections import namedtuple
        names = "tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst"
        made = namedtuple("struct_time", names, module="time")
        shown = made.__repr__
        made.__repr__ = lambda self: f"time.{shown(self)}"
        _known.append(made)
    return _known[0]

def __getattr__(name):
    if name == "struct_time":
        return _struct()
    raise AttributeError(f"module 'time' has no attribute {name!r}")

def asctime(t=None, /):
    year, month, day, h, m, s, weekday, *_ = _times(t)
    return f"{_days[weekday][:3]} {_months[month - 1][:3]} {day:2} {h:02}:{m:02}:{s:02} {year}"

def ctime(seconds=None, /):
    return asctime(localtime(seconds))

def strftime(format, t=None, /):
    year, month, day, h, m, s, weekday, yearday, _ = t = _times(t)
    values = {
        "Y": f"{year}", "y": f"{year % 100:02}", "m": f"{month:02}", "d": f"{day:02}", "H": f"{h:02}",
        "I": f"{(h + 11) % 12 + 1:02}", "M": f"{m:02}", "S": f"{s:02}", "p": "PM" if h >= 12 else "AM",
        "a": _days[weekday][:3], "A": _days[weekday], "b": _months[month - 1][:3], "B": _months[month - 1],
        "j": f"{yearday:03}", "w": str((weekday + 1) % 7), "%": "%", "F": f"{year}-{month:02}-{day:02}",
        "T": f"{h:02}:{m:02}:{s:02}", "D": f"{month:02}/{day:02}/{year % 100:02}", "e": f"{day:2}", "n": "\n",
        "c": asctime(t), "x": f"{month:02}/{day:02}/{year % 100:02}", "X": f"{h:02}:{m:02}:{s:02}", "Z": "", "z": "",
    }
    made, i = "", 0
    while i < len(format):
        if format[i] == "%" and i + 1 < len(format):
            made += values.get(format[i + 1], format[i:i + 2])
            i += 2
        else:
            made += format[i]
            i += 1
    return made
`,
};
