import { isFloating } from "../ir/dtype.js";
import { type ArrayType, sameShape, showShape } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import type { Program } from "../ir/program.js";
import { flatten, paths, type TreeDef, unflatten } from "../ir/tree.js";
import { equalityErrors } from "../ir/treeErrors.js";
import { keystr } from "../ir/treeKeys.js";
import { linearizeFlat } from "../passes/linearize.js";
import { instantiateCotangent, transposeProgram } from "../passes/transpose.js";
import { onesOf } from "../primitives/creation.js";
import { numberGiven, toValue } from "../trace/hostArray.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import type { Value } from "../trace/value.js";
import { resolveArgnums } from "../calls/argnums.js";
import {
  expectFunction,
  fixArguments,
  flattenArguments,
  nameOf,
  placeOf,
  withArrays,
} from "../calls/callable.js";
import { positionalLength } from "../calls/keywords.js";
import { wrapped } from "../calls/parameters.js";
import { showTree } from "../calls/treeText.js";
import type {
  Accepts,
  Argnums,
  Arguments,
  ArrayTree,
  AuxOutput,
  Differentiated,
  MainOutput,
  Output,
  Transformed,
  UserFunction,
} from "../calls/treeTypes.js";
import { AuxFunction, splitAux } from "./aux.js";
import { type Derivative, derivativeOf } from "./derivative.js";

/** From a cotangent of the output to a list with the cotangent of each argument. */
type Pullback<F extends UserFunction, Out = ReturnType<F>> = (
  cotangent: Accepts<Out>,
) => ArrayTree<Parameters<F>>;

/**
 * Cotangents of the primals, in order, from the derivative and cotangents of the outputs (those at the end that are missing
 * are zero).
 */
type FlatPullback = (linear: Program<Primitive>, cotangents: readonly MaybeZero[]) => Value[];

function vjpFlat(
  f: (...inputs: Value[]) => Value[],
  primals: readonly Value[],
  name: string,
): { outputs: Value[]; linear: Program<Primitive>; pullback: FlatPullback } {
  const wrt = primals.map((x) => isFloating(x.dtype));
  const { outputs, linear, nonzero } = linearizeFlat(f, primals, wrt, name);
  const types = primals.map((x) => x.type);
  const pullback: FlatPullback = (linear, cotangents) => {
    const found = backward(
      linear,
      nonzero.flatMap((is, i) => (is ? [cotangents[i] ?? null] : [])),
    );
    let next = 0;
    return types.map((t, i) => instantiateCotangent(wrt[i] ? found[next++] : null, t));
  };
  return { outputs, linear, pullback };
}

function backward(linear: Program<Primitive>, cotangents: readonly MaybeZero[]): MaybeZero[] {
  return transposeProgram(
    linear,
    linear.inputs.map(() => true),
    linear.inputs.map(() => null),
    cotangents,
  );
}

/**
 * Value of `f` at `primals`, and the function from output cotangents to argument cotangents (JAX: vector-Jacobian
 * product). Gives `[out, fVjp]`, or, with `{ hasAux: true }` behind the primals, `[out, fVjp, aux]`; `fVjp(cotangent)` is a
 * list with a tree for each argument. Cotangents of integer and boolean arguments are float0.
 *
 *     const [y, fVjp] = vjp(jnp.sin, 0);
 *     fVjp(2) // [2.0]
 *
 * Throws a ValueError for a cotangent that doesn't fit. Source: `jax.vjp`.
 */
export function vjp<F extends UserFunction>(
  f: F,
  ...primalsAndOptions: [...primals: Arguments<F>, options: { hasAux: true }]
): [MainOutput<F>, Pullback<F, MainOutput<F>>, AuxOutput<F>];
export function vjp<F extends UserFunction>(f: F, ...primals: Arguments<F>): [Output<F>, Pullback<F>];
export function vjp(f: UserFunction, ...args: unknown[]): unknown[] {
  const { primals, hasAux } = splitAux(args);
  return vjpWithAux(f, primals, hasAux);
}

