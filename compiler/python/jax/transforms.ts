/** `jax.grad` and the other transformations, and custom rules. */

import { customJvp } from "../../calls/customJvp.js";
import { customVjp } from "../../calls/customVjp.js";
import { closureConvert, customGradient } from "../../calls/customGradient.js";
import { jit } from "../../calls/jit.js";
import { stopGradient } from "../../calls/stopGradient.js";
import type { UserFunction } from "../../calls/treeTypes.js";
import { jvp, linearize } from "../../transforms/forward.js";
import { hessian, jacfwd, jacrev } from "../../transforms/jacobian.js";
import { grad, valueAndGrad, vjp } from "../../transforms/reverse.js";
import { asArray, toValue } from "../../trace/hostArray.js";
import { evalShape } from "../../transforms/staging.js";
import { vmap } from "../../transforms/vmap.js";
import { checkpoint, checkpointPolicies } from "../../calls/checkpoint.js";
import { asGiven } from "../../calls/callable.js";
import { BindingProblem, positionalArguments } from "../../calls/bind.js";
import { signatureOf } from "../../calls/parameters.js";
import { itemsOf } from "../../ir/treeNode.js";
import { customVmap } from "../../calls/customVmap.js";
import { sequentialVmap } from "../../lax/sequentialVmap.js";
import { CustomVJPPrimal, customVjpPrimalTreeValues, SymbolicZero } from "../../calls/symbolicZeros.js";
import { leaves, map } from "../../ir/tree.js";
import { Tracer } from "../../trace/tracer.js";
import { linearTranspose } from "../../transforms/linearTranspose.js";
import { List, Tuple } from "../objects/containers.js";
import { call } from "../objects/machine.js";
import { getters, methods, Native, type Natives } from "../objects/native.js";
import { repr } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import { builtinType, type Type } from "../objects/type.js";
import { type Keywords, Obj, type Value } from "../objects/value.js";
import { arrayArgument, arrayOr, toStatic } from "./convert.js";
import { dtypeObject } from "./dtypes.js";
import { Aval, structTree, structType, withStructs } from "./avals.js";
import { makeJaxprOf } from "./jaxprs.js";
import { address } from "../types/object.js";
import { fetchAll } from "./device.js";
import {
  described,
  libraryFunction,
  fetchFor,
  listOfItems,
  nameOf,
  toFunction,
  Transformed,
  withKeywords,
  transformedMethods,
  tupleOf,
  same,
  withTuples,
} from "./functions.js";

/** Options of the library's, from those that were given. */
function options(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined));
}

/** `argnums`: an int, or a tuple of them, for which results are tuples. */
function argnums(x: Value | undefined): unknown {
  return x === undefined ? undefined : toStatic(x);
}

function flag(x: Value | undefined): boolean | undefined {
  return x === undefined ? undefined : truth(x);
}

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

/** `jit(f)`. */
const jittedType = builtinType("PjitFunction", undefined, "jaxlib._jax.jax_jit");
transformedMethods(jittedType);

class Jitted extends Transformed {
  constructor(
    readonly jitted: ReturnType<typeof jit>,
    wrapped: Value,
  ) {
    super(jitted as UserFunction, wrapped, same, false, jittedType);
  }

  override invoke(args: readonly Value[], keywords: Keywords): Value {
    return isJitDisabled ? call(this.wrapped, args, keywords) : super.invoke(args, keywords);
  }
}

let isJitDisabled = false;

/** From now on, whether functions given to `jit` run as they are. */
export function disableJit(is: Value): void {
  isJitDisabled = truth(is);
}
methods(jittedType, {
  "__repr__(self, /)": (j: Jitted) => `<PjitFunction of ${repr(j.wrapped)}>`,
  "lower(self, /, *args, **kwargs)": (j: Jitted, args: readonly Value[], keywords: Keywords) =>
    new Lowered(j.jitted.lower(...(withKeywords(withStructs(args) as Value[], keywords) as never[])), j),
  "eval_shape(self, /, *args, **kwargs)": (j: Jitted, args: readonly Value[], keywords: Keywords) =>
    shapeOf(j.f, args, keywords),
  "clear_cache(self, /)": () => null,
});

