/** The `class` statement. */

import { fail } from "../text/failure.js";
import type { Code } from "../code/code.js";
import { attributeOr } from "../objects/attributes.js";
import { Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import type { Cell } from "../objects/functions.js";
import { Type, typeType } from "../objects/type.js";
import { listOf } from "../objects/iterate.js";
import type { Keywords, Value } from "../objects/value.js";
import { Frame } from "./frame.js";

export function buildClass(
  frame: Frame,
  name: string,
  given: Tuple,
  keywords: Keywords,
  code: Code,
  cells: readonly Cell[],
): Value {
  const { machine } = frame;
  const bases = new Tuple(given.items.flatMap((b) => realBases(frame, b, given)));
  const metaclass = metaclassOf(bases, keywords);
  const others = new Map([...keywords].filter(([k]) => k !== "metaclass"));
  const prepare = attributeOr(metaclass, "__prepare__");
  const prepared = prepare === undefined ? undefined : machine.call(prepare, [name, bases], others);
  const names = prepared instanceof Dict ? prepared : new Dict();
  const body = new Frame(code, frame.globals, cells, machine, names);
  names.set("__module__", frame.globals.get("__name__") ?? "builtins");
  names.set("__qualname__", code.qualname);
  if (code.doc !== null) names.set("__doc__", code.doc);
  if (bases.items.some((b, i) => b !== given.items[i]) || bases.items.length !== given.items.length)
    names.set("__orig_bases__", given);
  machine.runToEnd(body);
  const made = machine.call(metaclass, [name, bases, names], others);
  const cell = body.cells[code.cells.indexOf("__class__")] as Cell | undefined;
  if (cell) cell.value = made;
  return made;
}

/** What stands for a class in a list of bases may say which classes it means. */
function realBases(frame: Frame, base: Value, all: Tuple): Value[] {
  if (base instanceof Type) return [base];
  const entries = attributeOr(base, "__mro_entries__");
  return entries === undefined ? [base] : listOf(frame.machine.call(entries, [all]));
}

function metaclassOf(bases: Tuple, keywords: Keywords): Value {
  let best: Value = keywords.get("metaclass") ?? typeType;
  if (!(best instanceof Type)) return best;
  for (const base of bases.items) {
    if (!(base instanceof Type)) continue;
    if (base.type.isSubclassOf(best as Type)) best = base.type;
    else if (!(best as Type).isSubclassOf(base.type))
      fail(
        "TypeError",
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
      );
  }
  return best;
}
