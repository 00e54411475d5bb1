/** The modules that scripts can import. */

import { Module } from "../objects/functions.js";
import { builtins } from "./builtins.js";

/** Makes a module; undefined if there is none of that name. */
export function makeModule(name: string): Module | undefined {
  return name === "builtins" ? Module.of(name, builtins()) : undefined;
}
