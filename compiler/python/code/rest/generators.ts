/** What yields, and comprehensions that make sets or generators. */

import type { ExprNode } from "py-ast";
import { addTo, buildSet } from "../../vm/instructions/rest/starred.js";
import * as stack from "../../vm/instructions/stack.js";
import { yieldFrom, yieldValue } from "../../vm/generator.js";
import type { Builder } from "../builder.js";
import type { Kind } from "../comprehensions.js";

export const ofSet: Kind<ExprNode & { nodeType: "SetComp" }> = {
  name: "<setcomp>",
  begin: (b) => b.emit(buildSet, 0),
  add(b, e, depth) {
    b.expression(e.elt);
    b.emit(addTo, depth + 1, e);
  },
};

export const ofGenerator: Kind<ExprNode & { nodeType: "GeneratorExp" }> = {
  name: "<genexpr>",
  begin(b) {
    b.scope.isGenerator = true;
  },
  add(b, e) {
    b.expression(e.elt);
    b.do(yieldValue, e.elt);
    b.do(stack.popTop);
  },
};

export function compileYield(b: Builder, e: ExprNode & { nodeType: "Yield" }): void {
  b.optional(e.value);
  b.do(yieldValue, e);
}

export function compileYieldFrom(b: Builder, e: ExprNode & { nodeType: "YieldFrom" }): void {
  b.expression(e.value);
  b.do(stack.getIterator, e);
  b.constant(null);
  b.do(yieldFrom, e);
}
