/**
 * What Python values are in JavaScript: None is `null`, a bool a boolean, an int a bigint, a float a number, a str a string.
 * Everything else is an object with a class (`Obj`), or an array of the library. No other JavaScript value is ever within a
 * script's reach.
 */

import type { Value as ArrayValue } from "../../trace/value.js";
import type { Dict } from "./dict.js";
import type { Type } from "./type.js";

export type Value = null | boolean | bigint | number | string | Obj | ArrayValue;

/** Whatever has a class and perhaps attributes. Built-in containers extend it, so that scripts can extend them. */
export class Obj {
  // Declared, and set below: engines are slow to define fields of a class that so many others extend.
  declare type: Type;
  /** Attributes, once there are any. */
  declare dict: Dict | undefined;
  constructor(type: Type) {
    this.type = type;
    this.dict = undefined;
  }
}

/** An instance of a class of the script's that extends int, float or str: `payload` is the plain value. */
export class Boxed extends Obj {
  constructor(
    type: Type,
    readonly payload: bigint | number | string | boolean,
  ) {
    super(type);
  }
}

/** The value itself, or what stands in an instance of a subclass of int, float or str. */
export function plain(x: Value): Value {
  return x instanceof Boxed ? x.payload : x;
}

/** An object that is equal to a number, and the same as it as a key: NumPy's scalars. */
export abstract class NumberLike extends Obj {
  abstract readonly element: number | bigint;
}

export type Keywords = ReadonlyMap<string, Value>;
export const noKeywords: Keywords = new Map();
