/** `jax.custom_jvp` and the other functions with rules of their own. */

import { customJvp } from "../../calls/customJvp.js";
import { customVjp } from "../../calls/customVjp.js";
import { customGradient } from "../../calls/customGradient.js";
import type { UserFunction } from "../../calls/treeTypes.js";
import { asGiven } from "../../calls/callable.js";
import { positionsOf } from "../../calls/argnums.js";
import { signatureOf } from "../../calls/parameters.js";
import { itemsOf } from "../../ir/treeNode.js";
import { customVmap } from "../../calls/customVmap.js";
import { sequentialVmap } from "../../lax/sequentialVmap.js";
import { CustomVJPPrimal, customVjpPrimalTreeValues, SymbolicZero } from "../../calls/symbolicZeros.js";
import { map } from "../../ir/tree.js";
import { zerosOf } from "../../primitives/creation.js";
import { toValue } from "../../trace/hostArray.js";
import { List, Tuple } from "../objects/containers.js";
import { call } from "../objects/machine.js";
import { getters, methods, Native, type Natives } from "../objects/native.js";
import { truth } from "../objects/truth.js";
import { builtinType, type Type } from "../objects/type.js";
import { Obj, type Value } from "../objects/value.js";
import { toStatic } from "./convert.js";
import { dtypeObject } from "./dtypes.js";
import { address, fullName } from "../types/object.js";
import { described, listOfItems, toFunction, Transformed, transformedMethods, same } from "./functions.js";
import { options, argnums } from "./options.js";

/** `custom_jvp(f)`, `custom_vjp(f)` and `custom_vmap(f)`. */
class Custom extends Transformed {
  /** What was given as rules, and how, under the names of JAX's attributes. */
  given: Readonly<Record<string, Value>> = {};

  constructor(
    f: UserFunction,
    wrapped: Value,
    type: Type,
    /** The library's, to set a rule. */
    readonly rules: Required<Rules>,
    readonly nondiffArgnums: Value = new Tuple([]),
  ) {
    super(f, wrapped, (x) => asGiven(x) as Value, true, type);
  }
}

interface Rules {
  defjvp?(rule: UserFunction, options?: object): unknown;
  defjvps?(...rules: (UserFunction | null)[]): void;
  defvjp?(fwd: UserFunction, bwd: UserFunction, options?: object): void;
  defVmap?(rule: UserFunction): unknown;
}

const customJvpType = builtinType("custom_jvp", undefined, "jax._src.custom_derivatives");
const customVjpType = builtinType("custom_vjp", undefined, "jax._src.custom_derivatives");
const customVmapType = builtinType("custom_vmap", undefined, "jax._src.custom_batching");

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
        return new Custom(made, f, type, made as unknown as Required<Rules>, positions(f, nums, names));
      },
    ),
  );
  transformedMethods(type);
  getters(type, {
    fun: (c: Custom) => c.wrapped,
    nondiff_argnums: (c: Custom) => c.nondiffArgnums,
    symbolic_zeros: (c: Custom) => c.given.symbolic_zeros ?? false,
  });
  // As in JAX, it is no method of the class that it stands in.
  type.delete("__get__");
  methods(type, {
    "__init__(self, /, *args, **kwargs)": () => null,
    "__repr__(self, /)": (c: Custom) => `<${fullName(type)} object at ${address(c)}>`,
  });
}

/** The arguments that are not differentiated, given by number or by name, by their numbers. */
function positions(f: Value, nums: Value = new Tuple([]), names: Value = new Tuple([])): Value {
  const numbers = [argnums(nums)].flat() as number[];
  const named = positionsOf(signatureOf(toFunction(f)), [toStatic(names)].flat() as string[]);
  return new Tuple([...new Set([...numbers, ...named])].sort((a, b) => a - b).map(BigInt));
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
    c.given = { jvp: f, symbolic_zeros: zeros };
    return f;
  },
  "defjvps(self, *jvps)"(c: Custom, rules: readonly Value[]) {
    c.rules.defjvps(...rules.map((r) => (r === null ? null : toFunction(r))));
    c.given = { jvp: new Tuple(rules) };
  },
});
getters(customJvpType, { jvp: (c: Custom) => c.given.jvp ?? null });
methods(customVjpType, {
  "defvjp(self, fwd, bwd, symbolic_zeros=False, optimize_remat=False)"(
    c: Custom,
    fwd: Value,
    bwd: Value,
    zeros: Value = false,
    remat: Value = false,
  ) {
    c.rules.defvjp(rule(fwd), rule(bwd), symbolic(zeros));
    c.given = { fwd, bwd, symbolic_zeros: zeros, optimize_remat: remat };
  },
});
getters(customVjpType, {
  fwd: (c: Custom) => c.given.fwd ?? null,
  bwd: (c: Custom) => c.given.bwd ?? null,
  optimize_remat: (c: Custom) => c.given.optimize_remat ?? false,
});

customVmapType.set(
  "__new__",
  new Native("__new__(cls, fun)", (_: Type, f: Value) => {
    const made = customVmap(toFunction(f));
    return new Custom(made as UserFunction, f, customVmapType, made as unknown as Required<Rules>);
  }),
);
transformedMethods(customVmapType);
methods(customVmapType, {
  "__init__(self, /, *args, **kwargs)": () => null,
  "__repr__(self, /)": (c: Custom) => `<${fullName(customVmapType)} object at ${address(c)}>`,
  "def_vmap(self, vmap_rule)"(c: Custom, f: Value) {
    const inner = rule(f);
    c.rules.defVmap(
      described(f, (size, batched, ...args: unknown[]) =>
        itemsOf(inner(BigInt(size as number), new List((batched as unknown[]).map(toPython)), ...args)),
      ) as never,
    );
    c.given = { vmap_rule: f };
    return f;
  },
});

getters(customVmapType, {
  fun: (c: Custom) => c.wrapped,
  vmap_rule: (c: Custom) => c.given.vmap_rule ?? null,
});

export const customRuleNatives: Natives = {
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
  "sequential_vmap(f)": (f: Value) =>
    new Transformed(sequentialVmap(toFunction(f)) as UserFunction, f, same, true),
  "custom_vjp_primal_tree_values(tree)": (x: Value) => customVjpPrimalTreeValues(fromPython(x)) as Value,
  "zero_from_primal(primal, symbolic_zeros=False)": (tree: Value, isSymbolic: Value = false) =>
    map((x) => {
      const type = toValue(x, "zero_from_primal").type.tangent();
      return truth(isSymbolic) ? symbolicObject(new SymbolicZero(type)) : zerosOf(type);
    }, tree) as Value,
};

export const customRuleTypes: readonly Type[] = [customJvpType, customVjpType];
export const customDerivativeTypes: readonly Type[] = [
  customJvpType,
  customVjpType,
  symbolicZeroType,
  primalType,
];
export const customBatchingTypes: readonly Type[] = [customVmapType];
