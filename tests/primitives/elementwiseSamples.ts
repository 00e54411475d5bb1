/** Samples of every elementwise primitive: several shapes, every dtype it takes, and the values at the edges. */

import type { DType } from "../../compiler/ir/dtype.js";
import { primitiveByName } from "../../compiler/primitives/index.js";
import type { HostArray } from "../../compiler/trace/hostArray.js";
import type { Primitive } from "../../compiler/trace/primitive.js";
import { arrayOf, randomArray, type Random, type Sample } from "./sample.js";

const floats: readonly DType[] = ["float32", "float16"];
const integers: readonly DType[] = ["int32", "uint32"];
const all: readonly DType[] = [...floats, ...integers, "bool"];

interface Family {
  readonly primitive: Primitive;
  readonly arity: number;
  readonly dtypes: readonly DType[];
  readonly params?: unknown;
  /** Where the function is smooth: for every operand, or for each. */
  readonly domain?: readonly [number, number];
  readonly domains?: readonly (readonly [number, number])[];
  /** Whether derivatives are compared with differences; by default they are. */
  readonly smooth?: boolean;
  /** Whether the values at the edges are tried; by default they are. */
  readonly hasEdges?: boolean;
}

function named(name: string): Primitive {
  const primitive = primitiveByName.get(name);
  if (!primitive) throw new Error(`no primitive ${name}`);
  return primitive;
}

const families: Family[] = [];
function family(names: string, rest: Omit<Family, "primitive">): void {
  for (const name of names.split(" ")) {
    const primitive = named(name);
    families.push({ primitive, ...rest });
  }
}

const numbers = [...floats, ...integers];
family("neg square", { arity: 1, dtypes: numbers });
family("sign", { arity: 1, dtypes: numbers, smooth: false });
family("abs", { arity: 1, dtypes: [...floats, "int32"], domain: [0.2, 2] });
family("add add_any sub mul", { arity: 2, dtypes: numbers });
family("div", { arity: 2, dtypes: numbers, domain: [0.5, 3] });
family("rem", { arity: 2, dtypes: numbers, smooth: false });
family("max min", { arity: 2, dtypes: all });
family("clamp", { arity: 3, dtypes: all, domains: [[-2, -0.5], [-0.4, 0.4], [0.5, 2]] }); // prettier-ignore
family("nextafter", { arity: 2, dtypes: ["float32"], smooth: false });
family("sqrt rsqrt cbrt", { arity: 1, dtypes: floats, domain: [0.5, 3] });
family("pow", { arity: 2, dtypes: floats, domain: [0.5, 2] });
for (const y of [0, 1, 2, 3, 5, 8]) family("integer_pow", { arity: 1, dtypes: numbers, params: { y } });
for (const y of [-1, -2, -3])
  family("integer_pow", { arity: 1, dtypes: floats, params: { y }, domain: [0.5, 2] });
family("exp exp2 expm1 logistic tanh sinh cosh asinh", { arity: 1, dtypes: floats });
family("log log1p", { arity: 1, dtypes: floats, domain: [0.5, 3] });
family("acosh", { arity: 1, dtypes: floats, domain: [1.5, 3] });
family("atanh", { arity: 1, dtypes: floats, domain: [-0.7, 0.7] });
family("sin cos atan", { arity: 1, dtypes: floats });
family("tan asin acos", { arity: 1, dtypes: floats, domain: [-0.7, 0.7] });
family("atan2", { arity: 2, dtypes: floats, domain: [0.5, 2] });
family("erf erfc", { arity: 1, dtypes: floats });
family("erf_inv", { arity: 1, dtypes: floats, domain: [-0.7, 0.7] });
family("lgamma digamma", { arity: 1, dtypes: floats, domain: [0.5, 3] });
family("bessel_i0e bessel_i1e", { arity: 1, dtypes: floats, domain: [0.2, 3] });
family("igamma igammac", { arity: 2, dtypes: floats, domain: [0.8, 3] });
family("igamma_grad_a", { arity: 2, dtypes: floats, domain: [0.8, 3], smooth: false });
family("random_gamma_grad", { arity: 2, dtypes: floats, domain: [0.8, 3], smooth: false, hasEdges: false });
family("regularized_incomplete_beta", { arity: 3, dtypes: floats, domain: [0.2, 0.8], smooth: false, hasEdges: false }); // prettier-ignore
family("expi", { arity: 1, dtypes: floats, domain: [0.5, 3] });
family("expn", { arity: 2, dtypes: floats, domain: [0.5, 3], smooth: false });
family("floor ceil is_finite", { arity: 1, dtypes: floats, smooth: false });
for (const roundingMethod of [0, 1])
  family("round", {
    arity: 1,
    dtypes: floats,
    params: { roundingMethod },
    smooth: false,
  });
