/** `jax.grad` and the other transformations, and custom rules. */

import { closureConvert } from "../../calls/customGradient.js";
import { stopGradient } from "../../calls/stopGradient.js";
import type { UserFunction } from "../../calls/treeTypes.js";
import { jvp, linearize } from "../../transforms/forward.js";
import { hessian, jacfwd, jacrev } from "../../transforms/jacobian.js";
import { grad, valueAndGrad, vjp } from "../../transforms/reverse.js";
import type { Derivative } from "../../transforms/derivative.js";
import { asArray, toValue } from "../../trace/hostArray.js";
import { vmap } from "../../transforms/vmap.js";
import { checkpoint, checkpointPolicies } from "../../calls/checkpoint.js";
import { asGiven } from "../../calls/callable.js";
import { map } from "../../ir/tree.js";
import { linearTranspose } from "../../transforms/linearTranspose.js";
import { List, Tuple } from "../objects/containers.js";
import type { Natives } from "../objects/native.js";
import { truth } from "../objects/truth.js";
import { builtinType } from "../objects/type.js";
import { Obj, type Value } from "../objects/value.js";
import { arrayArgument, arrayOr } from "./convert.js";
import { Aval, withStructs } from "./avals.js";
import { makeJaxprOf } from "./jaxprs.js";
import { fetchAll } from "./device.js";
import {
  libraryFunction,
  fetchFor,
  listOfItems,
  nameOf,
  toFunction,
  Transformed,
  tupleOf,
  same,
  withTuples,
} from "./functions.js";
import { options, argnums, flag } from "./options.js";
import { DerivativeFunction, linearType, vjpType } from "./derivatives.js";

/** The gradient or the Jacobian: a tuple where argnums is one, and a pair with what else the function returned. */
function derivative(transform: unknown) {
  return (f: Value, nums?: Value, hasAux?: Value, holomorphic?: Value, allowInt?: Value) => {
    const given = options({
      argnums: argnums(nums),
      hasAux: flag(hasAux),
      holomorphic: flag(holomorphic),
      allowInt: allowInt !== undefined && truth(allowInt) ? true : undefined,
    });
    const g = (transform as (f: UserFunction, o: object) => UserFunction)(toFunction(f), given);
    return new Transformed(g, f, withTuples, true);
  };
}

/** Axes, as the library has them: Python's containers are trees. */
function axes(x: Value | undefined): unknown {
  if (x === undefined) return undefined;
  if (x instanceof Tuple || x instanceof List) return x.items.map(axisTree);
  return axisTree(x);
}

function axisTree(x: Value): unknown {
  return map((leaf) => (typeof leaf === "bigint" ? Number(leaf) : leaf), x);
}

const policyType = builtinType("function", undefined, "jax.checkpoint_policies");
/** What `checkpoint` may keep. */
class Policy extends Obj {
  constructor(readonly of: (typeof checkpointPolicies)["everythingSaveable"]) {
    super(policyType);
  }
}

/** `jax.checkpoint_policies`. */
export const policies: readonly (readonly [string, Value])[] = [
  ["everything_saveable", new Policy(checkpointPolicies.everythingSaveable)],
  ["nothing_saveable", new Policy(checkpointPolicies.nothingSaveable)],
  ["dots_saveable", new Policy(checkpointPolicies.dotsSaveable)],
  ["checkpoint_dots", new Policy(checkpointPolicies.dotsSaveable)],
  ["dots_with_no_batch_dims_saveable", new Policy(checkpointPolicies.dotsWithNoBatchDimsSaveable)],
];

/** What the library returns: the numbers that nothing was done to are still numbers. */
const given = (x: unknown): Value => asGiven(x) as Value;

function remat(f: Value, preventCse?: Value, policy?: Value, statics?: Value): Value {
  const given = options({
    preventCse: flag(preventCse),
    policy: policy instanceof Policy ? policy.of : undefined,
    staticArgnums: argnums(statics),
  });
  return new Transformed(checkpoint(toFunction(f), given) as UserFunction, f, same, false);
}

