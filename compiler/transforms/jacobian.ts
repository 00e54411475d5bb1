import { isFloating } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { flatten, unflatten } from "../ir/tree.js";
import { convertElementType } from "../primitives/conversion.js";
import { zerosOf } from "../primitives/creation.js";
import { reshape, slice } from "../primitives/views.js";
import { allocate, HostArray } from "../trace/hostArray.js";
import type { Value } from "../trace/value.js";
import { resolveArgnums } from "../calls/argnums.js";
import { expectFunction, fixArguments, flattenArguments, nameOf, withArrays } from "../calls/callable.js";
import { positionalLength } from "../calls/keywords.js";
import { wrapped } from "../calls/parameters.js";
import type {
  Argnums,
  AuxOutput,
  Differentiated,
  MainOutput,
  Transformed,
  TreeOf,
  UserFunction,
} from "../calls/treeTypes.js";
import { jvp } from "./forward.js";
import { refuseHolomorphic, vjpWithAux } from "./reverse.js";
import { vmap } from "./vmap.js";

export interface JacobianOptions<N extends Argnums = Argnums, A extends boolean = boolean> {
  /** Which arguments to differentiate with respect to. Default 0. */
  argnums?: N;
  /** Whether `f` gives `[value, aux]`; `aux` is handed through. */
  hasAux?: A;
  /** Only false: there are no complex numbers. */
  holomorphic?: false;
}

const jacobianOptions = ["argnums", "hasAux", "holomorphic"] as const;

/** For each array of the output, `Leaf`; and what is handed through. */
type DerivativeOf<F extends UserFunction, A extends boolean, Leaf> = A extends true
  ? [TreeOf<MainOutput<F>, Leaf>, AuxOutput<F>]
  : TreeOf<ReturnType<F>, Leaf>;

/** Trees like the arguments that are differentiated. */
type Jacobian<F extends UserFunction, N extends Argnums, A extends boolean> = DerivativeOf<
  F,
  A,
  Differentiated<F, N>
>;

/** For each array of the arguments, trees like the arguments. */
type Hessian<F extends UserFunction, N extends Argnums, A extends boolean> = DerivativeOf<
  F,
  A,
  TreeOf<Differentiated<F, N>, Differentiated<F, N>>
>;

/**
 * The Jacobian of `f`, one column at a time (forward mode): right for few inputs and many outputs.
 * For each output array of shape S and input array of shape T an array of shape S + T. Source: `jax.jacfwd`.
 */
export function jacfwd<F extends UserFunction, const N extends Argnums = 0, A extends boolean = false>(
  f: F,
  options: JacobianOptions<N, A> = {},
): Transformed<F, Jacobian<F, N, A>> {
  const { hasAux } = expectOptions("jacfwd(f)", options, jacobianOptions);
  refuseHolomorphic(options.holomorphic, "jacfwd");
  expectFunction(f, "jacfwd");
  return wrapped((...args: unknown[]) => {
    const { partial, point, leaves, tree, many } = prepare(f, args, options, "jacfwd");
    let values: Value[] = [];
    const pushforward = (...tangents: Value[]): unknown[] => {
      const along = unflatten(tree, tangents) as unknown[];
      const [y, ...derivative] = jvp(partial, point, along, { hasAux });
      values = flatten(y)[0] as Value[];
      return derivative;
    };
    const outAxes = hasAux ? [-1, null] : -1;
    const [columns, ...aux] = vmap(pushforward, { outAxes })(...standardBasis(leaves));
    const [outs, outTree] = flatten(columns);
    const blocks = (outs as Value[]).map((y, k) =>
      splitLast(y, leaves).map((b, i) =>
        typedLike(reshape(b, [...y.shape.slice(0, -1), ...leaves[i].shape]), values[k]),
      ),
    );
    const jacobian = unflatten(
      outTree,
      blocks.map((b) => pick(unflatten(tree, b) as unknown[], many)),
    );
    return hasAux ? [jacobian, ...aux] : jacobian;
  }, f) as Transformed<F, Jacobian<F, N, A>>;
}

/**
 * The Jacobian of `f`, one row at a time (reverse mode): right for many inputs and few outputs. Source: `jax.jacrev`.
 */
