/** The modules that scripts can import. */

import { Module } from "../objects/functions.js";
import type { Machine } from "../vm/machine.js";
import { functools } from "./functools.js";
import { itertools } from "./itertools.js";
import { type Library, makeLibrary } from "./library.js";
import { math } from "./math.js";
import { operator } from "./operator.js";

const libraries: Readonly<Record<string, Library>> = {
  functools,
  itertools,
  math,
  operator,
};

/** Makes a module; undefined if there is none of that name. */
export function makeModule(name: string, machine: Machine): Module | undefined {
  if (name === "builtins") return Module.of(name, machine.builtins);
  return Object.hasOwn(libraries, name) ? makeLibrary(name, libraries[name], machine) : undefined;
}
