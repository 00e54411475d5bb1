import type { ArrayType } from "../ir/arrayType.js";
import { showProgram } from "../ir/print.js";
import type { Program } from "../ir/program.js";
import { unflatten } from "../ir/tree.js";
import type { Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import {
  expectFunction,
  FlatFunction,
  fixArguments,
  flattenArguments,
  nameOf,
  type UserFunction,
} from "../calls/callable.js";
import type { Argnums, Arguments, Transformed, TreeOf } from "../calls/treeTypes.js";

/** A program as users see it: prints as JAX prints a jaxpr. */
export class Jaxpr {
  constructor(readonly program: Program<Primitive>) {}

  /** Types of the inputs and outputs. */
  get inAvals(): ArrayType[] {
    return this.program.inputTypes;
  }
  get outAvals(): ArrayType[] {
    return this.program.outputTypes;
  }

  /** `{ source: true }` adds the user's line to each equation. */
  show(options: { source?: boolean } = {}): string {
    return showProgram(this.program, options);
  }

  toString(): string {
    return showProgram(this.program);
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

/**
 * A function that gives the program of `f` for arguments like the given ones, without running it.
 *
 *     console.log(String(makeJaxpr(grad(log1pexp))(100)));
 *
 * Source: `jax.make_jaxpr`.
 */
export function makeJaxpr<F extends UserFunction>(
  f: F,
  options: { staticArgnums?: Argnums } = {},
): Transformed<F, Jaxpr> {
  expectFunction(f, "makeJaxpr");
  return (...args) => new Jaxpr(stageFunction(f, args, options.staticArgnums, "makeJaxpr").program);
}

/**
 * Shape and dtype of what `f` would give, without computing it: a tree of `{ shape, dtype, weakType }` types.
 * Source: `jax.eval_shape`.
 */
export function evalShape<F extends UserFunction>(
  f: F,
  ...args: Arguments<F>
): TreeOf<ReturnType<F>, ArrayType> {
  expectFunction(f, "evalShape");
  const { program, flat } = stageFunction(f, args, undefined, "evalShape");
  return unflatten(flat.outputTree, program.outputTypes) as TreeOf<ReturnType<F>, ArrayType>;
}

function stageFunction(
  f: UserFunction,
  args: readonly unknown[],
  staticArgnums: Argnums | undefined,
  transform: string,
) {
  const statics = (typeof staticArgnums === "number" ? [staticArgnums] : (staticArgnums ?? [])).map((n) =>
    n < 0 ? n + args.length : n,
  );
  const dynamic = args.map((_, i) => i).filter((i) => !statics.includes(i));
  const partial = fixArguments(f, args, dynamic);
  const { leaves, tree, names } = flattenArguments(f, args, transform, dynamic);
  const flat = new FlatFunction(partial, tree, transform);
  const program = stage(
    flat.call,
    leaves.map((x) => x.type),
    { transform, name: nameOf(f), inputs: names },
  );
  return { program, flat };
}
