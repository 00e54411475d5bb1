/** Methods of axes for titles, notes, grids, what they look like, and what they have. */

import { NotImplementedError, TypeError, ValueError } from "../../../ir/errors.js";
import { Artist, toBoolean } from "../artist.js";
import type { Axes, TitlePlace } from "../axes.js";
import { toColor } from "../colors.js";
import { type Methods } from "../objects.js";
import type { Keywords } from "../signature.js";
import { Annotation, Text, toUnits } from "../texts.js";
import { isNone, itemsOf, number, optionalNumber, text, vector, dictionary } from "../values.js";

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
  set_axis_off: ["", (axes) => ((axes.isOn = false), null)],
  set_axis_on: ["", (axes) => ((axes.isOn = true), null)],
  set_axisbelow: ["b", (axes, { b }) => ((axes.gridBelow = b === true), null)],
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
