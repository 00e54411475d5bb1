/** Methods of axes for what is along one direction or both: labels, limits, ticks and scales. */

import { TypeError, ValueError } from "../../../ir/errors.js";
import { toBoolean, Transform } from "../artist.js";
import type { Axes } from "../axes.js";
import type { Axis } from "../axis.js";
import { frameOf } from "../layout.js";
import { PlotTuple, type Methods } from "../objects.js";
import type { Keywords } from "../signature.js";
import { Text } from "../texts.js";
import { dictionary, floats, isNone, isScalar, number, optionalNumber, text, vector } from "../values.js";
import { setAspect } from "./fields.js";

function setLabel(axis: Axis, label: unknown, a: Record<string, unknown>, kwargs: Keywords): Text {
  axis.label.text = text(label);
  axis.label.labelpad = optionalNumber(a.labelpad) ?? axis.label.labelpad;
  if (!isNone(a.loc) && axis.range.direction === "x") axis.label.horizontalalignment = text(a.loc);
  return axis.label.with(dictionary(a.fontdict)).with(kwargs);
}

const limitsOf = (axis: Axis): PlotTuple => new PlotTuple(axis.range.view());

function setLimits(axis: Axis, first: unknown, second: unknown): PlotTuple {
  const [low, high] = isNone(second) && !isNone(first) && !isScalar(first) ? vector(first) : [first, second];
  axis.range.setLimits(low, high);
  return limitsOf(axis);
}

/** `xlim()` asks, `xlim(…)` sets. */
const limitsCall =
  (pick: (axes: Axes) => Axis) =>
  (axes: Axes, a: Record<string, unknown>): PlotTuple => {
    const [first, second] =
      (a.args as unknown[]).length > 0
        ? (a.args as unknown[])
        : [a.left ?? a.bottom ?? a.xmin ?? a.ymin, a.right ?? a.top ?? a.xmax ?? a.ymax];
    return isNone(first) && isNone(second) ? limitsOf(pick(axes)) : setLimits(pick(axes), first, second);
  };

/** Ticks as they are now, with their labels. */
function ticksOf(axes: Axes, axis: Axis): PlotTuple {
  const { width, height } = axes.figure;
  const frame = frameOf(axes, axes.figure.space, { left: 0, top: 0, right: width * 72, bottom: height * 72 });
  const isX = axis.range.direction === "x";
  const length = isX ? frame.right - frame.left : frame.bottom - frame.top;
  const room = Math.floor(length / (axis.major.labelSize * (isX ? 3 : 2)));
  const { major, labels } = axis.range.ticksOn(axis.range.view(), room);
  return new PlotTuple([
    floats(major),
    labels.map((label, i) => (isX ? new Text(major[i], 0n, label) : new Text(0n, major[i], label))),
  ]);
}

function ticksCall(axes: Axes, axis: Axis, a: Record<string, unknown>, kwargs: Keywords): PlotTuple {
  if (!isNone(a.ticks)) axis.setTicks(a.ticks, a.labels, a.minor, kwargs);
  else if (!isNone(a.labels)) axis.setTicks(undefined, a.labels, false, kwargs);
  else axis.styleLabels(kwargs);
  return ticksOf(axes, axis);
}

function both(axes: Axes, axis: unknown): Axis[] {
  if (axis === "x") return [axes.xAxis];
  if (axis === "y") return [axes.yAxis];
  if (axis === "both" || isNone(axis)) return [axes.xAxis, axes.yAxis];
  throw new ValueError(
    `'${text(axis)}' is not a valid value for axis; supported values are 'x', 'y', 'both'`,
  );
}

