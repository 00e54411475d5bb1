/** Values of params in Python's syntax. */

import { ArrayType } from "./arrayType.js";
import { pythonFloat } from "./floatText.js";
import { isPlainObject, NamedTuple, snakeCase, Written } from "./params.js";

/** Words that need no quotes: `float32`, `_where`, `<lambda>`, `f.<locals>.g`, `GatherScatterMode.CLIP`. */
const bare = /^(?:[\p{ID_Start}$_][\p{ID_Continue}$]*|<\w+>)(?:[.-](?:[\p{ID_Continue}$]+|<\w+>))*$/u;
const reserved = new Set(["None", "True", "False", "nan", "inf"]);

export function isBareWord(text: string): boolean {
  return bare.test(text) && !reserved.has(text);
}

/** A string as Python's `repr` shows it. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = text.replace(/[\\\p{Cc}]|['"]/gu, (c) => {
    if (c === "'" || c === '"') return c === quote ? `\\${c}` : c;
    const named = { "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" }[c];
    return named ?? `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
  return quote + inside + quote;
}

/** What `quoted` made, back again. */
export function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(x[0-9a-f]{2}|.)/gs, (_, code: string) => {
    if (code.length > 1) return String.fromCharCode(parseInt(code.slice(1), 16));
    return { n: "\n", t: "\t", r: "\r" }[code] ?? code;
  });
}

/** A number, without a point if it is whole: JavaScript does not tell 1 from 1.0. */
function numberText(x: number): string {
  return Number.isSafeInteger(x) && !Object.is(x, -0) ? String(x) : pythonFloat(x);
}

/** A tuple as Python shows it. */
export function tupleText(items: readonly string[]): string {
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
}

/** A value inside of another one: there, strings have quotes. */
export function nestedText(value: unknown): string {
  return typeof value === "string" ? quoted(value) : valueText(value);
}

/** The value of a param. */
export function valueText(value: unknown): string {
  switch (typeof value) {
    case "string":
      return isBareWord(value) ? value : quoted(value);
    case "number":
      return numberText(value);
    case "boolean":
      return value ? "True" : "False";
    case "function":
      return `<function ${plainName(value.name)}>`;
    case "object":
      return value === null ? "None" : objectText(value);
    case "undefined":
      return "None";
    default:
      return String(value);
  }
}

function objectText(value: object): string {
  if (value instanceof Written) return value.text;
  if (value instanceof NamedTuple) return namedTupleText(value, nestedText);
  if (Array.isArray(value)) return tupleText(value.map(nestedText));
  if (value instanceof ArrayType)
    return `ShapedArray(${value.toLongString()}${value.weakType ? ", weak_type=True" : ""})`;
  if (!isPlainObject(value)) return `<${plainName(value.constructor.name)}>`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${quoted(snakeCase(key))}: ${nestedText(item)}`)
    .join(", ")}}`;
}

/** `GatherDimensionNumbers(offset_dims=(1,), …)`; `show` gives the text of a field. */
export function namedTupleText({ name, fields }: NamedTuple, show: (value: unknown) => string): string {
  const shown = Object.entries(fields).map(([key, value]) => `${snakeCase(key)}=${show(value)}`);
  return `${name}(${shown.join(", ")})`;
}

/** The name of something, as it can stand between angle brackets; what has none is a `<lambda>`. */
function plainName(name: string): string {
  return isBareWord(name) ? name : name.replace(/[<>\s]+/g, "_") || "<lambda>";
}

/** A list in brackets, where a param shows one instead of a tuple. */
export function listText(items: readonly unknown[]): Written {
  return new Written(`[${items.map(nestedText).join(", ")}]`);
}
