/** From a script's tree to code. */

import { parseScript } from "../syntax/parse.js";
import { findScopes } from "../syntax/scope.js";
import { returnValue } from "../vm/instructions/return.js";
import { Builder, type Unit } from "./builder.js";
import { docstring } from "./functions.js";
import type { Code } from "./code.js";
import { compileExpression } from "./expressions.js";
import { compileBody, compileTarget } from "./statements.js";

const rules = { expression: compileExpression, body: compileBody, target: compileTarget };

export interface Compiled {
  readonly code: Code;
  /** The modules that it names. */
  readonly imports: ReadonlySet<string>;
}

/** Compiles a script. In a notebook's cell the value of a last expression is shown. */
export function compileScript(text: string, file: string, isCell = false): Compiled {
  const script = parseScript(text, file);
  const { tree } = script;
  const textAnnotations = tree.body.some(
    (s) =>
      s.nodeType === "ImportFrom" &&
      s.module === "__future__" &&
      s.names.some((n) => n.name === "annotations"),
  );
  const scopes = findScopes(tree.body, tree);
  const imports = new Set<string>();
  const unit: Unit = { rules, script, scopes, textAnnotations, imports, isCell };
  const builder = new Builder(unit, scopes.get(tree)!, tree, "<module>", "<module>");
  const doc = docstring(builder, tree.body);
  compileBody(builder, tree.body);
  builder.constant(null);
  builder.do(returnValue);
  return { code: builder.finish({ doc }), imports };
}
