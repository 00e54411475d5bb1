/** From text to a syntax tree, with Python's own words for what is wrong. */

import { type Module, parse } from "py-ast";
import { type Position, PythonSyntaxError } from "./error.js";

/** What the parser needs to be told of the language. */
export interface Reading {
  /** A script's lines as the parser can read them. */
  readable(lines: readonly string[]): readonly string[];
  /** What Python says of what the parser stumbled over. */
  explain(error: Position & Error, lines: readonly string[]): Error;
}

export { type Position, PythonSyntaxError };

export function syntaxError(message: string, position: Position): never {
  throw new PythonSyntaxError(message, position);
}

/** A script's text and tree. */
export interface Script {
  readonly file: string;
  readonly lines: readonly string[];
  /** The lines as the parser read them. */
  readonly read: readonly string[];
  readonly tree: Module;
}

export function parseScript(text: string, file: string, reading: Reading): Script {
  const lines = text.split(/\r\n?|\n/);
  const read = reading.readable(lines);
  try {
    return { file, lines, read, tree: parse(read.join("\n"), { filename: file }) };
  } catch (error) {
    throw reading.explain(error as Position & Error, lines);
  }
}

/** The text that a node was written as. */
export function sourceText({ read }: Pick<Script, "read">, at: Position): string {
  const { lineno, col_offset, end_lineno, end_col_offset } = at as Required<Position>;
  const rows = read.slice(lineno - 1, end_lineno);
  rows[rows.length - 1] = rows[rows.length - 1].slice(0, charColumn(rows[rows.length - 1], end_col_offset));
  rows[0] = rows[0].slice(charColumn(rows[0], col_offset));
  return rows.join("\n");
}

const encoder = new TextEncoder();

/** The place in a string of a column that counts UTF-8 bytes. */
export function charColumn(line: string, bytes: number): number {
  if (/^[\0-\x7f]*$/.test(line)) return bytes;
  let count = 0;
  let at = 0;
  for (const c of line) {
    if (count >= bytes) break;
    count += encoder.encode(c).length;
    at += c.length;
  }
  return at;
}
