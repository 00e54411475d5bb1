/** Grids of which subplots take parts: `gs[0, :]`. */
import { ValueError } from "../../ir/errors.js";
import type { Slot } from "./axes.js";
import { PlotObject } from "./objects.js";

/** Python's `a:b`, as it arrives in an index. */
interface Slice {
  start: bigint | null;
  stop: bigint | null;
}

/** A part of a grid, to give to `subplot`. */
export class SubplotSpec extends PlotObject {
  readonly className = "matplotlib.gridspec.SubplotSpec";

  constructor(readonly slot: Slot) {
    super();
  }
}

/** From the first to the last that an index takes. */
function span(key: unknown, length: number): [number, number] {
  const at = (value: bigint | null, preset: number): number =>
    value === null ? preset : Number(value) < 0 ? Number(value) + length : Number(value);
  const isSlice = typeof key === "object" && key !== null;
  const [first, last] = isSlice
    ? [at((key as Slice).start, 0), Math.min(length, at((key as Slice).stop, length)) - 1]
    : [at(key as bigint, 0), at(key as bigint, 0)];
  if (first < 0 || last >= length || first > last) throw new ValueError("index out of range of the grid");
  return [first, last];
}

export class GridSpec extends PlotObject {
  readonly className = "matplotlib.gridspec.GridSpec";

  constructor(
    private readonly rows: number,
    private readonly columns: number,
    private readonly widths?: number[],
    private readonly heights?: number[],
  ) {
    super();
  }

  override items(): SubplotSpec[] {
    return Array.from({ length: this.rows * this.columns }, (_, i) => this.item(BigInt(i)));
  }

  override item(key: unknown): SubplotSpec {
    const { rows, columns, widths, heights } = this;
    let [row, column]: [number, number][] = [];
    if (Array.isArray(key)) [row, column] = [span(key[0], rows), span(key[1], columns)];
    else {
      const ends = span(key, rows * columns);
      row = [Math.floor(ends[0] / columns), Math.floor(ends[1] / columns)];
      const across = ends.map((index) => index % columns);
      column = [Math.min(...across), Math.max(...across)];
    }
    return new SubplotSpec({ rows, columns, row, column, widths, heights });
  }
}
