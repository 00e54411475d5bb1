import type { ExprNode } from "py-ast";
import { Complex } from "../objects/complex.js";
import { Ellipsis } from "../objects/types.js";
import type { Value } from "../objects/value.js";
import { characterNamed } from "../text/characterNames.js";
import { type Position, type Script, sourceText, syntaxError } from "../syntax/parse.js";

type Constant = ExprNode & { nodeType: "Constant" };

/** The value of a literal. Whether a number is an int or a float only its text says. */
export function constantOf(node: Constant, script: Script): Value {
  const value: unknown = node.value;
  switch (typeof value) {
    case "number":
    case "bigint":
      return numberOf(sourceText(script, node), node);
    case "string":
      return textOf(node, value);
    case "boolean":
      return value;
  }
  if (value === null) return isFloatOverflow(node, script) ? Infinity : null;
  return new Complex(0, Number(sourceText(script, node).replaceAll("_", "").slice(0, -1)));
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

function textOf(node: Constant, value: string): Value {
  if (node.quote_style === undefined) return value === "..." ? Ellipsis : value;
  if (/^[^'"]*b/i.test(node.quote_style)) syntaxError("bytes are not supported", node);
  return value.includes("\\N{") && !/^[^'"]*r/i.test(node.quote_style) ? named(node, value) : value;
}

/** The text with characters in the place of their names. */
function named(node: Position, text: string): string {
  return text.replaceAll(
    /\\N\{([^}]*)\}/g,
    (_, name: string) => characterNamed(name) ?? syntaxError(`the character \\N{${name}} is not known`, node),
  );
}
