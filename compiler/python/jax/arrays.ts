/** The class of arrays and of tracers: attributes, methods and operators. */

import { isInteger } from "../../ir/dtype.js";
import { Value as ArrayValue } from "../../trace/value.js";
import { HostArray } from "../../trace/hostArray.js";
import { integerOf, isTraced } from "../../trace/static.js";
import { concretizationError, Tracer } from "../../trace/tracer.js";
import { fail } from "../text/failure.js";
import { formatValue } from "../text/formatSpec.js";
import { Complex } from "../objects/complex.js";
import { List, Tuple } from "../objects/containers.js";
import { PySet } from "../objects/dict.js";
import { call, machine } from "../objects/machine.js";
import type { Machine } from "../vm/machine.js";
import { index } from "../objects/operators.js";
import { repr } from "../objects/text.js";
import { Iter, iteratorType } from "../objects/iterate.js";
import { getters, methods, type Natives } from "../objects/native.js";
import { builtinType } from "../objects/type.js";
import { NotImplemented, setType, typeName } from "../objects/types.js";
import { type Keywords, noKeywords, Obj, type Value } from "../objects/value.js";
import { arrayType, tracerType } from "./arrayType.js";
import { Aval } from "./avals.js";
import {
  arrayOr,
  expectInt,
  nestedList,
  reshapeLengths,
  scalarOf,
  toArray,
  toIndex,
  toStatic,
} from "./convert.js";
import { onHost } from "./device.js";
import { dtypeArgument, dtypeObject } from "./dtypes.js";
import { numpy as jnp } from "./library.js";
import type { LibraryNative } from "./bind.js";
import { numpyFunctions } from "./numpy.js";

type Binary = (a: never, b: never) => ArrayValue;

const operators: Readonly<Record<string, Binary>> = {
  add: jnp.add,
  sub: jnp.subtract,
  mul: jnp.multiply,
  truediv: jnp.divide,
  floordiv: jnp.floorDivide,
  mod: jnp.mod,
  pow: jnp.power,
  matmul: jnp.matmul,
  and: jnp.bitwiseAnd,
  or: jnp.bitwiseOr,
  xor: jnp.bitwiseXor,
  lshift: jnp.leftShift,
  rshift: jnp.rightShift,
};

const comparisons = {
  eq: jnp.equal,
  ne: jnp.notEqual,
  lt: jnp.less,
  le: jnp.lessEqual,
  gt: jnp.greater,
  ge: jnp.greaterEqual,
} as Readonly<Record<string, Binary>>;

const signs: Readonly<Record<string, string>> = {
  add: "+", sub: "-", mul: "*", truediv: "/", floordiv: "//", mod: "%", pow: "**", matmul: "@", and: "&", or: "|", xor: "^",
  lshift: "<<", rshift: ">>", eq: "==", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=",
}; // prettier-ignore

/** Arrays don't take lists as operands, as NumPy's do. */
function refuseOperand(sign: string, a: Value, b: Value): never {
  const [x, y] = [a, b].map((v) => typeName(v).replace("jaxlib._jax.", ""));
  return fail("TypeError", `unsupported operand type(s) for ${sign}: '${x}' and '${y}'`);
}

const equalities: Readonly<Record<string, string>> = { eq: "equal", ne: "not_equal" };

function numpyMember(name: string): Value {
  return (machine() as Machine).importModule("numpy").globals.get(name)!;
}

function operatorTable(): Natives {
  const table: Record<string, Natives[string]> = {};
  for (const [name, f] of Object.entries({ ...operators, ...comparisons })) {
    const apply = (a: Value, b: Value): Value => {
      const [x, y] = [arrayOr(a), arrayOr(b)];
      // As NumPy's, which JAX leaves them to, arrays without information are compared, and nothing else.
      if (name in equalities && [x, y].some((v) => v instanceof ArrayValue && v.dtype === "float0"))
        return call(numpyMember(equalities[name]), [a, b]);
      if (x !== undefined && y !== undefined) {
        expectInt(a, "x");
        expectInt(b, "y");
        return f(x as never, y as never);
      }
      const other = a instanceof ArrayValue ? b : a;
      if (other instanceof List || other instanceof Tuple) refuseOperand(signs[name], a, b);
      return NotImplemented;
    };
    table[`__${name}__(self, other, /)`] = apply;
    if (name in operators) table[`__r${name}__(self, other, /)`] = (a: Value, b: Value) => apply(b, a);
  }
  return table;
}