export function jacrev<F extends UserFunction, const N extends Argnums = 0, A extends boolean = false>(
  f: F,
  options: JacobianOptions<N, A> = {},
): Transformed<F, Jacobian<F, N, A>> {
  const { hasAux } = expectOptions("jacrev(f)", options, jacobianOptions);
  refuseHolomorphic(options.holomorphic, "jacrev");
  expectFunction(f, "jacrev");
  return wrapped((...args: unknown[]) => {
    const { partial, point, leaves, tree, many } = prepare(f, args, options, "jacrev");
    const [y, pullback, ...aux] = vjpWithAux(partial, point, hasAux === true);
    const [outs, outTree] = flatten(y);
    const values = outs as Value[];
    for (const out of values) if (!isFloating(out.dtype)) throw notReal(f, out);
    const pullRow = (...cts: Value[]): unknown => pullback(unflatten(outTree, cts));
    const rows = vmap(pullRow)(...standardBasis(values));
    const gradients = flatten(rows)[0] as Value[];
    const perOutput = values.map((out, k) =>
      gradients.map((g, i) =>
        typedLike(reshape(rowsOf(g, values, k), [...out.shape, ...g.shape.slice(1)]), leaves[i]),
      ),
    );
    const jacobian = unflatten(
      outTree,
      perOutput.map((g) => pick(unflatten(tree, g) as unknown[], many)),
    );
    return hasAux ? [jacobian, ...aux] : jacobian;
  }, f) as Transformed<F, Jacobian<F, N, A>>;
}

/** Second derivatives of `f`: forward over reverse mode. Source: `jax.hessian`. */
export function hessian<F extends UserFunction, const N extends Argnums = 0, A extends boolean = false>(
  f: F,
  options: JacobianOptions<N, A> = {},
): Transformed<F, Hessian<F, N, A>> {
  expectOptions("hessian(f)", options, jacobianOptions);
  refuseHolomorphic(options.holomorphic, "hessian");
  return jacfwd(jacrev(f, options) as UserFunction, options) as Transformed<F, Hessian<F, N, A>>;
}

function prepare(f: UserFunction, args: readonly unknown[], options: JacobianOptions, transform: string) {
  const { argnums = 0 } = options;
  const wanted = resolveArgnums(argnums, positionalLength(args), transform, f);
  const partial = fixArguments(f, args.map(withArrays), wanted);
  const { leaves, tree, names } = flattenArguments(f, args, transform, wanted);
  leaves.forEach((x, i) => {
    if (!isFloating(x.dtype))
      throw new TypeError(
        transform === "jacfwd"
          ? `jacfwd requires real-valued inputs (input dtype that is a sub-dtype of np.floating), but got ${x.dtype}.`
          : `jacrev requires real- or complex-valued inputs (input dtype that is a sub-dtype of np.inexact), but got ${x.dtype}.`,
        {
          hint: `It is argument ${names[i]} of ${nameOf(f)}. For integer inputs use ${transform === "jacfwd" ? "jvp" : "vjp"}.`,
        },
      );
  });
  return { partial, point: wanted.map((i) => args[i]), leaves, tree, many: Array.isArray(argnums) };
}

function notReal(f: UserFunction, { dtype }: Value): TypeError {
  return new TypeError(
    `jacrev requires real-valued outputs (output dtype that is a sub-dtype of np.floating), but got ${dtype}. ` +
      `For differentiation of functions with integer outputs, use jax.vjp directly.`,
    { hint: `jacrev of ${nameOf(f)}.` },
  );
}

function pick(trees: unknown[], many: boolean): unknown {
  return many ? trees : trees[0];
}

/** For arrays of n elements in all: n of each, of which the i-th together have a single 1, at place i. */
function standardBasis(like: readonly Value[]): Value[] {
  const n = like.reduce((sum, x) => sum + x.size, 0);
  let offset = 0;
  return like.map((x) => {
    const type = x.type.with({ shape: [n, ...x.shape] });
    const values = allocate(x.dtype, n * x.size);
    for (let i = 0; i < x.size; i++) values[(offset + i) * x.size + i] = 1;
    offset += x.size;
    return new HostArray(type, values);
  });
}

/** A block of a Jacobian with the dtype and the weakness of what it is the derivative of (forward mode) or by (reverse mode). */
function typedLike(block: Value, { dtype, weakType }: Value): Value {
  if (block.dtype === "float0") return zerosOf(block.type.with({ dtype, weakType }));
  return convertElementType(block, dtype, weakType);
}

function splitLast(y: Value, like: readonly Value[]): Value[] {
  let start = 0;
  return like.map((x) => {
    const from = start;
    start += x.size;
    return sliceAxis(y, y.ndim - 1, from, start);
  });
}

function rowsOf(g: Value, outputs: readonly Value[], k: number): Value {
  const start = outputs.slice(0, k).reduce((sum, o) => sum + o.size, 0);
  return sliceAxis(g, 0, start, start + outputs[k].size);
}

function sliceAxis(x: Value, axis: number, from: number, to: number): Value {
  if (from === 0 && to === x.shape[axis]) return x;
  const starts = x.shape.map((_, i) => (i === axis ? from : 0));
  const limits = x.shape.map((d, i) => (i === axis ? to : d));
  return slice(x, starts, limits);
}
