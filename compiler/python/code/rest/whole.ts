/** All of the language. */

import { explain } from "../../syntax/rest/diagnose.js";
import { closedMatch } from "../../syntax/rest/openMatch.js";
import { Generator } from "../../vm/generator.js";
import { loadAnyItem, loadMethod } from "../../vm/instructions/rest/attributes.js";
import { compileComprehension } from "../comprehensions.js";
import { basicExpressions } from "../expressions.js";
import type { Language } from "../language.js";
import { basicStatements, basicTargets, storeItem } from "../statements.js";
import * as attributes from "./attributes.js";
import { specialConstant, specialText } from "./constants.js";
import { compileAnnotated, compileClass, compileFunction } from "./definitions.js";
import { compileDelete } from "./deletion.js";
import * as exceptions from "./exceptions.js";
import { compileYield, compileYieldFrom, ofGenerator, ofSet } from "./generators.js";
import { compileImport, compileImportFrom } from "./imports.js";
import { compileMatch } from "./patterns.js";
import { refuse } from "./refusals.js";
import * as starred from "./starred.js";

const allowed = (): void => undefined;

export const whole: Language = {
  statements: {
    ...basicStatements,
    AnnAssign: compileAnnotated,
    Assert: exceptions.compileAssert,
    AugAssign: attributes.compileAnyAugmented,
    ClassDef: compileClass,
    Delete(b, s) {
      for (const t of s.targets) compileDelete(b, t);
    },
    FunctionDef: compileFunction,
    Import: compileImport,
    ImportFrom: compileImportFrom,
    Match: compileMatch,
    Raise: exceptions.compileRaise,
    Try: exceptions.compileTry,
    With: (b, s) => exceptions.compileWith(b, s, 0),
  },
  expressions: {
    ...basicExpressions,
    Attribute: attributes.compileAttribute,
    Call: starred.compileAnyCall,
    Dict: starred.compileAnyDict,
    GeneratorExp: (b, e) => compileComprehension(b, e, ofGenerator),
    List: starred.compileAnyList,
    Set: starred.compileSet,
    SetComp: (b, e) => compileComprehension(b, e, ofSet),
    Tuple: starred.compileAnyTuple,
    Yield: compileYield,
    YieldFrom: compileYieldFrom,
  },
  targets: {
    ...basicTargets,
    Attribute: attributes.compileAttributeTarget,
    List: starred.compileAnyUnpacking,
    Subscript: storeItem,
    Tuple: starred.compileAnyUnpacking,
  },
  refuse,
  checkGlobal: allowed,
  checkMethod: allowed,
  checkPower: allowed,
  checkFormat: allowed,
  checkShown: allowed,
  constant: specialConstant,
  text: specialText,
  loadMethod,
  loadItem: loadAnyItem,
  generator: (frame, name) => new Generator(frame, name),
  readable: (lines) => lines.map(closedMatch),
  explain,
};
