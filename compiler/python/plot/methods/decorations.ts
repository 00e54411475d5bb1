/** Methods of axes for what stands around and beside the data. */
import { NotImplementedError, TypeError, ValueError } from "../../../ir/errors.js";
import { Artist, toBoolean, Transform } from "../artist.js";
import type { Axes, TitlePlace } from "../axes.js";
import type { Axis } from "../axis.js";
import { toColor } from "../colors.js";
import { hasLabel, Legend, type Labelled, type LegendEntry } from "../legend.js";
import { frameOf } from "../layout.js";
import { PlotTuple, type Methods } from "../objects.js";
import type { Keywords } from "../signature.js";
import { Annotation, Text, toUnits } from "../texts.js";
import { floats, isNone, isScalar, itemsOf, number, optionalNumber, text, vector } from "../values.js";
import { setAspect } from "./fields.js";

const dictionary = (value: unknown): Keywords =>
  value instanceof Map ? (value as Keywords) : new Map<string, unknown>();

function setTitle(axes: Axes, a: Record<string, unknown>, kwargs: Keywords): Text {
  const place = isNone(a.loc) ? "center" : text(a.loc);
  if (!Object.hasOwn(axes.titles, place))
    throw new ValueError(
      `'${place}' is not a valid value for loc; supported values are 'left', 'center', 'right'`,
    );
  const title = axes.titles[place as TitlePlace];
  title.text = text(a.label);
  title.y = optionalNumber(a.y) ?? title.y;
  title.labelpad = optionalNumber(a.pad) ?? title.labelpad;
  return title.with(dictionary(a.fontdict)).with(kwargs);
}

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

/** Artists with labels, in matplotlib's order: single ones before those in containers. */
function labelledArtists(axes: readonly Axes[]): Labelled[] {
  return axes.flatMap(({ artists, containers }) =>
    [...artists, ...containers].filter((artist) => hasLabel(artist) && artist.legendSample),
  );
}

/** What `legend(…)` is about: handles and labels, either, or none. */
export function legendEntries(
  axes: readonly Axes[],
  args: unknown[],
  handles: unknown,
  labels: unknown,
): LegendEntry[] {
  const named = args.length === 1 ? [undefined, args[0]] : args.length >= 2 ? args : [handles, labels];
  const isGiven = !isNone(named[0]);
  const artists = isGiven ? (itemsOf(named[0]).flat() as Labelled[]) : labelledArtists(axes);
  if (isNone(named[1])) return artists.map((artist) => ({ artist, label: artist.label }));
  const all = isGiven ? artists : unlabelled(axes);
  return itemsOf(named[1])
    .slice(0, all.length)
    .map((label, i) => ({ artist: all[i], label: text(label) }));
}

/** All that may get a label. */
function unlabelled(axes: readonly Axes[]): Labelled[] {
  return axes.flatMap(({ artists, containers }) => {
    const parts = new Set(containers.flatMap((container) => container.artists));
    return [...artists.filter((artist) => artist.legendSample && !parts.has(artist)), ...containers];
  });
}

/** Keywords of legends under one name; of `prop` only the size counts. */
export function legendKeywords(kwargs: Keywords): Keywords {
  const full = new Map([...kwargs].map(([key, value]) => [key === "ncol" ? "ncols" : key, value]));
  const size = dictionary(full.get("prop")).get("size");
  full.delete("prop");
  return isNone(size) ? full : full.set("fontsize", size);
}

function makeLegend(axes: Axes, args: unknown[], kwargs: Keywords): Legend {
  const options = legendKeywords(kwargs);
  const [handles, labels] = [options.get("handles"), options.get("labels")];
  options.delete("handles");
  options.delete("labels");
  const entries = legendEntries([axes], args, handles, labels);
  if (entries.length === 0 && isNone(handles))
    axes.figure.host.warn(
      "No artists with labels found to put in legend.  Note that artists whose label start with an underscore are ignored " +
        "when legend() is called with no argument.",
    );
  const legend = new Legend(entries).with(options);
  legend.axes = axes;
  axes.legend = legend;
  return legend;
}

function annotate(axes: Axes, a: Record<string, unknown>, kwargs: Keywords): Annotation {
  const point = vector(a.xy);
  const [x] = axes.xAxis.range.convert(itemsOf(a.xy)[0]);
  const [y] = axes.yAxis.range.convert(itemsOf(a.xy)[1]);
  const place = isNone(a.xytext) ? point : vector(a.xytext);
  const note = new Annotation(text(a.text), [x, y], place);
  note.pointUnits = toUnits(a.xycoords);
  const isOffset = a.textcoords === "offset points" || a.textcoords === "offset pixels";
  note.textUnits = isOffset
    ? "offset points"
    : isNone(a.textcoords)
      ? note.pointUnits
      : toUnits(a.textcoords);
  note.with({ arrowprops: a.arrowprops }).with(kwargs);
  return axes.addArtist(note.checkArrow());
}

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