/** `[out, fVjp]`, or `[out, fVjp, aux]` of a function that gives `[out, aux]`. */
export function vjpWithAux(
  f: UserFunction,
  primals: readonly unknown[],
  hasAux: boolean,
): [out: unknown, fVjp: Derivative, ...aux: unknown[]] {
  expectFunction(f, "vjp");
  const { leaves, tree } = flattenArguments(f, primals, "vjp");
  const split = new AuxFunction(f, tree, "vjp", hasAux);
  const { outputs: all, linear, pullback } = vjpFlat(split.call, leaves, nameOf(f));
  const types = all.slice(0, split.count()).map((x) => x.type);
  const outTree = split.mainTree();
  const fVjp = derivativeOf(linear, (linear, ...cotangent) => {
    if (cotangent.length !== 1) throw tooManyCotangents(f, cotangent.length);
    const cts = flattenCotangents(f, outTree, types, cotangent[0]);
    return unflatten(tree, pullback(linear, cts));
  });
  const [out, ...aux] = split.unflatten(all);
  return [out, fVjp, ...aux];
}

function tooManyCotangents(f: UserFunction, count: number): TypeError {
  return new TypeError(
    `The function returned by \`jax.vjp\` applied to ${nameOf(f)} was called with ${count} arguments, but functions returned by ` +
      `\`jax.vjp\` must be called with a single argument corresponding to the single value returned by the function being ` +
      `differentiated (even if that returned value is a tuple or other container).`,
    { hint: `If ${nameOf(f)} returns [x, y], its cotangent is one list: fVjp([xBar, yBar]).` },
  );
}

function wrongCotangentTree(f: UserFunction, tree: TreeDef, given: TreeDef): ValueError {
  const lines = equalityErrors(tree, given).map(
    ({ path, things: [expected, got], explanation }) =>
      `  * out${keystr(path)} was a ${expected} in the original output, but a ${got} here, so ${explanation}.`,
  );
  return new ValueError(
    `unexpected tree structure.\n\nThe argument to a VJP function returned by \`jax.vjp\` must match the pytree\n` +
      `structure of the differentiated function ${placeOf(f)}.\n\nBut the tree structures differ:\n${lines.join("\n")}`,
  );
}

function flattenCotangents(
  f: UserFunction,
  tree: TreeDef,
  outputs: readonly ArrayType[],
  cotangent: unknown,
): MaybeZero[] {
  const [raw, given] = flatten(cotangent);
  if (!given.equals(tree)) throw wrongCotangentTree(f, tree, given);
  const names = paths(tree);
  return raw.map((x, i) => {
    const value = toValue(x, `vjp of ${nameOf(f)}, cotangent${names[i]}`);
    const output = outputs[i];
    const expected = output.tangent();
    // Of what carries no information any number will do.
    if (expected.dtype === "float0" && sameShape(expected.shape, value.shape)) return null;
    if (!expected.equals(value.type))
      throw new ValueError(
        `unexpected JAX type (e.g. shape/dtype) for argument to VJP function: got ${value.type.toLongString()}, but expected ` +
          `${expected.toLongString()} because the corresponding output of the differentiated function had JAX type ${output.toLongString()}`,
        { hint: `vjp of ${nameOf(f)}${names[i] === "" ? "" : `, output${names[i]}`}.` },
      );
    return value;
  });
}

export interface GradOptions<N extends Argnums = Argnums, A extends boolean = boolean> {
  /**
   * Which arguments to differentiate with respect to: a number, or a list (then the gradient is a list). Default 0.
   */
  argnums?: N;
  /** Whether `f` gives `[value, aux]`; `aux` is handed through. */
  hasAux?: A;
  /** Whether integer arguments are allowed (their gradient is float0). */
  allowInt?: boolean;
  /** Only false: there are no complex numbers. */
  holomorphic?: false;
}

const gradOptions = ["argnums", "hasAux", "allowInt", "holomorphic"] as const;

/** Throws a TypeError, in JAX's words, for the derivative of a holomorphic function. */
export function refuseHolomorphic(holomorphic: boolean | undefined, transform: string): void {
  if (holomorphic)
    throw new TypeError(
      `${transform} with holomorphic=True requires inputs with complex dtype, but there is no complex dtype.`,
    );
}

/**
 * A function that gives `[f(...args), gradient]`, or `[[value, aux], gradient]` with `hasAux`.
 * `f` must give a scalar. Source: `jax.value_and_grad`.
 */
