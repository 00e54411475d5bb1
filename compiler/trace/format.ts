/** Arrays as text: what NumPy's `str` and JAX's `repr` show. */

import { type ArrayType, showShape, stridesOf } from "../ir/arrayType.js";
import { isFloating } from "../ir/dtype.js";
import { floatColumn, scalarText } from "./floatColumn.js";

export { pythonFloat, shortestFloat16, shortestFloat32 } from "../ir/floatText.js";

const lineWidth = 75;
/** Arrays with more elements are shown by their corners: so many items from both ends of each axis. */
const threshold = 1000;
const edgeItems = 3;

/** The array as `str` shows it in NumPy; one without axes is shown as a number. */
export function formatArray(values: ArrayLike<number>, type: ArrayType): string {
  if (type.ndim === 0) return scalar(values, type);
  return layOut(values, type, { separator: " ", prefix: "", width: lineWidth });
}

function scalar(values: ArrayLike<number>, { dtype }: ArrayType): string {
  if (dtype === "float0") return emptyElement;
  if (dtype === "bool") return pythonBool(values[0]);
  return isFloating(dtype) ? scalarText(values[0], dtype) : String(values[0]);
}

/** The array as `repr` shows it in JAX: `Array([0., 1.], dtype=float32)`. */
export function inspectArray(values: ArrayLike<number>, type: ArrayType): string {
  if (type.dtype === "float0") return inspectFloat0(values, type);
  const prefix = "Array(";
  const dtype = `dtype=${type.dtype}${type.weakType ? ", weak_type=True" : ""}`;
  const body =
    type.size === 0
      ? `[], shape=${showShape(type.shape)}`
      : layOut(values, type, { separator: ", ", prefix, width: lineWidth - 1 });
  const separator = lastLineLength(body) + 2 + dtype.length + 2 > lineWidth ? " ".repeat(prefix.length) : " ";
  return `${prefix}${body},${separator}${dtype})`;
}

/** JAX leaves arrays without information to NumPy, where they have a type of their own. */
function inspectFloat0(values: ArrayLike<number>, type: ArrayType): string {
  const prefix = "array(";
  const dtype = "dtype=[('float0', 'V')])";
  const body =
    type.size === 0
      ? `[]${type.ndim > 1 ? `, shape=${showShape(type.shape)}` : ""}`
      : layOut(values, type, { separator: ", ", prefix, width: lineWidth - 1 });
  const isLong = lastLineLength(prefix + body + ",") + dtype.length + 1 > lineWidth;
  return `${prefix}${body},${isLong ? "\n" + " ".repeat(prefix.length) : " "}${dtype}`;
}

function lastLineLength(text: string): number {
  return text.length - text.lastIndexOf("\n") - 1;
}

interface Style {
  readonly separator: string;
  /** What stands before the array; later lines are indented as far. */
  readonly prefix: string;
  readonly width: number;
}

function layOut(values: ArrayLike<number>, type: ArrayType, style: Style): string {
  if (type.size === 0) return "[]";
  const isSummary = type.size > threshold;
  const strides = stridesOf(type.shape);
  const show = elementText(shownElements(values, type.shape, strides, isSummary), type);
  return new Layout(values, type.shape, strides, style, isSummary, show).text();
}

const emptyElement = "(b'',)";

function pythonBool(x: number): string {
  return x ? "True" : "False";
}

/** The function that writes an element of an array, given all that will be written. */
function elementText(shown: readonly number[], { dtype, ndim }: ArrayType): (x: number) => string {
  switch (dtype) {
    case "float32":
    case "float16":
      return floatColumn(shown, dtype);
    case "int32":
    case "uint32": {
      const width = shown.reduce((longest, x) => Math.max(longest, String(x).length), 0);
      return (x) => String(x).padStart(width);
    }
    case "bool":
      return (x) => (ndim === 0 ? pythonBool(x) : pythonBool(x).padStart(5));
    case "float0":
      return () => emptyElement;
  }
}

/** The indices that are shown of an axis, `null` where some are left out. */
function shownIndices(length: number, isSummary: boolean): (number | null)[] {
  const all = Array.from({ length: isSummary ? Math.min(length, 2 * edgeItems + 1) : length }, (_, i) => i);
  if (!isSummary || length <= 2 * edgeItems) return all;
  return all.map((i) => (i < edgeItems ? i : i === edgeItems ? null : length - 2 * edgeItems - 1 + i));
}

function shownElements(
  values: ArrayLike<number>,
  shape: readonly number[],
  strides: readonly number[],
  isSummary: boolean,
): number[] {
  const found: number[] = [];
  const visit = (axis: number, offset: number): void => {
    if (axis === shape.length) found.push(values[offset]);
    else
      for (const i of shownIndices(shape[axis], isSummary))
        if (i !== null) visit(axis + 1, offset + i * strides[axis]);
  };
  visit(0, 0);
  return found;
}

/** Sets the elements in nested brackets, rows wrapped at the width, with blank lines between matrices. */
class Layout {
  constructor(
    private readonly values: ArrayLike<number>,
    private readonly shape: readonly number[],
    private readonly strides: readonly number[],
    private readonly style: Style,
    private readonly isSummary: boolean,
    private readonly show: (x: number) => string,
  ) {}

  text(): string {
    return this.nested(0, 0, " ".repeat(this.style.prefix.length + 1), this.style.width);
  }

  private nested(axis: number, offset: number, indent: string, width: number): string {
    const axesLeft = this.shape.length - axis;
    if (axesLeft === 0) return this.show(this.values[offset]);
    const items = shownIndices(this.shape[axis], this.isSummary).map((i) =>
      i === null ? "..." : this.nested(axis + 1, offset + i * this.strides[axis], indent + " ", width - 1),
    );
    const separator = this.style.separator;
    if (axesLeft === 1) return `[${this.row(items, indent, width - 1)}]`;
    return `[${items.join(separator.trimEnd() + "\n".repeat(axesLeft - 1) + indent)}]`;
  }

  private row(words: readonly string[], indent: string, width: number): string {
    const lines: string[] = [];
    let line = indent;
    words.forEach((word, i) => {
      // The last word is followed by a bracket only, which `width` has room for.
      if (line.length + word.length > width && line.length > indent.length) {
        lines.push(line.trimEnd());
        line = indent;
      }
      line += i + 1 < words.length ? word + this.style.separator : word;
    });
    lines.push(line);
    return lines.join("\n").slice(indent.length);
  }
}
