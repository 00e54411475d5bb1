/** `jax.grad` and the other transformations, and custom rules. */

import { customJvp } from "../../calls/customJvp.js";
import { customVjp } from "../../calls/customVjp.js";
import { closureConvert, customGradient } from "../../calls/customGradient.js";
import { jit, type JitOptions } from "../../calls/jit.js";
import { stopGradient } from "../../calls/stopGradient.js";
import type { UserFunction } from "../../calls/treeTypes.js";
import { jvp, linearize } from "../../transforms/forward.js";
import { hessian, jacfwd, jacrev } from "../../transforms/jacobian.js";
import { grad, valueAndGrad, vjp } from "../../transforms/reverse.js";
import { asArray, toValue } from "../../trace/hostArray.js";
import { evalShape } from "../../transforms/staging.js";
import { vmap } from "../../transforms/vmap.js";
import { asGiven } from "../../calls/callable.js";
import { BindingProblem, positionalArguments } from "../../calls/bind.js";
import { signatureOf } from "../../calls/parameters.js";
import { itemsOf } from "../../ir/treeNode.js";
import { customVmap } from "../../calls/customVmap.js";
import { sequentialVmap } from "../../lax/sequentialVmap.js";
import { CustomVJPPrimal, customVjpPrimalTreeValues, SymbolicZero } from "../../calls/symbolicZeros.js";
import { map, structure } from "../../ir/tree.js";
import { namedArguments } from "../../calls/jitArguments.js";
import { EvalTrace } from "../../trace/evalTrace.js";
import { currentTrace } from "../../trace/trace.js";
import { zerosOf } from "../../primitives/creation.js";
import { linearTranspose } from "../../transforms/linearTranspose.js";
import { List, Tuple } from "../objects/containers.js";
import { call } from "../objects/machine.js";
import { getters, methods, Native, type Natives } from "../objects/native.js";
import { repr, str } from "../objects/text.js";
import { typeOf } from "../objects/types.js";
import { attributeOr } from "../objects/attributes.js";
import { Func } from "../objects/functions.js";
import { fail } from "../text/failure.js";
import { truth } from "../objects/truth.js";
import { builtinType, type Type } from "../objects/type.js";
import { type Keywords, Obj, type Value } from "../objects/value.js";
import { arrayArgument, arrayOr, toStatic } from "./convert.js";
import { dtypeObject } from "./dtypes.js";
import { Aval, structTree, structType, withStructs } from "./avals.js";
import { makeJaxprOf } from "./jaxprs.js";
import { address } from "../types/object.js";
import { argnums, flag, options } from "./options.js";
import { checkpointNatives } from "./checkpoint.js";
import { linearizedFunction, vjpFunction } from "./linearFunctions.js";
import { refuseGenerator, StaticArguments } from "./staticArguments.js";
import { fetchAll } from "./device.js";
import {
  described,
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

/** What is said of a derivative of a function. */
const gradientDoc = (name: string, nums: string): string =>
  `Gradient of ${name} with respect to positional argument(s) ${nums}. Takes the same arguments as ${name} but returns the gradient, which has the same shape as the arguments at positions ${nums}.`;
const valueDoc = (name: string, nums: string): string =>
  `Value and gradient of ${name} with respect to positional argument(s) ${nums}. Takes the same arguments as ${name} but returns a two-element tuple where the first element is the value of ${name} and the second element is the gradient, which has the same shape as the arguments at positions ${nums}.`;
const jacobianDoc = (name: string, nums: string): string =>
  `Jacobian of ${name} with respect to positional argument(s) ${nums}. Takes the same arguments as ${name} but returns the jacobian of the output with respect to the arguments at positions ${nums}.`;

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

/** `jit(f)`. */
const jittedType = builtinType("PjitFunction", undefined, "jaxlib._jax.jax_jit");
transformedMethods(jittedType);

class Jitted extends Transformed {
  readonly jitted: ReturnType<typeof jit>;
  private readonly statics: StaticArguments;

  constructor(given: JitOptions, wrapped: Value) {
    const f = toFunction(wrapped);
    const jitted = jit(f, given);
    super(jitted as UserFunction, wrapped, same, false, jittedType);
    this.jitted = jitted;
    this.statics = new StaticArguments(namedArguments(f, given, "static"));
  }

  override invoke(args: readonly Value[], keywords: Keywords): Value {
    if (isJitDisabled) return call(this.wrapped, args, keywords);
    return super.invoke(...this.statics.replaced(args, keywords));
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
    const isTraced = !(currentTrace() instanceof EvalTrace);
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
  getters(type, { fun: (c: Custom) => c.wrapped });
  methods(type, {
    "__init__(self, /, *args, **kwargs)": () => null,
    "__repr__(self, /)": (c: Custom) => `<jax._src.custom_derivatives.${type.name} object at ${address(c)}>`,
  });
}

/** A rule as the library calls it: its lists are tuples to Python. */
function rule(f: Value): UserFunction {
  return described(f, (...args: unknown[]) =>
    fromPython(
      call(
        f,
        args.map((x) => toPython(asGiven(x))),
      ),
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

function symbolic(given: Value): object | undefined {
  return truth(given) ? { symbolicZeros: true } : undefined;
}

methods(customJvpType, {
  "defjvp(self, jvp, symbolic_zeros=False)"(c: Custom, f: Value, zeros: Value = false) {
    c.rules.defjvp(rule(f), symbolic(zeros));
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
    c.rules.defvjp(rule(fwd), rule(bwd), symbolic(zeros));
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

function vectorizedDoc(f: Value): string {
  const name = nameOf(f);
  const doc = attributeOr(f, "__doc__");
  const original = typeof doc === "string" && doc !== "" ? `\n\nOriginal documentation:\n\n${doc}` : "";
  return `Vectorized version of ${name}. Takes similar arguments as ${name} but with additional array axes over which ${name} is mapped.${original}`;
}

/** A function that the library made, of trees that Python made. */
function libraryFunction(name: string, f: UserFunction, convert: (x: unknown) => Value): Native {
  return new Native(`${name}(*args)`, (args: readonly Value[]) => {
    fetchAll(args);
    return convert(f(...args));
  });
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
    ) as unknown as [Value, UserFunction, ...Value[]];
    return new Tuple([y, vjpFunction(pullback, tupleOf), ...rest]);
  },
  "linearize(fun, *primals, has_aux=False)"(f: Value, primals: readonly Value[], hasAux: Value = false) {
    fetchFor(f, primals);
    const [y, linear, ...rest] = linearize(
      toFunction(f),
      ...(primals as never[]),
      ...((truth(hasAux) ? [{ hasAux: true }] : []) as never[]),
    ) as unknown as [Value, UserFunction, ...Value[]];
    return new Tuple([y, linearizedFunction(linear, same), ...rest]);
  },
  "vmap(fun, in_axes=0, out_axes=0, axis_name=None, axis_size=None, spmd_axis_name=None, sum_match=False)"(
    f: Value,
    inAxes?: Value,
    outAxes?: Value,
    _name?: Value,
    axisSize?: Value,
  ) {
    checkInAxes(inAxes);
    const given = options({
      inAxes: axes(inAxes),
      outAxes: outAxes === undefined ? undefined : axisTree(outAxes),
      axisSize: axisSize === undefined || axisSize === null ? undefined : Number(axisSize),
    });
    return new Transformed(vmap(toFunction(f), given), f, same, true).withDoc(() => vectorizedDoc(f));
  },
  "jit(fun=None, /, *, static_argnums=None, static_argnames=None, donate_argnums=None, donate_argnames=None, keep_unused=False, device=None, backend=None, inline=False, in_shardings=None, out_shardings=None, abstracted_axes=None, compiler_options=None)"(
    f: Value = null,
    ...[nums, names, donated, donatedNames, _keep, _device, _backend, inline]: (Value | undefined)[]
  ) {
    const pick = (x: Value | undefined): unknown => (x === undefined || x === null ? undefined : toStatic(x));
    const given = options({
      staticArgnums: pick(nums),
      staticArgnames: pick(names),
      donateArgnums: pick(donated),
      donateArgnames: pick(donatedNames),
      inline: flag(inline),
    });
    const make = (g: Value): Value =>
      g instanceof Func && g.code.isGenerator ? refuseGenerator(g) : new Jitted(given, g);
    return f === null ? new Native("jit(fun)", make) : make(f);
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
  ...checkpointNatives,
  "sequential_vmap(f)": (f: Value) =>
    new Transformed(sequentialVmap(toFunction(f)) as UserFunction, f, same, true),
  "custom_vjp_primal_tree_values(tree)": (x: Value) => customVjpPrimalTreeValues(fromPython(x)) as Value,
  "zero_from_primal(primal, symbolic_zeros=False)": (tree: Value, isSymbolic: Value = false) =>
    map((x) => {
      const type = toValue(x as Value, "zero_from_primal").type.tangent();
      return truth(isSymbolic) ? symbolicObject(new SymbolicZero(type)) : zerosOf(type);
    }, tree) as Value,
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
