/** Primitives that scripts make, `jax.extend.core.Primitive`, with the rules that they give them. */

import { NotImplementedError } from "../../ir/errors.js";
import type { ArrayType } from "../../ir/arrayType.js";
import { camelCase } from "../../ir/params.js";
import type { Params } from "../../ir/program.js";
import { addTangents } from "../../primitives/arithmetic.js";
import { zerosOf } from "../../primitives/creation.js";
import { moveAxis } from "../../primitives/views.js";
import { toValue } from "../../trace/hostArray.js";
import type { MaybeZero, Primitive } from "../../trace/primitive.js";
import { bind } from "../../trace/trace.js";
import type { Value as ArrayValue } from "../../trace/value.js";
import { List, Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { call } from "../objects/machine.js";
import { getters, Getter, methods, Native, type Natives } from "../objects/native.js";
import { truth } from "../objects/truth.js";
import { builtinType, type Type } from "../objects/type.js";
import { type Keywords, Obj, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { Aval } from "./avals.js";
import { arrayOr } from "./convert.js";
import { libraryParam, primitive, primitiveType, type WrappedPrimitive } from "./jaxprs.js";

/** Rules by primitive, as `jax.interpreters` has them. */
const primitiveJvps = new Dict();
const primitiveTransposes = new Dict();
const primitiveBatchers = new Dict();

type ScriptParams = Readonly<Record<string, Value>>;

/** A primitive whose rules are functions of the script's. What calls them has them without their object. */
class ScriptPrimitive implements Primitive<ScriptParams> {
  impl: Value = null;
  abstractEval: Value = null;
  lowered: Value = null;
  hasMany = false;

  constructor(readonly name: string) {}

  readonly type = (types: readonly ArrayType[], params: ScriptParams): ArrayType[] => {
    if (this.abstractEval === null)
      throw new NotImplementedError(`Abstract evaluation for '${this.name}' not implemented`);
    const given = types.map((t) => new Aval(t));
    return this.results(call(this.abstractEval, given, keywords(params))).map((x) => (x as Aval).of);
  };

  readonly run = (inputs: readonly ArrayValue[], params: ScriptParams): ArrayValue[] => {
    if (this.impl === null)
      throw new NotImplementedError(`Evaluation rule for '${this.name}' not implemented`);
    return arrays(this.results(call(this.impl, inputs, keywords(params))));
  };

  readonly lowering = {
    kind: "expand" as const,
    expand: (inputs: readonly ArrayValue[], params: ScriptParams): ArrayValue[] => {
      if (this.lowered === null)
        throw new NotImplementedError(`MLIR translation rule for primitive '${this.name}' not found`);
      return arrays(this.results(call(this.lowered, inputs, keywords(params))));
    },
  };

  readonly batch = (
    inputs: readonly ArrayValue[],
    batched: readonly boolean[],
    _size: number,
    params: ScriptParams,
  ) => {
    const rule = this.rule(primitiveBatchers, "Batching");
    const axes = batched.map((is) => (is ? 0n : null));
    const pair = call(rule, [new Tuple([...inputs]), new Tuple(axes)], keywords(params));
    const [values, dims] = (pair as Tuple).items;
    const places = this.hasMany ? (dims as Tuple | List).items : [dims];
    const outputs = arrays(this.results(values)).map((y, i) =>
      places[i] === null ? y : moveAxis(y, Number(places[i]), 0),
    );
    return { outputs, batched: places.map((p) => p !== null) };
  };

  readonly jvp = (primals: readonly ArrayValue[], tangents: readonly MaybeZero[], params: ScriptParams) => {
    const rule = this.rule(primitiveJvps, "Differentiation");
    const given = tangents.map((t, i) => t ?? new Zero(primals[i].type.tangent()));
    const pair = call(rule, [new Tuple([...primals]), new Tuple(given)], keywords(params));
    const [primalOut, tangentOut] = (pair as Tuple).items;
    return {
      primals: arrays(this.results(primalOut)),
      tangents: this.results(tangentOut).map(maybeZero),
    };
  };

  readonly transpose = (
    cotangents: readonly MaybeZero[],
    inputs: readonly (ArrayValue | null)[],
    types: readonly ArrayType[],
    params: ScriptParams,
  ): MaybeZero[] => {
    const rule = this.rule(primitiveTransposes, "Transpose");
    const given = inputs.map((x, i) => x ?? new UndefinedPrimal(types[i]));
    const zeros = cotangents.includes(null) ? this.type(types, params) : [];
    const cts = cotangents.map((c, i) => c ?? new Zero(zeros[i]));
    const result = call(rule, [this.hasMany ? new Tuple(cts) : cts[0], ...given], keywords(params));
    return (result as Tuple | List).items.map((x, i) =>
      x === null || inputs[i] !== null ? null : maybeZero(x),
    );
  };

  private rule(rules: Dict, what: string): Value {
    const found = rules.get(primitive(this));
    if (found !== undefined) return found;
    throw new NotImplementedError(`${what} rule for '${this.name}' not implemented`);
  }

  private results(x: Value): readonly Value[] {
    return this.hasMany ? (x as Tuple | List).items : [x];
  }
}

const keywords = (params: ScriptParams): Keywords => new Map(Object.entries(params));
const arrays = (xs: readonly Value[]): ArrayValue[] => xs.map((x) => toValue(arrayOr(x) ?? x));

const zeroType = builtinType("Zero", undefined, "jax._src.ad_util");
const undefinedPrimalType = builtinType("UndefinedPrimal", undefined, "jax._src.interpreters.ad");

class OfType extends Obj {
  constructor(
    readonly of: ArrayType,
    type: Type,
  ) {
    super(type);
  }
}
/** A tangent that is known to be zero. */
class Zero extends OfType {
  constructor(of: ArrayType) {
    super(of, zeroType);
  }
}
/** Stands for an input in which a primitive is linear. */
class UndefinedPrimal extends OfType {
  constructor(of: ArrayType) {
    super(of, undefinedPrimalType);
  }
}
for (const [type, Made] of [
  [zeroType, Zero],
  [undefinedPrimalType, UndefinedPrimal],
] as const) {
  type.set(
    "__new__",
    new Native("__new__(cls, aval)", (_: Type, aval: Value) => new Made((aval as Aval).of)),
  );
  methods(type, {
    "__init__(self, /, *args, **kwargs)": () => null,
    "__repr__(self, /)": ({ of }: OfType) => `${type.name}(${new Aval(of).text})`,
  });
  getters(type, { aval: ({ of }: OfType) => new Aval(of) });
}

function maybeZero(x: Value): MaybeZero {
  return x instanceof Zero ? null : arrays([x])[0];
}

function own(p: WrappedPrimitive): ScriptPrimitive {
  if (p.of instanceof ScriptPrimitive) return p.of;
  return fail("NotImplementedError", `the rules of ${p.of.name} are the library's, and cannot be changed`);
}

primitiveType.set(
  "__new__",
  new Native("__new__(cls, name)", (_: Type, name: string) => primitive(new ScriptPrimitive(name))),
);
methods(primitiveType, {
  "__init__(self, /, *args, **kwargs)": () => null,
  "bind(self, *args, **params)"({ of }: WrappedPrimitive, args: readonly Value[], params: Keywords) {
    const inputs = arrays(args);
    const given = Object.fromEntries(params);
    const outputs = bind(of, inputs, (of instanceof ScriptPrimitive ? given : libraryParams(given))); // prettier-ignore
    return hasMany(of) ? new List(outputs) : outputs[0];
  },
  "def_impl(self, impl)"(p: WrappedPrimitive, f: Value) {
    own(p).impl = f;
    return f;
  },
  "def_abstract_eval(self, abstract_eval)"(p: WrappedPrimitive, f: Value) {
    own(p).abstractEval = f;
    return f;
  },
  "get_bind_params(self, params)": (_: WrappedPrimitive, params: Value) => new Tuple([new List([]), params]),
});
primitiveType.set(
  "multiple_results",
  new Getter(
    "multiple_results",
    (p) => hasMany((p as WrappedPrimitive).of),
    (p, is) => void (own(p as WrappedPrimitive).hasMany = truth(is)),
  ),
);

function hasMany(p: Primitive): boolean {
  if (p instanceof ScriptPrimitive) return p.hasMany;
  return p.run !== undefined || ["call", "loop", "branch"].includes(p.lowering.kind);
}

/** The params of an operation of the library's, of those that its equation has. */
function libraryParams(given: ScriptParams): unknown {
  return Object.fromEntries(Object.entries(given).map(([k, x]) => [camelCase(k), libraryParam(x)]));
}

/** `jax.interpreters.ad`, `.batching` and `.mlir`. */
export const interpreterNatives: Readonly<Record<string, Natives>> = {
  ad: {
    "is_undefined_primal(x)": (x: Value) => x instanceof UndefinedPrimal,
    "defjvp(primitive, *jvprules)"(p: WrappedPrimitive, rules: readonly Value[]) {
      primitiveJvps.set(p, sumOfRules(p, rules));
    },
    "deflinear2(primitive, transpose_rule)"(p: WrappedPrimitive, rule: Value) {
      primitiveJvps.set(p, linearRule(p));
      primitiveTransposes.set(p, rule);
    },
    "instantiate_zeros(tangent)": (x: Value) => (x instanceof Zero ? arrays([fullOfZeros(x.of)])[0] : x),
    "zeros_like_aval(aval)": (aval: Value) => fullOfZeros((aval as Aval).of),
  },
  batching: {
    "defvectorized(prim)"(p: WrappedPrimitive) {
      primitiveBatchers.set(
        p,
        new Native("batched(args, dims, **params)", (args: Tuple, dims: Tuple, params: Keywords) => {
          const outputs = bind(p.of, arrays(args.items), Object.fromEntries(params) as Params);
          return new Tuple([outputs[0], dims.items[0]]);
        }),
      );
    },
    "moveaxis(x, src, dst)": (x: Value, from: Value, to: Value) =>
      moveAxis(arrays([x])[0], Number(from), Number(to)),
  },
  mlir: {
    "lower_fun(fun, multiple_results=True)": (f: Value) => new LoweredFun(f),
    "register_lowering(prim, rule, platform=None, inline=True, cacheable=True)"(
      p: WrappedPrimitive,
      rule: Value,
    ) {
      own(p).lowered = rule instanceof LoweredFun ? rule.f : noLowering;
    },
  },
};

/** What stands for a lowering that would write MLIR: tests register such, and most do not run them. */
const noLowering = new Native("lowering(*args, **params)", () =>
  fail("NotImplementedError", "there is no MLIR here: a lowering is what mlir.lower_fun makes of a function"),
);

const loweredFunType = builtinType("function", undefined, "jax.interpreters.mlir");
/** A lowering that runs a function of JAX's operations. */
class LoweredFun extends Obj {
  constructor(readonly f: Value) {
    super(loweredFunType);
  }
}

const fullOfZeros = zerosOf;

/** A primitive that is linear in all of its inputs is its own derivative. */
function linearRule(p: WrappedPrimitive): Value {
  return new Native(
    "jvp(primals, tangents, **params)",
    (primals: Tuple, tangents: Tuple, params: Keywords) => {
      const run = (xs: readonly Value[]): Value =>
      bind(p.of, arrays(xs.map((x) => (x instanceof Zero ? fullOfZeros(x.of) : x))), Object.fromEntries(params) as Params)[0]; // prettier-ignore
      return new Tuple([run(primals.items), run(tangents.items)]);
    },
  );
}

/** A rule for each input: `rule(tangent, *primals, **params)`. */
function sumOfRules(p: WrappedPrimitive, rules: readonly Value[]): Value {
  return new Native(
    "jvp(primals, tangents, **params)",
    (primals: Tuple, tangents: Tuple, params: Keywords) => {
      const out = bind(p.of, arrays(primals.items), Object.fromEntries(params) as Params)[0];
      const terms = rules.flatMap((rule, i) => {
        const t = tangents.items[i];
        return rule === null || t instanceof Zero ? [] : arrays([call(rule, [t, ...primals.items], params)]);
      });
      const sum =
        terms.length === 0 ? new Zero(out.type.tangent()) : terms.reduce((a, b) => addTangents(a, b));
      return new Tuple([out, sum]);
    },
  );
}

/** What `jax.interpreters` has beside functions. */
export const interpreterValues: Readonly<Record<string, readonly [string, Value][]>> = {
  ad: [
    ["Zero", zeroType],
    ["UndefinedPrimal", undefinedPrimalType],
    ["primitive_jvps", primitiveJvps],
    ["primitive_transposes", primitiveTransposes],
  ],
  batching: [
    ["primitive_batchers", primitiveBatchers],
    ["not_mapped", null],
  ],
  mlir: [],
};
