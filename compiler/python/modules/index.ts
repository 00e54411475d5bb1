/** The modules that scripts can import. */

import { Module } from "../objects/functions.js";
import type { Machine } from "../vm/machine.js";
import { abc, collectionsAbc } from "./abc.js";
import { collections, collectionsMore } from "./collections.js";
import { contextlib } from "./contextlib.js";
import { functools } from "./functools.js";
import { itertools } from "./itertools.js";
import { type Library, makeLibrary } from "./library.js";
import { math } from "./math.js";
import { operator } from "./operator.js";
import { support } from "./support.js";
import { types } from "./types.js";

const libraries: Readonly<Record<string, Library>> = {
  _collections_more: collectionsMore,
  _support: support,
  abc,
  collections,
  "collections.abc": collectionsAbc,
  contextlib,
  functools,
  itertools,
  math,
  operator,
  types,
};

/** Makes a module; undefined if there is none of that name. */
export function makeModule(name: string, machine: Machine): Module | undefined {
  if (name === "builtins") return Module.of(name, machine.builtins);
  return Object.hasOwn(libraries, name) ? makeLibrary(name, libraries[name], machine) : undefined;
}
