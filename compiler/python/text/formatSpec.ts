/** `format(value, spec)` of ints, floats, strs and bools. */

import { scaledDecimal } from "./exact.js";
import { fail } from "./failure.js";
import { floatFromInt } from "./numbers.js";
import { floatRepr, intRepr } from "./numberText.js";
import { codePoints, lengthOf, repeat } from "./codePoints.js";

const invalid = (message: string): never => fail("ValueError", message);

/** A format specification, taken apart. */
interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  /** Whether a negative zero loses its sign. */
  readonly coercesZero: boolean;
  readonly isAlternate: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const specPattern = /^(?:(.?)([<>=^]))?([-+ ]?)(z?)(#?)(0?)(\d*)(,_?|_,?|)(?:(\.)(\d*))?(.*)$/su;

function size(digits: string): number {
  return digits.length > 18 ? invalid("Too many decimal digits in format string") : Number(digits);
}

function parseSpec(spec: string, typeName: string, defaultAlign: string): Spec {
  const [, fill, align, sign, z, alternate, zero, width, grouping, point, digits, type] =
    specPattern.exec(spec)!;
  const isFilledWithZeros = zero !== "" && !align;
  const columns = size(width);
  if (grouping.length > 1) invalid("Cannot specify both ',' and '_'.");
  if (point && !digits) invalid("Format specifier missing precision");
  const precision = point ? size(digits) : undefined;
  if (lengthOf(type) > 1) invalid(`Invalid format specifier '${spec}' for object of type '${typeName}'`);
  if (grouping && typeName === "str" && !type) wrongGrouping(grouping, "s");
  const groups = grouping === "_" ? "dbxoXeEfFgG%" : "deEfFgG%";
  if (grouping && type && !groups.includes(type)) wrongGrouping(grouping, type);
  return {
    fill: fill || (zero && !fill ? "0" : " "),
    align: align ?? (isFilledWithZeros && typeName !== "str" ? "=" : defaultAlign),
    sign,
    coercesZero: z !== "",
    isAlternate: alternate !== "",
    width: columns,
    grouping,
    precision,
    type,
  };
}

function shownCode(type: string): string {
  const code = type.codePointAt(0)!;
  return code > 32 && code < 128 ? type : `\\x${code.toString(16)}`;
}

const wrongGrouping = (grouping: string, type: string): never =>
  invalid(`Cannot specify '${grouping}' with '${shownCode(type)}'.`);

const unknownCode = (type: string, typeName: string): never =>
  invalid(`Unknown format code '${shownCode(type)}' for object of type '${typeName}'`);

function aligned(body: string, head: string, { fill, align, width }: Spec): string {
  const missing = Math.max(width - lengthOf(head) - lengthOf(body), 0);
  const left = align === ">" ? missing : align === "^" ? missing >> 1 : 0;
  const inner = align === "=" ? missing : 0;
  return repeat(fill, left) + head + repeat(fill, inner) + body + repeat(fill, missing - left - inner);
}

/** Digits in groups, filled up with zeros to a width; a separator is never first. */
function grouped(digits: string, size: number, separator: string, width: number): string {
  const padded = digits.padStart(width - Math.floor((width - 1) / (size + 1)), "0");
  return padded.replace(new RegExp(`\\B(?=(.{${size}})+$)`, "g"), separator);
}

/** A number in its field: sign, prefix, the digits left of the point, and the rest. */
function numberField(isNegative: boolean, prefix: string, whole: string, rest: string, spec: Spec): string {
  const head = (isNegative ? "-" : spec.sign === "-" ? "" : spec.sign) + prefix;
  if (!spec.grouping || !whole) return aligned(whole + rest, head, spec);
  const isFilledWithZeros = spec.fill === "0" && spec.align === "=";
  const width = isFilledWithZeros ? spec.width - head.length - rest.length : 0;
  const groupSize = radixes[spec.type] ? 4 : 3;
  return aligned(grouped(whole, groupSize, spec.grouping, width) + rest, head, spec);
}

const radixes: Record<string, number> = { b: 2, o: 8, x: 16, X: 16 };

function formatInt(n: bigint, text: string, typeName: string): string {
  const spec = parseSpec(text, typeName, ">");
  const { type } = spec;
  if (type && "eEfFgG%".includes(type)) return floatField(floatFromInt(n), spec, typeName);
  if (type && !"bcdoxXn".includes(type)) unknownCode(type, typeName);
  if (spec.precision !== undefined) invalid("Precision not allowed in integer format specifier");
  if (spec.coercesZero) invalid("Negative zero coercion (z) not allowed in integer format specifier");
  if (type === "c") return character(n, spec);
  const magnitude = n < 0n ? -n : n;
  const radix = radixes[type];
  if (!radix) return numberField(n < 0n, "", intRepr(magnitude), "", spec);
  const digits = magnitude.toString(radix);
  const prefix = spec.isAlternate ? `0${type}` : "";
  return numberField(n < 0n, prefix, type === "X" ? digits.toUpperCase() : digits, "", spec);
}

function character(n: bigint, spec: Spec): string {
  if (spec.sign) invalid("Sign not allowed with integer format specifier 'c'");
  if (spec.isAlternate) invalid("Alternate form (#) not allowed with integer format specifier 'c'");
  if (BigInt.asIntN(64, n) !== n) fail("OverflowError", "Python int too large to convert to C long");
  if (n < 0n || n > 0x10ffffn) fail("OverflowError", "%c arg not in range(0x110000)");
  return aligned(String.fromCodePoint(Number(n)), "", spec);
}

function floatField(value: number, spec: Spec, typeName: string): string {
  const { type } = spec;
  const precision = spec.precision;
  if (type && !"eEfFgGn%".includes(type)) unknownCode(type, typeName);
  if (precision !== undefined && precision > 2 ** 31 - 1) invalid("precision too big");
  const isPercent = type === "%";
  const magnitude = floatDigits(Math.abs(isPercent ? value * 100 : value), type, precision, spec.isAlternate);
  const isZero = spec.coercesZero && !/[1-9a-z]/i.test(magnitude.split(/e/i)[0]);
  const isNegative = !isZero && (value < 0 || Object.is(value, -0));
  const whole = /^\d*/.exec(magnitude)![0];
  return numberField(isNegative, "", whole, magnitude.slice(whole.length) + (isPercent ? "%" : ""), spec);
}

/** The digits of a float that isn't negative, in one of the presentation types; "" is that of a missing type. */
export function floatDigits(
  x: number,
  type: string,
  precision: number | undefined,
  isAlternate: boolean,
): string {
  if (type === "E" || type === "F" || type === "G")
    return floatDigits(x, type.toLowerCase(), precision, isAlternate).toUpperCase();
  if (!Number.isFinite(x)) return floatRepr(x);
  if (type === "" && precision === undefined) return alternateRepr(floatRepr(x), isAlternate);
  const places = precision ?? 6;
  if (type === "e") return scientific(x, places, isAlternate);
  if (type === "f" || type === "%") return fixed(x, places, isAlternate);
  return general(x, places || 1, type === "", isAlternate);
}

const alternateRepr = (repr: string, isAlternate: boolean): string =>
  isAlternate && !repr.includes(".") ? repr.replace(/(?=e)|$/, ".") : repr;

const withPoint = (whole: string, fraction: string, isAlternate: boolean): string =>
  fraction || isAlternate ? `${whole}.${fraction}` : whole;

/** No float has more digits right of its point than these; what follows is zeros. */
const maxPlaces = 1100;

function fixed(x: number, places: number, isAlternate: boolean): string {
  const known = Math.min(places, maxPlaces);
  const digits = String(scaledDecimal(x, known)).padStart(known + 1, "0");
  const fraction = digits.slice(digits.length - known) + repeat("0", places - known);
  return withPoint(digits.slice(0, digits.length - known), fraction, isAlternate);
}

/** `count` digits of x, rounded, and the power of ten that the first of them stands for. */
function significant(x: number, count: number): [digits: string, exponent: number] {
  const known = Math.min(count, maxPlaces);
  const zeros = repeat("0", count - known);
  if (x === 0) return ["0".repeat(known) + zeros, 0];
  let exponent = Number(x.toExponential(50).split("e")[1]);
  // Rounding may carry into one more digit.
  let digits = String(scaledDecimal(x, known - 1 - exponent));
  if (digits.length < known) digits = String(scaledDecimal(x, known - 1 - --exponent));
  if (digits.length > known) exponent++;
  return [digits.slice(0, known) + zeros, exponent];
}

function exponentText(exponent: number): string {
  return `e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function scientific(x: number, places: number, isAlternate: boolean): string {
  const [digits, exponent] = significant(x, places + 1);
  return withPoint(digits[0], digits.slice(1), isAlternate) + exponentText(exponent);
}

/** `g`; and the form of a missing type with a precision, which has a digit right of the point. */
function general(x: number, precision: number, isBare: boolean, isAlternate: boolean): string {
  const [all, exponent] = significant(x, precision);
  const digits = isAlternate ? all : all.replace(/(?<=.)0+$/, "");
  if (exponent < -4 || exponent >= precision - (isBare ? 1 : 0))
    return withPoint(digits[0], digits.slice(1), isAlternate) + exponentText(exponent);
  const padded = exponent < 0 ? repeat("0", -exponent) + digits : digits.padEnd(exponent + 1, "0");
  const point = Math.max(exponent, 0) + 1;
  const fraction = padded.slice(point) || (isBare ? "0" : "");
  return withPoint(padded.slice(0, point), fraction, isAlternate);
}

function formatString(s: string, text: string): string {
  const spec = parseSpec(text, "str", "<");
  if (spec.type && spec.type !== "s") unknownCode(spec.type, "str");
  if (spec.sign) invalid(`${spec.sign === " " ? "Space" : "Sign"} not allowed in string format specifier`);
  if (spec.coercesZero) invalid("Negative zero coercion (z) not allowed in string format specifier");
  if (spec.isAlternate) invalid("Alternate form (#) not allowed in string format specifier");
  if (spec.align === "=") invalid("'=' alignment not allowed in string format specifier");
  const { precision } = spec;
  const shown =
    precision === undefined || precision >= s.length ? s : codePoints(s).slice(0, precision).join("");
  return aligned(shown, "", spec);
}

/**
 * `format(value, spec)`. An empty spec gives `str(value)`. Throws a ValueError, in Python's words, for a spec that is wrong or
 * doesn't go with the value's type.
 *
 *     formatValue(3.14159, "8.2f") // "    3.14"
 */
export function formatValue(value: bigint | number | string | boolean, spec: string): string {
  if (typeof value === "string") return spec === "" ? value : formatString(value, spec);
  if (typeof value === "boolean") {
    if (spec === "") return value ? "True" : "False";
    return formatInt(BigInt(value), spec, "bool");
  }
  if (typeof value === "bigint") return spec === "" ? intRepr(value) : formatInt(value, spec, "int");
  return spec === "" ? floatRepr(value) : floatField(value, parseSpec(spec, "float", ">"), "float");
}