export function valueAndGrad<F extends UserFunction, const N extends Argnums = 0, A extends boolean = false>(
  f: F,
  options: GradOptions<N, A> = {},
): Transformed<F, [ValueOf<F, A>, Differentiated<F, N>]> {
  expectOptions("valueAndGrad(f)", options, gradOptions);
  return gradientOf(f, options, "valueAndGrad") as Transformed<F, [ValueOf<F, A>, Differentiated<F, N>]>;
}

type ValueOf<F extends UserFunction, A extends boolean> = A extends true
  ? [MainOutput<F>, AuxOutput<F>]
  : Output<F>;

function gradientOf(f: UserFunction, options: GradOptions, transform: string): UserFunction {
  expectFunction(f, transform);
  refuseHolomorphic(options.holomorphic, "grad");
  const { argnums = 0, hasAux = false, allowInt = false } = options;
  return wrapped((...args: unknown[]) => {
    const wanted = resolveArgnums(argnums, positionalLength(args), transform, f);
    const partial = fixArguments(f, args.map(withArrays), wanted);
    const { leaves, tree, names } = flattenArguments(f, args, transform, wanted);
    leaves.forEach((x, i) => checkInput(x, names[i], f, transform, allowInt));
    const split = new AuxFunction(partial, tree, transform, hasAux);
    const { outputs, linear, pullback } = vjpFlat(split.call, leaves, nameOf(f));
    const value = checkOutput(outputs.slice(0, split.count()), split.mainTree(), f, transform);
    const gradients = unflatten(tree, pullback(linear, [onesOf(value.type)])) as unknown[];
    const [main, ...aux] = split.unflatten(outputs);
    return [hasAux ? [main, ...aux] : main, Array.isArray(argnums) ? gradients : gradients[0]];
  }, f);
}

function checkInput(x: Value, name: string, f: UserFunction, transform: string, allowInt: boolean): void {
  if (isFloating(x.dtype) || allowInt) return;
  throw new TypeError(
    `grad requires real- or complex-valued inputs (input dtype that is a sub-dtype of np.inexact), but got ${x.dtype}. ` +
      `If you want to use Boolean- or integer-valued inputs, use vjp or set allow_int to True.`,
    {
      hint: `It is argument ${name} of ${nameOf(f)}, in ${transform}: choose others with argnums, or set allowInt to true.`,
    },
  );
}

function checkOutput(outputs: readonly Value[], tree: TreeDef, f: UserFunction, transform: string): Value {
  const value = outputs[0];
  const hint = `${transform} of ${nameOf(f)}.`;
  if (!tree.isLeaf || value.ndim !== 0) {
    const what = tree.isLeaf
      ? `had shape: ${showShape(value.shape)}`
      : `was ${showTree(unflatten(tree, outputs.map(numberGiven)))}`;
    throw new TypeError(`Gradient only defined for scalar-output functions. Output ${what}.`, {
      hint: `${hint} Reduce the output to a scalar, or use vjp or jacrev.`,
    });
  }
  if (!isFloating(value.dtype))
    throw new TypeError(
      `grad requires real-valued outputs (output dtype that is a sub-dtype of np.floating), but got ${value.dtype}. ` +
        `For differentiation of functions with integer outputs, use jax.vjp directly.`,
      { hint },
    );
  return value;
}

/**
 * The gradient of a scalar function: a function of the same arguments. With `hasAux`: `[gradient, aux]`.
 * Arguments that are not differentiated are handed on as they are (functions, strings, booleans), numbers as arrays.
 *
 *     grad((x) => jnp.sin(x))(3) // -0.9899925
 *     grad((x, y) => x.mul(y), { argnums: [0, 1] })(2, 3) // [3.0, 2.0]
 *
 * Source: `jax.grad`.
 */
export function grad<F extends UserFunction, const N extends Argnums = 0, A extends boolean = false>(
  f: F,
  options: GradOptions<N, A> = {},
): Transformed<F, GradientOf<F, N, A>> {
  expectOptions("grad(f)", options, gradOptions);
  const both = gradientOf(f, options, "grad");
  return wrapped((...args: unknown[]) => {
    const [value, gradient] = both(...args) as [unknown, unknown];
    return options.hasAux ? [gradient, (value as unknown[])[1]] : gradient;
  }, f) as Transformed<F, GradientOf<F, N, A>>;
}

type GradientOf<F extends UserFunction, N extends Argnums, A extends boolean> = A extends true
  ? [Differentiated<F, N>, AuxOutput<F>]
  : Differentiated<F, N>;
