/** Where NumPy's random numbers come from: MT19937, PCG64, and the seeds that are spread over their states. */

import { Twister } from "../modules/random.js";
import { builtinType } from "../objects/type.js";
import { Obj } from "../objects/value.js";

/** A source of random words. */
export interface Bits {
  next32(): number;
  next64(): bigint;
  /** A float in [0, 1) of 53 bits. */
  nextDouble(): number;
}

const mask32 = 0xffffffffn;
const mask64 = (1n << 64n) - 1n;
const mask128 = (1n << 128n) - 1n;

/** Spreads entropy over as many words as are wanted (Melissa O'Neill's `seed_seq_fe`). */
export function seedWords(entropy: bigint, spawnKey: readonly bigint[], count: number): number[] {
  const words: number[] = wordsOf(entropy);
  if (spawnKey.length > 0) while (words.length < 4) words.push(0);
  words.push(...spawnKey.flatMap(wordsOf));
  let constant = 0x43b0d7e5;
  const hashed = (value: number): number => {
    let x = (value ^ constant) >>> 0;
    constant = Math.imul(constant, 0x931e8875) >>> 0;
    x = Math.imul(x, constant) >>> 0;
    return (x ^ (x >>> 16)) >>> 0;
  };
  const mixed = (x: number, y: number): number => {
    const r = (Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y)) >>> 0;
    return (r ^ (r >>> 16)) >>> 0;
  };
  const pool = [0, 1, 2, 3].map((i) => hashed(words[i] ?? 0));
  for (let from = 0; from < 4; from++)
    for (let to = 0; to < 4; to++) if (from !== to) pool[to] = mixed(pool[to], hashed(pool[from]));
  for (let from = 4; from < words.length; from++)
    for (let to = 0; to < 4; to++) pool[to] = mixed(pool[to], hashed(words[from]));
  let factor = 0x8b51f9dd;
  return Array.from({ length: count }, (_, i) => {
    let x = (pool[i % 4] ^ factor) >>> 0;
    factor = Math.imul(factor, 0x58f38ded) >>> 0;
    x = Math.imul(x, factor) >>> 0;
    return (x ^ (x >>> 16)) >>> 0;
  });
}

function wordsOf(n: bigint): number[] {
  if (n === 0n) return [0];
  const words: number[] = [];
  for (let rest = n; rest > 0n; rest >>= 32n) words.push(Number(rest & mask32));
  return words;
}

const bitsType = builtinType("BitGenerator", undefined, "numpy.random.bit_generator");
const pcgType = builtinType("PCG64", [bitsType], "numpy.random._pcg64");
const twisterType = builtinType("MT19937", [bitsType], "numpy.random._mt19937");

const multiplier = (2549297995355413924n << 64n) | 4865540595714422341n;

export class Pcg64 extends Obj implements Bits {
  private state = 0n;
  private readonly increment: bigint;
  private half: number | undefined;

  constructor(words: readonly number[]) {
    super(pcgType);
    const [a, b, c, d] = [0, 2, 4, 6].map((i) => BigInt(words[i]) | (BigInt(words[i + 1]) << 32n));
    this.increment = ((((c << 64n) | d) << 1n) | 1n) & mask128;
    this.step();
    this.state = (this.state + ((a << 64n) | b)) & mask128;
    this.step();
  }

  private step(): void {
    this.state = (this.state * multiplier + this.increment) & mask128;
  }

  next64(): bigint {
    this.step();
    const x = (this.state >> 64n) ^ (this.state & mask64);
    const turn = this.state >> 122n;
    return ((x >> turn) | (x << ((64n - turn) & 63n))) & mask64;
  }

  next32(): number {
    const { half } = this;
    if (half !== undefined) {
      this.half = undefined;
      return half;
    }
    const x = this.next64();
    this.half = Number(x >> 32n);
    return Number(x & mask32);
  }

  nextDouble(): number {
    return Number(this.next64() >> 11n) / 9007199254740992;
  }
}

export class Mt19937 extends Obj implements Bits {
  readonly twister = new Twister(twisterType);
  /** The second of two normal numbers that were made at once. */
  spare: number | undefined;

  constructor() {
    super(twisterType);
  }

  next32(): number {
    return this.twister.next();
  }

  next64(): bigint {
    const high = BigInt(this.next32());
    return (high << 32n) | BigInt(this.next32());
  }

  nextDouble(): number {
    return this.twister.float();
  }
}
