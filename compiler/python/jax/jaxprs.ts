/** Jaxprs as scripts see them: `jax.make_jaxpr(f)(x).jaxpr.eqns[0].primitive`. */

import { camelCase, isPlainObject, isProgram, shownParams, snakeCase, Written } from "../../ir/params.js";
import { showLoneEquation, showProgram } from "../../ir/print.js";
import { type Atom, type Equation, Literal, Program } from "../../ir/program.js";
import { structure, unflatten, type TreeDef } from "../../ir/tree.js";
import { evaluate } from "../../trace/evaluate.js";
import { toValue } from "../../trace/hostArray.js";
import type { Primitive } from "../../trace/primitive.js";
import { Value as ArrayValue } from "../../trace/value.js";
import { makeJaxpr } from "../../transforms/staging.js";
import { attributeOr } from "../objects/attributes.js";
import { List, Tuple } from "../objects/containers.js";
import { Dict, PySet } from "../objects/dict.js";
import { getters, methods, Native, type Natives } from "../objects/native.js";
import { str } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import { setType } from "../objects/types.js";
import { builtinType, type Type } from "../objects/type.js";
import { type Keywords, Obj, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { address } from "../types/object.js";
import { Aval, structOf, withStructs } from "./avals.js";
import { arrayOr, toStatic } from "./convert.js";
import { dtypeName, dtypeObject } from "./dtypes.js";
import {
  described,
  isTransformable,
  nameOf,
  Transformed,
  toFunction,
  transformedMethods,
  withKeywords,
} from "./functions.js";

type Jaxpr = Program<Primitive>;

/** An object of Python's for each of the library's: the same for the same. */
function wrapping<T extends object, O extends Obj>(make: (x: T) => O): (x: T) => O {
  const made = new WeakMap<T, O>();
  return (x) => {
    let found = made.get(x);
    if (!found) made.set(x, (found = make(x)));
    return found;
  };
}

/** What stands for an object of the library's. */
class Wrapped<T> extends Obj {
  constructor(
    readonly of: T,
    type: Type,
  ) {
    super(type);
  }
}

const coreType = (name: string): Type => builtinType(name, undefined, "jax._src.core");
const closedType = coreType("ClosedJaxpr");
const openType = coreType("Jaxpr");
const equationType = coreType("JaxprEqn");
const varType = coreType("Var");
const literalType = coreType("Literal");
export const primitiveType = coreType("Primitive");
export type WrappedPrimitive = Wrapped<Primitive>;
/** What `jax.extend.core` names. */
export const coreTypes = [closedType, openType, equationType, varType, literalType, primitiveType];

/** A program with its constants, as `jax.make_jaxpr` gives it. */
const closedJaxpr = wrapping((p: Jaxpr) => new Wrapped(p, closedType));
const openJaxpr = wrapping((p: Jaxpr) => new Wrapped(p, openType));
const equation = wrapping((e: Equation<Primitive>) => new Wrapped(e, equationType));
export const primitive = wrapping((p: Primitive) => new Wrapped(p, primitiveType));
const atom = wrapping((a: Atom) => new Wrapped(a, a instanceof Literal ? literalType : varType));

const listOfAtoms = (atoms: readonly Atom[]): List => new List(atoms.map(atom));
const avals = (atoms: readonly Atom[]): List => new List(atoms.map((a) => new Aval(a.type)));
const constants = (p: Jaxpr): Value[] => p.constants.map((c) => c.value as Value);
const text = ({ of }: Wrapped<Jaxpr>): string => showProgram(of);

const shownMethods: Natives = {
  "__repr__(self, /)": text,
  "__str__(self, /)": text,
  "pretty_print(self, *, source_info=False, print_shapes=True, custom_pp_eqn_rules=True, name_stack=False, print_effects=False, use_color=None)":
    text,
};
methods(closedType, shownMethods);
methods(openType, shownMethods);
getters(closedType, {
  jaxpr: ({ of }: Wrapped<Jaxpr>) => openJaxpr(of),
  consts: ({ of }: Wrapped<Jaxpr>) => new List(constants(of)),
  literals: ({ of }: Wrapped<Jaxpr>) => new List(constants(of)),
  in_avals: ({ of }: Wrapped<Jaxpr>) => avals(of.inputs),
  out_avals: ({ of }: Wrapped<Jaxpr>) => avals(of.outputs),
  eqns: ({ of }: Wrapped<Jaxpr>) => new List(of.equations.map(equation)),
  effects: () => new PySet([], setType),
});
getters(openType, {
  invars: ({ of }: Wrapped<Jaxpr>) => listOfAtoms(of.inputs),
  outvars: ({ of }: Wrapped<Jaxpr>) => listOfAtoms(of.outputs),
  constvars: ({ of }: Wrapped<Jaxpr>) => listOfAtoms(of.constants.map((c) => c.variable)),
  eqns: ({ of }: Wrapped<Jaxpr>) => new List(of.equations.map(equation)),
  in_avals: ({ of }: Wrapped<Jaxpr>) => avals(of.inputs),
  out_avals: ({ of }: Wrapped<Jaxpr>) => avals(of.outputs),
  effects: () => new PySet([], setType),
});

methods(equationType, {
  "__repr__(self, /)": ({ of }: Wrapped<Equation<Primitive>>) => showLoneEquation(of),
});
getters(equationType, {
  primitive: ({ of }: Wrapped<Equation<Primitive>>) => primitive(of.primitive),
  invars: ({ of }: Wrapped<Equation<Primitive>>) => listOfAtoms(of.inputs),
  outvars: ({ of }: Wrapped<Equation<Primitive>>) => listOfAtoms(of.outputs),
  params: ({ of }: Wrapped<Equation<Primitive>>) =>
    paramsOf({ ...shownParams(of), ...(of.params as object) }),
  effects: () => new PySet([], setType),
});

export function paramsOf(params: Readonly<Record<string, unknown>>): Dict {
  return Dict.of(
    Object.entries(params).flatMap(([key, x]): [string, Value][] =>
      x === undefined ? [] : [[snakeCase(key), param(key, x)]],
    ),
  );
}

function param(key: string, x: unknown): Value {
  if (typeof x === "number") return Number.isInteger(x) ? BigInt(x) : x;
  if (typeof x === "string") return /dtype$|elementType$/i.test(key) ? dtypeObject(x) : x;
  if (x instanceof Written) return written(x.text);
  if (typeof x === "function") return x.name;
  if (Array.isArray(x)) return new Tuple(x.map((item) => param(key, item)));
  if (isProgram(x)) return closedJaxpr(x as Jaxpr);
  if (typeof x === "object" && x !== null && isPlainObject(x)) return paramsOf(x);
  return typeof x === "boolean" || x === null || x instanceof ArrayValue ? x : describe(x);
}

/** A list of numbers, or a word. */
function written(text: string): Value {
  if (!/^\[[-\d, ]*\]$/.test(text)) return text;
  return new Tuple((text.match(/-?\d+/g) ?? []).map(BigInt));
}

/** The reverse of what params are shown as. */
export function libraryParam(x: Value): unknown {
  if (typeof x === "bigint") return Number(x);
  if (x instanceof Tuple || x instanceof List) return x.items.map(libraryParam);
  if (x instanceof Dict)
    return Object.fromEntries([...x.names].map(([key, item]) => [camelCase(key), libraryParam(item)]));
  if (x instanceof Wrapped) return x.of;
  return x instanceof Obj ? (dtypeName(x) ?? x) : x;
}

function describe(x: unknown): string {
  return typeof x === "object" && x !== null ? x.constructor.name : typeof x;
}

methods(primitiveType, { "__repr__(self, /)": ({ of }: Wrapped<Primitive>) => of.name });
getters(primitiveType, { name: ({ of }: Wrapped<Primitive>) => of.name });
methods(varType, {
  "__repr__(self, /)": (v: Wrapped<Atom>) => `Var(id=${Number(address(v))}):${v.of.type.toLongString()}`,
});
getters(varType, { aval: ({ of }: Wrapped<Atom>) => new Aval(of.type) });
methods(literalType, {
  "__repr__(self, /)": ({ of }: Wrapped<Literal>) => `Literal(${str(literalValue(of))})`,
});
getters(literalType, {
  aval: ({ of }: Wrapped<Literal>) => new Aval(of.type),
  val: ({ of }: Wrapped<Literal>) => literalValue(of),
});

function literalValue({ value, type }: Literal): Value {
  return typeof value === "number" && type.dtype.includes("int") ? BigInt(value) : value;
}

function jaxprOf(x: Value): Jaxpr {
  if (x instanceof Wrapped && x.of instanceof Program) return x.of as Jaxpr;
  return fail("TypeError", `expected a Jaxpr, got ${str(x)}`);
}

/** The program with these in the place of its constants. */
function closedOver(program: Jaxpr, values: readonly Value[]): Jaxpr {
  const known = program.constants;
  if (values.length !== known.length)
    fail(
      "ValueError",
      `safe_map() argument lengths differ: ${known.length} constvars, ${values.length} consts`,
    );
  if (known.every((c, i) => c.value === values[i])) return program;
  const replaced = known.map((c, i) => ({ ...c, value: toValue(arrayOr(values[i])) }));
  return new Program(program.inputs, program.equations, program.outputs, replaced);
}

/** `jax.core`. */
export const coreNatives: Natives = {
  "eval_jaxpr(jaxpr, consts, *args, propagate_source_info=True)"(
    jaxpr: Value,
    consts: Value,
    args: readonly Value[],
  ) {
    const program = jaxprOf(jaxpr);
    const { length } = program.inputs;
    if (args.length !== length)
      fail("ValueError", `safe_map() argument lengths differ: ${length} invars, ${args.length} args`);
    const closed = closedOver(program, (consts as List | Tuple).items);
    return new List(evaluate(closed, args.map((x) => toValue(arrayOr(x))))); // prettier-ignore
  },
};

/** `jax.extend.core`, but for its classes. */
export const extendedCoreNatives: Natives = {
  "jaxpr_as_fun(closed_jaxpr)": (closed: Value) =>
    new Native(
      "jaxpr_as_fun(*args)",
      (args: readonly Value[]) =>
        new List(evaluate(jaxprOf(closed), args.map((x) => toValue(arrayOr(x))))), // prettier-ignore
      undefined,
      "jax.extend.core",
    ),
};

interface MakerOptions {
  readonly statics: Value;
  readonly axisEnv: readonly (readonly [name: string, size: number])[];
  /** Whether to give the shapes of what the function returns, too. */
  readonly withShape: boolean;
}

/** The program of a function for arguments like the given ones, and the structure of what it returns. */
function traced(
  f: Value,
  { statics, axisEnv }: MakerOptions,
  args: readonly Value[],
  keywords: Keywords,
): [Jaxpr, TreeDef] {
  let tree: TreeDef | undefined;
  const inner = toFunction(f);
  const noted = described(f, (...given: unknown[]) => {
    const out: unknown = inner(...given);
    tree = structure(out);
    return out;
  });
  const options = { staticArgnums: toStatic(statics) as number | number[], axisEnv };
  const given = withKeywords(withStructs(args) as Value[], new Map([...keywords].map(([k, x]) => [k, withStructs([x])[0] as Value]))); // prettier-ignore
  const { program } = makeJaxpr(noted, options)(...(given as never[]));
  return [program, tree!];
}

const makerType = builtinType("function", undefined, "jax");
transformedMethods(makerType);
const nameOfMaker = ({ wrapped }: Maker, attribute: string): string =>
  `make_jaxpr(${str(attributeOr(wrapped, attribute) ?? nameOf(wrapped))})`;
getters(makerType, {
  __name__: (m: Maker) => nameOfMaker(m, "__name__"),
  __qualname__: (m: Maker) => nameOfMaker(m, "__qualname__"),
  __module__: () => "jax",
});
methods(makerType, {
  "__repr__(self, /)": (m: Maker) => `<function ${nameOfMaker(m, "__qualname__")} at ${address(m)}>`,
});

/** `jax.make_jaxpr(f)`. */
class Maker extends Transformed {
  constructor(
    f: Value,
    private readonly options: MakerOptions,
  ) {
    super(toFunction(f), f, (x) => x as Value, false, makerType);
  }

  override invoke(args: readonly Value[], keywords: Keywords): Value {
    const [program, tree] = traced(this.wrapped, this.options, args, keywords);
    const jaxpr = closedJaxpr(program);
    if (!this.options.withShape) return jaxpr;
    return new Tuple([jaxpr, unflatten(tree, program.outputTypes.map(structOf)) as Value]);
  }
}

export function makeJaxprOf(
  f: Value,
  statics: Value = new Tuple([]),
  env: Value = null,
  shape: Value = false,
): Value {
  if (!isTransformable(f)) fail("TypeError", "the first argument must be callable");
  return new Maker(f, {
    statics: statics === null ? new Tuple([]) : statics,
    axisEnv: env === null ? [] : (toStatic(env) as [string, number][]),
    withShape: truth(shape),
  });
}
