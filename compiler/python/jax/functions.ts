/** Functions that cross the border between scripts and the library. */

import { asGiven } from "../../calls/callable.js";
import { Keywords as NamedArguments, splitKeywords } from "../../calls/keywords.js";
import { type FunctionSignature, type Parameter, signature } from "../../calls/parameters.js";
import type { UserFunction } from "../../calls/treeTypes.js";
import { leaves, map } from "../../ir/tree.js";
import { attributeOr } from "../objects/attributes.js";
import { Tuple } from "../objects/containers.js";
import { BoundMethod, Func, Partial } from "../objects/functions.js";
import { call } from "../objects/machine.js";
import { getters, methods, Native } from "../objects/native.js";
import { repr } from "../objects/text.js";
import { builtinType, type Type } from "../objects/type.js";
import { type Keywords, Obj, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { Dict } from "../objects/dict.js";
import { contents, fetchAll } from "./device.js";

/** The class of functions that transformations return. */
const transformedType = builtinType("function", undefined, "jax");

/** What a transformation returned, as scripts hold it. */
export class Transformed extends Obj {
  private inner: UserFunction | undefined;
  private ownDoc: (() => string) | undefined;

  constructor(
    readonly f: UserFunction,
    /** What was transformed. */
    readonly wrapped: Value,
    /** What the library returns, as Python has it. */
    private readonly convert: (result: unknown) => Value,
    /** Whether the script's function runs on values, not to be traced: then it can ask for them. */
    private readonly looksAtValues: boolean,
    type: Type = transformedType,
  ) {
    super(type);
  }

  /** What is said of it, where that is not what is said of the function that was transformed. */
  withDoc(doc: () => string): this {
    this.ownDoc = doc;
    return this;
  }

  get doc(): Value {
    return this.ownDoc ? this.ownDoc() : (attributeOr(this.wrapped, "__doc__") ?? null);
  }

  invoke(args: readonly Value[], keywords: Keywords): Value {
    if (this.looksAtValues) fetchFor(this.wrapped, [...args, ...keywords.values()]);
    return this.convert(asGiven(this.f(...withKeywords(args, keywords))));
  }

  /** What another transformation is given: it returns what Python has, too. */
  get asFunction(): UserFunction {
    const { f, convert } = this;
    return (this.inner ??=
      convert === same
        ? f
        : Object.defineProperties(
            (...args: unknown[]) => convert(f(...args)),
            Object.getOwnPropertyDescriptors(f),
          ));
  }
}

/** What the library returns where Python has the same. */
export const same = (x: unknown): Value => x as Value;

/** Arguments as the library takes them: named ones in one object behind the others. */
export function withKeywords(args: readonly Value[], keywords: Keywords): unknown[] {
  return keywords.size === 0 ? [...args] : [...args, new NamedArguments(keywords)];
}

export function transformedMethods(type: Type): void {
  methods(type, {
    "__call__(self, /, *args, **kwargs)": (t: Transformed, args: readonly Value[], keywords: Keywords) =>
      t.invoke(args, keywords),
    "__get__(self, instance, owner=None, /)": (t: Transformed, self: Value) =>
      self === null ? t : new BoundMethod(t, self),
    "__repr__(self, /)": (t: Transformed) => repr(t.wrapped),
    // What was set on the function that was transformed is there too, as `functools.wraps` has it.
    "__getattr__(self, name, /)": ({ wrapped, type }: Transformed, name: string) =>
      (wrapped instanceof Obj ? wrapped.dict?.get(name) : undefined) ??
      fail("AttributeError", `'${type.name}' object has no attribute '${name}'`),
  });
  getters(type, {
    __wrapped__: (t: Transformed) => t.wrapped,
    __name__: (t: Transformed) => nameOf(t.wrapped),
    __qualname__: (t: Transformed) => attributeOr(t.wrapped, "__qualname__") ?? nameOf(t.wrapped),
    __doc__: (t: Transformed) => t.doc,
    __annotations__: (t: Transformed) => attributeOr(t.wrapped, "__annotations__") ?? new Dict(),
    __module__: (t: Transformed) => attributeOr(t.wrapped, "__module__") ?? null,
  });
}
transformedMethods(transformedType);

/** Arrays that a function of the script's holds without being given them: in variables of outer functions and of the module. */
function captured(f: Value, seen = new Set<Value>()): unknown[] {
  if (seen.has(f)) return [];
  seen.add(f);
  if (f instanceof BoundMethod)
    return [...captured(f.func, seen), f.self instanceof Obj ? attributesOf(f.self) : f.self];
  if (f instanceof Transformed) return captured(f.wrapped, seen);
  if (!(f instanceof Func)) return insides(f, seen);
  const globals = f.code.instructions.flatMap(({ arg }) =>
    typeof arg === "string" ? [f.globals.names.get(arg)] : [],
  );
  const values = [...f.closure.map((c) => c.value), ...globals, ...f.defaults].filter((x) => x !== undefined);
  return values.flatMap((x) => [x, ...captured(x, seen)]);
}

/** Waits for what a function of the script's may look at: its arguments, and what it holds. */
export function fetchFor(f: Value, args: readonly Value[]): void {
  fetchAll([args, captured(f)]);
}

/** What objects of the script's classes hold, and those in containers. */
function insides(x: unknown, seen: Set<Value>): unknown[] {
  const objects = x instanceof Obj && x.dict ? [x] : contents(x).filter((y) => y instanceof Obj && y !== x);
  return objects.flatMap((object) => {
    const { type } = object as Obj;
    if (!type.isUser || (object !== x && seen.has(object as Obj))) return [];
    seen.add(object as Obj);
    return attributesOf(object as Obj).flatMap((value) => [value, ...captured(value as Value, seen)]);
  });
}

function attributesOf(x: Obj): unknown[] {
  return [...(x.dict?.names.values() ?? [])];
}

export function nameOf(f: Value): string {
  const name = attributeOr(f, "__name__");
  if (typeof name === "string") return name;
  return f instanceof Partial ? nameOf(f.func) : "<unnamed function>";
}

const wrappers = new WeakMap<Obj, UserFunction>();

/** A function of the script's as the library calls it. The same for the same function: what is compiled is kept by it. */
export function toFunction(f: Value): UserFunction {
  if (f instanceof Transformed) return f.asFunction;
  if (!(f instanceof Obj) || !isCallable(f)) return f as unknown as UserFunction;
  let wrapper = wrappers.get(f);
  if (!wrapper) wrappers.set(f, (wrapper = makeWrapper(f)));
  return wrapper;
}

function isCallable(f: Obj): boolean {
  return f.type.lookup("__call__") !== undefined;
}

/** Whether a value of a script can be given to a transformation. */
export function isTransformable(f: Value): boolean {
  return f instanceof Obj && isCallable(f);
}

function makeWrapper(f: Obj): UserFunction {
  return described(f, (...args) => {
    const { positional, keywords } = splitKeywords(args);
    const named = keywords && new Map([...keywords.values].map(([name, x]) => [name, asGiven(x) as Value]));
    return call(
      f,
      positional.map((x) => asGiven(x) as Value),
      named,
    );
  });
}

const scripts = new WeakMap<UserFunction, Value>();

/** The function of the script's that one of the library's stands for. */
export function scriptFunction(f: unknown): Value | undefined {
  return typeof f === "function" ? scripts.get(f as UserFunction) : undefined;
}

/** Gives a function the name and signature that a script's function has. */
export function described(f: Value, wrapper: UserFunction): UserFunction {
  scripts.set(wrapper, f);
  return Object.defineProperties(wrapper, {
    name: { value: nameOf(f), configurable: true },
    [signature]: { get: () => signatureOf(f), configurable: true },
  });
}

function signatureOf(f: Value): FunctionSignature {
  if (f instanceof BoundMethod) {
    const { parameters, source } = signatureOf(f.func);
    return { parameters: parameters.slice(1), source };
  }
  if (f instanceof Partial) {
    const { parameters, source } = signatureOf(f.func);
    return { parameters: remaining(parameters, f), source };
  }
  if (!(f instanceof Func)) {
    const inner = f instanceof Obj ? f.type.lookup("__call__") : undefined;
    return { parameters: inner instanceof Func ? parametersOf(inner).slice(1) : anyParameters };
  }
  const wrapped = f.dict?.get("__wrapped__");
  if (wrapped !== undefined) return signatureOf(wrapped);
  const { code } = f;
  return { parameters: parametersOf(f), source: { file: code.file, line: code.firstLine } };
}

const anyParameters: readonly Parameter[] = [
  { name: "args", kind: "varPositional" },
  { name: "kwargs", kind: "varKeyword" },
];

/** The parameters of a partial call that have no argument yet, as `inspect.signature` gives them: behind a named one all are. */
function remaining(parameters: readonly Parameter[], { args, keywords }: Partial): Parameter[] {
  const isPositional = ({ kind }: Parameter): boolean => kind === "positionalOnly" || kind === "positionalOrKeyword"; // prettier-ignore
  const places = parameters.filter(isPositional).slice(args.length);
  const firstNamed = places.findIndex((p) => keywords.has(p.name));
  const isOpen = firstNamed < 0;
  return [
    ...places.map((p, i): Parameter => (isOpen || i < firstNamed ? p : { ...p, kind: "keywordOnly" })),
    ...parameters.filter((p) => !isPositional(p) && (isOpen || p.kind !== "varPositional")),
  ].map((p) => (keywords.has(p.name) ? { ...p, hasDefault: true, default: keywords.get(p.name) } : p));
}

function parametersOf(f: Func): Parameter[] {
  const { locals, argCount, positionalOnly, keywordOnly, hasRest, hasKeywords } = f.code;
  const firstDefault = argCount - f.defaults.length;
  const parameters = locals.slice(0, argCount).map((name, i): Parameter => ({
    name,
    kind: i < positionalOnly ? "positionalOnly" : "positionalOrKeyword",
    hasDefault: i >= firstDefault,
    default: f.defaults[i - firstDefault],
  }));
  let next = argCount + keywordOnly;
  if (hasRest) parameters.push({ name: locals[next++], kind: "varPositional" });
  for (const name of locals.slice(argCount, argCount + keywordOnly))
    parameters.push({
      name,
      kind: "keywordOnly",
      hasDefault: f.keywordDefaults.has(name),
      default: f.keywordDefaults.get(name),
    });
  if (hasKeywords) parameters.push({ name: locals[next], kind: "varKeyword" });
  return parameters;
}

/** Lists of the library's, wherever they are in a tree of the script's, as tuples. */
export function withTuples(x: unknown): Value {
  if (Array.isArray(x)) return new Tuple(x.map(withTuples));
  const isOurs = leaves(x, Array.isArray).some(Array.isArray);
  return (
    isOurs ? map((leaf) => (Array.isArray(leaf) ? withTuples(leaf) : leaf), x, [], Array.isArray) : x
  ) as Value;
}

/** A list of the library's as a tuple. */
export function tupleOf(x: unknown): Value {
  return Array.isArray(x) ? new Tuple(x as Value[]) : (x as Value);
}

/** A tuple or list of the script's as the library's list. */
export function listOfItems(x: unknown): unknown {
  return x instanceof Obj && "items" in x && Array.isArray(x.items) ? x.items : x;
}

/** A function that the library made, of trees that Python made. */
export function libraryFunction(name: string, f: UserFunction, convert: (x: unknown) => Value): Native {
  return new Native(`${name}(*args)`, (args: readonly Value[]) => {
    fetchAll(args);
    return convert(f(...args));
  });
}
