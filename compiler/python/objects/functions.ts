/** Callables that are objects: functions of scripts, bound methods, and what decorates methods. */

import type { Code } from "../code/code.js";
import { Dict } from "./dict.js";
import {
  cellType,
  classMethodType,
  functionType,
  methodType,
  moduleType,
  propertyType,
  staticMethodType,
  superType,
} from "./types.js";
import { type Keywords, Obj, type Value } from "./value.js";
import { builtinType, type Type } from "./type.js";

/** A variable that inner functions share with outer ones. */
export class Cell extends Obj {
  constructor(public value: Value | undefined) {
    super(cellType);
  }
}

/** A function of the script's. */
export class Func extends Obj {
  name: string;
  qualname: string;
  doc: Value;
  annotations: Dict | undefined;

  constructor(
    readonly code: Code,
    readonly globals: Dict,
    /** Of the last positional parameters. */
    public defaults: readonly Value[],
    public keywordDefaults: ReadonlyMap<string, Value>,
    readonly closure: readonly Cell[],
  ) {
    super(functionType);
    this.name = code.name;
    this.qualname = code.qualname;
    this.doc = code.doc;
  }

  get module(): Value {
    return this.globals.get("__name__") ?? null;
  }
}

export class BoundMethod extends Obj {
  constructor(
    readonly func: Value,
    readonly self: Value,
  ) {
    super(methodType);
  }
}

export const partialType = builtinType("partial", undefined, "functools");

/** `functools.partial`: it stands here, since calls see through it. */
export class Partial extends Obj {
  constructor(
    readonly func: Value,
    readonly args: readonly Value[],
    readonly keywords: Keywords,
    type: Type = partialType,
  ) {
    super(type);
  }
}

export class Property extends Obj {
  constructor(
    readonly get: Value,
    readonly set: Value = null,
    readonly remove: Value = null,
    readonly doc: Value = null,
  ) {
    super(propertyType);
  }
}

export class ClassMethod extends Obj {
  constructor(readonly func: Value) {
    super(classMethodType);
  }
}

export class StaticMethod extends Obj {
  constructor(readonly func: Value) {
    super(staticMethodType);
  }
}

export class Super extends Obj {
  constructor(
    readonly after: Type,
    readonly self: Value,
    /** The class whose order is followed. */
    readonly of: Type,
  ) {
    super(superType);
  }
}

export class Module extends Obj {
  constructor(
    readonly name: string,
    readonly globals: Dict,
  ) {
    super(moduleType);
    this.dict = globals;
  }

  /** A module of functions and values that are written in TypeScript. */
  static of(name: string, members: Iterable<readonly [string, Value]>): Module {
    return new Module(name, Dict.of([["__name__", name], ...members]));
  }
}