/** `axis("off")`, `axis("equal")`, `axis([0, 1, 0, 1])` … */
function axisCall(axes: Axes, arg: unknown, a: Record<string, unknown>): PlotTuple {
  const ranges = [axes.xAxis.range, axes.yAxis.range];
  const fix = (): void => ranges.forEach((range) => (range.fixed ??= sorted(range.view())));
  if (arg === "off" || arg === false) axes.isOn = false;
  else if (arg === "on" || arg === true) axes.isOn = true;
  else if (arg === "equal") setAspect(axes, "equal", "datalim");
  else if (arg === "scaled" || arg === "image") setAspect(axes, "equal");
  else if (arg === "square") {
    setAspect(axes, "equal");
    const views = ranges.map((range) => sorted(range.view()));
    const span = Math.max(...views.map(([low, high]) => high - low));
    ranges.forEach((range, i) => (range.fixed = [views[i][0], views[i][0] + span]));
  } else if (arg === "auto") {
    setAspect(axes, "auto");
    for (const range of ranges) range.fixed = undefined;
  } else if (typeof arg === "string" && arg !== "tight")
    throw new ValueError(`Unrecognized string '${arg}' to axis; try 'on' or 'off'`);
  if (arg === "tight" || arg === "image") {
    for (const range of ranges) range.margin = 0;
    fix();
  } else if (!isNone(arg) && typeof arg !== "string" && typeof arg !== "boolean") {
    const limits = vector(arg);
    if (limits.length !== 4)
      throw new TypeError(
        "The first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]",
      );
    ranges.forEach((range, i) => range.setLimits(limits[2 * i], limits[2 * i + 1]));
  }
  if (!isNone(a.xmin) || !isNone(a.xmax)) ranges[0].setLimits(a.xmin, a.xmax);
  if (!isNone(a.ymin) || !isNone(a.ymax)) ranges[1].setLimits(a.ymin, a.ymax);
  return new PlotTuple(ranges.flatMap((range) => range.view()));
}

const sorted = ([a, b]: [number, number]): [number, number] => (a < b ? [a, b] : [b, a]);

function twin(axes: Axes, isX: boolean): Axes {
  const shared = isX ? { x: axes.xAxis.range } : { y: axes.yAxis.range };
  const other = axes.figure.addAxes(axes.slot, shared);
  other.part = axes.part;
  other.background = undefined;
  (isX ? other.xAxis : other.yAxis).visible = false;
  (isX ? other.yAxis : other.xAxis).moveTo(isX ? "right" : "top");
  return other;
}

function tickParams(axes: Axes, a: Record<string, unknown>, kwargs: Keywords): null {
  for (const axis of both(axes, a.axis)) axis.setTickParams(a.which, kwargs);
  return null;
}

function labelFormat(axes: Axes, a: Record<string, unknown>): null {
  for (const { range } of both(axes, a.axis)) {
    const limits = isNone(a.scilimits) ? undefined : vector(a.scilimits);
    const isPlain = a.style === "plain";
    const always: [number, number] = [0, 0];
    const powerLimits: [number, number] | undefined = isPlain
      ? [-1e9, 1e9]
      : limits
        ? limits[0] === 0 && limits[1] === 0
          ? always
          : [limits[0], limits[1]]
        : undefined;
    range.options = {
      ...range.options,
      ...(powerLimits && { powerLimits }),
      ...(isNone(a.useOffset) ? {} : { useOffset: toBoolean(a.useOffset) }),
    };
  }
  return null;
}

const directional = (name: "x" | "y"): Methods<Axes> => {
  const pick = (axes: Axes): Axis => (name === "x" ? axes.xAxis : axes.yAxis);
  const [low, high] = name === "x" ? ["left", "right"] : ["bottom", "top"];
  return {
    [`set_${name}label`]: [
      `${name}label, fontdict=None, labelpad=None, *, loc=None, **kwargs`,
      (axes, a) => setLabel(pick(axes), a[`${name}label`], a, a.kwargs),
    ],
    [`set_${name}lim`]: [
      `${low}=None, ${high}=None, *, emit=True, auto=False, ${name}min=None, ${name}max=None`,
      (axes, a) => setLimits(pick(axes), a[low] ?? a[`${name}min`], a[high] ?? a[`${name}max`]),
    ],
    [`${name}lim`]: [
      `*args, ${low}=None, ${high}=None, ${name}min=None, ${name}max=None, auto=False`,
      limitsCall(pick),
    ],
    [`${name}ticks`]: [
      "ticks=None, labels=None, *, minor=False, **kwargs",
      (axes, a) => ticksCall(axes, pick(axes), a, a.kwargs),
    ],
    [`set_${name}ticks`]: [
      "ticks, labels=None, *, minor=False, **kwargs",
      (axes, a) => (pick(axes).setTicks(a.ticks, a.labels, a.minor, a.kwargs), []),
    ],
    [`set_${name}ticklabels`]: [
      "labels, *, minor=False, fontdict=None, **kwargs",
      (axes, a) => (pick(axes).setTicks(undefined, a.labels, false, a.kwargs), []),
    ],
    [`set_${name}scale`]: [
      "value, **kwargs",
      (axes, { value, kwargs }) => (pick(axes).setScale(value, kwargs), null),
    ],
    [`set_${name}margin`]: ["m", (axes, { m }) => ((pick(axes).range.margin = number(m)), null)],
    [`get_${name}label`]: ["", (axes) => pick(axes).label.text],
    [`get_${name}lim`]: ["", (axes) => limitsOf(pick(axes))],
    [`get_${name}bound`]: ["", (axes) => new PlotTuple(sorted(pick(axes).range.view()))],
    [`get_${name}scale`]: ["", (axes) => pick(axes).range.scale.name],
    [`get_${name}ticks`]: ["*, minor=False", (axes) => ticksOf(axes, pick(axes)).items[0]],
    [`get_${name}ticklabels`]: ["minor=False, which=None", (axes) => ticksOf(axes, pick(axes)).items[1]],
    [`get_${name}axis`]: ["", pick],
    [`get_${name}axis_transform`]: [
      "which='grid'",
      () => new Transform(name === "x" ? ["data", "axes"] : ["axes", "data"]),
    ],
    [`invert_${name}axis`]: [
      "",
      (axes) => ((pick(axes).range.isInverted = !pick(axes).range.isInverted), null),
    ],
  };
};

