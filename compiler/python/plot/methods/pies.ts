/** Methods of axes that draw slices of a disc. */

import { NotImplementedError, ValueError } from "../../../ir/errors.js";
import { toBoolean } from "../artist.js";
import type { Axes } from "../axes.js";
import { cycleColor, toColors } from "../colors.js";
import { Container } from "../containers.js";
import { percentText } from "../statistics.js";
import type { Methods } from "../objects.js";
import { Wedge } from "../patches.js";
import { Text } from "../texts.js";
import { dictionary, isNone, itemsOf, number, text, vector } from "../values.js";

function pie(axes: Axes, a: Record<string, unknown>): Container {
  const values = vector(a.x);
  if (values.some((v) => v < 0)) throw new ValueError("Wedge sizes 'x' must be non negative values");
  const sum = values.reduce((x, y) => x + y, 0);
  const total = toBoolean(a.normalize) ? sum : 1;
  const colors = isNone(a.colors) ? undefined : toColors(a.colors);
  const radius = number(a.radius);
  const [labels, explode] = [
    isNone(a.labels) ? [] : itemsOf(a.labels),
    isNone(a.explode) ? [] : vector(a.explode),
  ];
  if (!isNone(a.labels) && labels.length !== values.length)
    throw new ValueError("'labels' must be of length 'x', not " + labels.length);
  if (!isNone(a.autopct) && typeof a.autopct !== "string")
    throw new NotImplementedError("autopct must be a format string");
  const [wedges, texts, percentages]: [Wedge[], Text[], Text[]] = [[], [], []];
  const textStyle = dictionary(a.textprops);
  let at = number(a.startangle);
  values.forEach((value, i) => {
    const turn = ((toBoolean(a.counterclock) ? 360 : -360) * value) / total;
    const middle = ((at + turn / 2) * Math.PI) / 180;
    const [ux, uy] = [Math.cos(middle), Math.sin(middle)];
    const out = explode[i] ?? 0;
    const style = new Map(dictionary(a.wedgeprops));
    const width = style.get("width");
    style.delete("width");
    const wedge = new Wedge(
      [out * ux, out * uy],
      radius,
      at,
      at + turn,
      isNone(width) ? undefined : number(width),
    );
    wedge.facecolor = colors ? colors[i % colors.length] : cycleColor(i);
    wedge.label = isNone(labels[i]) ? "_nolegend_" : text(labels[i]);
    wedges.push(axes.addArtist(wedge.with(style)));
    const write = (distance: number, content: string, alignment: string): Text => {
      const r = radius * distance + out;
      const written = new Text(r * ux, r * uy, content).with({
        verticalalignment: "center",
        horizontalalignment: alignment,
      });
      return axes.addArtist(written.with(textStyle));
    };
    if (labels[i] !== undefined)
      texts.push(write(number(a.labeldistance), text(labels[i]), ux > 0 ? "left" : "right"));
    if (typeof a.autopct === "string")
      percentages.push(write(number(a.pctdistance), percentText(a.autopct, (100 * value) / total), "center"));
    at += turn;
  });
  axes.isOn = toBoolean(a.frame);
  axes.aspect = 1;
  axes.xAxis.range.fixed = axes.yAxis.range.fixed = [-1.25 * radius, 1.25 * radius];
  const parts = typeof a.autopct === "string" ? [wedges, texts, percentages] : [wedges, texts];
  return new Container("matplotlib.container.PieContainer", parts, wedges, { wedges, texts });
}

export const pieMethods: Methods<Axes> = {
  pie: [
    "x, *, explode=None, labels=None, colors=None, autopct=None, pctdistance=0.6, !shadow=False, labeldistance=1.1, startangle=0, radius=1, counterclock=True, wedgeprops=None, textprops=None, !center=None, frame=False, normalize=True, !data=None",
    (axes, a) => pie(axes, a),
  ],
};