family("eq ne lt le gt ge", { arity: 2, dtypes: all, smooth: false });
family("and or xor", { arity: 2, dtypes: [...integers, "bool"], smooth: false });
family("not", { arity: 1, dtypes: [...integers, "bool"], smooth: false });
family("shift_left shift_right_logical shift_right_arithmetic", {
  arity: 2,
  dtypes: integers,
  smooth: false,
});
family("population_count clz", { arity: 1, dtypes: integers, smooth: false });
for (const word of [0, 1, 2])
  family("threefry2x32", { arity: 4, dtypes: ["uint32"], params: { word }, smooth: false });
// A device that rounds the product has no other difference where nothing overflows and nothing cancels.
family("fma", { arity: 3, dtypes: floats, domain: [0.5, 2], hasEdges: false });
family("xla_exp xla_erf", { arity: 1, dtypes: floats });
family("xla_log xla_log1p", { arity: 1, dtypes: floats, domain: [0.5, 3] });
family("xla_erf_inv", { arity: 1, dtypes: floats, domain: [-0.7, 0.7] });
for (const newDtype of all)
  families.push({
    primitive: named("convert_element_type"),
    arity: 1,
    dtypes: all,
    params: { newDtype, weakType: false },
    smooth: newDtype === "float32",
  });
for (const newDtype of ["float32", "int32", "uint32"])
  families.push({
    primitive: named("bitcast_convert_type"),
    arity: 1,
    dtypes: ["float32", ...integers],
    params: { newDtype },
    smooth: false,
  });

/** Every pair of these is tried. */
function edges(dtype: DType): number[] {
  switch (dtype) {
    case "float32":
      return [0, -0, 1, -1, 0.5, -2.5, 3, 1e-30, 2 ** 31, -(2 ** 31), 3e9, 1e38, Infinity, -Infinity, NaN];
    case "float16":
      return [0, -0, 1, -1, 0.5, -2.5, 3, 6e-5, 65504, Infinity, -Infinity, NaN];
    case "int32":
      return [0, 1, -1, 2, -3, 7, 31, 32, 33, 2 ** 31 - 1, -(2 ** 31)];
    case "uint32":
      return [0, 1, 2, 7, 31, 32, 33, 2 ** 31, 2 ** 32 - 1];
    default:
      return [0, 1];
  }
}

