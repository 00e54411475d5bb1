/** Typed keys of `jax.random`, as scripts see them. */

import { KeyArray } from "../../random/keyArray.js";
import { fail } from "../text/failure.js";
import { Tuple } from "../objects/containers.js";
import { Iter } from "../objects/iterate.js";
import { getters, methods } from "../objects/native.js";
import { builtinType } from "../objects/type.js";
import { NotImplemented } from "../objects/types.js";
import type { Value } from "../objects/value.js";
import { arrayType } from "./arrayType.js";
import { toIndex, toStatic } from "./convert.js";
import { onHost } from "./device.js";
import { dtypeObject } from "./dtypes.js";

export const keyType = builtinType("PRNGKeyArray", [arrayType], "jax._src.prng");

/** Keys on the host, where they can be shown. */
function shown(k: KeyArray): string {
  return String(new KeyArray(onHost(k.words)));
}

function asValue(k: KeyArray): Value {
  return k as unknown as Value;
}

methods(keyType, {
  "__repr__(self, /)": shown,
  "__str__(self, /)": shown,
  "__len__(self, /)": (k: KeyArray) =>
    k.ndim === 0 ? fail("TypeError", "len() of unsized object") : BigInt(k.shape[0]),
  "__getitem__(self, key, /)": (k: KeyArray, key: Value) => asValue(k.get(...(toIndex(key) as never[]))),
  "__iter__(self, /)"(k: KeyArray) {
    const keys = k[Symbol.iterator]();
    return new Iter(() => {
      const next = keys.next();
      return next.done ? undefined : asValue(next.value);
    });
  },
  "__eq__(self, other, /)": (k: KeyArray, other: Value) =>
    (other as unknown) instanceof KeyArray ? k.eq(other as unknown as KeyArray) : NotImplemented,
  "reshape(self, *shape)": (k: KeyArray, shape: readonly Value[]) =>
    asValue(
      k.reshape(shape.length === 1 ? (toStatic(shape[0]) as number[]) : (shape.map(toStatic) as number[])),
    ),
  "ravel(self)": (k: KeyArray) => asValue(k.ravel()),
  "flatten(self)": (k: KeyArray) => asValue(k.ravel()),
  "block_until_ready(self)": asValue,
});
getters(keyType, {
  shape: (k: KeyArray) => new Tuple(k.shape.map(BigInt)),
  ndim: (k: KeyArray) => BigInt(k.ndim),
  size: (k: KeyArray) => BigInt(k.size),
  itemsize: (k: KeyArray) => BigInt(k.itemsize),
  nbytes: (k: KeyArray) => BigInt(k.nbytes),
  dtype: (k: KeyArray) => dtypeObject(k.dtype),
});
