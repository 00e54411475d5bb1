/** Complex numbers. Their methods are in `types/rest/complex.ts`. */

import { Obj } from "./value.js";
import { builtinType, type Type } from "./type.js";

export const complexType = builtinType("complex");

export class Complex extends Obj {
  constructor(
    readonly re: number,
    readonly im: number,
    type: Type = complexType,
  ) {
    super(type);
  }
}
