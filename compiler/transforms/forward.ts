import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { flatten } from "../ir/tree.js";
import { typeName } from "../ir/treeNode.js";
import { instantiate, jvpFlat } from "../passes/jvp.js";
import { linearizeFlat } from "../passes/linearize.js";
import { type DType, float0, isFloating } from "../ir/dtype.js";
import { sameShape, showShape } from "../ir/arrayType.js";
import { zerosOf } from "../primitives/creation.js";
import { evaluate } from "../trace/evaluate.js";
import { toValue } from "../trace/hostArray.js";
import type { MaybeZero } from "../trace/primitive.js";
import type { Value } from "../trace/value.js";
import { AuxFunction, splitAux } from "./aux.js";
import { derivativeOf } from "./derivative.js";
import { expectFunction, type FlatArguments, flattenArguments, nameOf } from "../calls/callable.js";
import type {
  Arguments,
  AuxOutput,
  MainOutput,
  Output,
  Transformed,
  UserFunction,
} from "../calls/treeTypes.js";

/**
 * Value and directional derivative (JAX: Jacobian-vector product) of `f` at `primals` along `tangents`, lists of one
 * length with equal structures. Gives `[f(...primals), tangent]`, or `[out, tangent, aux]` with `hasAux`.
 *
 *     jvp((x, y) => x.mul(y), [2, 3], [1, 0]) // [6.0, 3.0]
 *
 * Tangents of integer and boolean arguments are float0 arrays (or ignored zeros). Source: `jax.jvp`.
 */
export function jvp<F extends UserFunction, A extends boolean = false>(
  f: F,
  primals: Readonly<Arguments<F>>,
  tangents: Readonly<Arguments<F>>,
  options: { hasAux?: A } = {},
): JvpOutput<F, A> {
  expectOptions("jvp(f, primals, tangents)", options, ["hasAux"]);
  expectFunction(f, "jvp");
  if (!Array.isArray(primals) || !Array.isArray(tangents))
    throw new TypeError(
      `primal and tangent arguments to jax.jvp must be tuples or lists; found ${bareType(primals)} and ${bareType(tangents)}.`,
      { hint: `Call jvp(${nameOf(f)}, [x], [xDot]), also for a single argument.` },
    );
  const point = flattenArguments(f, primals, "jvp");
  const { leaves, tree } = point;
  const tangentLeaves = flattenTangents(f, point, tangents);
  const split = new AuxFunction(f, tree, "jvp", options.hasAux);
  const out = jvpFlat(split.call, leaves, tangentLeaves);
  const n = split.count();
  const full = out.tangents.slice(0, n).map((t, i) => instantiate(t, out.primals[i]));
  const [main, ...aux] = split.unflatten(out.primals);
  return [main, split.unflattenMain(full), ...aux] as JvpOutput<F, A>;
}

/** `float`, where the type is shown as `<class 'float'>`. */
function bareType(x: unknown): string {
  return typeName(x).replace(/^<class '(?:.*\.)?(\w+)'>$/, "$1");
}

type JvpOutput<F extends UserFunction, A extends boolean> = A extends true
  ? [MainOutput<F>, MainOutput<F>, AuxOutput<F>]
  : [Output<F>, Output<F>];

