/** How an exception that nobody caught is shown. */

import type { ExceptionObject } from "./objects/exceptions.js";
import { str } from "./objects/text.js";
import type { Value } from "./objects/value.js";
import { suggestion } from "./suggestions.js";
import { type Span, type TracebackEntry, tracebackEntry } from "./tracebackEntry.js";
import type { PythonSyntaxError } from "./syntax/error.js";
import { fullName } from "./types/object.js";

const causeText = "\nThe above exception was the direct cause of the following exception:\n\n";
const contextText = "\nDuring handling of the above exception, another exception occurred:\n\n";

/** Traceback and message, as CPython writes them; with the exceptions that led to it. */
export function showException(e: ExceptionObject): string {
  const seen = new Set<Value>();
  let text = "";
  for (let next: ExceptionObject | undefined = e, link = ""; next;) {
    seen.add(next);
    text = showTraceback(next) + showMessage(next) + link + text;
    [next, link] = cameFrom(next, seen);
  }
  return text;
}

/** The exception that led to one, and what is said of how; but none twice. */
function cameFrom(
  { cause, context, suppressContext }: ExceptionObject,
  seen: ReadonlySet<Value>,
): [ExceptionObject | undefined, string] {
  if (cause !== null && !seen.has(cause)) return [cause as ExceptionObject, causeText];
  if (cause === null && context !== null && !suppressContext && !seen.has(context))
    return [context as ExceptionObject, contextText];
  return [undefined, ""];
}

function showTraceback({ traceback }: ExceptionObject): string {
  if (traceback.length === 0) return "";
  const shown: string[] = [];
  let repeats = 0;
  const entries = [...traceback].reverse().map(tracebackEntry);
  entries.forEach((entry, i) => {
    const text = showEntry(entry);
    repeats = i > 0 && sameEntry(entry, entries[i - 1]) ? repeats + 1 : 0;
    if (repeats < 3) shown.push(text);
    const last = i === entries.length - 1 || !sameEntry(entry, entries[i + 1]);
    if (repeats >= 3 && last)
      shown.push(`  [Previous line repeated ${repeats - 2} more time${repeats === 3 ? "" : "s"}]\n`);
  });
  return `Traceback (most recent call last):\n${shown.join("")}`;
}

function sameEntry(a: TracebackEntry, b: TracebackEntry): boolean {
  return a.file === b.file && a.line === b.line && a.functionName === b.functionName;
}

function showEntry({ file, line, functionName, span, text }: TracebackEntry): string {
  const place = `  File "${file}", line ${line}, in ${functionName}\n`;
  if (text.trim() === "") return place;
  const indent = text.length - text.trimStart().length;
  return `${place}    ${text.trim()}\n${span ? carets(span, text, indent, line) : ""}`;
}

/** `^^^` below what failed; nothing where that is the whole line. */
function carets(span: Span, text: string, indent: number, line: number): string {
  const end = Math.min(span.end, text.trimEnd().length);
  const start = Math.max(span.start, indent);
  if (start === indent && end === text.trimEnd().length && span.endLine === line && !span.anchor) return "";
  if (start === indent && end === text.trimEnd().length && span.endLine !== line) return "";
  const { anchor } = span;
  let marks = "";
  for (let i = start; i < end; i++) marks += anchor && (i < anchor[0] || i >= anchor[1]) ? "~" : "^";
  return `    ${" ".repeat(start - indent)}${marks}\n`;
}

/** `ValueError: what is wrong`. */
export function showMessage(e: ExceptionObject): string {
  const name = e.type.module === "__main__" ? e.type.qualname : fullName(e.type);
  let text = safeText(e);
  const hint = suggestion(e);
  if (hint !== undefined) text += `. Did you mean: '${hint}'?`;
  const notes = (e.notes?.items ?? []).map((n) => `${str(n)}\n`).join("");
  const mistake = e.mistake === undefined ? "" : `${e.mistake}\n`;
  return `${text === "" ? name : `${name}: ${text}`}\n${notes}${mistake}`;
}

function safeText(e: ExceptionObject): string {
  try {
    return str(e);
  } catch {
    return "<exception str() failed>";
  }
}

/** What is wrong with a text that is no script. */
export function showSyntaxError(
  { message, position, kind, shown: inner }: PythonSyntaxError,
  text: string,
  file: string,
): string {
  const line = position.lineno ?? 1;
  const shown = inner ?? text.split(/\r\n?|\n/)[line - 1] ?? "";
  const indent = shown.length - shown.trimStart().length;
  const start = Math.max((position.col_offset ?? 0) - indent, 0);
  const oneLine = position.end_lineno === line || position.end_lineno === undefined;
  const width = oneLine ? Math.max((position.end_col_offset ?? 0) - (position.col_offset ?? 0), 1) : 1;
  // Where CPython marks nothing, the column is -1.
  const marks = position.col_offset === -1 ? "" : `    ${" ".repeat(start)}${"^".repeat(width)}\n`;
  return `  File "${file}", line ${line}\n    ${shown.trim()}\n${marks}${kind}: ${message}\n`;
}
