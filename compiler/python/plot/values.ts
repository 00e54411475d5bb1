/**
 * What a script hands to a plotting function, read as numbers. Python's values arrive as null, booleans, bigints, numbers and
 * strings; lists and tuples as JavaScript's arrays; NumPy's arrays as elements with a shape.
 */
import { TypeError, ValueError } from "../../ir/errors.js";
import type { Keywords } from "./signature.js";

/** An array: its elements in row-major order. */
export interface NumericArray {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  /** NumPy's name of the dtype, where it matters: images of "uint8" have values up to 255. */
  readonly dtype?: string;
}

export type Vector = readonly number[];

/** A table of numbers, in row-major order. */
export interface Matrix {
  readonly data: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
}

/** What a table has under a name that a script wrote; nothing of JavaScript's own. */
export const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

export const isNone = (value: unknown): value is null | undefined => value === null || value === undefined;

export function isArray(value: unknown): value is NumericArray {
  return typeof value === "object" && value !== null && "data" in value && "shape" in value;
}

/** An array of floats, to return to the script. */
export const floats = (data: Vector): NumericArray => ({
  data: Float64Array.from(data),
  shape: [data.length],
});

/** A shape as Python prints a tuple: "(3,)". */
export const shapeText = (shape: readonly number[]): string =>
  `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;

/** The shape of an array, or of lists in lists. */
export function shapeOf(value: unknown): number[] {
  if (isArray(value)) return [...value.shape];
  if (!Array.isArray(value)) return [];
  return [value.length, ...(value.length > 0 ? shapeOf(value[0]) : [])];
}

/** All numbers in an array, or in lists in lists; None is not a number. */
function flatten(value: unknown, into: number[]): number[] {
  if (isArray(value)) for (let i = 0; i < value.data.length; i++) into.push(value.data[i]);
  else if (Array.isArray(value)) for (const item of value) flatten(item, into);
  else into.push(isNone(value) ? NaN : number(value));
  return into;
}

/** One number. */
export function number(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
  if (isArray(value) && value.data.length === 1) return value.data[0];
  if (typeof value === "string") {
    const parsed = value.trim() === "" ? NaN : Number(value);
    if (!Number.isNaN(parsed)) return parsed;
    throw new ValueError(`could not convert string to float: '${value}'`);
  }
  throw new TypeError(`float() argument must be a string or a real number, not '${pythonType(value)}'`);
}

/** A number, or undefined for None. */
export const optionalNumber = (value: unknown): number | undefined =>
  isNone(value) ? undefined : number(value);

/** The name of a value's Python type, for messages. */
function pythonType(value: unknown): string {
  if (isNone(value)) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (isArray(value)) return "ndarray";
  if (value instanceof Map) return "dict";
  const names: Record<string, string> = { bigint: "int", number: "float", boolean: "bool", string: "str" };
  return names[typeof value] ?? "object";
}

/** All elements, in order; a number is a vector of one. */
export const vector = (value: unknown): number[] => flatten(value, []);

/** Whether the value is one number rather than a sequence. */
export const isScalar = (value: unknown): boolean => shapeOf(value).length === 0;

/** `count` numbers: as many as there are, repeated if fewer. */
export function repeated(value: unknown, count: number): number[] {
  const values = vector(value);
  return Array.from({ length: count }, (_, i) => values[i % values.length]);
}

/** A table, or a vector as a table of one column. */
export function matrix(value: unknown): Matrix {
  const [rows, columns = 1] = shapeOf(value);
  return { data: vector(value), rows: rows ?? 1, columns };
}

/** The columns of a table, or the vector itself. */
export function columnsOf(value: unknown): number[][] {
  const { data, rows, columns } = matrix(value);
  return Array.from({ length: columns }, (_, c) =>
    Array.from({ length: rows }, (_, r) => data[r * columns + c]),
  );
}

/** The items of a list, or of an array's first axis. */
export function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (!isArray(value)) return [value];
  const [length = 1, ...shape] = value.shape;
  const size = shape.reduce((a, b) => a * b, 1);
  const data = Array.from(value.data);
  if (shape.length === 0) return data;
  return Array.from({ length }, (_, i) => ({ ...value, data: data.slice(i * size, (i + 1) * size), shape }));
}

/** A string, as Python's `str` of what is given. */
export function text(value: unknown): string {
  if (isNone(value)) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (isArray(value) && value.data.length === 1) return String(value.data[0]);
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 1e16) return value.toFixed(1);
  return typeof value === "number" || typeof value === "bigint" ? String(value) : pythonType(value);
}

/** The least and the greatest of the finite values; undefined where there is none. */
export function range(values: Iterable<number>): [number, number] | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}

/** `count` numbers from `start` to `stop`, both included. */
export const linspace = (start: number, stop: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) =>
    i === count - 1 ? stop : start + ((stop - start) * i) / (count - 1),
  );

/** A dictionary of keywords; where something else stands, an empty one. */
export const dictionary = (value: unknown): Keywords =>
  value instanceof Map ? (value as Keywords) : new Map<string, unknown>();
