/** Arrays of keys: trees with one leaf, the words of the keys. */

import { showShape, sizeOf } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import { registerNode } from "../ir/treeNode.js";
import { get, type Index, slice } from "../numpy/at.js";
import type { Shape } from "../numpy/creation.js";
import { unstack } from "../numpy/joining.js";
import { equal } from "../numpy/logic.js";
import { all } from "../numpy/reductions.js";
import { reshape } from "../numpy/shape.js";
import { Tracer } from "../trace/tracer.js";
import type { Keys, Value } from "../trace/value.js";

/**
 * Keys, as `random.key` and `random.split` give them: an array of them has the shape that its words have without the last
 * axis. It can be indexed, taken apart and reshaped, not computed with. Transformations see its words.
 */
export class KeyArray implements Keys {
  readonly dtype = "key<fry>";

  constructor(
    /** The words of the keys: uint32, two in the last axis. */
    readonly words: Value,
  ) {}

  get shape(): readonly number[] {
    return this.words.shape.slice(0, -1);
  }
  get ndim(): number {
    return this.shape.length;
  }
  get size(): number {
    return sizeOf(this.shape);
  }
  get itemsize(): number {
    return 8;
  }
  get nbytes(): number {
    return this.itemsize * this.size;
  }

  /** The keys with these places along the leading axes, as arrays have it: `keys.get(0)`, `keys.get(slice(1, 3))`. */
  get(...index: Index[]): KeyArray {
    const whole: Index[] = index.includes("...") ? [slice()] : ["...", slice()];
    return new KeyArray(get(this.words, ...index, ...whole));
  }

  /** The keys in another shape; one length may be -1. */
  reshape(shape: Shape): KeyArray {
    const lengths = typeof shape === "number" ? [shape] : shape;
    const known = lengths.map((d) => (d === -1 && this.size === 0 ? 0 : d));
    return new KeyArray(reshape(this.words, [...known, 2]));
  }

  /** The keys in a row. */
  ravel(): KeyArray {
    return this.reshape([this.size]);
  }

  /** Which keys are the same. */
  eq(other: KeyArray): Value {
    return all(equal(this.words, other.words), { axis: -1 });
  }

  /** The keys along the first axis. Throws a TypeError for a single key. */
  [Symbol.iterator](): IterableIterator<KeyArray> {
    if (this.ndim === 0) throw new TypeError("iteration over a 0-d key array");
    return unstack(this.words).map((words) => new KeyArray(words)).values(); // prettier-ignore
  }

  /** The same keys with their words in JavaScript memory, where they can be printed. */
  async toHost(): Promise<KeyArray> {
    return new KeyArray(await this.words.toHost());
  }

  /** As JAX prints it. */
  toString(): string {
    const words = this.words.toString();
    if (!(this.words instanceof Tracer))
      return `Array(${showShape(this.shape)}, dtype=${this.dtype}) overlaying:\n${words}`;
    // A tracer says types: here, those of keys.
    return words.replace(
      /(?:uint32|u32)\[((?:\d+,)*)2\]/g,
      (_, axes: string) => `${this.dtype}[${axes.slice(0, -1)}]`,
    );
  }

  [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") return this.toString();
    throw new TypeError("key array cannot be converted to a number.", {
      hint: "random.keyData(key) has the words of a key.",
    });
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

registerNode(KeyArray, {
  name: "KeyArray",
  isArray: true,
  flatten: ({ words }) => ({ children: [words], meta: null }),
  unflatten: (_meta, [words]) => new KeyArray(words as Value),
});
