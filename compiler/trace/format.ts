/** Arrays as text: what NumPy's `str` and `repr` and JAX's `repr` show. */

import { showShape, sizeOf, stridesOf } from "../ir/arrayType.js";
import { positionalText, scientificText, signedText, withoutTrailingZeros } from "../ir/floatText.js";
import { exactDecimal, roundDecimal } from "../ir/shortestDecimal.js";
import { floatColumn, type FloatOptions, scalarText } from "./floatColumn.js";

export { pythonFloat } from "../ir/floatText.js";
export { shortestFloat16, shortestFloat32 } from "../ir/shortestDecimal.js";

/** What is printed: an array of ours, or one of NumPy's, which may have more dtypes (`float64`, `int64`, `uint8` …). */
interface Printed {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly weakType?: boolean;
}

type Elements = ArrayLike<number | bigint>;

/** How arrays are printed: `numpy.set_printoptions`. */
export interface PrintOptions extends FloatOptions {
  /** Where lines are broken. */
  readonly linewidth: number;
  /** Arrays with more elements are shown by their corners: */
  readonly threshold: number;
  /** so many items from both ends of each axis. */
  readonly edgeitems: number;
}

let defaults: PrintOptions = {
  precision: 8,
  suppress: false,
  linewidth: 75,
  threshold: 1000,
  edgeitems: 3,
};

/** How arrays are printed from now on, where nothing else is said. */
export function setPrintOptions(options: Partial<PrintOptions>): void {
  defaults = { ...defaults, ...options };
}

export function printOptions(): PrintOptions {
  return defaults;
}

/** An array as `str` shows it in NumPy; one without axes is shown as a number. */
export function formatArray(values: Elements, type: Printed, options: Partial<PrintOptions> = {}): string {
  if (type.shape.length === 0) return scalarString(values[0], type.dtype);
  return layOut(values, type, { separator: " ", prefix: "" }, { ...defaults, ...options });
}

const emptyElement = "(b'',)";

/** A NumPy scalar as `str` shows it. */
function scalarString(x: number | bigint, dtype: string): string {
  if (dtype === "float0") return emptyElement;
  if (dtype === "bool") return pythonBool(x);
  if (dtype === "bfloat16") return bfloat16Text(Number(x));
  return isFloat(dtype) ? scalarText(Number(x), dtype) : String(x);
}

/** A NumPy scalar as `repr` shows it: `np.float32(1.0)`, `np.int64(3)`, `np.True_`. */
export function inspectScalar(x: number | bigint, dtype: string): string {
  return dtype === "bool" ? `np.${pythonBool(x)}_` : `np.${dtype}(${scalarString(x, dtype)})`;
}

/** An array as `repr` shows it in JAX: `Array([0., 1.], dtype=float32)`. */
export function inspectArray(values: Elements, type: Printed, options: Partial<PrintOptions> = {}): string {
  const all = { ...defaults, ...options };
  // To JAX, an array without information is one of NumPy's.
  const isVoid = type.dtype === "float0";
  const prefix = isVoid ? "TypedNdArray(" : "Array(";
  const dtype = `dtype=${isVoid ? "void" : type.dtype}${type.weakType ? ", weak_type=True" : ""}`;
  const body =
    sizeOf(type.shape) === 0
      ? `[], shape=${showShape(type.shape)}`
      : layOut(values, type, { separator: ", ", prefix }, { ...all, linewidth: all.linewidth - 1 });
  const isLong = lastLineLength(body) + 2 + dtype.length + 2 > all.linewidth;
  return `${prefix}${body},${isLong ? " ".repeat(prefix.length) : " "}${dtype})`;
}

/** Dtypes that the elements tell. */
const implied = new Set(["float64", "int64", "bool"]);

