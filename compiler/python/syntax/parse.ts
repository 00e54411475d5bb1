/** From text to a syntax tree, with Python's own words for what is wrong. */

import { type Module, parse } from "py-ast";
import { closedMatch } from "./openMatch.js";

/** Where something stands in a script: lines from 1, columns in UTF-8 bytes from 0, as CPython counts. */
export interface Position {
  readonly lineno?: number;
  readonly col_offset?: number;
  readonly end_lineno?: number;
  readonly end_col_offset?: number;
}

/** A script that is no Python, or Python that is not supported. */
export class PythonSyntaxError extends Error {
  constructor(
    message: string,
    readonly position: Position,
    readonly kind: "SyntaxError" | "IndentationError" | "TabError" = "SyntaxError",
  ) {
    super(message);
  }
}

export function syntaxError(message: string, position: Position): never {
  throw new PythonSyntaxError(message, position);
}

/** A script's text and tree. */
export interface Script {
  readonly file: string;
  readonly lines: readonly string[];
  readonly tree: Module;
}

export function parseScript(text: string, file: string): Script {
  const lines = text.split(/\r\n?|\n/);
  const readable = lines.map(closedMatch).join("\n");
  try {
    return { file, lines, tree: parse(readable, { filename: file }) };
  } catch (error) {
    const at = error as Position & Error;
    if (at.lineno === undefined) throw error;
    throw translated(at.message.replace(/ at line \d+, column \d+$/, ""), at);
  }
}

function translated(message: string, at: Position): PythonSyntaxError {
  if (/indent/i.test(message)) {
    const text = message.startsWith("Expected indented block")
      ? "expected an indented block"
      : "unexpected indent";
    return new PythonSyntaxError(text, at, "IndentationError");
  }
  if (message.startsWith("Expected ':'")) return new PythonSyntaxError("expected ':'", at);
  return new PythonSyntaxError(message.startsWith("Expected") ? "invalid syntax" : message, at);
}

/** The text that a node was written as. */
export function sourceText({ lines }: Pick<Script, "lines">, at: Position): string {
  const { lineno, col_offset, end_lineno, end_col_offset } = at as Required<Position>;
  const rows = lines.slice(lineno - 1, end_lineno);
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
