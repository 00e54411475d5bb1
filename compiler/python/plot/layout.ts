/** Where axes are on the page. */
import type { Axes, Part, Slot } from "./axes.js";
import type { Box } from "./label.js";

/** The space around and between subplots, in fractions of the figure and of the subplots. */
export interface SubplotSpace {
  left: number;
  right: number;
  bottom: number;
  top: number;
  wspace: number;
  hspace: number;
}

export const defaultSpace: SubplotSpace = {
  left: 0.125,
  right: 0.9,
  bottom: 0.11,
  top: 0.88,
  wspace: 0.2,
  hspace: 0.2,
};

/** The parts of a length that has gaps of `space` times their mean between them. */
function divide(
  start: number,
  end: number,
  count: number,
  space: number,
  ratios: number[] = [],
): [number, number][] {
  const mean = (end - start) / (count + space * (count - 1));
  const total = Array.from({ length: count }, (_, i) => ratios[i] ?? 1).reduce((a, b) => a + b, 0);
  let at = start;
  return Array.from({ length: count }, (_, i) => {
    const length = (mean * count * (ratios[i] ?? 1)) / total;
    const part: [number, number] = [at, at + length];
    at += length + mean * space;
    return part;
  });
}

/** A slot's rectangle, in fractions of the figure from the bottom left. */
function rectangleOf(slot: Slot, space: SubplotSpace): Part {
  if ("rectangle" in slot) return slot.rectangle;
  const columns = divide(space.left, space.right, slot.columns, space.wspace, slot.widths);
  // Rows count from the top.
  const rows = divide(1 - space.top, 1 - space.bottom, slot.rows, space.hspace, slot.heights);
  const [top, bottom] = [rows[slot.row[0]][0], rows[slot.row[1]][1]];
  return [columns[slot.column[0]][0], 1 - bottom, columns[slot.column[1]][1], 1 - top];
}

const partOf = ([x0, y0, x1, y1]: Part, [a, b, c, d]: Part): Part => [
  x0 + a * (x1 - x0),
  y0 + b * (y1 - y0),
  x0 + c * (x1 - x0),
  y0 + d * (y1 - y0),
];

const toBox = ([x0, y0, x1, y1]: Part, page: Box): Box => ({
  left: x0 * page.right,
  right: x1 * page.right,
  top: (1 - y1) * page.bottom,
  bottom: (1 - y0) * page.bottom,
});

/** The box of a slot, with what belongs to colour bars. */
export const slotBox = (slot: Slot, space: SubplotSpace, page: Box): Box =>
  toBox(rectangleOf(slot, space), page);

/** The frame of axes on the page. */
export function frameOf(axes: Axes, space: SubplotSpace, page: Box): Box {
  const box = toBox(partOf(rectangleOf(axes.slot, space), axes.part), page);
  const ratio = axes.boxAspect ?? dataRatio(axes);
  return ratio === undefined ? box : shrunk(box, ratio, axes.boxAspect !== undefined);
}

/** The frame's height over its width that gives units the aspect that was asked for. */
function dataRatio({ aspect, growsView, xAxis, yAxis }: Axes): number | undefined {
  if (aspect === undefined || growsView) return undefined;
  const span = ({ range }: Axes["xAxis"]): number => {
    const [low, high] = range.view();
    return Math.abs(range.scale.forward(high) - range.scale.forward(low));
  };
  return (aspect * span(yAxis)) / span(xAxis);
}

/** The largest box in another with a ratio of height and width: in its middle, or, of colour bars, at its start. */
function shrunk({ left, right, top, bottom }: Box, ratio: number, isBar: boolean): Box {
  const [width, height] = [right - left, bottom - top];
  const newWidth = Math.min(width, height / ratio);
  const newHeight = Math.min(height, width * ratio);
  const x = isBar ? left : left + (width - newWidth) / 2;
  const y = isBar && ratio < 1 ? top : top + (height - newHeight) / 2;
  return { left: x, right: x + newWidth, top: y, bottom: y + newHeight };
}

/** How far what surrounds a slot's axes reaches beyond it. */
export interface Overhang {
  slot: Slot;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const padding = 10.8;

/** The space in which nothing overlaps, from how far the parts of a grid reach; `head` is taken by the figure's title. */
export function tightSpace(overhangs: readonly Overhang[], page: Box, head: number): SubplotSpace {
  const grids = overhangs.flatMap(({ slot, ...rest }) => ("rows" in slot ? [{ slot, ...rest }] : []));
  const [rows, columns] = [
    Math.max(1, ...grids.map(({ slot }) => slot.rows)),
    Math.max(1, ...grids.map(({ slot }) => slot.columns)),
  ];
  // Before, between and after columns, and rows.
  const [left, betweenColumns, right] = gaps(
    grids.map((g) => ({ range: g.slot.column, count: g.slot.columns, before: g.left, after: g.right })),
  );
  const [top, betweenRows, bottom] = gaps(
    grids.map((g) => ({ range: g.slot.row, count: g.slot.rows, before: g.top, after: g.bottom })),
  );
  const [width, height] = [page.right, page.bottom];
  const [l, r] = [left + padding, width - right - padding];
  const [t, b] = [top + padding + head, height - bottom - padding];
  const [gapX, gapY] = [betweenColumns + padding, betweenRows + padding];
  return {
    left: l / width,
    right: r / width,
    top: 1 - t / height,
    bottom: 1 - b / height,
    wspace: gapX / Math.max(1, (r - l - gapX * (columns - 1)) / columns),
    hspace: gapY / Math.max(1, (b - t - gapY * (rows - 1)) / rows),
  };
}

interface Reach {
  range: [number, number];
  count: number;
  before: number;
  after: number;
}

function gaps(reaches: readonly Reach[]): [before: number, between: number, after: number] {
  const most = (values: number[]): number => Math.max(0, ...values);
  const before = most(reaches.filter(({ range }) => range[0] === 0).map((r) => r.before));
  const after = most(reaches.filter(({ range, count }) => range[1] === count - 1).map((r) => r.after));
  const between = reaches
    .filter(({ range }) => range[0] > 0)
    .map((inner) => {
      const neighbours = reaches.filter(({ range }) => range[1] === inner.range[0] - 1);
      return inner.before + most(neighbours.map((r) => r.after));
    });
  return [before, most(between), after];
}
