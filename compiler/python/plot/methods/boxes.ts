/** Methods of axes that draw boxes around the middle of data. */

import { toBoolean } from "../artist.js";
import type { Axes } from "../axes.js";
import { fiveNumbers, integerText, dataSets } from "../statistics.js";
import type { Methods } from "../objects.js";
import { Line2D } from "../line.js";
import { Rectangle } from "../patches.js";
import { isNone, number, repeated, vector } from "../values.js";

function boxplot(axes: Axes, a: Record<string, unknown>): Map<string, unknown> {
  const sets = dataSets(a.x).map((set) => set.filter(Number.isFinite));
  const isVertical = a.orientation !== "horizontal" && (isNone(a.vert) || toBoolean(a.vert));
  const positions = isNone(a.positions) ? sets.map((_, i) => i + 1) : vector(a.positions);
  const span = Math.max(...positions) - Math.min(...positions);
  const widths = repeated(
    isNone(a.widths) ? Math.min(0.5, Math.max(0.15, 0.15 * span) || 0.5) : a.widths,
    sets.length,
  );
  const parts: Record<string, unknown[]> = {
    whiskers: [],
    caps: [],
    boxes: [],
    medians: [],
    fliers: [],
    means: [],
  };
  const isFilled = toBoolean(a.patch_artist);
  sets.forEach((set, i) => {
    const { low, first, median, third, high, outside, mean } = fiveNumbers(
      set,
      isNone(a.whis) ? 1.5 : number(a.whis),
    );
    const at = positions[i];
    const [left, right] = [at - widths[i] / 2, at + widths[i] / 2];
    const draw = (
      part: string,
      along: number[],
      values: number[],
      style: Record<string, unknown> = {},
    ): void => {
      const [x, y] = isVertical ? [along, values] : [values, along];
      parts[part].push(axes.addArtist(new Line2D(x, y).with({ color: "k", linewidth: 1, ...style })));
    };
    if (isFilled) {
      const box = isVertical
        ? new Rectangle(left, first, right - left, third - first)
        : new Rectangle(first, left, third - first, right - left);
      parts.boxes.push(axes.addArtist(box.with({ edgecolor: "k", facecolor: "C0", zorder: 1.9 })));
    } else draw("boxes", [left, right, right, left, left], [first, first, third, third, first]);
    draw("whiskers", [at, at], [first, low]);
    draw("whiskers", [at, at], [third, high]);
    const quarter = widths[i] / 4;
    draw("caps", [at - quarter, at + quarter], [low, low]);
    draw("caps", [at - quarter, at + quarter], [high, high]);
    draw("medians", [left, right], [median, median], { color: "C1" });
    const dots = { linestyle: "None", marker: "o", markerfacecolor: "none" };
    if (isNone(a.showfliers) || toBoolean(a.showfliers)) draw("fliers", outside.map(() => at), outside, dots); // prettier-ignore
    if (toBoolean(a.showmeans))
      draw("means", [at], [mean], { ...dots, marker: "^", color: "C2", markerfacecolor: "C2" });
  });
  const names = a.tick_labels ?? a.labels;
  const axis = isVertical ? axes.xAxis : axes.yAxis;
  axis.setTicks(positions, isNone(names) ? positions.map(integerText) : names, false, new Map());
  axis.range.fixed = [Math.min(...positions) - 0.5, Math.max(...positions) + 0.5];
  return new Map(Object.entries(parts));
}

export const boxMethods: Methods<Axes> = {
  boxplot: [
    "x, *, !notch=None, !sym=None, vert=None, orientation='vertical', whis=None, positions=None, widths=None, patch_artist=None, showmeans=None, showfliers=None, tick_labels=None, labels=None, !data=None",
    (axes, a) => boxplot(axes, a),
  ],
};
