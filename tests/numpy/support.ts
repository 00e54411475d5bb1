import * as assert from "uvu/assert";
import type { DType } from "../../compiler/ir/dtype.js";
import { isFloating } from "../../compiler/ir/dtype.js";
import { showShape } from "../../compiler/ir/arrayType.js";
import { type DeviceArray, jit, scipy } from "../../compiler/index.js";
import * as lax from "../../compiler/lax/index.js";
import * as nn from "../../compiler/nn/index.js";
import * as jnp from "../../compiler/numpy/index.js";
import { HostArray } from "../../compiler/trace/hostArray.js";
import { grad } from "../../compiler/transforms/reverse.js";
import { vmap } from "../../compiler/transforms/vmap.js";
import type { Value } from "../../compiler/trace/value.js";

/** An array as recorded: its dtype and nested elements, and whether it is weak. */
export type RecordedArray = { readonly [dtype in DType]?: unknown } & { readonly weak?: true };
/** A call, and its outputs or the kind of its error. */
export type Recorded = readonly [name: string, args: readonly unknown[], options: object | null, outputs: readonly RecordedArray[] | string]; // prettier-ignore

const modules: Record<string, Record<string, unknown>> = { jnp, nn, lax, linalg: jnp.linalg, special: scipy.special }; // prettier-ignore

/** Turns recorded arrays, also inside lists, into ours; leaves everything else. */
function revive(x: unknown): unknown {
  if (Array.isArray(x)) return x.map(revive);
  if (typeof x !== "object" || x === null) return x;
  const [[dtype, elements]] = Object.entries(x);
  return jnp.array(elements, { dtype });
}

function reviveOptions(options: object): object {
  return Object.fromEntries(Object.entries(options).map(([name, x]) => [name, revive(x)]));
}

type Function = (...args: unknown[]) => Value | Value[];

/** Derivatives by each argument, element by element. */
function derivatives(f: Function, count: number): Function {
  const argnums = Array.from({ length: count }, (_, i) => i);
  return vmap(grad(f, { argnums })) as Function;
}

function functionOf(name: string, count: number): Function {
  const [module, f] = name.replace("grad ", "").split(".");
  const plain = modules[module][f] as Function;
  return name.startsWith("grad ") ? derivatives(plain, count) : plain;
}

const listed = (result: Value | Value[]): Value[] => (Array.isArray(result) ? result : [result]);

/** Calls what was recorded, and gives its outputs as a list. "grad jnp.sin" stands for derivatives. */
export function call([name, args, options]: Recorded): Value[] {
  const given = options ? [...args.map(revive), reviveOptions(options)] : args.map(revive);
  return listed(functionOf(name, args.length)(...given));
}

/** The same, compiled: arguments that are arrays are traced. */
export async function callCompiled([name, args, options]: Recorded): Promise<HostArray[]> {
  const f = functionOf(name, args.length);
  const values = args.map(revive);
  const arrays = values.filter((x) => x instanceof HostArray);
  const compiled = jit((...traced: Value[]) => {
    const given = values.map((x) => (x instanceof HostArray ? traced[arrays.indexOf(x)] : x));
    return listed(options ? f(...given, reviveOptions(options)) : f(...given));
  });
  const outputs = compiled(...arrays) as (HostArray | DeviceArray)[];
  return Promise.all(
    outputs.map(async (x) => (x instanceof HostArray ? x : new HostArray(x.type, await x.data()))),
  );
}

/** Whether two numbers agree: integers and special values exactly, floats up to a relative and absolute tolerance. */
function agree(x: number, y: number, dtype: DType): boolean {
  if (Object.is(x, y)) return true;
  if (x === y) return !isFloating(dtype) || x !== 0;
  if (!isFloating(dtype) || !Number.isFinite(x) || !Number.isFinite(y)) return false;
  const tolerance = dtype === "float16" ? 2e-3 : 2e-6;
  return Math.abs(x - y) <= tolerance * Math.max(Math.abs(y), 0.5);
}

/** Throws unless the array is the recorded one: dtype, shape, elements, signs of zeros, and its weakness if wanted. */
export function matches(actual: Value, expected: RecordedArray, what: string, checksWeakness = false): void {
  const wanted = revive(expected) as HostArray;
  assert.instance(actual, HostArray, what);
  const { values } = actual as HostArray;
  assert.is(actual.dtype, wanted.dtype, `${what}: dtype`);
  assert.is(showShape(actual.shape), showShape(wanted.shape), `${what}: shape`);
  if (checksWeakness) assert.is(actual.weakType, expected.weak ?? false, `${what}: weak type`);
  const wrong = values.findIndex((x, i) => !agree(x, wanted.values[i], actual.dtype));
  assert.is(
    wrong,
    -1,
    `${what}: element ${wrong} of\n${actual.toString()}\nshould be as in\n${wanted.toString()}`,
  );
}
