/** NumPy's distributions, number by number as NumPy draws them. */

import { exp, log } from "../text/elementary.js";
import type { Bits, Mt19937 } from "./bits.js";

const tail = 3.6541528853610088;

interface Ziggurat {
  /** Below, a point of the layer is under the curve for certain. */
  readonly inside: number[];
  readonly width: number[];
  readonly height: number[];
}

let tables: Ziggurat | undefined;

/** The layers under the normal curve, all of the same area. */
function ziggurat(): Ziggurat {
  if (tables) return tables;
  const curve = (x: number): number => Math.exp(-0.5 * x * x);
  const edges = new Array<number>(256);
  const area = 0.0049286732339746519;
  edges[255] = tail;
  for (let i = 254; i > 0; i--)
    edges[i] = Math.sqrt(-2 * Math.log(area / edges[i + 1] + curve(edges[i + 1])));
  edges[0] = 0;
  const scale = 2 ** 52;
  const base = area / curve(tail);
  const inside = edges.map((x, i) => Math.floor((i === 0 ? tail / base : edges[i - 1] / x) * scale));
  inside[1] = 0;
  const width = edges.map((x, i) => (i === 0 ? base : x) / scale);
  tables = { inside, width, height: edges.map((x, i) => (i === 0 ? 1 : curve(x))) };
  return tables;
}

/** A normal number by Marsaglia's and Tsang's ziggurat. */
export function normal(bits: Bits): number {
  const { inside, width, height } = ziggurat();
  for (;;) {
    let r = bits.next64();
    const layer = Number(r & 0xffn);
    r >>= 8n;
    const isNegative = (r & 1n) === 1n;
    const position = Number((r >> 1n) & 0x000fffffffffffffn);
    const x = (isNegative ? -position : position) * width[layer];
    if (position < inside[layer]) return x;
    if (layer === 0) {
      for (;;) {
        const beyond = -(1 / tail) * Math.log1p(-bits.nextDouble());
        const y = -Math.log1p(-bits.nextDouble());
        if (y + y > beyond * beyond) return ((position / 256) & 1) === 1 ? -(tail + beyond) : tail + beyond;
      }
    }
    if ((height[layer - 1] - height[layer]) * bits.nextDouble() + height[layer] < exp(-0.5 * x * x)) return x;
  }
}

/** A normal number by Marsaglia's polar method, as the older functions draw it. */
export function legacyNormal(bits: Mt19937): number {
  const { spare } = bits;
  if (spare !== undefined) {
    bits.spare = undefined;
    return spare;
  }
  for (;;) {
    const x = 2 * bits.nextDouble() - 1;
    const y = 2 * bits.nextDouble() - 1;
    const r = x * x + y * y;
    if (r >= 1 || r === 0) continue;
    const f = Math.sqrt((-2 * log(r)) / r);
    bits.spare = f * x;
    return f * y;
  }
}

/** An integer from 0 to `max`: bits that are too large are drawn again. */
export function maskedBelow(bits: Bits, max: bigint): bigint {
  if (max === 0n) return 0n;
  const mask = (1n << BigInt(max.toString(2).length)) - 1n;
  const isShort = max <= 0xffffffffn;
  for (;;) {
    const x = (isShort ? BigInt(bits.next32()) : bits.next64()) & mask;
    if (x <= max) return x;
  }
}

/** An integer from 0 to `max`, by Lemire's multiplication. */
export function lemireBelow(bits: Bits, max: bigint): bigint {
  if (max === 0n) return 0n;
  if (max === 0xffffffffn) return BigInt(bits.next32());
  const isShort = max < 0xffffffffn;
  if (max === 0xffffffffffffffffn) return bits.next64();
  const [width, draw] = isShort
    ? [32n, (): bigint => BigInt(bits.next32())]
    : [64n, (): bigint => bits.next64()];
  const count = max + 1n;
  const whole = 1n << width;
  const threshold = (whole - count) % count;
  for (;;) {
    const product = draw() * count;
    if (product % whole >= threshold) return product >> width;
  }
}
