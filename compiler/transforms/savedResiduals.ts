/** What a gradient keeps of a function's values. */

import type { ArrayType } from "../ir/arrayType.js";
import { Literal, type Atom, type Equation, type Program } from "../ir/program.js";
import { showSource } from "../ir/source.js";
import { leaves, unflatten } from "../ir/tree.js";
import type { Primitive } from "../trace/primitive.js";
import { nameP } from "../calls/checkpointName.js";
import { jitP } from "../calls/jitCall.js";
import { expectFunction, flattenArguments } from "../calls/callable.js";
import type { UserFunction } from "../calls/treeTypes.js";
import { vjpWithAux } from "./reverse.js";
import { makeJaxpr } from "./staging.js";

/** An array that is kept, and what it is. */
export interface Residual {
  readonly type: ArrayType;
  /** "from the argument x", "output of sin from model.ts:4:7 (layer)". */
  readonly origin: string;
}

/**
 * What reverse mode keeps of a function's values for its second half, as `checkpoint` and its policies decide.
 *
 *     savedResiduals((x) => jnp.sin(jnp.sin(x)), 1).length // 2
 *     savedResiduals(checkpoint((x) => jnp.sin(jnp.sin(x))), 1)[0].origin // from the argument x
 *
 * Source: `jax.ad_checkpoint.print_saved_residuals`.
 */
export function savedResiduals(f: UserFunction, ...args: unknown[]): Residual[] {
  expectFunction(f, "savedResiduals");
  const { leaves: values, tree, names } = flattenArguments(f, args, "savedResiduals");
  const flat = (...xs: unknown[]): unknown => f(...(unflatten(tree, xs) as unknown[]));
  let outputs = 0;
  const halves = (...xs: unknown[]): unknown => {
    const [out, pullback] = vjpWithAux(flat, xs, false);
    outputs = leaves(out).length;
    return [out, pullback.residuals];
  };
  const { program } = makeJaxpr(halves)(...values);
  return residualsOf(program, program.outputs.slice(outputs), names);
}

function residualsOf(
  { constants, inputs, equations }: Program<Primitive>,
  kept: readonly Atom[],
  names: readonly string[],
): Residual[] {
  // It makes no value, but keeps one from being computed again.
  const behind = new Map<Atom, Atom>(
    equations.filter((e) => e.primitive.name === "reduce_precision").map((e) => [e.outputs[0], e.inputs[0]]),
  );
  const found = new Set(kept.map((x) => behind.get(x) ?? x));
  const described = (atoms: readonly Atom[], origin: (i: number) => string): Residual[] =>
    atoms.flatMap((x, i) => (found.has(x) ? [{ type: x.type, origin: origin(i) }] : []));
  return [
    ...described(kept.filter((x) => x instanceof Literal), () => "from a literal"), // prettier-ignore
    ...described(constants.map((c) => c.variable), () => "from a constant"), // prettier-ignore
    ...described(inputs, (i) => `from the argument ${names[i]}`),
    ...equations.flatMap((e) => described(e.outputs, () => originOf(e))),
  ];
}

function originOf({ primitive, params, source }: Equation<Primitive>): string {
  const where = source ? showSource(source) : "an unknown place";
  const { name } = params as { readonly name?: string };
  if (primitive === nameP) return `named '${name}' from ${where}`;
  const what = primitive === jitP ? `jitted function '${name}'` : primitive.name;
  return `output of ${what} from ${where}`;
}
