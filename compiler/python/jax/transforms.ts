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
import { asGiven } from "../../calls/callable.js";
import { map, structure } from "../../ir/tree.js";
import { linearTranspose } from "../../transforms/linearTranspose.js";
import { List, Tuple } from "../objects/containers.js";
import { Native, type Natives } from "../objects/native.js";
import { str } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import { typeOf } from "../objects/types.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { checkpointNatives } from "./checkpoint.js";
import { gradientDoc, jacobianDoc, valueDoc, vectorizedDoc } from "./docs.js";
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
function derivative(transform: unknown, doc: (name: string, nums: string) => string) {
  return (f: Value, nums?: Value, hasAux?: Value, holomorphic?: Value, allowInt?: Value) => {
    const given = options({
      argnums: argnums(nums),
      hasAux: flag(hasAux),
      holomorphic: flag(holomorphic),
      allowInt: allowInt !== undefined && truth(allowInt) ? true : undefined,
    });
    const g = (transform as (f: UserFunction, o: object) => UserFunction)(toFunction(f), given);
    return new Transformed(g, f, withTuples, true).withDoc(() => doc(nameOf(f), str(nums ?? 0n)));
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

/** What the library returns: the numbers that nothing was done to are still numbers. */
const given = (x: unknown): Value => asGiven(x) as Value;

/** Tangents stand in a container like that of the primals. */
function checkTangents(primals: Value, tangents: Value): void {
  const isSequence = (x: Value): boolean => x instanceof Tuple || x instanceof List;
  if (!isSequence(primals) || !isSequence(tangents))
    fail(
      "TypeError",
      `primal and tangent arguments to jax.jvp must be tuples or lists; found ${typeOf(primals).name} and ${typeOf(tangents).name}.`,
    );
  const [expected, given] = [structure(primals), structure(tangents)];
  if (!expected.equals(given))
    fail(
      "TypeError",
      `primal and tangent arguments to jax.jvp must have the same tree structure; primals have tree structure ${expected.toString()} whereas tangents have tree structure ${given.toString()}.`,
    );
}

function checkInAxes(x: Value | undefined): void {
  if (x === undefined || x === null || typeof x === "bigint" || x instanceof Tuple || x instanceof List)
    return;
  fail(
    "TypeError",
    `vmap in_axes must be an int, None, or a tuple of entries corresponding to the positional arguments passed to the function, but got ${str(x)}.`,
  );
}

export const transformNatives: Natives = {
  "grad(fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False, reduce_axes=())": derivative(
    grad,
    gradientDoc,
  ),
  "value_and_grad(fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False, reduce_axes=())":
    derivative(valueAndGrad, valueDoc),
  "jacfwd(fun, argnums=0, has_aux=False, holomorphic=False)": derivative(jacfwd, jacobianDoc),
  "jacrev(fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False)": derivative(
    jacrev,
    jacobianDoc,
  ),
  "jacobian(fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False)": derivative(
    jacrev,
    jacobianDoc,
  ),
  "hessian(fun, argnums=0, has_aux=False, holomorphic=False)": derivative(hessian, jacobianDoc),
  "jvp(fun, primals, tangents, has_aux=False)"(
    f: Value,
    primals: Value,
    tangents: Value,
    hasAux: Value = false,
  ) {
    checkTangents(primals, tangents);
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
    reduceAxes: Value = null,
  ) {
    if (reduceAxes !== null && truth(reduceAxes))
      fail("NotImplementedError", "reduce_axes argument to vjp is deprecated");
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
    checkInAxes(inAxes);
    const given = options({
      inAxes: axes(inAxes),
      outAxes: outAxes === undefined ? undefined : axisTree(outAxes),
      axisSize: axisSize === undefined || axisSize === null ? undefined : Number(axisSize),
      axisName: typeof axisName === "string" ? axisName : undefined,
    });
    return new Transformed(vmap(toFunction(f), given), f, same, true).withDoc(() => vectorizedDoc(f));
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
  ...checkpointNatives,
  "stop_gradient(x)": (x: Value) => stopGradient(x as never),
  "block_until_ready(x)"(x: Value) {
    fetchAll([x]);
    return x;
  },
  "device_put(x, device=None, *, src=None, donate=False, may_alias=None)": (x: Value) =>
    map((leaf) => asArray(toValue(arrayOr(leaf as Value) ?? leaf)), x) as Value,
};
