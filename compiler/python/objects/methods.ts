/** `x.name(…)` without an object for the bound method. */

import { Dict } from "./dict.js";
import { makeException, Raised } from "./exceptions.js";
import { Func, Module, Super } from "./functions.js";
import { Native } from "./native.js";
import { Type } from "./type.js";
import { typeName, typeOf } from "./types.js";
import { Obj, type Value } from "./value.js";

/** The function that `x.name(…)` calls with x in front; undefined where it takes a general lookup. */
export function findMethod(x: Value, name: string): Func | Native | undefined {
  if (x instanceof Type || x instanceof Super || x instanceof Module) return undefined;
  const type = typeOf(x);
  const found = type.lookup(name);
  if (!(found instanceof Func) && !(found instanceof Native && found.owner)) return undefined;
  if (x instanceof Obj && x.dict?.names.has(name)) return undefined;
  if (type.isUser && type.lookup("__getattribute__") instanceof Func) return undefined;
  return found;
}

/** There is no such attribute. */
export function missing(x: Value, name: string): never {
  const error = makeException("AttributeError", missingText(x, name));
  error.dict = Dict.of([
    ["name", name],
    ["obj", x],
  ]);
  throw new Raised(error);
}

function missingText(x: Value, name: string): string {
  if (x instanceof Module) return `module '${x.name}' has no attribute '${name}'`;
  if (x instanceof Type) return `type object '${x.name}' has no attribute '${name}'`;
  return `'${typeName(x)}' object has no attribute '${name}'`;
}
