import { Complex } from "../../objects/complex.js";
import { Ellipsis } from "../../objects/types.js";
import type { Value } from "../../objects/value.js";
import { type Script, sourceText, syntaxError } from "../../syntax/parse.js";
import { characterNamed } from "../../text/characterNames.js";
import type { Constant } from "../language.js";

/** The value of a literal that is none of numbers, texts, True, False and None. */
export function specialConstant(node: Constant, script: Script): Value {
  const { value, quote_style } = node as { value: unknown; quote_style?: string };
  if (typeof value !== "string")
    return new Complex(0, Number(sourceText(script, node).replaceAll("_", "").slice(0, -1)));
  if (quote_style !== undefined) syntaxError("bytes are not supported", node);
  return value === "..." ? Ellipsis : value;
}

/** The text with characters in the place of their names. */
export function specialText(text: string, node: Constant): string {
  // Within an f-string, and in raw ones, a backslash means nothing.
  if (/^[^'"]*r/i.test(node.quote_style ?? "r")) return text;
  return text.replaceAll(
    /\\N\{([^}]*)\}/g,
    (_, name: string) => characterNamed(name) ?? syntaxError(`the character \\N{${name}} is not known`, node),
  );
}
