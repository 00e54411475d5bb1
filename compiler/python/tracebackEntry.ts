import type { Place } from "./objects/exceptions.js";
import { anchorOf } from "./syntax/anchors.js";
import { charColumn } from "./syntax/parse.js";

/** One line of a traceback. */
export interface TracebackEntry {
  readonly file: string;
  readonly line: number;
  readonly functionName: string;
  /** The line itself. */
  readonly text: string;
  /** The part of the line that failed, in characters; and in it what is underlined strongest. */
  readonly span?: Span;
}

export interface Span {
  readonly endLine: number;
  readonly start: number;
  readonly end: number;
  readonly anchor?: readonly [start: number, end: number];
}

/** The line of a traceback for a place. */
export function tracebackEntry({ code, at }: Place): TracebackEntry {
  const line = at.lineno ?? code.firstLine;
  const text = code.lines[line - 1] ?? "";
  const entry = { file: code.file, line, functionName: code.name, text };
  if (at.end_lineno === undefined || at.col_offset === undefined) return entry;
  const endLine = at.end_lineno;
  const start = charColumn(text, at.col_offset);
  const end = endLine === line ? charColumn(text, at.end_col_offset!) : text.trimEnd().length;
  return { ...entry, span: { endLine, start, end, anchor: anchorOf(at, text) } };
}
