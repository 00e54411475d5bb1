/** From text to a syntax tree, with Python's own words for what is wrong. */

import { type Module, parse } from "py-ast";
import { diagnose } from "./diagnose.js";
import { type Position, PythonSyntaxError } from "./error.js";
import { closedMatch } from "./openMatch.js";

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

export function parseScript(text: string, file: string): Script {
  const lines = text.split(/\r\n?|\n/);
  const read = lines.map(closedMatch);
  try {
    return { file, lines, read, tree: parse(read.join("\n"), { filename: file }) };
  } catch (error) {
    throw translated(error as Position & Error, lines);
  }
}

/** What CPython says where the parser says something else. */
const messages: readonly (readonly [RegExp, string])[] = [
  [/^Expected ':'/, "expected ':'"],
  [/^(?:Expected|Unexpected)/, "invalid syntax"],
  [/^parameter without a default/, "non-default argument follows default argument"],
];

function translated(error: Position & Error, lines: readonly string[]): Error {
  const [, line, column] = / at line (\d+)(?:, column (\d+))?/.exec(error.message) ?? [];
  const lineno = error.lineno ?? (line === undefined ? undefined : Number(line));
  if (lineno === undefined) return error;
  const message = error.message.replace(/ at line \d+(?:, column \d+)?$/, "");
  const stopped = error.col_offset ?? Number(column ?? 0);
  // The parser is a token further, or not as far.
  const off = /^parameter without/.test(message) ? -1 : /^positional argument follows/.test(message) ? 1 : 0;
  const at = stopped + off;
  const found = diagnose(lines, message, lineno - 1, at);
  if (found) return found;
  const known = messages.find(([pattern]) => pattern.test(message));
  return new PythonSyntaxError(known ? known[1] : message, {
    lineno,
    col_offset: at,
    end_lineno: error.end_lineno,
    end_col_offset: error.end_col_offset === undefined ? undefined : error.end_col_offset + off,
  });
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
