import type { ArrayType } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { showProgram, type ShowOptions } from "../ir/print.js";
import type { Equation, Program } from "../ir/program.js";
import { unflatten } from "../ir/tree.js";
import { pass } from "../passes/pass.js";
import { evaluate } from "../trace/evaluate.js";
import { toValue } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import type { ArrayLike, Value } from "../trace/value.js";
import {
  asGiven,
  expectFunction,
  FlatFunction,
  fixArguments,
  flattenArguments,
  nameOf,
  placeOf,
  withShapes,
} from "../calls/callable.js";
import { positionalLength } from "../calls/keywords.js";
import { ShapeDtypeStruct } from "../calls/shapeDtypeStruct.js";
import { argnumList } from "../calls/argnums.js";
import type { Argnums, ArgumentShapes, TreeOf, UserFunction } from "../calls/treeTypes.js";

/** A program as users see it. */
export class Jaxpr {
  constructor(readonly program: Program<Primitive>) {}

  /** Types of the inputs. */
  get inAvals(): readonly ArrayType[] {
    return this.program.inputTypes;
  }

  /** Types of the outputs. */
  get outAvals(): readonly ArrayType[] {
    return this.program.outputTypes;
  }

  /** The steps: `primitive.name`, `inputs`, `params`, `outputs`, and `source`, the user's line. */
  get eqns(): readonly Equation<Primitive>[] {
    return this.program.equations;
  }

  /** The arrays that the program closes over, in the order in which its text names them. */
  get consts(): readonly Value[] {
    return this.program.constants.map((c) => c.value as Value);
  }

  /**
   * What the program gives for these arrays: one for each input, of its type. It may be transformed like any function.
   *
   *     const program = makeJaxpr(jnp.sin)(1);
   *     const [y] = program.evaluate(2);
   *     const slope = grad((x) => program.evaluate(x)[0])(2);
   *
   * Throws a TypeError when number or types of the arrays differ from the inputs'. Source: `jax.core.eval_jaxpr`.
   */
  evaluate(...inputs: ArrayLike[]): Value[] {
    const values = inputs.map((x, i) => toValue(x, `evaluate, input ${i}`));
    const expected = this.inAvals;
    const fits = values.length === expected.length && values.every((x, i) => x.type.equals(expected[i]));
    if (!fits)
      throw new TypeError(
        `the program takes (${expected.join(", ")}), but got (${values.map((x) => x.type.toString()).join(", ")})`,
      );
    return evaluate(this.program, values);
  }

  /**
   * JAX's text. With `{ source: true }` each line tells where it comes from, with `{ literalTypes: true }` each literal
   * its type (`1.0:f32[]`); lines are broken at `width` (80).
   */
  toString(options: ShowOptions = {}): string {
    return showProgram(this.program, options);
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

interface MakeJaxprOptions {
  /** Arguments that are no arrays. */
  staticArgnums?: Argnums;
  /** Names and lengths of axes that the function speaks of, as `vmap` would give them. */
  axisEnv?: readonly (readonly [name: string, size: number])[];
}

/**
 * A function that gives the program of `f` for arguments like the given ones, without running it. A `{ shape, dtype }` will do
 * for an array.
 *
 *     makeJaxpr(jnp.sin)(1) // { lambda ; a:f32[]. let b:f32[] = sin a in (b,) }
 *
 * Source: `jax.make_jaxpr`.
 */
export function makeJaxpr<F extends UserFunction>(
  f: F,
  options: MakeJaxprOptions = {},
): (...args: ArgumentShapes<F>) => Jaxpr {
  expectOptions("makeJaxpr(f)", options, ["staticArgnums", "axisEnv"]);
  expectFunction(f, "makeJaxpr");
  return (...args) => new Jaxpr(stageFunction(f, args, options, "makeJaxpr").program);
}

/**
 * Shape and dtype of what `f` would give, without computing it: a tree of `ShapeDtypeStruct`. So may the arguments be, or of
 * objects `{ shape, dtype }`.
 *
 *     evalShape((a, x) => a.matmul(x), { shape: [2000, 3000], dtype: "float32" }, jnp.ones([3000])).shape; // [2000]
 *
 * Source: `jax.eval_shape`.
 */
export function evalShape<F extends UserFunction>(
  f: F,
  ...args: ArgumentShapes<F>
): TreeOf<ReturnType<F>, ShapeDtypeStruct> {
  expectFunction(f, "evalShape");
  const { program, flat } = stageFunction(f, args, {}, "evalShape");
  const outputs = program.outputTypes.map((t) => new ShapeDtypeStruct(t.shape, t.dtype, t));
  return unflatten(flat.outputTree, outputs) as TreeOf<ReturnType<F>, ShapeDtypeStruct>;
}

function stageFunction(
  f: UserFunction,
  given: readonly unknown[],
  { staticArgnums = [], axisEnv = [] }: MakeJaxprOptions,
  transform: string,
) {
  const statics = argnumList(staticArgnums, "staticArgnums", transform).map((n) =>
    n < 0 ? n + positionalLength(given) : n,
  );
  const args = withShapes(given).map((x, i) => (statics.includes(i) ? asGiven(x) : x));
  const dynamic = args.map((_, i) => i).filter((i) => !statics.includes(i));
  const partial = fixArguments(f, args, dynamic);
  const { leaves, tree, names } = flattenArguments(f, args, transform, dynamic);
  const flat = new FlatFunction(partial, tree, transform, f);
  const types = leaves.map((x) => x.type);
  const traced = {
    transform,
    name: placeOf(f),
    inputs: names,
    axes: axisEnv.map(([name, size]) => ({ name, size })),
  };
  const program = pass(`trace ${nameOf(f)}`, undefined, () => stage(flat.call, types, traced));
  return { program, flat };
}
