/** `jax.checkpoint`, and what it may keep. */

import { checkpoint, checkpointPolicies, type CheckpointPolicy } from "../../calls/checkpoint.js";
import { checkpointName } from "../../calls/checkpointName.js";
import type { UserFunction } from "../../calls/treeTypes.js";
import { savedResiduals } from "../../transforms/savedResiduals.js";
import { call, machine } from "../objects/machine.js";
import { Native, type Natives } from "../objects/native.js";
import { truth } from "../objects/truth.js";
import { builtinType } from "../objects/type.js";
import { type Keywords, Obj, type Value } from "../objects/value.js";
import { Aval } from "./avals.js";
import { same, toFunction, Transformed, withKeywords } from "./functions.js";
import { paramsOf, primitive } from "./jaxprs.js";
import { argnums, flag, options } from "./options.js";

const policyType = builtinType("function", undefined, "jax.checkpoint_policies");
/** One of the library's policies. */
class Policy extends Obj {
  constructor(readonly of: CheckpointPolicy) {
    super(policyType);
  }
}

/** What policies decide by, as functions of scripts take it. */
function policyOf(x: Value): CheckpointPolicy | null {
  if (x === null) return null;
  if (x instanceof Policy) return x.of;
  return (p, params, types) =>
    truth(
      call(
        x,
        [primitive(p), ...types.map((t) => new Aval(t))],
        paramsOf(params as Readonly<Record<string, unknown>>).names,
      ),
    );
}

const policy = (of: CheckpointPolicy): Policy => new Policy(of);
const names = (xs: readonly Value[]): string[] => xs.map(String);

const policyMakers: Natives = {
  "save_only_these_names(*names_which_can_be_saved)": (xs: readonly Value[]) =>
    policy(checkpointPolicies.saveOnlyTheseNames(...names(xs))),
  "save_any_names_but_these(*names_not_to_save)": (xs: readonly Value[]) =>
    policy(checkpointPolicies.saveAnyNamesButThese(...names(xs))),
  "save_anything_except_these_names(*names_not_to_save)": (xs: readonly Value[]) =>
    policy(checkpointPolicies.saveAnythingExceptTheseNames(...names(xs))),
  "save_from_both_policies(policy_1, policy_2)": (a: Value, b: Value) =>
    policy(checkpointPolicies.saveFromBothPolicies(policyOf(a)!, policyOf(b)!)),
};

/** `jax.checkpoint_policies`. */
export const policies: readonly (readonly [string, Value])[] = [
  ["everything_saveable", policy(checkpointPolicies.everythingSaveable)],
  ["nothing_saveable", policy(checkpointPolicies.nothingSaveable)],
  ["dots_saveable", policy(checkpointPolicies.dotsSaveable)],
  ["checkpoint_dots", policy(checkpointPolicies.dotsSaveable)],
  ["dots_with_no_batch_dims_saveable", policy(checkpointPolicies.dotsWithNoBatchDimsSaveable)],
  ["checkpoint_dots_with_no_batch_dims", policy(checkpointPolicies.dotsWithNoBatchDimsSaveable)],
  ...Object.entries(policyMakers).map(([text, make]): [string, Value] => {
    const native = new Native(text, make, undefined, "jax.checkpoint_policies");
    return [native.name, native];
  }),
];

function remat(f: Value, preventCse?: Value, given?: Value, statics?: Value): Value {
  const chosen = options({
    preventCse: flag(preventCse),
    policy: given === undefined ? undefined : policyOf(given),
    staticArgnums: argnums(statics),
  });
  return new Transformed(checkpoint(toFunction(f), chosen) as UserFunction, f, same, false);
}

export const checkpointNatives: Natives = {
  "checkpoint(fun, *, prevent_cse=True, policy=None, static_argnums=(), concrete=False)": remat,
  "remat(fun, *, prevent_cse=True, policy=None, static_argnums=(), concrete=False)": remat,
};

/** `jax.ad_checkpoint`, but for what `jax` has too. */
export const checkpointNames: Natives = {
  "checkpoint_name(x, /, name)": (x: Value, name: string) => checkpointName(x, name) as Value,
  "print_saved_residuals(f, /, *args, **kwargs)"(f: Value, args: readonly Value[], keywords: Keywords) {
    for (const { type, origin } of savedResiduals(toFunction(f), ...withKeywords(args, keywords)))
      machine().write(`${type.toString()} ${origin}\n`);
  },
};
