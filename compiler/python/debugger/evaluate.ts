/** What is typed at the debugger's prompt runs with the variables of a frame. */

import { compileScript } from "../code/compile.js";
import { whole } from "../code/rest/whole.js";
import { Dict } from "../objects/dict.js";
import { makeException, Raised } from "../objects/exceptions.js";
import type { Value } from "../objects/value.js";
import { PythonSyntaxError } from "../syntax/parse.js";
import { Frame } from "../vm/frame.js";
import type { Machine } from "../vm/machine.js";
import { libraryFile } from "../vm/positions.js";

const file = libraryFile("prompt");

/** The variables of a frame by their names. */
export function variables(frame: Frame): Dict {
  if (frame.names) return frame.names;
  const { locals, cells, code } = frame;
  const found = new Dict();
  code.locals.forEach((name, i) => {
    if (locals[i] !== undefined && !name.startsWith(".")) found.set(name, locals[i]);
  });
  [...code.cells, ...code.free].forEach((name, i) => {
    const { value } = cells[i];
    if (value !== undefined) found.set(name, value);
  });
  return found;
}

function storeVariables(frame: Frame, names: Dict): void {
  if (names === frame.names) return;
  const { locals, cells, code } = frame;
  code.locals.forEach((name, i) => (locals[i] = names.get(name)));
  [...code.cells, ...code.free].forEach((name, i) => (cells[i].value = names.get(name)));
}

/** The value of an expression in a frame. */
export function evaluate(machine: Machine, frame: Frame, text: string): Value {
  let result: Value = null;
  runStatement(machine, frame, `(${text}\n)`, (x) => void (result = x));
  return result;
}

/** Runs statements in a frame; the value of an expression is shown. */
export function runStatement(machine: Machine, frame: Frame, text: string, show: (x: Value) => void): void {
  const names = variables(frame);
  const before = machine.show;
  machine.show = show;
  try {
    machine.runToEnd(new Frame(compiled(text).code, frame.globals, [], machine, names));
  } finally {
    machine.show = before;
    storeVariables(frame, names);
  }
}

function compiled(text: string): ReturnType<typeof compileScript> {
  try {
    return compileScript(text, file, whole, true);
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    throw new Raised(makeException(error.kind, error.message));
  }
}