methods(arrayType, {
  ...operatorTable(),
  "__divmod__(self, other, /)": divmod,
  "__rdivmod__(self, other, /)": (y: Value, x: Value) => divmod(x, y),
  "__neg__(self, /)": (x: ArrayValue) => jnp.negative(x),
  "__pos__(self, /)": (x: ArrayValue) => x,
  "__abs__(self, /)": (x: ArrayValue) => jnp.abs(x),
  "__invert__(self, /)": (x: ArrayValue) => jnp.bitwiseNot(x),
  "__round__(self, ndigits=None, /)": (x: ArrayValue, digits: Value = null) =>
    digits === null ? jnp.astype(jnp.round(x), "int64") : jnp.round(x, { decimals: Number(digits ?? 0n) }),
  "__bool__(self, /)": (x: ArrayValue) => truthOf(x),
  "__float__(self, /)": (x: ArrayValue) => Number(scalarOf(onlyScalar(x, "float"))),
  "__complex__(self, /)": (x: ArrayValue) => new Complex(Number(scalarOf(onlyScalar(x, "complex"))), 0),
  "__int__(self, /)": (x: ArrayValue) => BigInt(Math.trunc(Number(scalarOf(onlyScalar(x, "int"))))),
  "__index__(self, /)": indexOf,
  "__len__(self, /)": (x: ArrayValue) =>
    x.ndim === 0 ? fail("TypeError", "len() of unsized object") : BigInt(x.shape[0]),
  "__iter__(self, /)"(x: ArrayValue) {
    if (x.ndim === 0) fail("TypeError", "iteration over a 0-d array");
    // Fetched before the first element is taken: an iterator that waits in between would lose what it has given.
    const rows = onHost(x);
    let i = 0;
    return new Iter(() => (i < rows.shape[0] ? rows.get(i++) : undefined), iteratorType("generator"));
  },
  "__array__(self, dtype=None, context=None, copy=None)"(x: ArrayValue, dtype: Value = null) {
    return call(numpyMember("asarray"), dtype === null ? [x] : [x, dtype]);
  },
  "__getitem__(self, key, /)": (x: ArrayValue, key: Value) => getItem(x, key),
  "__setitem__(self, key, value, /)": () =>
    fail(
      "TypeError",
      "JAX arrays are immutable and do not support in-place item assignment. Instead of x[idx] = y, use x = x.at[idx].set(y) or another .at[] method: https://docs.jax.dev/en/latest/_autosummary/jax.numpy.ndarray.at.html",
    ),
  "__contains__(self, item, /)": (x: ArrayValue, item: Value) =>
    truthOf(jnp.any(jnp.equal(x, arrayOr(item) as never))),
  "__repr__(self, /)": (x: ArrayValue) => shown(x),
  "__str__(self, /)": (x: ArrayValue) => String(onHost(x)),
  "__format__(self, format_spec, /)": (x: ArrayValue, spec: string) => formatted(x, spec),
  "item(self, *args)": item,
  "tolist(self, /)": nestedList,
  "astype(self, dtype, copy=False, device=None)": (x: ArrayValue, dtype: Value) =>
    jnp.astype(x, { dtype: dtypeArgument(dtype, "astype") ?? "float64" }),
  "view(self, dtype=None)": (x: ArrayValue, dtype: Value = null) => x.view(dtypeArgument(dtype, "view")),
  "block_until_ready(self, /)": (x: ArrayValue) => onHost(x) && x,
  "reshape(self, *args, order='C', copy=None, out_sharding=None)": (
    x: ArrayValue,
    args: readonly Value[],
    order?: Value,
  ) => jnp.reshape(x, { shape: reshapeLengths(args), order: (order ?? "C") as "C" }),
  "transpose(self, *args)": (x: ArrayValue, args: readonly Value[]) =>
    jnp.transpose(x, ...(args.length === 0 || args[0] === null ? [] : [lengths(args) as number[]])),
  "copy(self, /)": (x: ArrayValue) => (x instanceof HostArray ? new HostArray(x.type, x.values) : x),
  "on_device_size_in_bytes(self, /)": (x: ArrayValue) => BigInt(x.nbytes),
  "delete(self, /)": (x: ArrayValue) => x.dispose(),
  "is_deleted(self, /)": () => false,
  "devices(self, /)": () => new PySet([device], setType),
  "addressable_data(self, index)": (x: ArrayValue) => x,
  "copy_to_host_async(self, /)": (x: ArrayValue) => void onHost(x),
});
methods(tracerType, {
  "__getattr__(self, name, /)": (x: ArrayValue, name: string) =>
    fail("AttributeError", `${typeName(x).replace(/.*\./, "")} has no attribute ${name}`),
});
// Equality is elementwise: arrays are no keys.
arrayType.set("__hash__", null);

function formatted(x: ArrayValue, spec: string): string {
  if (x.ndim === 0 && !(x instanceof Tracer)) return formatValue(scalarOf(x), spec);
  if (spec === "") return String(onHost(x));
  const name = x instanceof Tracer ? typeName(x).replace(/.*\./, "") : "numpy.ndarray";
  return fail("TypeError", `unsupported format string passed to ${name}.__format__`);
}

