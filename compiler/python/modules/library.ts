/** How the modules of the library are made: of TypeScript, of Python, or of both. */

import type { Code } from "../code/code.js";
import { compileScript } from "../code/compile.js";
import { whole } from "../code/rest/whole.js";
import { Dict } from "../objects/dict.js";
import { Module } from "../objects/functions.js";
import { Native, type Natives } from "../objects/native.js";
import type { Value } from "../objects/value.js";
import { Frame } from "../vm/frame.js";
import type { Machine } from "../vm/machine.js";
import { libraryFile } from "../vm/positions.js";

export interface Library {
  /** Functions in TypeScript, by their signatures. */
  readonly natives?: Natives;
  /** Classes and constants. */
  readonly values?: (machine: Machine) => Record<string, Value>;
  /** Python that runs after these are defined, and sees them. */
  readonly source?: string;
}

/** Makes a module of the library. */
export function makeLibrary(name: string, library: Library, machine: Machine): Module {
  const globals = Dict.of([
    ["__name__", name],
    ["__doc__", null],
  ]);
  for (const [text, run] of Object.entries(library.natives ?? {})) {
    const native = new Native(text, run, undefined, name);
    globals.set(native.name, native);
  }
  for (const [key, value] of Object.entries(library.values?.(machine) ?? {})) globals.set(key, value);
  if (library.source !== undefined) runModule(library.source, name, globals, machine);
  return new Module(name, globals);
}

/** The code of modules by their text: one for all sessions. */
const codes = new Map<string, Code>();

/** Runs the Python that a module of ours is written in. */
export function runModule(source: string, name: string, globals: Dict, machine: Machine): void {
  let code = codes.get(source);
  if (!code) codes.set(source, (code = compileScript(source, libraryFile(name), whole).code));
  machine.runToEnd(new Frame(code, globals, [], machine, globals));
}

/** Runs Python of ours to its end. */
export function runPython(source: string, file: string, globals: Dict, machine: Machine): void {
  machine.runToEnd(new Frame(compileScript(source, file, whole).code, globals, [], machine, globals));
}