/** An array as `repr` shows it in NumPy: `array([0., 1.])`, `array([0., 1.], dtype=float32)`. */
export function inspectNumpyArray(
  values: Elements,
  type: Printed,
  options: Partial<PrintOptions> = {},
): string {
  const all = { ...defaults, ...options };
  const { dtype, shape } = type;
  const size = sizeOf(shape);
  const prefix = "array(";
  const body =
    prefix + layOut(values, type, { separator: ", ", prefix }, { ...all, linewidth: all.linewidth - 1 });
  const isHidden = (size === 0 && shape.length !== 1) || size > all.threshold;
  const extras = [
    ...(isHidden ? [`shape=${showShape(shape)}`] : []),
    ...(size === 0 || !implied.has(dtype)
      ? [`dtype=${dtype === "float0" ? "[('float0', 'V')]" : dtype}`]
      : []),
  ];
  if (extras.length === 0) return `${body})`;
  const end = `${extras.join(", ")})`;
  const isLong = lastLineLength(body) + 1 + end.length + 1 > all.linewidth;
  return `${body},${isLong ? "\n" + " ".repeat(prefix.length) : " "}${end}`;
}

function lastLineLength(text: string): number {
  return text.length - text.lastIndexOf("\n") - 1;
}

interface Style {
  readonly separator: string;
  /** What stands before the array; later lines are indented as far. */
  readonly prefix: string;
}

function layOut(values: Elements, { dtype, shape }: Printed, style: Style, options: PrintOptions): string {
  const size = sizeOf(shape);
  if (size === 0) return "[]";
  const edge = size > options.threshold ? options.edgeitems : undefined;
  const strides = stridesOf(shape);
  const show = elementText(shownElements(values, shape, strides, edge), dtype, shape.length, options);
  return new Layout(values, shape, strides, style, edge, show).text(options.linewidth);
}

function isFloat(dtype: string): boolean {
  return dtype.startsWith("float");
}

/** NumPy knows nothing of these floats: each stands for itself, with up to six digits. */
function bfloat16Text(x: number): string {
  return signedText(x, (magnitude) => {
    const decimal = withoutTrailingZeros(roundDecimal(exactDecimal(magnitude), 6));
    const isPositional = magnitude === 0 || (decimal.exponent >= -4 && decimal.exponent < 6);
    const text = isPositional ? positionalText(decimal) : scientificText(decimal);
    return text.replace(/\.0$/, "");
  });
}

function pythonBool(x: number | bigint): string {
  return x ? "True" : "False";
}

type Show = (x: number | bigint) => string;

/** The function that writes an element of an array, given all that will be written. */
function elementText(
  shown: readonly (number | bigint)[],
  dtype: string,
  ndim: number,
  options: FloatOptions,
): Show {
  if (dtype === "float0") return () => emptyElement;
  if (dtype === "bool") return (x) => pythonBool(x).padStart(ndim === 0 ? 0 : 5);
  if (dtype === "bfloat16") return (x) => bfloat16Text(Number(x));
  if (isFloat(dtype)) {
    const show = floatColumn(shown.map(Number), dtype, options);
    return (x) => show(Number(x));
  }
  const width = shown.reduce<number>((longest, x) => Math.max(longest, String(x).length), 0);
  return (x) => String(x).padStart(width);
}

/** The indices that are shown of an axis, `null` where some are left out: all but `edge` at both ends. */
function shownIndices(length: number, edge: number | undefined): (number | null)[] {
  if (edge === undefined || length <= 2 * edge) return Array.from({ length }, (_, i) => i);
  const first = Array.from({ length: edge }, (_, i) => i);
  return [...first, null, ...first.map((i) => length - edge + i)];
}

function shownElements(
  values: Elements,
  shape: readonly number[],
  strides: readonly number[],
  edge: number | undefined,
): (number | bigint)[] {
  const found: (number | bigint)[] = [];
  const visit = (axis: number, offset: number): void => {
    if (axis === shape.length) found.push(values[offset]);
    else
      for (const i of shownIndices(shape[axis], edge))
        if (i !== null) visit(axis + 1, offset + i * strides[axis]);
  };
  visit(0, 0);
  return found;
}

/** Sets the elements in nested brackets, rows wrapped at the width, with blank lines between matrices. */
class Layout {
  constructor(
    private readonly values: Elements,
    private readonly shape: readonly number[],
    private readonly strides: readonly number[],
    private readonly style: Style,
    private readonly edge: number | undefined,
    private readonly show: Show,
  ) {}

  text(width: number): string {
    return this.nested(0, 0, " ".repeat(this.style.prefix.length + 1), width);
  }

  private nested(axis: number, offset: number, indent: string, width: number): string {
    const axesLeft = this.shape.length - axis;
    if (axesLeft === 0) return this.show(this.values[offset]);
    const items = shownIndices(this.shape[axis], this.edge).map((i) =>
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
