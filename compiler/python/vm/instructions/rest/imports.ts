import { fail } from "../../../text/failure.js";
import { attributeOr } from "../../../objects/attributes.js";
import type { Module } from "../../../objects/functions.js";
import { listOf } from "../../../objects/iterate.js";
import { str } from "../../../objects/text.js";
import type { Frame } from "../../frame.js";

/** `import a.b` leaves `a`; `import a.b as c` and `from a.b import …` leave `a.b`. */
export function importModule(frame: Frame, [name, whole]: readonly [string, boolean]): void {
  const module = frame.machine.importModule(name);
  const root = name.split(".")[0];
  frame.push(whole || root === name ? module : frame.machine.importModule(root));
}

export function importFrom(frame: Frame, name: string): void {
  const module = frame.top as Module;
  const own = attributeOr(module, name);
  const value = own === undefined ? frame.machine.findModule(`${module.name}.${name}`) : own;
  frame.push(value === undefined ? cannotImport(module, name) : value);
}

function cannotImport(module: Module, name: string): never {
  return fail("ImportError", `cannot import name '${name}' from '${module.name}' (unknown location)`);
}

export function importStar(frame: Frame): void {
  const module = frame.pop() as Module;
  const all = module.globals.get("__all__");
  const names =
    all === undefined
      ? [...module.globals.names.keys()].filter((n) => !n.startsWith("_"))
      : listOf(all).map(str);
  for (const name of names) frame.names!.set(name, attributeOr(module, name) ?? null);
}
