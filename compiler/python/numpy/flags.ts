/** `flags` of arrays. */

import { Getter, methods } from "../objects/native.js";
import { builtinType } from "../objects/type.js";
import { Obj } from "../objects/value.js";
import type { NdArray } from "./ndarray.js";

const flagsType = builtinType("flagsobj", undefined, "numpy._core.multiarray");

export class Flags extends Obj {
  constructor(readonly array: NdArray) {
    super(flagsType);
  }
}

const flagTable: Readonly<Record<string, (a: NdArray) => boolean>> = {
  c_contiguous: (a) => a.isContiguous,
  f_contiguous: (a) => a.transpose().isContiguous,
  owndata: (a) => a.base === null,
  writeable: (a) => a.isWriteable,
  aligned: () => true,
  writebackifcopy: () => false,
};
for (const [name, test] of Object.entries(flagTable))
  flagsType.set(
    name,
    new Getter(
      name,
      (f) => test((f as Flags).array),
      (f, x) => {
        if (name === "writeable") (f as Flags).array.isWriteable = x === true;
      },
    ),
  );
methods(flagsType, {
  "__repr__(self, /)": ({ array }: Flags) =>
    Object.entries(flagTable)
      .map(([name, test]) => `  ${name.toUpperCase()} : ${test(array) ? "True" : "False"}\n`)
      .join(""),
  "__getitem__(self, key, /)": ({ array }: Flags, key: string) => flagTable[key.toLowerCase()](array),
});