/** Lengths or axes, one by one or as one tuple. */
function lengths(args: readonly Value[]): unknown {
  const given = args.length === 1 ? toStatic(args[0]) : args.map(toStatic);
  return Array.isArray(given) ? given : [given];
}

function divmod(a: Value, b: Value): Value {
  const [x, y] = [arrayOr(a) as never, arrayOr(b) as never];
  return x === undefined || y === undefined
    ? NotImplemented
    : new Tuple([jnp.floorDivide(x, y), jnp.mod(x, y)]);
}

/** `x.item(…)`: the element, that of a flat position, or that at an index. */
function item(x: ArrayValue, args: readonly Value[]): Value {
  if (args.length > 1) return scalarOf(getItem(x, new Tuple(args)) as ArrayValue);
  if (args.length === 1)
    return args[0] instanceof Tuple
      ? item(x, args[0].items)
      : scalarOf(jnp.ravel(x).get(Number(index(args[0]))));
  if (x.size !== 1) fail("ValueError", "can only convert an array of size 1 to a Python scalar");
  return scalarOf(jnp.reshape(x, []));
}

function truthOf(x: ArrayValue): boolean {
  if (x.size !== 1) {
    if (x.size === 0)
      fail(
        "ValueError",
        "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.",
      );
    fail(
      "ValueError",
      "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
    );
  }
  if (isTraced(x)) throw x.undecided();
  return Number(onHost(concreteOf(x))) !== 0;
}

/** What is behind a tracer on the device must be at hand to decide on it. */
function concreteOf(x: ArrayValue): ArrayValue {
  return x instanceof Tracer ? (x.concrete() ?? x) : x;
}

/** The one element of an array, of which a number is made. */
function onlyScalar(x: ArrayValue, type: string): ArrayValue {
  if (x.ndim > 0 && !(x instanceof Tracer))
    fail(
      "TypeError",
      "Only scalar arrays can be converted to Python scalars; got arr.ndim=" + String(x.ndim),
    );
  if (isTraced(x))
    throw concretizationError(
      x,
      `The problem arose with the \`${type}\` function. If trying to convert the data type of a value, try using \`x.astype(${type})\` or \`jnp.array(x, ${type})\` instead.`,
    );
  return concreteOf(x);
}

function indexOf(x: ArrayValue): bigint {
  if ((!isInteger(x.dtype) && x.dtype !== "bool") || x.ndim > 0)
    fail("TypeError", "Only integer scalar arrays can be converted to a scalar index.");
  if (isTraced(x)) return BigInt(integerOf(x));
  return BigInt(scalarOf(concreteOf(x)));
}

/** A boolean alone is a new axis of one element, or of none. */
function getItem(x: ArrayValue, key: Value): Value {
  const parts = toIndex(key);
  const found = x.get(...(parts.map((p) => (typeof p === "boolean" ? null : p)) as never[]));
  if (!parts.includes(false)) return found;
  const axis = parts.slice(0, parts.indexOf(false)).filter((p) => typeof p !== "number").length;
  return found.get(
    ...(Array.from({ length: axis + 1 }, (_, i) => jnp.slice(null, i < axis ? null : 0)) as never[]),
  );
}

function shown(x: ArrayValue): string {
  const inspect = Symbol.for("nodejs.util.inspect.custom");
  if (x instanceof Tracer) return x.toString();
  const text = (onHost(x) as unknown as Record<symbol, () => string>)[inspect]();
  if (x.dtype !== "float0") return text;
  return text.replace("array(", "TypedNdArray(").replace("dtype=[('float0', 'V')]", "dtype=void");
}

getters(arrayType, {
  shape: (x: ArrayValue) => new Tuple(x.shape.map(BigInt)),
  dtype: (x: ArrayValue) => dtypeObject(x.dtype),
  ndim: (x: ArrayValue) => BigInt(x.ndim),
  size: (x: ArrayValue) => BigInt(x.size),
  weak_type: (x: ArrayValue) => x.weakType,
  itemsize: (x: ArrayValue) => BigInt(x.itemsize),
  nbytes: (x: ArrayValue) => BigInt(x.nbytes),
  T: (x: ArrayValue) => x.T,
  mT: (x: ArrayValue) => x.mT,
  real: (x: ArrayValue) => x.real,
  imag: (x: ArrayValue) => x.imag,
  flat: () =>
    fail(
      "NotImplementedError",
      "JAX Arrays do not implement the arr.flat property: consider arr.flatten() instead.",
    ),
  device: () => device,
  sharding: () => sharding,
  is_fully_addressable: () => true,
  is_fully_replicated: () => true,
  committed: () => false,
  at: (x: ArrayValue) => new AtHelper(x),
  aval: (x: ArrayValue) => new Aval(x.type),
});

