/** `template % values`. */

import { codePoints, lengthOf, repeat } from "./codePoints.js";
import { abs } from "./exact.js";
import { fail } from "./failure.js";
import { floatDigits } from "./formatSpec.js";
import { intFromFloat, toFloat } from "./numbers.js";
import { intRepr } from "./numberText.js";

/** What `%` asks of the language's values. */
export interface PercentHost<V> {
  /** `str`, `repr` or `ascii` of a value. */
  text(value: V, conversion: "s" | "r" | "a"): string;
  /**
   * The value as a number: as `float(value)` takes it, or for "index" as an index; undefined of what is none. Bools are ints.
   */
  number(value: V, kind: "real" | "index"): bigint | number | undefined;
  typeName(value: V): string;
}

/** The values: those of a tuple, or the only one, which may be a mapping. */
interface PercentValues<V> {
  readonly values: readonly V[];
  /** Looks a key up, where the only value is a mapping. */
  readonly lookup?: (key: string) => V;
}

/** What stands between `%` and the letter of a type. */
interface Directive {
  readonly type: string;
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
}

const directivePattern = /%(\((?:[^()]|\([^()]*\))*\))?([-+ #0]*)(\*|\d*)(?:(\.)(\*|\d*))?[hlL]?([^]?)/gu;

/** `template % values`, with Python's errors. */
export function percentFormat<V>(
  template: string,
  { values, lookup }: PercentValues<V>,
  host: PercentHost<V>,
): string {
  let queue = values;
  let taken = 0;
  const next = (): V =>
    taken < queue.length ? queue[taken++] : fail("TypeError", "not enough arguments for format string");

  function select(key: string | undefined): void {
    if (!lookup) return fail("TypeError", "format requires a mapping");
    if (key === undefined) return fail("ValueError", "incomplete format key");
    queue = [lookup(key.slice(1, -1))];
    taken = 0;
  }

  function size(text: string, what: string): number {
    if (text !== "*") return Number(text) < 2 ** 31 ? Number(text) : fail("ValueError", `${what} too big`);
    const n = host.number(next(), "index");
    return typeof n === "bigint" ? Number(n) : fail("TypeError", "* wants int");
  }

  const text = template.replace(
    directivePattern,
    (
      all,
      key: string | undefined,
      flags: string,
      width: string,
      point,
      places: string,
      type: string,
      at: number,
    ) => {
      if (key !== undefined || type === "(") select(key);
      const columns = size(width, "width");
      const precision = point ? Math.max(size(places, "precision"), 0) : undefined;
      if (!type) fail("ValueError", "incomplete format");
      if (type === "%") return "%";
      const allFlags = columns < 0 ? `-${flags}` : flags;
      const directive = { type, flags: allFlags, width: Math.abs(columns), precision };
      const index = lengthOf(template.slice(0, at + all.length)) - 1;
      return convert(next(), directive, host) ?? unsupported(type, index);
    },
  );
  if (taken < queue.length && !lookup)
    fail("TypeError", "not all arguments converted during string formatting");
  return text;
}

function unsupported(type: string, index: number): never {
  const code = type.codePointAt(0)!;
  const shown = code > 31 && code < 127 ? type : "?";
  return fail(
    "ValueError",
    `unsupported format character '${shown}' (0x${code.toString(16)}) at index ${index}`,
  );
}

/** The value as the directive shows it; undefined for a type that there isn't. */
function convert<V>(value: V, directive: Directive, host: PercentHost<V>): string | undefined {
  const { type, flags, precision } = directive;
  if ("diuoxX".includes(type)) return integer(value, directive, host);
  if ("eEfFgG".includes(type)) return float(value, directive, host);
  if (!"sarc".includes(type)) return undefined;
  let text = type === "c" ? character(value, host) : host.text(value, type as "s");
  if (type !== "c" && precision !== undefined) text = codePoints(text).slice(0, precision).join("");
  return padded("", text, { ...directive, flags: flags.replaceAll("0", "") });
}

function character<V>(value: V, host: PercentHost<V>): string {
  const n = host.number(value, "index");
  if (typeof n === "bigint")
    return n >= 0n && n <= 0x10ffffn
      ? String.fromCodePoint(Number(n))
      : fail("OverflowError", "%c arg not in range(0x110000)");
  if (typeof value === "string" && lengthOf(value) === 1) return value;
  return fail("TypeError", "%c requires int or char");
}

function integer<V>(value: V, directive: Directive, host: PercentHost<V>): string {
  const { type, flags, precision = 0 } = directive;
  const radix = type === "o" ? 8 : /x/i.test(type) ? 16 : 10;
  const [kind, wanted] =
    radix === 10 ? (["real", "a real number"] as const) : (["index", "an integer"] as const);
  const x =
    host.number(value, kind) ??
    fail("TypeError", `%${type} format: ${wanted} is required, not ${host.typeName(value)}`);
  const n = typeof x === "bigint" ? x : intFromFloat(x);
  const text = radix === 10 ? intRepr(abs(n)) : abs(n).toString(radix);
  const digits = repeat("0", precision - text.length) + (type === "X" ? text.toUpperCase() : text);
  const prefix = radix !== 10 && flags.includes("#") ? `0${type}` : "";
  return padded(signOf(n < 0n, flags) + prefix, digits, directive);
}

function float<V>(value: V, directive: Directive, host: PercentHost<V>): string {
  const { type, flags, precision } = directive;
  const number =
    host.number(value, "real") ?? fail("TypeError", `must be real number, not ${host.typeName(value)}`);
  const x = toFloat(number);
  const digits = floatDigits(Math.abs(x), type, precision, flags.includes("#"));
  return padded(signOf(x < 0 || Object.is(x, -0), flags), digits, directive);
}

const signOf = (isNegative: boolean, flags: string): string =>
  isNegative ? "-" : (/\+/.exec(flags) ?? / /.exec(flags) ?? [""])[0];

function padded(head: string, body: string, { flags, width }: Directive): string {
  const missing = width - lengthOf(head) - lengthOf(body);
  if (flags.includes("-")) return head + body + repeat(" ", missing);
  return flags.includes("0") ? head + repeat("0", missing) + body : repeat(" ", missing) + head + body;
}
