/** User functions take and return trees; everything below takes and returns flat lists of arrays. */

import { ArrayType } from "../ir/arrayType.js";
import { toDType } from "../ir/dtype.js";
import { InvalidInputException, TypeError, typeOf } from "../ir/errors.js";
import { currentNotation } from "../ir/notation.js";
import { flatten, leaves, map, paths, type TreeDef, unflatten } from "../ir/tree.js";
import { isArrayNode, typeName } from "../ir/treeNode.js";
import { withOwnSource } from "../ir/source.js";
import { zerosOf } from "../primitives/creation.js";
import { notAnArray, numberGiven, toValue } from "../trace/hostArray.js";
import { revive } from "../trace/trace.js";
import { hasArrayForm, Value } from "../trace/value.js";
import { keywordNames } from "./keywords.js";
import { argumentName, keywordName, signatureOf } from "./parameters.js";
import type { ShapeDtype, UserFunction } from "./treeTypes.js";

/** The name of a function; one without a name is a `<lambda>`, as in JAX's texts. */
export function nameOf(f: UserFunction): string {
  return f.name === "" ? "<lambda>" : f.name;
}

/** The name of a function, and where it was defined, if it says that. */
export function placeOf(f: UserFunction): string {
  const { source } = signatureOf(f);
  return source ? `${nameOf(f)} at ${source.file}:${source.line}` : nameOf(f);
}

/** Checks that a transform was given a function that it can run to the end. */
export function expectFunction(f: unknown, transform: string): asserts f is UserFunction {
  if (typeof f !== "function")
    throw new TypeError(`Expected a callable value, got ${currentNotation().str(f)}`, {
      hint: `${transform} expected a function.`,
    });
  if (f.constructor.name.endsWith("GeneratorFunction"))
    throw new TypeError(`Expected a function, got a generator function: ${f.name}`, {
      hint: `${transform} runs a function to see what it computes: it must return.`,
    });
}

/**
 * Calls a function of the user's: errors and equations get the lines in it. `what` it is: "traced for jit".
 */
export function callUser(f: UserFunction, args: readonly unknown[], what: string): unknown {
  const result = explainingLists(f, args, () => withOwnSource(() => f(...args) as unknown));
  if (!isPromise(result)) return result;
  // Nobody will await it: what it throws has been said here.
  result.then(undefined, () => undefined);
  throw new TypeError(
    `function ${nameOf(f)} ${what} returned a value of type ${typeOf(result)}, which is not a valid JAX type`,
    {
      hint:
        "The function is async. A traced function must be synchronous: it is run to record what it computes. " +
        "Await before or after, not inside.",
    },
  );
}

/** A function that was given a list, a tree to transformations, and called a method of arrays on it, is told so. */
function explainingLists(f: UserFunction, args: readonly unknown[], call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof globalThis.TypeError) || "summary" in error) throw error;
    const method = /\.(\w+) is not a function/.exec(error.message)?.[1];
    if (method === undefined || !(method in Value.prototype) || !args.some(Array.isArray)) throw error;
    const hint = `${nameOf(f)} was given a list. To transformations that is a tree of arrays, as in JAX: for one array pass jnp.array([…]).`;
    throw new TypeError(error.message, { hint, cause: error });
  }
}

function isPromise(x: unknown): x is PromiseLike<unknown> {
  return typeof (x as { then?: unknown } | null | undefined)?.then === "function";
}

/** The arrays in a list of arguments. */
export class FlatArguments {
  readonly leaves: Value[];
  readonly tree: TreeDef;

  constructor(
    private readonly f: UserFunction,
    args: readonly unknown[],
    transform: string,
    private readonly positions: readonly number[],
  ) {
    const [raw, tree] = flatten(positions.map((i) => args[i]));
    this.tree = tree;
    this.leaves = raw.map((x, i) => {
      if (isArrayLike(x) || Array.isArray(x))
        return toValue(x, () => `${transform} of ${nameOf(f)}, argument ${this.names[i]}`);
      throw invalidArgument(x, transform, f, { name: this.names[i], position: i });
    });
  }