/** Shapes and dtypes of what a function would give. */
function shapeOf(f: UserFunction, args: readonly Value[], keywords: Keywords): Value {
  const named = new Map([...keywords].map(([name, x]) => [name, withStructs([x])[0] as Value]));
  const given = withKeywords(withStructs(args) as Value[], named) as never[];
  return structTree(evalShape(f, ...given));
}

const loweredType = builtinType("Lowered", undefined, "jax.stages");
/** What would run. */
class Lowered extends Obj {
  constructor(
    readonly of: { jaxpr: string; kernels: readonly { name: string; wgsl: string }[] },
    readonly jitted: Jitted,
  ) {
    super(loweredType);
  }
}
const stageText = (l: Lowered): string => l.of.kernels.map((k) => k.wgsl).join("\n");
methods(loweredType, {
  "as_text(self, dialect=None, *, debug_info=False)": stageText,
  "compile(self, compiler_options=None)": (l: Lowered) => new Compiled(l),
});

const compiledType = builtinType("Compiled", undefined, "jax.stages");
class Compiled extends Obj {
  constructor(readonly lowered: Lowered) {
    super(compiledType);
  }
}
methods(compiledType, {
  "__call__(self, /, *args, **kwargs)": (c: Compiled, args: readonly Value[], keywords: Keywords) =>
    c.lowered.jitted.invoke(args, keywords),
  "as_text(self)": (c: Compiled) => stageText(c.lowered),
});

/** `custom_jvp(f)`, `custom_vjp(f)` and `custom_vmap(f)`. */
class Custom extends Transformed {
  private hasRule = false;

  constructor(
    f: UserFunction,
    wrapped: Value,
    type: Type,
    private readonly of: Rules,
  ) {
    super(f, wrapped, same, true, type);
  }

  /** The library's, to set a rule. */
  get rules(): Required<Rules> {
    this.hasRule = true;
    return this.of as Required<Rules>;
  }

  /** Arguments in the order of the parameters, as rules get them. */
  private positions(args: readonly Value[], keywords: Keywords): Value[] {
    const given = withKeywords(args, keywords);
    try {
      return positionalArguments(signatureOf(toFunction(this.wrapped)), given) as Value[];
    } catch (error) {
      if (!(error instanceof BindingProblem)) throw error;
      // The library says what is wrong.
      return this.f(...given) as never;
    }
  }

  /** On values alone it is the function that was wrapped: numbers stay numbers. */
  override invoke(args: readonly Value[], keywords: Keywords): Value {
    const isTraced = leaves([...args, ...keywords.values()]).some((x) => x instanceof Tracer);
    if (isTraced || !this.hasRule || this.type === customVmapType) return super.invoke(args, keywords);
    fetchFor(this.wrapped, [...args, ...keywords.values()]);
    return call(this.wrapped, this.positions(args, keywords));
  }
}

interface Rules {
  defjvp?(rule: UserFunction, options?: object): unknown;
  defjvps?(...rules: (UserFunction | null)[]): void;
  defvjp?(fwd: UserFunction, bwd: UserFunction, options?: object): void;
  defVmap?(rule: UserFunction): unknown;
}

const customJvpType = builtinType("custom_jvp", undefined, "jax");
const customVjpType = builtinType("custom_vjp", undefined, "jax");
const customVmapType = builtinType("custom_vmap", undefined, "jax.custom_batching");

for (const [type, transform] of [
  [customJvpType, customJvp],
  [customVjpType, customVjp],
] as const) {
  type.set(
    "__new__",
    new Native(
      "__new__(cls, fun, nondiff_argnums=(), nondiff_argnames=())",
      (_: Type, f: Value, nums?: Value, names?: Value) => {
        const given = options({
          nondiffArgnums: argnums(nums),
          nondiffArgnames: names === undefined ? undefined : toStatic(names),
        });
        const made = (transform as (f: UserFunction, o: object) => UserFunction)(toFunction(f), given);
        return new Custom(made, f, type, made as unknown as Rules);
      },
    ),
  );
  transformedMethods(type);
  // As in JAX, it is no method of the class that it stands in.
  type.delete("__get__");
  methods(type, {
    "__init__(self, /, *args, **kwargs)": () => null,
    "__repr__(self, /)": (c: Custom) => `<jax._src.custom_derivatives.${type.name} object at ${address(c)}>`,
  });
}

