import { TypeError } from "../ir/errors.js";
import { flatten, type TreeDef, unflatten } from "../ir/tree.js";
import { itemsOf } from "../ir/treeNode.js";
import type { Program } from "../ir/program.js";
import { evaluate } from "../trace/evaluate.js";
import { toValue } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { type ClosedProgram, hoistConstants, stage } from "../trace/stageTrace.js";
import { Tracer } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";
import { callUser, expectFunction, FlatFunction, flattenArguments, named, nameOf } from "./callable.js";
import { wrapped } from "./parameters.js";
import { customVjp } from "./customVjp.js";
import { showTree } from "./treeText.js";
import type { Arguments, Output, Transformed, UserFunction } from "./treeTypes.js";

/**
 * For functions that give their value together with its derivative: `f(...args)` is `[output, bwd]`, and
 * `bwd(cotangent)` gives the cotangents of the arguments: a list, or a bare one if there is one argument.
 *
 *     const f = customGradient((x) => [x.mul(x), (g) => g.mul(x)]);
 *
 * Reverse mode only. Source: `jax.custom_gradient`.
 */
export function customGradient<P extends Parameters<UserFunction>, Out>(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- cotangents like the output, as the user has them
  f: (...args: P) => readonly [Out, (cotangent: any) => unknown],
): Transformed<(...args: P) => Out> {
  expectFunction(f, "customGradient");
  return wrapped((...args: unknown[]) => {
    // A custom_vjp of its own for each call: what fwd learns of bwd is for this call's backward pass.
    let backward: { program: Program<Primitive>; tree: TreeDef } | undefined;
    const custom = customVjp(named((...xs: unknown[]) => callPair(f, xs)[0], f));
    const fwd = (...xs: unknown[]): unknown => {
      const [output, bwd] = callPair(f, xs);
      const { closed, tree } = stageBackward(f, bwd, output, xs.length);
      backward = { program: closed.program, tree };
      return [output, [...closed.constants]];
    };
    const bwd = (constants: Value[], cotangent: unknown): unknown => {
      const { program, tree } = backward!;
      return unflatten(tree, evaluate(program, [...constants, ...(flatten(cotangent)[0] as Value[])]));
    };
    custom.defvjp(named(fwd as UserFunction, f), named(bwd as UserFunction, f));
    return custom(...args);
  }, f as UserFunction) as Transformed<(...args: P) => Out>;
}

function callPair(f: UserFunction, args: readonly unknown[]): [unknown, UserFunction] {
  const result = callUser(f, args, "traced for custom_gradient");
  const pair = itemsOf(result);
  if (pair?.length !== 2 || typeof pair[1] !== "function")
    throw new TypeError(
      `custom_gradient function ${nameOf(f)} must return a pair of its output and a function for the backward pass, but got ${showTree(result)}.`,
      {
        hint: `${nameOf(f)} must give [output, bwd], where bwd(cotangent) gives the cotangents of its arguments.`,
      },
    );
  return pair as [unknown, UserFunction];
}

/** The backward function as a program; the values that it closes over become residuals. */
function stageBackward(f: UserFunction, bwd: UserFunction, output: unknown, count: number) {
  const [outputs, outputTree] = flatten(output);
  let tree: TreeDef | undefined;
  const program = stage(
    (...cotangents) => {
      const result: unknown = bwd(unflatten(outputTree, cotangents));
      const items = itemsOf(result);
      const list: unknown = count === 1 && items?.length !== 1 ? [result] : (items ?? result);
      const [leaves, found] = flatten(list);
      tree = found;
      return leaves.map((x) => toValue(x, `customGradient of ${nameOf(f)}, cotangents`));
    },
    outputs.map((x) => toValue(x).type.tangent()),
    { transform: "customGradient", name: nameOf(f) },
  );
  return { closed: hoistConstants(program), tree: tree! };
}

/**
 * Makes explicit what `f` closes over: gives `[g, constants]` such that `g(...args, ...constants)` is `f(...args)` and
 * `g` closes over no traced values. For handing functions to custom rules. Source: `jax.closure_convert`.
 */
export function closureConvert<F extends UserFunction>(
  f: F,
  ...exampleArgs: Arguments<F>
): [converted: (...args: unknown[]) => Output<F>, constants: Value[]] {
  expectFunction(f, "closureConvert");
  const { leaves, tree, names } = flattenArguments(f, exampleArgs, "closureConvert");
  const flat = new FlatFunction(f, tree, "closureConvert");
  const types = leaves.map((x) => x.type);
  const closed = hoistConstants(
    stage(flat.call, types, { transform: "closureConvert", name: nameOf(f), inputs: names }),
  );
  const hoisted = closed.constants.filter((c) => c instanceof Tracer);
  const converted: UserFunction = (...args: unknown[]) => {
    const given = args.slice(args.length - hoisted.length) as Value[];
    const rest = flattenArguments(f, args.slice(0, args.length - hoisted.length), "closureConvert");
    if (!rest.tree.equals(tree))
      throw new TypeError(
        `The inputs to the closure produced by closure_convert must have the same Pytree structure as the example arguments ` +
          `passed when closure_convert was called. Expected ${tree.toString()}, but got ${rest.tree.toString()}`,
        { hint: `closureConvert of ${nameOf(f)}; the constants that it gave come last.` },
      );
    return flat.unflatten(evaluate(closed.program, [...constantsOf(closed, hoisted, given), ...rest.leaves]));
  };
  return [named(converted as (...args: unknown[]) => Output<F>, f), hoisted];
}

function constantsOf(closed: ClosedProgram, hoisted: readonly Value[], given: readonly Value[]): Value[] {
  return closed.constants.map((c) => {
    const at = hoisted.indexOf(c);
    return at >= 0 ? toValue(given[at]) : c;
  });
}