  /** How each leaf would be written inside the function: `x`, `params['w']`. Read off its text, and so only when asked. */
  get names(): string[] {
    const known = signatureOf(this.f);
    return this.tree.children.flatMap((c, i) => {
      const keywords = keywordNames(c);
      if (!keywords) return paths(c, argumentName(known, this.positions[i]));
      return c.children.flatMap((child, j) => paths(child, keywordName(known, keywords[j])));
    });
  }
}

/** Transformations that trace functions as compilation does, or give derivatives, by what they say of arguments. */
const compiling = new Set(["jit", "makeJaxpr", "evalShape"]);
const deriving = new Set(["grad", "valueAndGrad", "vjp", "jacfwd", "jacrev", "hessian"]);

/** An argument that is no array, in the words of the transformation that it was given to. */
function invalidArgument(
  x: unknown,
  transform: string,
  f: UserFunction,
  { name, position }: { name: string; position: number },
): TypeError {
  const { repr, str, type } = currentNotation();
  const hint = `${transform} of ${nameOf(f)}, argument ${name}: expected an array, a number, a boolean or a typed array.`;
  if (transform === "custom_jvp")
    return new TypeError(
      `Error interpreting argument to custom_jvp_call as a JAX value. The problematic value is of type ${type(x)} and was passed to ` +
        `custom_jvp_call at position ${position}.`,
      { hint },
    );
  if (compiling.has(transform))
    return new TypeError(
      `Error interpreting argument to ${repr(f)} as an abstract array. The problematic value is of type ${type(x)} and was passed to ` +
        `the function at path ${name}.\nThis typically means that a jit-wrapped function was called with a non-array argument, and this ` +
        `argument was not marked as static using the static_argnums or static_argnames parameters of jax.jit.`,
      { hint },
    );
  if (!deriving.has(transform)) return notAnArray(x, `${transform} of ${nameOf(f)}, argument ${name}`);
  const Invalid = transform === "vjp" ? InvalidInputException : TypeError;
  return new Invalid(`Argument '${str(x)}' of type ${type(x)} is not a valid JAX type.`, { hint });
}

function isShapeDtype(x: unknown): x is ShapeDtype {
  if (typeof x !== "object" || x === null || x instanceof Value || isArrayNode(x)) return false;
  const { shape, dtype } = x as Partial<ShapeDtype>;
  return typeof dtype === "string" && Array.isArray(shape) && shape.every(Number.isInteger);
}

/** Arguments of functions that look at types alone: a `{ shape, dtype }` becomes an array of that type. */
export function withShapes(args: readonly unknown[]): unknown[] {
  return args.map((arg) =>
    map(
      (x) => (isShapeDtype(x) ? zerosOf(new ArrayType(toDType(x.dtype), x.shape, x.weakType ?? false)) : x),
      arg,
      [],
      isShapeDtype,
    ),
  );
}

/** The arrays in an argument list, or in those of its arguments that stand at `positions`. */
export function flattenArguments(
  f: UserFunction,
  args: readonly unknown[],
  transform: string,
  positions: readonly number[] = args.map((_, i) => i),
): FlatArguments {
  return new FlatArguments(f, args, transform, positions);
}

/** A user function as a function of flat arrays. After a call, `outputTree` is the structure of what it returned. */
export class FlatFunction {
  private tree: TreeDef | undefined;

  constructor(
    readonly f: UserFunction,
    private readonly inputTree: TreeDef,
    private readonly transform: string,
    /** What is traced, where `f` stands for it. */
    private readonly traced = f,
  ) {}

  readonly call = (...inputs: unknown[]): Value[] => {
    const result = callUser(
      this.f,
      unflatten(this.inputTree, inputs) as unknown[],
      `traced for ${this.transform}`,
    );
    const [values, tree] = flattenResult(result, this.traced, this.transform);
    this.tree = tree;
    return values;
  };