/** Leaves labels only at the left and at the bottom of a grid of subplots. */
export function hideInnerLabels({ slot, xAxis, yAxis }: Axes, ofX: boolean, ofY: boolean): void {
  if (!("rows" in slot)) return;
  if (ofX && slot.row[1] < slot.rows - 1) xAxis.hideLabels();
  if (ofY && slot.column[0] > 0) yAxis.hideLabels();
}

export const axisMethods: Methods<Axes> = {
  ...directional("x"),
  ...directional("y"),
  grid: [
    "visible=None, which='major', axis='both', **kwargs",
    (axes, a) => {
      for (const axis of both(axes, a.axis)) axis.setGrid(a.visible, a.which, a.kwargs);
      return null;
    },
  ],
  axis: [
    "arg=None, *, emit=True, xmin=None, xmax=None, ymin=None, ymax=None",
    (axes, a) => axisCall(axes, a.arg, a),
  ],
  set_aspect: [
    "aspect, adjustable=None, anchor=None, share=False",
    (axes, a) => (setAspect(axes, a.aspect, a.adjustable), null),
  ],
  get_aspect: ["", ({ aspect }) => aspect ?? "auto"],
  margins: [
    "*margins, x=None, y=None, tight=True",
    (axes, { args, x, y }) => {
      const [mx = x, my = args.length === 1 ? args[0] : y] = args;
      if (!isNone(mx)) axes.xAxis.range.margin = number(mx);
      if (!isNone(my)) axes.yAxis.range.margin = number(my);
      return null;
    },
  ],
  autoscale: [
    "enable=True, axis='both', tight=None",
    (axes, a) => {
      for (const { range } of both(axes, a.axis)) {
        range.fixed = toBoolean(a.enable) ? undefined : sorted(range.view());
        if (toBoolean(a.tight)) range.margin = 0;
      }
      return null;
    },
  ],
  autoscale_view: ["tight=None, scalex=True, scaley=True", () => null],
  relim: ["visible_only=False", () => null],
  tick_params: [
    "axis='both', which='major', reset=False, **kwargs",
    (axes, a) => tickParams(axes, a, a.kwargs),
  ],
  ticklabel_format: [
    "*, axis='both', style=None, scilimits=None, useOffset=None, !useLocale=None, useMathText=None",
    (axes, a) => labelFormat(axes, a),
  ],
  locator_params: [
    "axis='both', tight=None, *, nbins=None, integer=None",
    (axes, a) => {
      for (const { range } of both(axes, a.axis)) {
        const bins = optionalNumber(a.nbins);
        range.options = { ...range.options, ...(bins && { bins }), integer: toBoolean(a.integer) };
      }
      return null;
    },
  ],
  minorticks_on: [
    "",
    (axes) => ([axes.xAxis, axes.yAxis].forEach(({ range }) => (range.hasMinorTicks = true)), null),
  ],
  minorticks_off: [
    "",
    (axes) => (
      [axes.xAxis, axes.yAxis].forEach(
        ({ range }) => ((range.hasMinorTicks = false), (range.minorTicks = [])),
      ),
      null
    ),
  ],
  label_outer: ["remove_inner_ticks=False", (axes) => (hideInnerLabels(axes, true, true), null)],
  twinx: ["", (axes) => twin(axes, true)],
  twiny: ["", (axes) => twin(axes, false)],
};