/** A rule as the library calls it: its lists are tuples to Python. */
function rule(f: Value): UserFunction {
  return described(f, (...args: unknown[]) =>
    call(
      f,
      args.map((x) => toPython(asGiven(x))),
    ),
  );
}

/** What the library gives to rules, where Python has it in a form of its own. */
function toPython(x: unknown): Value {
  if (Array.isArray(x)) return new Tuple(x.map(toPython));
  return map((leaf) => symbolicObject(leaf), x) as Value;
}

const symbolicZeroType = builtinType("SymbolicZero", undefined, "jax.custom_derivatives");
const primalType = builtinType("CustomVJPPrimal", undefined, "jax.custom_derivatives");

/** `SymbolicZero` and `CustomVJPPrimal`, as scripts see them. */
class SymbolicObject extends Obj {
  constructor(
    readonly of: SymbolicZero | CustomVJPPrimal,
    type: Type,
  ) {
    super(type);
  }
}

function symbolicObject(x: unknown): Value {
  if (x instanceof SymbolicZero) return new SymbolicObject(x, symbolicZeroType);
  return x instanceof CustomVJPPrimal ? new SymbolicObject(x, primalType) : (x as Value);
}

/** The library's own, in what rules return. */
function fromPython(x: unknown): unknown {
  return map((leaf) => (leaf instanceof SymbolicObject ? leaf.of : leaf), x);
}

methods(symbolicZeroType, { "__repr__(self, /)": () => "SymbolicZero" });
getters(symbolicZeroType, {
  shape: ({ of }: SymbolicObject) => new Tuple((of as SymbolicZero).shape.map(BigInt)),
  dtype: ({ of }: SymbolicObject) => dtypeObject((of as SymbolicZero).dtype),
  ndim: ({ of }: SymbolicObject) => BigInt((of as SymbolicZero).ndim),
  size: ({ of }: SymbolicObject) => BigInt((of as SymbolicZero).size),
});
methods(primalType, { "__repr__(self, /)": ({ of }: SymbolicObject) => String(of) });
getters(primalType, {
  value: ({ of }: SymbolicObject) => (of as CustomVJPPrimal).value,
  perturbed: ({ of }: SymbolicObject) => (of as CustomVJPPrimal).perturbed,
});

/** A rule with symbolic zeros. */
function symbolicRule(f: Value): UserFunction {
  const inner = rule(f);
  return described(f, (...args: unknown[]) => fromPython(inner(...args)));
}

function symbolic(given: Value): object | undefined {
  return truth(given) ? { symbolicZeros: true } : undefined;
}

methods(customJvpType, {
  "defjvp(self, jvp, symbolic_zeros=False)"(c: Custom, f: Value, zeros: Value = false) {
    c.rules.defjvp(truth(zeros) ? symbolicRule(f) : rule(f), symbolic(zeros));
    return f;
  },
  "defjvps(self, *jvps)": (c: Custom, rules: readonly Value[]) =>
    c.rules.defjvps(...rules.map((r) => (r === null ? null : toFunction(r)))),
});
methods(customVjpType, {
  "defvjp(self, fwd, bwd, symbolic_zeros=False, optimize_remat=False)"(
    c: Custom,
    fwd: Value,
    bwd: Value,
    zeros: Value = false,
  ) {
    const make = truth(zeros) ? symbolicRule : rule;
    c.rules.defvjp(make(fwd), make(bwd), symbolic(zeros));
  },
});

