import type { Value } from "../objects/value.js";
import { type Script, sourceText, syntaxError } from "../syntax/parse.js";
import type { Builder } from "./builder.js";
import type { Constant } from "./language.js";

/** The value of a literal. Whether a number is an int or a float only its text says. */
export function constantOf({ unit: { script, language } }: Builder, node: Constant): Value {
  const value: unknown = node.value;
  switch (typeof value) {
    case "number":
    case "bigint":
      return numberOf(sourceText(script, node), node);
    case "string":
      if (node.quote_style === undefined ? value === "..." : /^[^'"]*b/i.test(node.quote_style)) break;
      return /%|\\N\{/.test(value) ? language.text(value, node) : value;
    case "boolean":
      return value;
  }
  if (value === null) return isFloatOverflow(node, script) ? Infinity : null;
  return language.constant(node, script);
}

function numberOf(text: string, node: Constant): Value {
  const digits = text.replaceAll("_", "");
  if (/^0[xob]/i.test(digits)) return BigInt(digits);
  if (/^\d+$/.test(digits)) {
    if (/^0+[1-9]/.test(digits))
      syntaxError(
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        { ...node, end_col_offset: node.col_offset + 1 },
      );
    return BigInt(digits);
  }
  return Number(digits);
}

/** A literal like 1e400 is infinite, which the tree shows as None. */
function isFloatOverflow(node: Constant, script: Script): boolean {
  return /^[\d.]/.test(sourceText(script, node));
}
