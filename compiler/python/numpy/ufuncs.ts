/** Applies the elementwise functions: dtypes, broadcasting, `out`, `where`, and the warnings. */

import { Tuple } from "../objects/containers.js";
import { builtinType } from "../objects/type.js";
import { getters, methods } from "../objects/native.js";
import { NotImplemented, typeName } from "../objects/types.js";
import { Obj, plain, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { arrayOf, checkRange, isNested, toNdArray } from "./convert.js";
import {
  bool,
  dtypeOr,
  type Element,
  type ElementType,
  elementType,
  canCast,
  float64,
  floatFor,
  int64,
  promoteTwo,
  type Store,
} from "./elementTypes.js";
import { broadcastShapes, NdArray } from "./ndarray.js";
import { isScalar, scalarIfFlat } from "./scalars.js";
import { type Kernel, kernelAliases, kernels } from "./ufuncTable.js";
import { report } from "./warnings.js";

/** An operand: a Python number takes the dtype of what it meets. */
interface Operand {
  readonly array: NdArray;
  readonly weak?: bigint | number;
}

function operandOf(x: Value): Operand {
  const value = plain(x);
  if (!isScalar(x) && (typeof value === "bigint" || typeof value === "number"))
    return { array: weakArray(value), weak: value };
  return { array: arrayOf(x) ?? toNdArray(x) };
}

/** Integers that are too large even for 64 bits are refused only once the dtype is known. */
function weakArray(x: bigint | number): NdArray {
  return typeof x === "number" ? NdArray.scalar(x, float64) : NdArray.scalar(BigInt.asIntN(64, x), int64);
}

const rank = "biuf";

/** The dtype in which operands meet. */
function meet(operands: readonly Operand[]): ElementType {
  const strong = operands.filter((o) => o.weak === undefined).map((o) => o.array.dtype);
  if (strong.length === 0) return operands.map((o) => o.array.dtype).reduce(promoteTwo);
  let type = strong.reduce(promoteTwo);
  for (const { weak, array } of operands) {
    if (weak === undefined) continue;
    const isHigher =
      rank.indexOf(array.dtype.kind) > Math.max(rank.indexOf(type.kind), type.kind === "u" ? 1 : 0);
    if (isHigher) type = array.dtype;
  }
  return type;
}

export function resultType(values: readonly Value[]): ElementType {
  return meet(values.map(operandOf));
}

interface Loop {
  readonly compute: ElementType;
  readonly result: ElementType;
}

/** The dtypes that a function computes in and gives, for operands that meet in `type`. */
function loopOf(name: string, kernel: Kernel, type: ElementType): Loop {
  const same = (t: ElementType): Loop => ({ compute: t, result: t });
  const tests = (t: ElementType): Loop => ({ compute: t, result: bool });
  switch (kernel.loops) {
    case "same":
      return same(type);
    case "round":
      return same(type);
    case "number":
      if (type === bool) return boolLoop(name);
      return same(type);
    case "float":
      return same(floatFor(type));
    case "divide":
      return same(type.isFloat && name === "divide" ? type : float64);
    case "integer":
      if (type.isFloat || (type === bool && name === "gcd")) return noLoop(name);
      return same(type === bool && name.endsWith("shift") ? elementType("int8") : type);
    case "test":
    case "logical":
      return tests(type);
    case "floatTest":
      return tests(floatFor(type));
  }
}

function boolLoop(name: string): Loop {
  if (name === "subtract")
    return fail(
      "TypeError",
      "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.",
    );
  if (name === "negative")
    return fail(
      "TypeError",
      "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.",
    );
  if (name === "positive" || name === "sign")
    return fail(
      "UFuncTypeError",
      `ufunc '${name}' did not contain a loop with signature matching types <class 'numpy.dtypes.BoolDType'> -> None`,
    );
  const int8 = elementType("int8");
  return { compute: int8, result: int8 };
}

/** The class of a dtype, as messages show it. */
function classText({ weak, array }: Operand): string {
  const { name } = array.dtype;
  const shown =
    weak === undefined
      ? name[0].toUpperCase() + (name.startsWith("uint") ? "I" : name[1]) + name.slice(2) + "DType"
      : typeof weak === "bigint"
        ? "_PyLongDType"
        : "_PyFloatDType";
  return `<class 'numpy.dtypes.${shown}'>`;
}

function checkLoop(name: string, operands: readonly Operand[], type: ElementType): void {
  if (type.isInteger) return;
  fail(
    "UFuncTypeError",
    `ufunc '${name}' did not contain a loop with signature matching types (${operands.map(classText).join(", ")}) -> None`,
  );
}

/** What NumPy says of an operator of an array and something that is no number. */
export function refuseOperand(name: string, symbol: string, a: Value, b: Value): never {
  const shown = [a, b].map((x) => {
    const array = isOperand(x) ? (arrayOf(x) ?? toNdArray(x)) : undefined;
    return array ? typeName(array.dtype.toPython(array.first())) : typeName(x);
  });
  const text = [a, b].find((x) => typeof x === "string");
  if (text === undefined) {
    if (kernels[name].loops === "test")
      return fail(
        "TypeError",
        `'${symbol}' not supported between instances of '${shown[0]}' and '${shown[1]}'`,
      );
    return fail("TypeError", `unsupported operand type(s) for ${symbol}: '${shown[0]}' and '${shown[1]}'`);
  }
  if (kernels[name].loops === "test")
    return fail(
      "UFuncTypeError",
      `ufunc '${name}' did not contain a loop with signature matching types (${[a, b].map((x) => (typeof x === "string" ? "<class 'numpy.dtypes.StrDType'>" : classText(operandOf(x)))).join(", ")}) -> None`,
    );
  if (name === "add" || name === "subtract")
    return fail(
      "UFuncTypeError",
      `ufunc '${name}' did not contain a loop with signature matching types (${[a, b].map((x) => `dtype('${typeof x === "string" ? `<U${Math.max(x.length, 1)}` : operandOf(x).array.dtype.name}')`).join(", ")}) -> None`,
    );
  return noLoop(name);
}

function noLoop(name: string): never {
  return fail(
    "TypeError",
    `ufunc '${name}' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''`,
  );
}

type Compute = (x: Element, y: Element) => Element | boolean;

function functionFor(kernel: Kernel, type: ElementType): Compute {
  const { f, big, int32, single, bool: onBools } = kernel;
  if (type === bool && onBools) return onBools as Compute;
  if (kernel.loops === "round" && !type.isFloat) return (x) => x;
  const chosen = type.isBig
    ? (big ?? f)
    : type.isInteger
      ? (int32 ?? f)
      : type.name === "float32"
        ? (single ?? f)
        : f;
  return chosen as Compute;
}

/** A function of one or two arrays, element by element. `label` names it in warnings. */
function compute(
  name: string,
  kernel: Kernel,
  inputs: readonly NdArray[],
  loop: Loop,
  label: string,
): NdArray {
  const shape = inputs.length === 1 ? inputs[0].shape : broadcastShapes(inputs.map((a) => a.shape));
  const result = NdArray.empty(shape, loop.result);
  const [x, y = x] = inputs.map((a) => spread(a, shape, loop.compute));
  const [dx, dy] = [x.length === 1 ? 0 : 1, y.length === 1 ? 0 : 1];
  const f = functionFor(kernel, loop.compute);
  const { data } = result;
  const round = loop.result.name === "float16";
  for (let i = 0; i < data.length; i++) {
    const value = f(x[i * dx], y[i * dy]) as number;
    data[i] = round ? loop.result.round(value) : value;
  }
  if (loop.compute.isFloat && loop.result.isFloat) checkFloats(name, kernel, [x, y], data, label);
  else if (loop.compute.isInteger) checkIntegers(name, y, dy, data.length, label);
  return result;
}

/** The elements for the shape; a single one where all are the same. */
function spread(a: NdArray, shape: readonly number[], type: ElementType): Store {
  const b = a.size === 1 ? a : (a.broadcast(shape) ?? a);
  return b.astype(type).flat();
}

function checkFloats(name: string, kernel: Kernel, [x, y]: Store[], out: Store, label: string): void {
  if (name === "nextafter") return;
  const seen = new Set<string>();
  const [dx, dy] = [x.length === 1 ? 0 : 1, y.length === 1 ? 0 : 1];
  for (let i = 0; i < out.length; i++) {
    const r = out[i] as number;
    if (Number.isFinite(r)) continue;
    const [a, b] = [x[i * dx] as number, y[i * dy] as number];
    if (Number.isNaN(r)) {
      if (!Number.isNaN(a) && !Number.isNaN(b)) seen.add("invalid");
    } else if (Number.isFinite(a) && Number.isFinite(b))
      seen.add(kernel.pole?.(a, b) === true ? "divide" : "over");
  }
  for (const what of ["divide", "over", "invalid"]) if (seen.has(what)) report(what, label);
}

function checkIntegers(name: string, y: Store, dy: number, length: number, label: string): void {
  if (!["floor_divide", "remainder", "fmod", "power", "reciprocal"].includes(name) || length === 0) return;
  const count = dy === 0 ? 1 : length;
  for (let i = 0; i < count; i++) {
    if (name === "power" && y[i] < 0)
      fail("ValueError", "Integers to negative integer powers are not allowed.");
    if (name !== "power" && Number(y[i]) === 0) return report("divide", label);
  }
}

interface CallOptions {
  readonly out?: NdArray;
  readonly where?: NdArray;
  readonly dtype?: ElementType;
  /** What warnings say behind "encountered in". */
  readonly label?: string;
}

/** `np.add(x, y)` and the like. */
export function applyUfunc(name: string, values: readonly Value[], options: CallOptions = {}): NdArray {
  const kernel = kernels[name];
  const operands = values.map(operandOf);
  let type = meet(operands);
  const isComparison = kernel.loops === "test";
  if (isComparison) type = comparisonType(operands, type);
  else if (type.kind === "V")
    fail("TypeError", `ufunc '${name}' did not contain a loop with signature matching types float0`);
  if (name === "gcd" || name === "lcm") checkLoop(name, operands, type);
  const loop = loopOf(name, kernel, options.dtype ?? type);
  for (const { weak } of operands)
    if (typeof weak === "bigint" && loop.compute.isInteger && !isComparison && kernel.loops !== "logical")
      checkRange(weak, loop.compute);
  const arrays = operands.map((o) =>
    typeof o.weak === "bigint" && !loop.compute.isInteger ? NdArray.scalar(Number(o.weak), float64) : o.array,
  );
  const result = compute(name, kernel, arrays, loop, options.label ?? name);
  return options.out || options.where ? store(name, result, options) : result;
}

/** Comparing with an integer that doesn't fit compares with its value. */
function comparisonType(operands: readonly Operand[], type: ElementType): ElementType {
  const isOutside = operands.some(
    ({ weak }) => typeof weak === "bigint" && type.isInteger && (weak < type.min || weak > type.max),
  );
  if (isOutside) return float64;
  return type;
}

function store(name: string, result: NdArray, { out, where }: CallOptions): NdArray {
  const target = out ?? NdArray.empty(result.shape, result.dtype);
  if (!canCast(result.dtype, target.dtype, "same_kind"))
    fail(
      "UFuncTypeError",
      `Cannot cast ufunc '${name}' output from dtype('${result.dtype.name}') to dtype('${target.dtype.name}') with casting rule 'same_kind'`,
    );
  const source = result.broadcast(target.shape);
  if (!source || result.ndim > target.ndim)
    return fail(
      "ValueError",
      `non-broadcastable output operand with shape ${shown(target)} doesn't match the broadcast shape ${shown(result)}`,
    );
  if (!target.isWriteable) fail("ValueError", "output array is read-only");
  if (!where) target.write(target.offsets(), source);
  else {
    const mask = where.astype(bool).broadcast(target.shape)!.flat();
    const values = source.astype(target.dtype).flat();
    target.offsets().forEach((offset, i) => mask[i] && (target.data[offset] = values[i] as never));
  }
  return target;
}

const shown = (a: NdArray): string => `(${a.shape.join(",")}${a.ndim === 1 ? "," : ""})`;

/** Whether an operator of arrays takes this as the other operand. */
export function isOperand(x: Value): boolean {
  if (x === null || typeof x === "string") return false;
  if (typeof x !== "object") return true;
  if (x instanceof NdArray || isScalar(x) || isNested(x)) return true;
  if (x instanceof Obj && x.type.lookup("__array__") !== undefined) return true;
  return typeof plain(x) !== "object" && typeof plain(x) !== "string";
}

/** `a op b` of two values of which one is an array or a scalar of NumPy's. */
export function operate(name: string, a: Value, b: Value): Value {
  const other = [a, b].find((x) => !isOperand(x));
  if (other !== undefined) return NotImplemented;
  const isFlat = [a, b].every((x) => !(x instanceof NdArray) && !isNested(x));
  const label = isFlat ? `scalar ${name}` : name;
  const result = applyUfunc(name, [a, b], { label });
  if (isFlat) checkOverflow(name, a, b, result);
  return scalarIfFlat(result);
}

const exact: Readonly<Record<string, (x: bigint, y: bigint) => bigint>> = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
};

