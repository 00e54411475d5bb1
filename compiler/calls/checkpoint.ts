import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import type { Params } from "../ir/program.js";
import { flatten, unflatten } from "../ir/tree.js";
import type { CheckpointPolicy } from "../passes/recompute.js";
import type { Primitive } from "../trace/primitive.js";
import { type ClosedProgram, hoistConstants, stage } from "../trace/stageTrace.js";
import { namedAxesText } from "../trace/namedAxis.js";
import { bind } from "../trace/trace.js";
import { Tracer } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";
import { argnumList, showArgnums } from "./argnums.js";
import {
  asGiven,
  expectFunction,
  fixArguments,
  FlatFunction,
  flattenArguments,
  nameOf,
  placeOf,
} from "./callable.js";
import { checkpointP } from "./checkpointCall.js";
import { nameP } from "./checkpointName.js";
import { positionalLength } from "./keywords.js";
import { wrapped } from "./parameters.js";
import { sameSignature, type Signature } from "./signature.js";
import type { Argnums, Output, Transformed, UserFunction } from "./treeTypes.js";

export type { CheckpointPolicy };

export interface CheckpointOptions {
  /** What is kept nevertheless: one of `checkpointPolicies`, or a function of a primitive and its params. */
  policy?: CheckpointPolicy | null;
  /**
   * Whether a compiled program, too, computes again what it has computed before. Default true; without it compilation may
   * find that the two are the same, and keep the value.
   */
  preventCse?: boolean;
  /** Arguments that are not traced: the function may decide by them. */
  staticArgnums?: Argnums;
}

/**
 * The same function, of which differentiation keeps the arguments and none of the values in between: the backward pass
 * computes them again. Takes less memory and more time.
 *
 *     const f = checkpoint((x) => jnp.sin(jnp.sin(x)));
 *     grad(f)(2) // -0.25563914
 *
 * Throws for static arguments that a call does not have. Source: `jax.checkpoint`.
 */
export function checkpoint<F extends UserFunction>(f: F, options: CheckpointOptions = {}): Transformed<F> {
  expectOptions("checkpoint(f)", options, ["policy", "preventCse", "staticArgnums"]);
  expectFunction(f, "checkpoint");
  const { policy = null, preventCse = true } = options;
  if (typeof preventCse !== "boolean")
    throw new TypeError(`prevent_cse must be a bool, got ${typeof preventCse}`, {
      hint: `checkpoint of ${nameOf(f)}, option preventCse.`,
    });
  const numbers = argnumList(options.staticArgnums ?? [], "staticArgnums", "checkpoint");
  const tracings = new Tracings(f);
  return wrapped((...given: unknown[]) => {
    const statics = staticPositions(numbers, positionalLength(given), f);
    const args = given.map((x, i) => (statics.includes(i) ? asGiven(x) : x));
    const { program, constants, flat, leaves } = tracings.find(args, statics);
    const params = { jaxpr: program, policy, preventCse, differentiated: false };
    const outputs = bind(checkpointP, [...constants, ...leaves], params);
    return unflatten(flat.outputTree, outputs) as Output<F>;
  }, f) as Transformed<F>;
}

interface Tracing extends ClosedProgram {
  readonly key: Signature;
  readonly flat: FlatFunction;
}

/** What a function was traced to, for arguments of different kinds. */
class Tracings {
  private readonly known: Tracing[] = [];

  constructor(private readonly f: UserFunction) {}

  find(args: readonly unknown[], statics: readonly number[]): Tracing & { leaves: readonly Value[] } {
    const dynamic = args.map((_, i) => i).filter((i) => !statics.includes(i));
    const { leaves, tree, names } = flattenArguments(this.f, args, "checkpoint", dynamic);
    const types = leaves.map((x) => x.type);
    const key: Signature = {
      tree,
      types,
      statics: statics.map((i) => flatten(args[i])),
      axes: namedAxesText(),
    };
    const found = this.known.find((t) => sameSignature(t.key, key));
    if (found) return { ...found, leaves };
    // The other arguments of this call must not be kept alive.
    const fixed = args.map((x, i) => (statics.includes(i) ? x : undefined));
    const flat = new FlatFunction(fixArguments(this.f, fixed, dynamic), tree, "checkpoint / remat", this.f);
    const traced = { transform: "checkpoint / remat", name: placeOf(this.f), inputs: names };
    const tracing = { key, flat, ...hoistConstants(stage(flat.call, types, traced)) };
    // A function that closes over traced values means something else on the next call.
    if (!tracing.constants.some((c) => c instanceof Tracer)) this.known.push(tracing);
    return { ...tracing, leaves };
  }
}

function staticPositions(numbers: readonly number[], count: number, f: UserFunction): number[] {
  if (numbers.some((n) => n < -count || n >= count))
    throw new ValueError(
      `the \`static_argnums\` argument to \`jax.checkpoint\` / \`jax.remat\` can only take integer values greater than or equal to ` +
        `\`-len(args)\` and less than \`len(args)\`, but got ${showArgnums(numbers)}, while \`len(args)\` = ${count}`,
      { hint: `checkpoint of ${nameOf(f)}, option staticArgnums.` },
    );
  return numbers.map((n) => (n < 0 ? n + count : n));
}

function named(name: string, policy: CheckpointPolicy): CheckpointPolicy {
  return Object.defineProperty(policy, "name", { value: name });
}

function isNamed(primitive: Primitive, params: Params): params is { name: string } {
  return primitive === (nameP as unknown as Primitive);
}

/** What `checkpoint` may keep. Source: `jax.checkpoint_policies`. */
export const checkpointPolicies = {
  /** Everything, as without `checkpoint`. */
  everythingSaveable: named("everything_saveable", () => true),
  /** Nothing: what goes for no policy. */
  nothingSaveable: named("nothing_saveable", () => false),
  /** Products of matrices, which convolutions are too. */
  dotsSaveable: named("dots_saveable", ({ lowering }) => lowering.kind === "contract"),
  /** Products without batch axes. */
  dotsWithNoBatchDimsSaveable: named("dots_with_no_batch_dims_saveable", ({ lowering }, params) => {
    return lowering.kind === "contract" && lowering.axes(params).batch[0].length === 0;
  }),
  /** What `checkpointName` has given one of these names. */
  saveOnlyTheseNames: (...names: string[]): CheckpointPolicy =>
    named("save_only_these_names", (p, params) => isNamed(p, params) && names.includes(params.name)),
  /** What `checkpointName` has given a name, but for these. */
  saveAnyNamesButThese: (...names: string[]): CheckpointPolicy =>
    named("save_any_names_but_these", (p, params) => isNamed(p, params) && !names.includes(params.name)),
  /** Everything but what `checkpointName` has given one of these names. */
  saveAnythingExceptTheseNames: (...names: string[]): CheckpointPolicy =>
    named(
      "save_anything_except_these_names",
      (p, params) => !(isNamed(p, params) && names.includes(params.name)),
    ),
  /** What one of two policies keeps. */
  saveFromBothPolicies:
    (first: CheckpointPolicy, second: CheckpointPolicy): CheckpointPolicy =>
    (...operation) =>
      first(...operation) || second(...operation),
};
