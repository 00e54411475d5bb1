import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HostArray } from "../../compiler/index.js";
import { type Array as JaxArray, numpy as jnp, random } from "../../compiler/index.js";
import { root } from "../harness/paths.js";

/** How a key is made: the function and its seed, and then splits (which of two is taken) and folds. */
type KeySpec = readonly [make: "key" | "PRNGKey", seed: number, ...steps: ["split" | "foldIn", number][]];

/** A call as record.py wrote it, with what JAX gave. Elements of floats are their bits. */
export interface Recorded {
  readonly name: string;
  readonly key: KeySpec | null;
  readonly args: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly out?: Summary & { readonly typed?: true };
  readonly error?: readonly [kind: string, message: string];
}

/** All elements of a small array; of a large one the first, and the sum of all modulo 2³². */
export interface Summary {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly head: readonly number[];
  readonly sum?: number;
}

const file = join(root, "tests/random/samples/recorded.json");
export const recorded = JSON.parse(readFileSync(file, "utf8")) as readonly Recorded[];

export function keyOf([make, seed, ...steps]: KeySpec): random.Key {
  const next = (key: random.Key, [name, number]: ["split" | "foldIn", number]): random.Key =>
    name === "split" ? [...random.split(key)][number] : random.foldIn(key, number);
  return steps.reduce(next, random[make](seed) as random.Key);
}

/** Arrays stand as their dtype and elements. */
function revive(x: unknown): unknown {
  if (typeof x !== "object" || x === null || Array.isArray(x)) return x;
  const [[dtype, elements]] = Object.entries(x);
  return jnp.array(elements, { dtype });
}

type Sampler = (...args: unknown[]) => JaxArray | random.KeyArray;

/** The arguments of a recorded call, without its key. */
function argumentsOf({ args, options }: Recorded): unknown[] {
  const names = Object.entries(options).map(([name, x]) => [name, revive(x)]);
  return [...args.map(revive), ...(names.length > 0 ? [Object.fromEntries(names)] : [])];
}

export function call(one: Recorded, key = one.key && keyOf(one.key)): JaxArray | random.KeyArray {
  const f = random[one.name as keyof typeof random] as unknown as Sampler;
  return f(...(key === null ? [] : [key]), ...argumentsOf(one));
}

/** The bits of a float16 that is held as a float32. */
function halfBits(x: number): number {
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  const a = Math.abs(x);
  if (a === Infinity) return sign | 0x7c00;
  const exponent = Math.max(Math.floor(Math.log2(a)), -15);
  if (exponent < -14) return sign | Math.round(a * 2 ** 24);
  return sign | (((exponent + 15) << 10) + Math.round((a / 2 ** exponent - 1) * 1024));
}

/** The elements of an array, floats as their bits. */
export function bitsOf(x: HostArray): number[] {
  if (x.dtype === "float16") return Array.from(x.values, halfBits);
  return x.dtype === "float32" ? [...new Uint32Array(Float32Array.from(x.values).buffer)] : [...x.values];
}

export function summaryOf(x: HostArray): Summary {
  const bits = bitsOf(x);
  const result = { dtype: x.dtype, shape: [...x.shape], head: bits.slice(0, 50) };
  if (bits.length <= 50) return result;
  const sum = bits.reduce((total, b) => (total + b) % 2 ** 32, 0);
  return { ...result, sum: (sum + 2 ** 32) % 2 ** 32 };
}
