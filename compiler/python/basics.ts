/** The basics of the language: what a page loads first. A script that needs more loads the rest before it runs. */

import { basicExpressions } from "./code/expressions.js";
import { Incomplete, type Language } from "./code/language.js";
import { basicStatements, basicTargets } from "./code/statements.js";
import { basicBuiltins, otherBuiltins } from "./modules/builtins.js";
import { dictType, listType, strType, tupleType } from "./objects/types.js";
import { views } from "./types/dicts.js";
import { loadBuiltinMethod } from "./vm/instructions/calls.js";
import { loadItem } from "./vm/instructions/operators.js";

const incomplete = (): never => {
  throw new Incomplete();
};

export const basics: Language = {
  statements: basicStatements,
  expressions: basicExpressions,
  targets: basicTargets,
  refuse: incomplete,
  checkGlobal(name, isCalled) {
    // What is called is as it should be; what else can be done with a built-in function or class is not among the basics.
    const isOther =
      otherBuiltins.has(name) || /(?:Error|Warning|Exception|Exit|Iteration|Interrupt|Exceeded)$/.test(name);
    if (isOther || (basicBuiltins().has(name) && !isCalled)) incomplete();
  },
  checkMethod(name, isIterated) {
    const isKnown = [strType, listType, dictType, tupleType].some((type) => type.attributes.has(name));
    // A loop only takes the items of a view, which has more methods than are loaded.
    if (!isKnown || (views.includes(name) && !isIterated)) incomplete();
  },
  checkPower(exponent) {
    if (exponent.nodeType !== "Constant" || exponent.value !== 2) incomplete();
  },
  checkFormat: incomplete,
  checkShown(e) {
    // Only what `print` returns, which is None, is not shown.
    if (e.nodeType !== "Call" || e.func.nodeType !== "Name" || e.func.id !== "print") incomplete();
  },
  constant: incomplete,
  text: incomplete,
  loadMethod: loadBuiltinMethod,
  loadItem,
  readable: (lines) => (lines.some((line) => /^\s*(?:match|case)\s/.test(line)) ? incomplete() : lines),
  explain: () => new Incomplete(),
};
