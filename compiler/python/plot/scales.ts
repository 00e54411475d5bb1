/** How an axis's numbers become lengths, and which ticks and labels go with that. */
import { ValueError } from "../../ir/errors.js";
import { linearTicks, logTicks, type TickOptions } from "./ticks.js";
import { logLabels, scalarLabels, type LabelOptions, type TickLabels } from "./tickLabels.js";

export interface Ticks extends TickLabels {
  major: number[];
  minor: number[];
  minorLabels: string[];
}

export interface Scale {
  readonly name: string;
  /** Values that can be shown; autoscaling ignores the others. */
  accepts(x: number): boolean;
  forward(x: number): number;
  inverse(y: number): number;
  /** What an axis without data shows. */
  readonly empty: readonly [number, number];
  /** Ticks on a view with room for so many labels. */
  ticks(view: readonly [number, number], room: number, options: TickOptions & LabelOptions): Ticks;
  /** Labels of ticks that a script has placed. */
  label(ticks: readonly number[], view: readonly [number, number], options: LabelOptions): TickLabels;
}

const linear: Scale = {
  name: "linear",
  accepts: Number.isFinite,
  forward: (x) => x,
  inverse: (y) => y,
  empty: [0, 1],
  ticks(view, room, options) {
    const major = linearTicks(view[0], view[1], { bins: Math.max(1, Math.min(9, room)), ...options });
    return { major, minor: [], minorLabels: [], ...scalarLabels(major, view, options) };
  },
  label: scalarLabels,
};

function logScale(base: number): Scale {
  return {
    name: "log",
    accepts: (x) => x > 0 && Number.isFinite(x),
    // What can't be shown lies far below, so that a line to it leaves downwards.
    forward: (x) => (x > 0 ? Math.log(x) / Math.log(base) : -1000),
    inverse: (y) => base ** y,
    empty: [1, base],
    ticks(view, room) {
      const { major, minor } = logTicks(view[0], view[1], Math.max(2, Math.min(9, room)), base);
      const [labels, minorLabels] = [major, minor].map((ticks) => logLabels(ticks, view, base));
      return { major, minor, labels, minorLabels, offset: "" };
    },
    label: (ticks, view) => ({ labels: logLabels(ticks, view, base), offset: "" }),
  };
}

/** Linear between `-threshold` and `threshold`, logarithmic outside. */
function symlogScale(base: number, threshold: number): Scale {
  const linearPart = 1 / (1 - 1 / base);
  const log = (x: number): number => Math.log(x) / Math.log(base);
  return {
    name: "symlog",
    accepts: Number.isFinite,
    forward(x) {
      const size = Math.abs(x);
      if (size <= threshold) return x * linearPart;
      return Math.sign(x) * threshold * (linearPart + log(size / threshold));
    },
    inverse(y) {
      const size = Math.abs(y) / threshold;
      return size <= linearPart ? y / linearPart : Math.sign(y) * threshold * base ** (size - linearPart);
    },
    empty: [0, 1],
    ticks([low, high]) {
      const first = Math.ceil(log(threshold));
      const last = Math.floor(log(Math.max(Math.abs(low), Math.abs(high), threshold)));
      const stride = Math.max(1, Math.ceil((last - first + 1) / 5));
      const major = [0];
      for (let e = first; e <= last; e += stride) major.push(base ** e, -(base ** e));
      return { major, minor: [], minorLabels: [], labels: logLabels(major, [1, 1e99], base), offset: "" };
    },
    label: (ticks) => ({ labels: logLabels(ticks, [1, 1e99], base), offset: "" }),
  };
}

export const linearScale = linear;

/** The scale of a name. */
export function scaleOf(name: unknown, base = 10, threshold = 2): Scale {
  if (name === "linear") return linear;
  if (name === "log") return logScale(base);
  if (name === "symlog") return symlogScale(base, threshold);
  throw new ValueError(`'${String(name)}' is not a valid value for scale.`);
}
