/** From a script's tree to code. */

import { parseScript } from "../syntax/parse.js";
import { findScopes } from "../syntax/scope.js";
import { returnValue } from "../vm/instructions/return.js";
import { Builder, type Unit } from "./builder.js";
import type { Code } from "./code.js";
import { docstring } from "./functions.js";
import type { Language } from "./language.js";

export interface Compiled {
  readonly code: Code;
  /** The modules that it names. */
  readonly imports: ReadonlySet<string>;
}

/**
 * Compiles a script. In a notebook's cell the value of a last expression is shown. Throws `Incomplete` where the script needs
 * more than what is loaded of the language.
 */
export function compileScript(text: string, file: string, language: Language, isCell = false): Compiled {
  const script = parseScript(text, file, language);
  const { tree } = script;
  const textAnnotations = tree.body.some(
    (s) =>
      s.nodeType === "ImportFrom" &&
      s.module === "__future__" &&
      s.names.some((n) => n.name === "annotations"),
  );
  const scopes = findScopes(tree.body, tree);
  const imports = new Set<string>();
  const unit: Unit = { language, script, scopes, textAnnotations, imports, isCell };
  const builder = new Builder(unit, scopes.get(tree)!, tree, "<module>", "<module>");
  const doc = docstring(builder, tree.body);
  builder.body(tree.body);
  builder.constant(null);
  builder.do(returnValue);
  return { code: builder.finish({ doc }), imports };
}