customVmapType.set(
  "__new__",
  new Native("__new__(cls, fun)", (_: Type, f: Value) => {
    const made = customVmap(toFunction(f));
    return new Custom(made as UserFunction, f, customVmapType, made);
  }),
);
transformedMethods(customVmapType);
methods(customVmapType, {
  "__init__(self, /, *args, **kwargs)": () => null,
  "__repr__(self, /)": (c: Custom) => `<jax.custom_batching.custom_vmap object at ${address(c)}>`,
  "def_vmap(self, vmap_rule)"(c: Custom, f: Value) {
    const inner = rule(f);
    c.rules.defVmap(
      described(f, (size, batched, ...args: unknown[]) =>
        itemsOf(inner(BigInt(size as number), new List((batched as unknown[]).map(toPython)), ...args)),
      ) as never,
    );
    return f;
  },
});

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
    ) as unknown as [Value, UserFunction, ...Value[]];
    return new Tuple([y, libraryFunction("vjp_fun", pullback, tupleOf), ...rest]);
  },
  "linearize(fun, *primals, has_aux=False)"(f: Value, primals: readonly Value[]) {
    fetchFor(f, primals);
    const [y, linear] = linearize(toFunction(f), ...(primals as never[])) as unknown as [Value, UserFunction];
    return new Tuple([y, libraryFunction("f_jvp", linear, same)]);
  },
  "vmap(fun, in_axes=0, out_axes=0, axis_name=None, axis_size=None, spmd_axis_name=None, sum_match=False)"(
    f: Value,
    inAxes?: Value,
    outAxes?: Value,
    _name?: Value,
    axisSize?: Value,
  ) {
    const given = options({
      inAxes: axes(inAxes),
      outAxes: outAxes === undefined ? undefined : axisTree(outAxes),
      axisSize: axisSize === undefined || axisSize === null ? undefined : Number(axisSize),
    });
    return new Transformed(vmap(toFunction(f), given), f, same, true);
  },
  "jit(fun=None, /, *, static_argnums=None, static_argnames=None, donate_argnums=None, donate_argnames=None, keep_unused=False, device=None, backend=None, inline=False, in_shardings=None, out_shardings=None, abstracted_axes=None, compiler_options=None)"(
    f: Value = null,
    ...[nums, names, donated, donatedNames]: (Value | undefined)[]
  ) {
    const pick = (x: Value | undefined): unknown => (x === undefined || x === null ? undefined : toStatic(x));
    const given = options({
      staticArgnums: pick(nums),
      staticArgnames: pick(names),
      donateArgnums: pick(donated),
      donateArgnames: pick(donatedNames),
    });
    if (f === null) return new Native("jit(fun)", (g: Value) => new Jitted(jit(toFunction(g), given), g));
    return new Jitted(jit(toFunction(f), given), f);
  },
  "make_jaxpr(fun, static_argnums=(), axis_env=None, return_shape=False, abstracted_axes=None)": makeJaxprOf,
  "eval_shape(fun, *args, **kwargs)": (f: Value, args: readonly Value[], keywords: Keywords) =>
    shapeOf(toFunction(f), args, keywords),
  "typeof(x)": (x: Value) => new Aval(toValue(arrayArgument(x, "typeof", 0)).type),
  "custom_gradient(fun)"(f: Value) {
    const made = customGradient(
      described(f, (...args: unknown[]) => {
        const [y, pullback] = listOfItems(call(f, args as Value[])) as Value[];
        return [
          y,
          described(pullback, (...cts: unknown[]) => listOfItems(call(pullback, cts as Value[]))),
        ] as never;
      }),
    ) as unknown as UserFunction;
    return new Transformed(made, f, same, true);
  },
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
  "sequential_vmap(f)": (f: Value) =>
    new Transformed(sequentialVmap(toFunction(f)) as UserFunction, f, same, true),
  "custom_vjp_primal_tree_values(tree)": (x: Value) => customVjpPrimalTreeValues(fromPython(x)) as Value,
  "stop_gradient(x)": (x: Value) => stopGradient(x as never),
  "block_until_ready(x)"(x: Value) {
    fetchAll([x]);
    return x;
  },
  "device_put(x, device=None, *, src=None, donate=False, may_alias=None)": (x: Value) =>
    map((leaf) => asArray(toValue(arrayOr(leaf as Value) ?? leaf)), x) as Value,
};

export const transformTypes: readonly Type[] = [customJvpType, customVjpType, structType];
export const customDerivativeTypes: readonly Type[] = [
  customJvpType,
  customVjpType,
  symbolicZeroType,
  primalType,
];
export const customBatchingTypes: readonly Type[] = [customVmapType];
