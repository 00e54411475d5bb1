/** The modules that scripts can import. */

import { Module } from "../objects/functions.js";
import { makeJaxModule } from "../jax/index.js";
import type { Machine } from "../vm/machine.js";
import { builtins } from "./builtins.js";

/** Makes a module; undefined if there is none of that name. */
export function makeModule(name: string, machine: Machine): Module | undefined {
  if (name === "jax" || name.startsWith("jax.")) return makeJaxModule(name, machine);
  return name === "builtins" ? Module.of(name, builtins()) : undefined;
}
