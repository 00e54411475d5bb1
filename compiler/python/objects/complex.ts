/** Complex numbers. Their methods are in `types/complex.ts`. */

import { positivePower } from "../text/elementary.js";
import { Obj } from "./value.js";
import { builtinType, type Type } from "./type.js";

export const complexType = builtinType("complex");

/** `x ** y` where that is no real number. */
export function complexPower(x: number, y: number): Complex {
  const [size, angle] = [positivePower(Math.abs(x), y), Math.PI * y];
  return new Complex(size * Math.cos(angle), size * Math.sin(angle));
}

export class Complex extends Obj {
  constructor(
    readonly re: number,
    readonly im: number,
    type: Type = complexType,
  ) {
    super(type);
  }
}
