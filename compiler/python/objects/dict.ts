import { exactKey, type Key } from "./keys.js";
import { equal, hash } from "./compare.js";
import type { Type } from "./type.js";
import { dictType } from "./types.js";
import { Obj, type Value } from "./value.js";

/**
 * A table in the order of insertion. Most Python keys have a JavaScript key that is equal exactly if they are; others are
 * found by their hash and compared one by one.
 */
class Table {
  readonly map = new Map<Key, Value>();
  /** The Python keys, where they are not the JavaScript keys. */
  private keysOf: Map<Key, Value> | undefined;
  /** Of keys that are found by their hash: the tokens that stand for them in `map`. */
  private buckets: Map<bigint, object[]> | undefined;

  get size(): number {
    return this.map.size;
  }

  private find(k: Value): Key | undefined {
    const key = exactKey(k);
    return key !== undefined ? key : this.findToken(k);
  }

  private findToken(k: Value): object | undefined {
    // Whatever has no hash is refused, even where nothing could be found.
    const h = hash(k);
    const bucket = this.buckets?.get(h);
    return bucket?.find((token) => equal(this.keysOf!.get(token)!, k));
  }

  private insertToken(k: Value): object {
    const token = {};
    const h = hash(k);
    this.buckets ??= new Map();
    const bucket = this.buckets.get(h);
    if (bucket) bucket.push(token);
    else this.buckets.set(h, [token]);
    return token;
  }

  get(k: Value): Value | undefined {
    if (typeof k === "string" && k.charCodeAt(0) !== 0) return this.map.get(k);
    const key = this.find(k);
    return key === undefined ? undefined : this.map.get(key);
  }

  has(k: Value): boolean {
    const key = this.find(k);
    return key !== undefined && this.map.has(key);
  }

  set(k: Value, value: Value): void {
    const found = this.find(k);
    const key = found === undefined ? this.insertToken(k) : found;
    if (!Object.is(key, k) && !this.keysOf?.has(key) && !this.map.has(key))
      (this.keysOf ??= new Map()).set(key, k);
    this.map.set(key, value);
  }

  /** The value that was there. */
  delete(k: Value): Value | undefined {
    const key = this.find(k);
    if (key === undefined) return undefined;
    const value = this.map.get(key);
    if (value === undefined) return undefined;
    this.map.delete(key);
    this.keysOf?.delete(key);
    if (typeof key === "object" && exactKey(k) === undefined) {
      const bucket = this.buckets!.get(hash(k))!;
      bucket.splice(bucket.indexOf(key as object), 1);
    }
    return value;
  }

  clear(): void {
    this.map.clear();
    this.keysOf = this.buckets = undefined;
  }

  private original(key: Key): Value {
    const known = this.keysOf?.get(key);
    return known === undefined ? (key as Value) : known;
  }

  *keys(): IterableIterator<Value> {
    for (const key of this.map.keys()) yield this.original(key);
  }

  *entries(): IterableIterator<[Value, Value]> {
    for (const [key, value] of this.map) yield [this.original(key), value];
  }

  copyFrom(other: Table): void {
    for (const [k, v] of other.entries()) this.set(k, v);
  }
}

export class Dict extends Obj {
  readonly table = new Table();

  constructor(type: Type = dictType) {
    super(type);
  }

  static of(entries: Iterable<readonly [Value, Value]>): Dict {
    const dict = new Dict();
    for (const [k, v] of entries) dict.table.set(k, v);
    return dict;
  }

  get size(): number {
    return this.table.size;
  }

  get(k: Value): Value | undefined {
    return this.table.get(k);
  }

  set(k: Value, v: Value): void {
    this.table.set(k, v);
  }

  has(k: Value): boolean {
    return this.table.has(k);
  }

  delete(k: Value): Value | undefined {
    return this.table.delete(k);
  }

  keys(): IterableIterator<Value> {
    return this.table.keys();
  }

  entries(): IterableIterator<[Value, Value]> {
    return this.table.entries();
  }

  /** The variables, where all keys are names. */
  get names(): Map<string, Value> {
    return this.table.map as Map<string, Value>;
  }
}

/** Sets and frozensets. */
export class PySet extends Obj {
  readonly table = new Table();

  constructor(items: Iterable<Value>, type: Type) {
    super(type);
    for (const x of items) this.table.set(x, true);
  }

  get size(): number {
    return this.table.size;
  }

  has(x: Value): boolean {
    return this.table.has(x);
  }

  add(x: Value): void {
    if (!this.table.has(x)) this.table.set(x, true);
  }

  delete(x: Value): boolean {
    return this.table.delete(x) !== undefined;
  }

  items(): IterableIterator<Value> {
    return this.table.keys();
  }
}
