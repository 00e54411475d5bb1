/** The mini-language of formats, `%`, and templates, against CPython. */
import { fail } from "../../../compiler/python/text/failure.js";
import { formatValue } from "../../../compiler/python/text/formatSpec.js";
import { parseFormat, type Field, type Piece } from "../../../compiler/python/text/formatTemplate.js";
import { floatRepr, intRepr } from "../../../compiler/python/text/numberText.js";
import { percentFormat, type PercentHost } from "../../../compiler/python/text/percentFormat.js";
import { asciiOnly, strRepr } from "../../../compiler/python/text/strRepr.js";
import { compareRecorded } from "./recorded.js";

type Value = bigint | number | string | boolean | object;
const typeName = (x: Value): string =>
  ({ bigint: "int", number: "float", string: "str", boolean: "bool" })[typeof x as "bigint"] ??
  (Array.isArray(x) ? "list" : x instanceof Map ? "dict" : "Point");

function reprOf(x: Value): string {
  if (typeof x === "bigint") return intRepr(x);
  if (typeof x === "number") return floatRepr(x);
  if (typeof x === "boolean") return x ? "True" : "False";
  if (Array.isArray(x)) return `[${x.map(reprOf).join(", ")}]`;
  if (x instanceof Map) return `{${[...x].map((pair) => pair.map(reprOf).join(": ")).join(", ")}}`;
  return typeof x === "string" ? strRepr(x) : "Point";
}

const host: PercentHost<Value> = {
  text(x, conversion) {
    if (conversion === "s" && typeof x === "string") return x;
    return conversion === "a" ? asciiOnly(reprOf(x)) : reprOf(x);
  },
  number(x, kind) {
    if (typeof x === "boolean") return BigInt(x);
    return typeof x === "bigint" || (typeof x === "number" && kind === "real") ? x : undefined;
  },
  typeName,
};
const mapping = new Map<Value, Value>([["a", 1n], ["b", "two"], ["(c)", 3.5]]); // prettier-ignore

const point = { x: 3n, y: "why" };
const listed = [1.5, "text", [10n, 20n], new Map<Value, Value>([["k", 1n], ["0", 2n], [5n, 3n]]), point]; // prettier-ignore
const named: Record<string, Value> = { name: "n", w: 8n, p: 2n, point, "a b": 1n };

/** As an evaluator would: arguments, attributes and items of its own, and the errors of those. */
function lookUp({ first, steps }: Field): Value {
  let value: Value =
    typeof first === "bigint"
      ? (listed[Number(first)] ??
        fail("IndexError", `Replacement index ${first} out of range for positional args tuple`))
      : (named[first] ?? fail("KeyError", strRepr(first)));
  for (const step of steps) {
    if ("attribute" in step)
      value =
        (value as typeof point)[step.attribute as "x"] ??
        (step.attribute === "real"
          ? value
          : fail("AttributeError", `'${typeName(value)}' object has no attribute '${step.attribute}'`));
    else if (value instanceof Map)
      value = (value as Map<Value, Value>).get(step.key) ?? fail("KeyError", reprOf(step.key));
    else if (typeof value === "number" || typeof value === "bigint")
      fail("TypeError", `'${typeName(value)}' object is not subscriptable`);
    else if (typeof step.key === "string")
      fail("TypeError", `${typeName(value)} indices must be integers or slices, not str`);
    else
      value =
        (value as Value[])[Number(step.key)] ?? fail("IndexError", `${typeName(value)} index out of range`);
  }
  return value;
}

function show(piece: Piece): string {
  if (typeof piece === "string") return piece;
  let value = lookUp(piece);
  const { conversion } = piece;
  if (conversion && !"rsa".includes(conversion))
    fail("ValueError", `Unknown conversion specifier ${conversion}`);
  if (conversion) value = host.text(value, conversion as "s");
  const spec = piece.spec.map(show).join("");
  if (typeof value !== "object") return formatValue(value, spec);
  return spec
    ? fail("TypeError", `unsupported format string passed to ${typeName(value)}.__format__`)
    : reprOf(value);
}

compareRecorded("formats", {
  formatValue,
  percent: (template: string, values: Value[]) => percentFormat(template, { values }, host),
  percentMapping: (template: string) =>
    percentFormat(
      template,
      { values: [mapping], lookup: (key) => mapping.get(key) ?? fail("KeyError", strRepr(key)) },
      host,
    ),
  template: (template: string) => parseFormat(template).map(show).join(""),
});