function samplesOf({
  primitive,
  arity,
  dtypes,
  params = {},
  domain = [-2, 2],
  domains,
  smooth = true,
  hasEdges = true,
}: Family): Sample[] {
  const operands = Array.from({ length: arity }, (_, n) => n);
  const sample = (about: string, make: (rng: Random) => HostArray[], isSmooth = smooth): Sample => ({
    primitive,
    about,
    make: (rng) => ({ inputs: make(rng), params }),
    differentiable: isSmooth,
  });
  return dtypes.flatMap((dtype) => {
    const isFloat = floats.includes(dtype);
    const random = (rng: Random, shape: readonly number[], k = 0): HostArray =>
      isFloat
        ? randomArray(rng, dtype, shape, ...(domains?.[k] ?? domain))
        : randomArray(rng, dtype, shape, dtype === "int32" ? -9 : 0, 9);
    const isExactDifference = smooth && dtype === "float32";
    const special = edges(dtype);
    const n = special.length;
    const list = [
      sample(`${dtype}[7]`, (rng) => operands.map((k) => random(rng, [7], k)), isExactDifference),
      sample(`${dtype}[]`, (rng) => operands.map((k) => random(rng, [], k)), isExactDifference),
      sample(`${dtype}[3,0]`, (rng) => operands.map(() => random(rng, [3, 0])), false),
    ];
    if (hasEdges)
      list.push(sample(`${dtype} edges`, () => operands.map((k) => arrayOf(dtype, [n ** arity], (i) => special[Math.floor(i / n ** k) % n])), false)); // prettier-ignore
    const mayMix = primitive.name !== "clamp";
    if (arity > 1 && mayMix)
      for (const k of operands)
        list.push(sample(`${dtype} operand ${k} scalar`, (rng) => operands.map((m) => random(rng, m === k ? [] : [2, 3], m)), isExactDifference)); // prettier-ignore
    if (arity > 1 && mayMix && dtype === dtypes[0])
      list.push(sample(`${dtype} axes of length 1`, (rng) => operands.map((m) => random(rng, m === 0 ? [2, 1] : [1, 3], m)), isExactDifference)); // prettier-ignore
    if (!mayMix) list.push(sample(`${dtype} scalar bounds`, (rng) => operands.map((m) => random(rng, m === 1 ? [2, 3] : [], m)), isExactDifference)); // prettier-ignore
    return list;
  });
}

const selections: Sample[] = all.flatMap((dtype) =>
  [
    [[5], [5]],
    [[], [2, 3]],
    [[], []],
    [
      [0, 2],
      [0, 2],
    ],
  ].flatMap(([whichShape, shape]): Sample[] => [
    {
      primitive: named("select_n"),
      about: `bool${whichShape} ${dtype}`,
      make: (rng) => ({ inputs: [randomArray(rng, "bool", whichShape), randomArray(rng, dtype, shape, 0), randomArray(rng, dtype, shape, 0)], params: {} }), // prettier-ignore
      differentiable: dtype === "float32",
    },
    {
      primitive: named("select_n"),
      about: `int32${whichShape} ${dtype}`,
      make: (rng) => ({ inputs: [randomArray(rng, "int32", whichShape, 0, 2), ...[0, 1, 2].map(() => randomArray(rng, dtype, shape, 0))], params: {} }), // prettier-ignore
      differentiable: dtype === "float32",
    },
  ]),
);

const clamped: Sample = {
  primitive: named("clamp"),
  about: "below, within and above",
  make: () => ({
    inputs: [[], [5], []].map((shape, k) =>
      arrayOf("float32", shape, (i) => [-2, [-3, -1, 0, 1, 3][i], 2][k]),
    ),
    params: {},
  }),
  differentiable: true,
};

/** Numbers outside of the cases choose the nearest one. */
const outside: Sample = {
  primitive: named("select_n"),
  about: "outside of the cases",
  make: (rng) => ({ inputs: [randomArray(rng, "int32", [20], -3, 5), ...[0, 1, 2].map(() => randomArray(rng, "float32", [20]))], params: {} }), // prettier-ignore
};

const mixedPow: Sample = {
  primitive: named("pow"),
  about: "float32 ** int32",
  make: (rng) => ({
    inputs: [randomArray(rng, "float32", [9], 0.5, 2), randomArray(rng, "int32", [9], -3, 3)],
    params: {},
  }),
  differentiable: true,
};

const counts: Sample[] = numbers.flatMap((dtype) =>
  [
    [[5], 0],
    [[2, 3, 4], 1],
    [[3, 0], 0],
  ].map(([shape, dimension]): Sample => ({
    primitive: named("iota"),
    about: `${dtype}[${String(shape)}]`,
    make: () => ({ inputs: [], params: { dimension, dtype, shape, sharding: null } }),
  })),
);

export const samples: readonly Sample[] = [
  ...families.flatMap(samplesOf),
  ...selections,
  clamped,
  outside,
  mixedPow,
  ...counts,
];
