/** What modules written in Python need of the interpreter. Scripts don't see it. */

import type { Dict } from "../objects/dict.js";
import { Func } from "../objects/functions.js";
import { Getter } from "../objects/native.js";
import { fail } from "../text/failure.js";
import type { Tuple } from "../objects/containers.js";
import type { Type } from "../objects/type.js";
import type { Value } from "../objects/value.js";
import type { Frame } from "../vm/frame.js";
import type { Machine } from "../vm/machine.js";
import { isLibrary } from "../vm/positions.js";
import { machine } from "../objects/machine.js";
import { type Library, runPython } from "./library.js";

/** The innermost frame of the script's. */
export function scriptFrame(): Frame | undefined {
  let frame = (machine() as Machine).frame;
  while (frame && isLibrary(frame.code.file)) frame = frame.caller;
  return frame;
}

export const support: Library = {
  natives: {
    /** The function that a text defines, which sees these names. */
    "define(name, text, names, qualname)"(name: string, text: string, names: Dict, qualname: string) {
      runPython(text, "<library string>", names, machine() as Machine);
      const made = names.get(name) as Func;
      made.qualname = qualname;
      return made;
    },
    "caller_module()": () => scriptFrame()?.globals.get("__name__") ?? "__main__",
    /** A field of a tuple, which can't be set. */
    "tuple_field(i)": (i: bigint) =>
      new Getter(
        "field",
        (self) => (self as Tuple).items[Number(i)],
        () => fail("AttributeError", "can't set attribute"),
      ),
    "is_function(x)": (x: Value) => x instanceof Func,
    /** Makes methods of a class know another one as theirs, for `super()`. */
    "replace_class_cell(old, new)"(old: Type, made: Type) {
      for (const f of old.attributes.values())
        if (f instanceof Func) for (const cell of f.closure) if (cell.value === old) cell.value = made;
    },
    "set_module(cls, module)": (type: Type, module: string) => void (type.module = module),
    /** A class's own attributes, without a copy: is there one of this name? */
    "own(cls, name)": (type: Type, name: string) => type.attributes.get(name) ?? null,
    "has_own(cls, name)": (type: Type, name: string) => type.attributes.has(name),
  },
};