/** Forgets what has been drawn. */
function clear(axes: Axes): null {
  axes.artists = [];
  axes.containers = [];
  axes.legend = undefined;
  axes.currentMappable = undefined;
  axes.aspect = undefined;
  axes.restartColors();
  for (const title of Object.values(axes.titles)) title.text = "";
  for (const axis of [axes.xAxis, axes.yAxis]) axis.reset();
  return null;
}

export const decorationMethods: Methods<Axes> = {
  set_title: [
    "label, fontdict=None, loc=None, pad=None, *, y=None, **kwargs",
    (axes, a) => setTitle(axes, a, a.kwargs),
  ],
  get_title: ["loc='center'", (axes, { loc }) => axes.titles[text(loc) as TitlePlace].text],
  ...directional("x"),
  ...directional("y"),
  text: [
    "x, y, s, fontdict=None, **kwargs",
    (axes, a) => {
      const [[x], [y]] = [axes.xAxis.range.convert(a.x), axes.yAxis.range.convert(a.y)];
      const asWritten = (value: unknown, place: number): number | bigint =>
        typeof value === "bigint" ? value : place;
      return axes.addArtist(
        new Text(asWritten(a.x, x), asWritten(a.y, y), text(a.s)).with(dictionary(a.fontdict)).with(a.kwargs),
      );
    },
  ],
  annotate: [
    "text, xy, xytext=None, xycoords='data', textcoords=None, arrowprops=None, annotation_clip=None, **kwargs",
    (axes, a) => annotate(axes, a, a.kwargs),
  ],
  legend: ["*args, **kwargs", (axes, { args, kwargs }) => makeLegend(axes, args, kwargs)],
  get_legend: ["", ({ legend }) => legend ?? null],
  get_legend_handles_labels: [
    "",
    (axes) => {
      const artists = labelledArtists([axes]);
      return new PlotTuple([artists, artists.map(({ label }) => label)]);
    },
  ],
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
  set_axis_off: ["", (axes) => ((axes.isOn = false), null)],
  set_axis_on: ["", (axes) => ((axes.isOn = true), null)],
  set_axisbelow: ["b", (axes, { b }) => ((axes.gridBelow = b === true), null)],
  set_aspect: [
    "aspect, adjustable=None, anchor=None, share=False",
    (axes, a) => (setAspect(axes, a.aspect, a.adjustable), null),
  ],
  get_aspect: ["", ({ aspect }) => aspect ?? "auto"],
  set_facecolor: ["color", (axes, { color }) => ((axes.background = toColor(color)), null)],
  set_visible: ["b", (axes, { b }) => ((axes.visible = toBoolean(b)), null)],
  set_zorder: ["level", (axes, { level }) => ((axes.zorder = number(level)), null)],
  set_label: ["s", (axes, { s }) => ((axes.label = text(s)), null)],
  set_prop_cycle: [
    "*args, **kwargs",
    () => {
      throw new NotImplementedError("set_prop_cycle is not supported");
    },
  ],
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
  inset_axes: [
    "bounds, **kwargs",
    (axes, { bounds }) => {
      const [x, y, width, height] = vector(bounds);
      const [x0, y0, x1, y1] = axes.part;
      const inset = axes.figure.addAxes(axes.slot);
      inset.part = [
        x0 + x * (x1 - x0),
        y0 + y * (y1 - y0),
        x0 + (x + width) * (x1 - x0),
        y0 + (y + height) * (y1 - y0),
      ];
      axes.figure.current = axes;
      return inset;
    },
  ],
  add_patch: ["p", (axes, { p }) => axes.addArtist(artistOf(p))],
  add_artist: ["a", (axes, { a }) => axes.addArtist(artistOf(a))],
  add_line: ["line", (axes, { line }) => axes.addArtist(artistOf(line))],
  add_collection: [
    "collection, autolim=True",
    (axes, { collection }) => axes.addArtist(artistOf(collection)),
  ],
  get_figure: ["root=False", ({ figure }) => figure],
  get_lines: ["", (axes) => axes.attribute("lines")],
  has_data: ["", ({ artists }) => artists.length > 0],
  clear: ["", clear],
  cla: ["", clear],
  remove: ["", (axes) => (axes.remove(), null)],
};

function artistOf(value: unknown): Artist {
  if (value instanceof Artist) return value;
  throw new TypeError("an artist is expected");
}

/** Leaves labels only at the left and at the bottom of a grid of subplots. */
export function hideInnerLabels({ slot, xAxis, yAxis }: Axes, ofX: boolean, ofY: boolean): void {
  if (!("rows" in slot)) return;
  if (ofX && slot.row[1] < slot.rows - 1) xAxis.hideLabels();
  if (ofY && slot.column[0] > 0) yAxis.hideLabels();
}
