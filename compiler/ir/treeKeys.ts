/** What leads from a node of a tree to one of its children; a path is a list of these. */

import { currentNotation } from "./notation.js";

/** Any object will do that is written as what stands behind the tree's name: `[0]`, `.x`. */
export interface TreeKey {
  toString(): string;
  /** As it is written by itself: `0`, `x`. */
  readonly simple?: string;
}

const inspect = Symbol.for("nodejs.util.inspect.custom");

/** An item of a list: `[0]`. */
export class SequenceKey implements TreeKey {
  constructor(readonly idx: number) {}

  get simple(): string {
    return String(this.idx);
  }

  toString(): string {
    return `[${this.idx}]`;
  }

  [inspect](): string {
    return `SequenceKey(idx=${this.idx})`;
  }
}

/** An entry of an object: `['a']`. */
export class DictKey implements TreeKey {
  constructor(readonly key: unknown) {}

  get simple(): string {
    return currentNotation().str(this.key);
  }

  toString(): string {
    return `[${currentNotation().repr(this.key)}]`;
  }

  [inspect](): string {
    return `DictKey(key=${currentNotation().repr(this.key)})`;
  }
}

/** A field of an instance: `.x`. */
export class GetAttrKey implements TreeKey {
  constructor(readonly name: string) {}

  get simple(): string {
    return this.name;
  }

  toString(): string {
    return `.${this.name}`;
  }

  [inspect](): string {
    return `GetAttrKey(name=${currentNotation().repr(this.name)})`;
  }
}

/** A child of a class that says no more of it: `[<flat index 0>]`. */
export class FlattenedIndexKey implements TreeKey {
  constructor(readonly key: number) {}

  get simple(): string {
    return String(this.key);
  }

  toString(): string {
    return `[<flat index ${this.key}>]`;
  }

  [inspect](): string {
    return `FlattenedIndexKey(key=${this.key})`;
  }
}

export interface KeystrOptions {
  /** Writes `a/0` where `['a'][0]` would stand: keys by themselves. Default false. */
  simple?: boolean;
  /** Between keys. Default "". */
  separator?: string;
}

/** A path as text. */
export function keystr(path: readonly TreeKey[], options: KeystrOptions = {}): string {
  const { simple = false, separator = "" } = options;
  return path.map((key) => (simple && key.simple !== undefined ? key.simple : String(key))).join(separator);
}
