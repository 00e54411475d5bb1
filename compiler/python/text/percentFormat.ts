/** `template % values`. */

import { codePoints, lengthOf, repeat } from "./codePoints.js";
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
export interface PercentValues<V> {
  readonly values: readonly V[];
  /** Looks a key up, where the only value is a mapping. */
  readonly lookup?: (key: string) => V;
}

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly type: string;
}

const directivePattern = /([-+ #0]*)(\*|\d*)(?:(\.)(\*|\d*))?[hlL]?/y;
const maxSize = 2 ** 31 - 1;

class Formatter<V> {
  private position = 0;
  private queue: readonly V[];
  private taken = 0;

  constructor(
    private readonly template: string,
    private readonly operand: PercentValues<V>,
    private readonly host: PercentHost<V>,
  ) {
    this.queue = operand.values;
  }

  format(): string {
    let result = "";
    for (;;) {
      const at = this.template.indexOf("%", this.position);
      result += this.template.slice(this.position, at < 0 ? undefined : at);
      if (at < 0) break;
      this.position = at + 1;
      result += this.directive();
    }
    if (this.taken < this.queue.length && !this.operand.lookup)
      fail("TypeError", "not all arguments converted during string formatting");
    return result;
  }

  private next(): V {
    if (this.taken >= this.queue.length) fail("TypeError", "not enough arguments for format string");
    return this.queue[this.taken++];
  }

  private directive(): string {
    if (this.template[this.position] === "(") this.key();
    directivePattern.lastIndex = this.position;
    const [all, flags, width, point, precision] = directivePattern.exec(this.template)!;
    const columns = this.size(width, "width") ?? 0;
    const places = point ? Math.max(this.size(precision, "precision") ?? 0, 0) : undefined;
    this.position += all.length;
    const code = this.template.codePointAt(this.position);
    if (code === undefined) return fail("ValueError", "incomplete format");
    const type = String.fromCodePoint(code);
    this.position += type.length;
    if (type === "%") return "%";
    const isLeft = flags.includes("-") || columns < 0;
    const directive = {
      flags: isLeft ? `-${flags}` : flags,
      width: Math.abs(columns),
      precision: places,
      type,
    };
    return this.convert(this.next(), directive);
  }

  private key(): void {
    const start = this.position + 1;
    const { lookup } = this.operand;
    if (!lookup) return fail("TypeError", "format requires a mapping");
    let depth = 0;
    do {
      const c = this.template[this.position++];
      if (c === undefined) fail("ValueError", "incomplete format key");
      depth += c === "(" ? 1 : c === ")" ? -1 : 0;
    } while (depth > 0);
    this.queue = [lookup(this.template.slice(start, this.position - 1))];
    this.taken = 0;
  }

  private size(text: string, what: string): number | undefined {
    if (!text) return undefined;
    if (text !== "*") return Number(text) > maxSize ? fail("ValueError", `${what} too big`) : Number(text);
    const n = this.host.number(this.next(), "index");
    return typeof n === "bigint" ? Number(n) : fail("TypeError", "* wants int");
  }

  private convert(value: V, directive: Directive): string {
    const { type, precision } = directive;
    if (type === "c")
      return padded("", this.character(value), { ...directive, flags: directive.flags.replaceAll("0", "") });
    if (type === "s" || type === "r" || type === "a") {
      const text = this.host.text(value, type);
      const shown = precision === undefined ? text : codePoints(text).slice(0, precision).join("");
      return padded("", shown, { ...directive, flags: directive.flags.replaceAll("0", "") });
    }
    if ("diuoxX".includes(type)) return this.integer(value, directive);
    if ("eEfFgG".includes(type)) return this.float(value, directive);
    const index = lengthOf(this.template.slice(0, this.position)) - 1;
    const shown = type.codePointAt(0)!;
    const visible = shown > 31 && shown < 127 ? type : "?";
    return fail(
      "ValueError",
      `unsupported format character '${visible}' (0x${shown.toString(16)}) at index ${index}`,
    );
  }

  private character(value: V): string {
    const n = this.host.number(value, "index");
    if (typeof n === "bigint") {
      if (n < 0n || n > 0x10ffffn) fail("OverflowError", "%c arg not in range(0x110000)");
      return String.fromCodePoint(Number(n));
    }
    if (typeof value === "string" && lengthOf(value) === 1) return value;
    return fail("TypeError", "%c requires int or char");
  }

  private integer(value: V, directive: Directive): string {
    const { type, flags, precision = 0 } = directive;
    const radix = type === "o" ? 8 : type === "x" || type === "X" ? 16 : 10;
    const x = this.host.number(value, radix === 10 ? "real" : "index");
    if (x === undefined) {
      const wanted = radix === 10 ? "a real number" : "an integer";
      return fail("TypeError", `%${type} format: ${wanted} is required, not ${this.host.typeName(value)}`);
    }
    const n = typeof x === "bigint" ? x : intFromFloat(x);
    const magnitude = n < 0n ? -n : n;
    const text = radix === 10 ? intRepr(magnitude) : magnitude.toString(radix);
    const digits = repeat("0", precision - text.length) + (type === "X" ? text.toUpperCase() : text);
    const prefix = radix !== 10 && flags.includes("#") ? `0${type}` : "";
    return padded(signOf(n < 0n, flags) + prefix, digits, directive);
  }

  private float(value: V, directive: Directive): string {
    const { type, flags, precision = 6 } = directive;
    const number = this.host.number(value, "real");
    if (number === undefined)
      return fail("TypeError", `must be real number, not ${this.host.typeName(value)}`);
    const x = toFloat(number);
    const digits = floatDigits(Math.abs(x), type, precision, flags.includes("#"));
    return padded(signOf(x < 0 || Object.is(x, -0), flags), digits, directive);
  }
}

const signOf = (isNegative: boolean, flags: string): string =>
  isNegative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";

function padded(head: string, body: string, { flags, width }: Directive): string {
  const missing = width - lengthOf(head) - lengthOf(body);
  if (flags.includes("-")) return head + body + repeat(" ", missing);
  return flags.includes("0") ? head + repeat("0", missing) + body : repeat(" ", missing) + head + body;
}

/** `template % values`, with Python's errors. */
export const percentFormat = <V>(template: string, values: PercentValues<V>, host: PercentHost<V>): string =>
  new Formatter(template, values, host).format();