const deviceType = builtinType("Device", undefined, "jaxlib._jax");
const shardingType = builtinType("SingleDeviceSharding", undefined, "jaxlib._jax");
/** Where arrays are, for those who ask: scripts are told of one device. */
const device = new Obj(deviceType);
const sharding = new Obj(shardingType);
methods(deviceType, { "__repr__(self, /)": () => "CpuDevice(id=0)", "__str__(self, /)": () => "TFRT_CPU_0" });
getters(deviceType, {
  platform: () => "cpu",
  device_kind: () => "cpu",
  id: () => 0n,
  process_index: () => 0n,
});
methods(shardingType, {
  "__repr__(self, /)": () => "SingleDeviceSharding(device=CpuDevice(id=0), memory_kind=device)",
});
getters(shardingType, { device_set: () => new PySet([device], setType) });

const atType = builtinType("_IndexUpdateHelper", undefined, "jax._src.numpy.array_methods");
const atIndexType = builtinType("_IndexUpdateRef", undefined, "jax._src.numpy.array_methods");

/** `x.at`. */
class AtHelper extends Obj {
  constructor(readonly array: ArrayValue) {
    super(atType);
  }
}

/** `x.at[i]`. */
class AtIndex extends Obj {
  constructor(
    readonly array: ArrayValue,
    readonly key: Value,
  ) {
    super(atIndexType);
  }
}

methods(atType, {
  "__repr__(self, /)": (h: AtHelper) => `_IndexUpdateHelper(${shown(h.array)})`,
  "__getitem__(self, index, /)": (h: AtHelper, key: Value) => new AtIndex(h.array, key),
});

const promises =
  "indices_are_sorted=False, unique_indices=False, mode=None, fill_value=None, out_sharding=None, wrap_negative_indices=True";
const updates = ["set", "add", "subtract", "multiply", "divide", "power", "min", "max"] as const;

function updateOptions(...[sorted, unique, mode, fill, , wraps]: (Value | undefined)[]): object {
  if (wraps === false)
    fail(
      "NotImplementedError",
      "wrap_negative_indices=False is not supported: indices below 0 count from the end.",
    );
  const options: Record<string, unknown> = {};
  if (sorted === true) options.indicesAreSorted = true;
  if (unique === true) options.uniqueIndices = true;
  if (mode !== undefined && mode !== null) options.mode = mode;
  if (fill !== undefined && fill !== null) options.fillValue = toStatic(fill);
  return options;
}

for (const name of [...updates, "mul" as const])
  methods(atIndexType, {
    [`${name}(self, values, *, ${promises})`]: (at: AtIndex, values: Value, ...options: Value[]) => {
      const part = at.array.at(...(toIndex(at.key) as never[])) as unknown as Record<
        string,
        (y: unknown, o: object) => ArrayValue
      >;
      return part[name === "mul" ? "multiply" : name](toArray(values), updateOptions(...options));
    },
  });
methods(atIndexType, {
  "__repr__(self, /)": (at: AtIndex) => `_IndexUpdateRef(${shown(at.array)}, ${repr(at.key)})`,
  [`get(self, *, ${promises})`]: (at: AtIndex, ...options: Value[]) =>
    at.array.at(...(toIndex(at.key) as never[])).get(updateOptions(...options)),
  [`apply(self, func, *, ${promises})`]: (at: AtIndex, func: Value, ...options: Value[]) => {
    const part = at.array.at(...(toIndex(at.key) as never[]));
    return part.set(call(func, [part.get()]) as ArrayValue, updateOptions(...options));
  },
});

methods(arrayType, {
  "compress(self, condition, axis=None, *, out=None, size=None, fill_value=0)": (
    x: ArrayValue,
    condition: Value,
    axis: Value = null,
  ) => numpyFunctions.get("compress")!.invoke([condition, x, axis]),
});

/** Methods that are functions of `jax.numpy` with the array as first argument. */
const asFunctions =
  "all any argmax argmin argpartition argsort choose clip conj conjugate cumprod cumsum diagonal dot flatten max mean min nonzero prod ptp ravel repeat round searchsorted sort squeeze std sum swapaxes take trace var";

for (const name of asFunctions.split(" ")) {
  const bound = methodOf(name);
  if (bound)
    methods(arrayType, {
      [`${name}(self, /, *args, **kwargs)`]: (
        x: ArrayValue,
        args: readonly Value[],
        keywords: Keywords = noKeywords,
      ) => bound.invoke([x, ...args], keywords),
    });
}

function methodOf(name: string): LibraryNative | undefined {
  return numpyFunctions.get(name === "flatten" ? "ravel" : name);
}
