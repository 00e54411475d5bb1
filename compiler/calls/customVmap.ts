/**
 * Functions with a batching rule.
 * Source: `jax.custom_batching`.
 */

import { AttributeError, TypeError, ValueError } from "../ir/errors.js";
import { Written } from "../ir/params.js";
import { flatten, structure, type TreeDef, unflatten } from "../ir/tree.js";
import { toValue } from "../trace/hostArray.js";
import { hoistConstants, stage } from "../trace/stageTrace.js";
import { bind } from "../trace/trace.js";
import {
  callUser,
  expectFunction,
  FlatFunction,
  flattenArguments,
  named,
  nameOf,
  placeOf,
} from "./callable.js";
import { CustomFunction } from "./customFunction.js";
import { customVmapP, type FlatVmapRule, pairText } from "./customVmapCall.js";
import { wrapped } from "./parameters.js";
import { showTree } from "./treeText.js";
import type { Arguments, Output, Transformed, UserFunction } from "./treeTypes.js";

/**
 * A rule: the length of the mapped axis, for each argument a tree that says which of its arrays are batched (along their
 * first axis), and the arguments. Gives the output, and which of its arrays are batched.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- arguments, and what is said of them, are trees of the user's
type VmapRule = (axisSize: number, inBatched: any, ...args: any[]) => readonly [unknown, unknown];

export interface CustomVmap<F extends UserFunction> {
  (...args: Arguments<F>): Output<F>;
  /** Sets the rule, and gives it back. */
  defVmap<R extends VmapRule>(rule: R): R;
}

/**
 * Wraps `f` so that `vmap` calls a rule of yours. The function is traced at once: it cannot decide by the values of its
 * arguments. Forward mode differentiates function and rule; for reverse mode, put `customVjp` around it.
 *
 *     const f = customVmap((x, y) => x.add(y));
 *     f.defVmap((axisSize, [xBatched, yBatched], xs, ys) => [xs.mul(ys), true]);
 *     vmap(f)(jnp.array([1, 2]), jnp.array([3, 4])) // [3. 8.]
 *
 * Throws an AttributeError when called without a rule, and a ValueError if what the rule gives doesn't fit `f`.
 * Source: `jax.custom_batching.custom_vmap`.
 */
export function customVmap<F extends UserFunction>(f: F): CustomVmap<F> {
  expectFunction(f, "customVmap");
  const custom = new CustomFunction("custom_vmap", f);
  let rule: UserFunction | undefined;
  const call = (...given: unknown[]): unknown => {
    const { args } = custom.resolve(given);
    if (!rule)
      throw new AttributeError(
        `No batching rule defined for custom_vmap function ${custom.name} using def_vmap.`,
        {
          hint: `Give it a rule: ${custom.shortName}.defVmap((axisSize, inBatched, ...args) => [out, outBatched]).`,
          places: [custom.made],
        },
      );
    return callWithRule(f, rule, args);
  };
  return Object.assign(wrapped(call as Transformed<F>, f), {
    defVmap: <R extends VmapRule>(given: R): R => {
      expectFunction(given, `${custom.name}.defVmap`);
      rule = given;
      return given;
    },
  });
}

function callWithRule(f: UserFunction, rule: UserFunction, args: readonly unknown[]): unknown {
  const { leaves, tree, names } = flattenArguments(f, args, "custom_vmap");
  const flat = new FlatFunction(f, tree, "custom_vmap");
  const traced = { transform: "custom_vmap", name: placeOf(f), inputs: names };
  const types = leaves.map((x) => x.type);
  const { program, constants } = hoistConstants(stage(flat.call, types, traced));
  const flatRule = new UserVmapRule(rule, constants.length, tree, flat.outputTree);
  const outputs = bind(customVmapP, [...constants, ...leaves], {
    call: program,
    rule: named(flatRule.run, rule),
    inTree: pairText(structure([...constants]).toString(), tree.toString()),
    outTree: new Written(flat.outputTree.toString()),
  });
  return flat.unflatten(outputs);
}

/** The user's rule in flat form, with the checks that JAX makes. */
class UserVmapRule {
  constructor(
    private readonly rule: UserFunction,
    private readonly constantCount: number,
    private readonly inputTree: TreeDef,
    private readonly outputTree: TreeDef,
  ) {}

  readonly run: FlatVmapRule = (size, batched, inputs) => {
    const k = this.constantCount;
    if (batched.slice(0, k).includes(true)) throw this.closedOver();
    const flags = unflatten(this.inputTree, batched.slice(k)) as unknown[];
    const args = unflatten(this.inputTree, inputs.slice(k)) as unknown[];
    const result = callUser(this.rule, [size, flags, ...args], "as a vmap rule");
    if (!Array.isArray(result) || result.length !== 2)
      throw new TypeError(
        `Custom vmap rule ${nameOf(this.rule)} must produce a pair of output values and output batching specification, but got ${showTree(result)}.`,
        { hint: "A rule gives [output, outBatched]." },
      );
    const [outputs, tree] = flatten(result[0]);
    const [isBatched, flagTree] = flatten(result[1]);
    this.checkTrees(tree, flagTree);
    const values = outputs.map((x) => toValue(x, `the vmap rule ${nameOf(this.rule)}, output`));
    return { outputs: values, batched: isBatched.map(Boolean) };
  };

  private checkTrees(tree: TreeDef, flagTree: TreeDef): void {
    const name = nameOf(this.rule);
    if (!tree.equals(flagTree))
      throw new ValueError(
        `structure of output value and output batching specification returned by custom vmap rule (${name}) do not match.\n` +
          `Output values: ${tree.toString()}\nBatching spec: ${flagTree.toString()}`,
      );
    if (!tree.equals(this.outputTree))
      throw new ValueError(
        `structure of output returned by custom vmap rule (${name}) does not match that of original custom-vmapped function.\n` +
          `Original output: ${this.outputTree.toString()}\nRule output: ${tree.toString()}`,
      );
  }

  private closedOver(): ValueError {
    return new ValueError(
      "custom_vmap functions cannot be mapped over values that they close over: the rule knows of arguments only.",
      { hint: `The rule is ${nameOf(this.rule)}. Make the closed-over value an argument.` },
    );
  }
}