  get outputTree(): TreeDef {
    if (!this.tree) throw new Error(`${nameOf(this.f)} has not been called yet`);
    return this.tree;
  }

  unflatten(outputs: readonly unknown[]): unknown {
    return unflatten(this.outputTree, outputs);
  }
}

/** What a user function returned, as arrays. */
function flattenResult(result: unknown, f: UserFunction, transform: string): [Value[], TreeDef] {
  const [raw, tree] = flatten(result);
  const where = paths(tree);
  const values = raw.map((x, i) => {
    if (isArrayLike(x)) return revive(toValue(x));
    throw invalidResult(x, where[i], f, transform);
  });
  return [values, tree];
}

/** Transformations to which what a function returns is as good as an argument of theirs. */
const following = new Set([...deriving, "jvp", "linearize", "custom_jvp", "custom_vjp"]);

function invalidResult(x: unknown, path: string, f: UserFunction, transform: string): TypeError {
  const component = path === "" ? "" : ` at output component ${path}`;
  const hint = `${transform} of ${nameOf(f)}${component}. ${whyNotArray(x)}`;
  if (following.has(transform)) return notAnArray(x, hint);
  const { repr } = currentNotation();
  if (transform === "vmap")
    return new TypeError(`Output from batched function ${repr(x)} with type ${typeName(x)} is not a valid JAX type`, { hint }); // prettier-ignore
  const how = compiling.has(transform) ? "jit" : transform;
  return new TypeError(
    `function ${placeOf(f)} traced for ${how} returned a value of type ${typeName(x)}${component}, which is not a valid JAX type`,
    { hint },
  );
}

/** Whether a leaf is an array, or stands for one. */
export function isArrayLike(x: unknown): boolean {
  return (
    x instanceof Value ||
    ArrayBuffer.isView(x) ||
    hasArrayForm(x) ||
    ["number", "boolean", "bigint"].includes(typeof x)
  );
}

function whyNotArray(x: unknown): string {
  if (x === undefined) return "Does the function lack a return?";
  if (typeof x === "object")
    return "Instances of a class are trees once the class is registered with tree.registerPytreeNode.";
  return "A traced function returns arrays, numbers, and trees of these.";
}

/** `f` with some positional arguments fixed: gives the function of the others. */
export function fixArguments(
  f: UserFunction,
  args: readonly unknown[],
  free: readonly number[],
): UserFunction {
  const partial: UserFunction = (...values: unknown[]) => {
    const all = [...args];
    free.forEach((at, i) => (all[at] = values[i]));
    return f(...all) as unknown;
  };
  return named(partial, f);
}

const typedArrays = new WeakMap<Value, unknown>();

/**
 * An argument that a transformation hands on as it is, except that numbers become arrays: the function may use their methods.
 */
export function withArrays(x: unknown): unknown {
  const isNumber = (leaf: unknown) =>
    typeof leaf === "number" || typeof leaf === "bigint" || ArrayBuffer.isView(leaf);
  const toArray = (leaf: unknown) => {
    const value = toValue(leaf);
    if (ArrayBuffer.isView(leaf)) typedArrays.set(value, leaf);
    return value;
  };
  return leaves(x).some(isNumber) ? map((leaf) => (isNumber(leaf) ? toArray(leaf) : leaf), x) : x;
}

/** The reverse, for arguments that are not meant to be arrays: of the numbers that the caller gave, the numbers. */
export function asGiven(x: unknown): unknown {
  const given = (leaf: unknown): unknown =>
    leaf instanceof Value ? (typedArrays.get(leaf) ?? numberGiven(leaf)) : leaf;
  return leaves(x).some((leaf) => given(leaf) !== leaf) ? map(given, x) : x;
}

/** Gives a wrapper the name of what it wraps. */
export function named<F extends UserFunction>(wrapper: F, f: UserFunction): F {
  Object.defineProperty(wrapper, "name", { value: f.name, configurable: true });
  return wrapper;
}
