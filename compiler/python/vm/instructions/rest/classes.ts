import type { Code } from "../../../code/code.js";
import { type List, Tuple } from "../../../objects/containers.js";
import type { Dict } from "../../../objects/dict.js";
import type { Cell } from "../../../objects/functions.js";
import { buildClass } from "../../classes.js";
import type { Frame } from "../../frame.js";
import { closureOf } from "../names.js";

interface ClassParts {
  readonly name: string;
  readonly code: Code;
  readonly closure: readonly number[];
}

/** On the stack: a list of bases and a dict of keywords. */
export function makeClass(frame: Frame, { name, code, closure }: ClassParts): void {
  const [bases, keywords] = frame.popMany(2) as [List, Dict];
  const cells: Cell[] = closureOf(frame, closure);
  const made = buildClass(frame, name, new Tuple(bases.items), keywords.names, code, cells);
  frame.push(made);
}
