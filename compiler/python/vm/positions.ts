import { charColumn } from "../syntax/parse.js";
import type { TracebackEntry } from "../objects/exceptions.js";
import type { Frame } from "./frame.js";
import { anchorOf } from "../syntax/anchors.js";

/** The file that code of the library is in: its lines are in no traceback. */
export const libraryFile = (module: string): string => `<library ${module}>`;
export const isLibrary = (file: string): boolean => file.startsWith("<library ");

/** The line of a traceback for what a frame is doing. */
export function tracebackEntry(frame: Frame): TracebackEntry {
  const { code } = frame;
  const { at } = frame.current;
  const line = at.lineno ?? code.firstLine;
  const text = code.lines[line - 1] ?? "";
  const entry = { file: code.file, line, functionName: code.name, text };
  if (at.end_lineno === undefined || at.col_offset === undefined) return entry;
  const endLine = at.end_lineno;
  const start = charColumn(text, at.col_offset);
  const end = endLine === line ? charColumn(text, at.end_col_offset!) : text.trimEnd().length;
  return { ...entry, span: { endLine, start, end, anchor: anchorOf(at, text) } };
}