function flattenTangents(
  f: UserFunction,
  { leaves: primals, tree, names }: FlatArguments,
  tangents: readonly unknown[],
): MaybeZero[] {
  const [raw, tangentTree] = flatten(tangents);
  if (!tree.equals(tangentTree))
    throw new TypeError(
      `primal and tangent arguments to jax.jvp must have the same tree structure; primals have tree structure ` +
        `${tree.toString()} whereas tangents have tree structure ${tangentTree.toString()}.`,
      { hint: `jvp of ${nameOf(f)}.` },
    );
  return raw.map((x, i) => {
    const hint = `jvp of ${nameOf(f)}, argument ${names[i]}.`;
    const tangent = toValue(x, `jvp of ${nameOf(f)}, tangent of argument ${names[i]}`);
    const primal = primals[i].type;
    const expected = primal.tangent().dtype;
    if (expected !== tangent.dtype)
      throw new TypeError(
        `primal and tangent arguments to jax.jvp do not match; dtypes must be equal, or in case of int/bool primal dtype ` +
          `the tangent dtype must be float0.Got primal dtype ${primal.dtype} and so expected tangent dtype ${shown(expected)}, ` +
          `but got tangent dtype ${shown(tangent.dtype)} instead.`,
        { hint },
      );
    if (!sameShape(primal.shape, tangent.shape))
      throw new ValueError(
        `jvp called with different primal and tangent shapes;Got primal shape ${showShape(primal.shape)} and tangent ` +
          `shape as ${showShape(tangent.shape)}`,
        { hint },
      );
    return isFloating(tangent.dtype) ? tangent : null;
  });
}

/** A dtype as NumPy shows it. */
function shown(dtype: DType): string {
  return dtype === float0 ? "[('float0', 'V')]" : dtype;
}

/**
 * Value of `f` and its derivative at `primals` as a function of tangents, so that several tangents share the work.
 * Gives `[out, fJvp]`, or, with `{ hasAux: true }` behind the primals, `[out, fJvp, aux]`; `fJvp(...tangents)` is the
 * output tangent.
 *
 *     const [y, fJvp] = linearize(jnp.sin, 0);
 *     fJvp(2) // 2.0
 *
 * Throws a ValueError for tangents that don't fit. Source: `jax.linearize`.
 */
export function linearize<F extends UserFunction>(
  f: F,
  ...primalsAndOptions: [...primals: Arguments<F>, options: { hasAux: true }]
): [MainOutput<F>, Transformed<F, MainOutput<F>>, AuxOutput<F>];
export function linearize<F extends UserFunction>(
  f: F,
  ...primals: Arguments<F>
): [Output<F>, Transformed<F>];
export function linearize(f: UserFunction, ...args: unknown[]): unknown[] {
  expectFunction(f, "linearize");
  const { primals, hasAux } = splitAux(args);
  const { leaves, tree, names } = flattenArguments(f, primals, "linearize");
  const split = new AuxFunction(f, tree, "linearize", hasAux);
  const wrt = leaves.map((x) => isFloating(x.dtype));
  const { outputs, linear, nonzero } = linearizeFlat(split.call, leaves, wrt, nameOf(f));
  const count = split.count();
  const fJvp = derivativeOf(linear, (linear, ...tangents) => {
    const [given, givenTree] = flatten(tangents);
    if (!givenTree.equals(tree))
      throw new TypeError(`expected ${tree.toString()}, got ${givenTree.toString()}`, {
        hint: `These are the tangents given to the linear function that linearize made of ${nameOf(f)}.`,
      });
    const inputs = leaves.flatMap((x, i) => {
      const tangent = linearTangent(f, names[i], x, given[i]);
      return wrt[i] ? [tangent] : [];
    });
    const results = evaluate(linear, inputs);
    let next = 0;
    return split.unflattenMain(
      outputs.slice(0, count).map((o, i) => (nonzero[i] ? results[next++] : zerosOf(o.type.tangent()))),
    );
  });
  const [out, ...aux] = split.unflatten(outputs);
  return [out, fJvp, ...aux];
}

function linearTangent(f: UserFunction, name: string, primal: Value, given: unknown): Value {
  const tangent = toValue(given, `linearize of ${nameOf(f)}, tangent of argument ${name}`);
  const expected = primal.type.tangent();
  if (expected.equals(tangent.type)) return tangent;
  throw new ValueError(
    `linearized function called on tangent values inconsistent with the original primal values:\n` +
      `Got tangent aval ${tangent.type.toLongString()} for primal aval ${primal.type.toLongString()} ` +
      `but expected ${expected.toLongString()}.`,
    { hint: `linearize of ${nameOf(f)}, argument ${name}.` },
  );
}