export const transformNatives: Natives = {
  "grad(fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False, reduce_axes=())": derivative(grad),
  "value_and_grad(fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False, reduce_axes=())":
    derivative(valueAndGrad),
  "jacfwd(fun, argnums=0, has_aux=False, holomorphic=False)": derivative(jacfwd),
  "jacrev(fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False)": derivative(jacrev),
  "jacobian(fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False)": derivative(jacrev),
  "hessian(fun, argnums=0, has_aux=False, holomorphic=False)": derivative(hessian),
  "jvp(fun, primals, tangents, has_aux=False)"(
    f: Value,
    primals: Value,
    tangents: Value,
    hasAux: Value = false,
  ) {
    fetchFor(f, [primals, tangents]);
    const aux = truth(hasAux);
    const out = asGiven(
      jvp(
        toFunction(f),
        listOfItems(primals) as never,
        listOfItems(tangents) as never,
        aux ? ({ hasAux: true } as never) : undefined,
      ),
    );
    return withTuples(out);
  },
  "vjp(fun, *primals, has_aux=False, reduce_axes=())"(
    f: Value,
    primals: readonly Value[],
    hasAux: Value = false,
  ) {
    fetchFor(f, primals);
    const aux = truth(hasAux);
    const [y, pullback, ...rest] = vjp(
      toFunction(f),
      ...(primals as never[]),
      ...((aux ? [{ hasAux: true }] : []) as never[]),
    ) as unknown as [Value, Derivative, ...Value[]];
    const cotangents = (x: unknown): Value => tupleOf(asGiven(x));
    return new Tuple([given(y), new DerivativeFunction(vjpType, pullback, cotangents), ...rest.map(given)]);
  },
  "linearize(fun, *primals, has_aux=False)"(f: Value, primals: readonly Value[], hasAux: Value = false) {
    fetchFor(f, primals);
    const flags = truth(hasAux) ? [{ hasAux: true }] : [];
    const out = linearize(toFunction(f), ...([...primals, ...flags] as never[]));
    const [y, linear, ...aux] = out as unknown as [Value, Derivative, ...Value[]];
    return new Tuple([given(y), new DerivativeFunction(linearType, linear, given), ...aux.map(given)]);
  },
  "vmap(fun, in_axes=0, out_axes=0, axis_name=None, axis_size=None, spmd_axis_name=None, sum_match=False)"(
    f: Value,
    inAxes?: Value,
    outAxes?: Value,
    axisName?: Value,
    axisSize?: Value,
  ) {
    const given = options({
      inAxes: axes(inAxes),
      outAxes: outAxes === undefined ? undefined : axisTree(outAxes),
      axisSize: axisSize === undefined || axisSize === null ? undefined : Number(axisSize),
      axisName: typeof axisName === "string" ? axisName : undefined,
    });
    return new Transformed(vmap(toFunction(f), given), f, same, true);
  },
  "make_jaxpr(fun, static_argnums=(), axis_env=None, return_shape=False, abstracted_axes=None)": makeJaxprOf,
  "typeof(x)": (x: Value) => new Aval(toValue(arrayArgument(x, "typeof", 0)).type),
  "closure_convert(fun, *example_args)"(f: Value, args: readonly Value[]) {
    const [converted, constants] = closureConvert(toFunction(f), ...(args as never[])) as unknown as [
      UserFunction,
      unknown[],
    ];
    return new Tuple([libraryFunction(nameOf(f), converted, same), new List(constants as Value[])]);
  },
  "linear_transpose(fun, *primals, reduce_axes=())"(f: Value, primals: readonly Value[]) {
    const transposed = linearTranspose(toFunction(f), ...(withStructs(primals) as never[])) as UserFunction;
    return libraryFunction("transposed_fun", transposed, tupleOf);
  },
  "checkpoint(fun, *, prevent_cse=True, policy=None, static_argnums=(), concrete=False)": remat,
  "remat(fun, *, prevent_cse=True, policy=None, static_argnums=(), concrete=False)": remat,
  "stop_gradient(x)": (x: Value) => stopGradient(x as never),
  "block_until_ready(x)"(x: Value) {
    fetchAll([x]);
    return x;
  },
  "device_put(x, device=None, *, src=None, donate=False, may_alias=None)": (x: Value) =>
    map((leaf) => asArray(toValue(arrayOr(leaf as Value) ?? leaf)), x) as Value,
};