/** Integer scalars tell when they wrap around; arrays don't. */
function checkOverflow(name: string, a: Value, b: Value, { dtype, data }: NdArray): void {
  if (!dtype.isInteger || !Object.hasOwn(exact, name)) return;
  const [x, y] = [a, b].map((v) => BigInt(isScalar(v) ? v.element : (plain(v) as bigint | boolean)));
  if (exact[name](x, y) !== BigInt(data[0])) report("over", `scalar ${name}`);
}

const ufuncType = builtinType("ufunc", undefined, "numpy");

export class Ufunc extends Obj {
  constructor(
    readonly name: string,
    readonly kernel: Kernel,
  ) {
    super(ufuncType);
  }
}

function outOf(x: Value | undefined): NdArray | undefined {
  const out = x instanceof Tuple ? x.items[0] : x;
  if (out === undefined || out === null) return undefined;
  return out instanceof NdArray ? out : fail("TypeError", "return arrays must be of ArrayType");
}

methods(ufuncType, {
  "__call__(self, /, *args, out=None, where=True, dtype=None, **kwargs)"(
    self: Ufunc,
    args: readonly Value[],
    out?: Value,
    where?: Value,
    dtype?: Value,
  ) {
    const { name } = self;
    const { arity } = self.kernel;
    if (args.length < arity || args.length > arity + 1)
      fail(
        "TypeError",
        args.length < arity
          ? `${name}() takes from ${arity} to ${arity + 1} positional arguments but ${args.length} ${args.length === 1 ? "was" : "were"} given`
          : `${name}() takes from ${arity} to ${arity + 1} positional arguments but ${args.length} were given`,
      );
    const target = outOf(out ?? args[arity]);
    const mask = where === undefined || where === true ? undefined : toNdArray(where);
    const result = applyUfunc(name, args.slice(0, arity), {
      out: target,
      where: mask,
      dtype: dtypeOr(dtype, undefined),
    });
    return target ?? scalarIfFlat(result);
  },
  "outer(self, a, b, /)": (self: Ufunc, a: Value, b: Value) => {
    const [x, y] = [toNdArray(a), toNdArray(b)];
    const column = x.view([...x.shape, ...y.shape.map(() => 1)], [...x.strides, ...y.shape.map(() => 0)]);
    return scalarIfFlat(applyUfunc(self.name, [column, y]));
  },
  "__repr__(self, /)": (self: Ufunc) => `<ufunc '${self.name}'>`,
});
getters(ufuncType, {
  __name__: (self: Ufunc) => self.name,
  nin: (self: Ufunc) => BigInt(self.kernel.arity),
  nout: () => 1n,
  nargs: (self: Ufunc) => BigInt(self.kernel.arity + 1),
  identity: (self: Ufunc) => (self.kernel.identity === undefined ? null : BigInt(self.kernel.identity)),
});

export { ufuncType };

/** All functions by their names and other names. */
export const ufuncs = new Map<string, Ufunc>(
  Object.entries(kernels).map(([name, k]) => [name, new Ufunc(name, k)]),
);
for (const [alias, name] of Object.entries(kernelAliases)) ufuncs.set(alias, ufuncs.get(name)!);
