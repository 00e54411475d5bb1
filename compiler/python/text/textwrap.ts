/** What scripts use of Python's `textwrap`. */

import { lengthOf, sliceString } from "./codePoints.js";
import { fail } from "./failure.js";
import { expandtabs, splitlines } from "./strings.js";

/** Without the space that all lines begin with. Lines of nothing but space become empty. */
export function dedent(text: string): string {
  const plain = text.replace(/^[ \t]+$/gm, "");
  const margins = plain.match(/^[ \t]*(?=[^ \t\n])/gm) ?? [];
  const margin = margins.reduce((a, b) => {
    let n = 0;
    while (n < a.length && a[n] === b[n]) n++;
    return a.slice(0, n);
  }, margins[0] ?? "");
  return margin ? plain.replaceAll(new RegExp(`^${margin}`, "gm"), "") : plain;
}

/** With a prefix before the lines that `predicate` holds of; before those that aren't only space. */
export function indent(
  text: string,
  prefix: string,
  predicate = (line: string): boolean => /[^\s\x1c-\x1f\x85]/.test(line),
): string {
  return splitlines(text, true)
    .map((line) => (predicate(line) ? prefix + line : line))
    .join("");
}

interface WrapOptions {
  readonly initialIndent?: string;
  readonly subsequentIndent?: string;
  readonly breakLongWords?: boolean;
  readonly breakOnHyphens?: boolean;
}

const space = "[\\t-\\r ]";
const wordPattern = (): RegExp => {
  const [letter, mark] = ["[\\p{L}\\p{N}_!\"'&.,?]", "[^\\t-\\r ]"];
  const dash = `-{2,}(?=[\\p{L}\\p{N}_])`;
  const hyphenated = `-(?:(?<=[\\p{L}_]{2}-)|(?<=[\\p{L}_]-[\\p{L}_]-))(?=[\\p{L}_]-?[\\p{L}_])`;
  return new RegExp(
    `(${space}+|(?<=${letter})${dash}|${mark}+?(?:${hyphenated}|(?=${space}|$)|(?<=${letter})(?=${dash})))`,
    "u",
  );
};

/** `textwrap.wrap`: the paragraph's words in lines of at most `width` characters. */
export function wrap(text: string, width = 70, options: WrapOptions = {}): string[] {
  const { initialIndent = "", subsequentIndent = "", breakLongWords = true, breakOnHyphens = true } = options;
  if (width <= 0) fail("ValueError", `invalid width ${width} (must be > 0)`);
  const plain = expandtabs(text).replace(/[\t-\r]/g, " ");
  const separator = breakOnHyphens ? wordPattern() : new RegExp(`(${space}+)`);
  const chunks = plain.split(separator).filter(Boolean).reverse();
  const lines: string[] = [];
  while (chunks.length > 0) {
    const indentation = lines.length > 0 ? subsequentIndent : initialIndent;
    const room = width - lengthOf(indentation);
    if (lines.length > 0 && !chunks.at(-1)!.trim()) chunks.pop();
    const line = takeLine(chunks, room, breakLongWords, breakOnHyphens);
    if (line) lines.push(indentation + line);
  }
  return lines;
}

/** Takes the chunks of a line from the end of a list. */
function takeLine(chunks: string[], room: number, breakLongWords: boolean, breakOnHyphens: boolean): string {
  const line: string[] = [];
  let used = 0;
  while (chunks.length > 0 && used + lengthOf(chunks.at(-1)!) <= room) {
    used += lengthOf(chunks.at(-1)!);
    line.push(chunks.pop()!);
  }
  const next = chunks.at(-1);
  if (next !== undefined && lengthOf(next) > room) {
    if (breakLongWords) line.push(breakWord(chunks, Math.max(room < 1 ? 1 : room - used, 0), breakOnHyphens));
    else if (line.length === 0) line.push(chunks.pop()!);
  }
  if (line.length > 0 && !line.at(-1)!.trim()) line.pop();
  return line.join("");
}

/** Takes as much of the next chunk as there is room for, up to a hyphen where it has one. */
function breakWord(chunks: string[], room: number, breakOnHyphens: boolean): string {
  const word = chunks.pop()!;
  let end = room;
  if (breakOnHyphens && lengthOf(word) > room) {
    const head = sliceString(word, 0, room, 1);
    const hyphen = head.lastIndexOf("-");
    if (hyphen > 0 && /[^-]/.test(head.slice(0, hyphen))) end = lengthOf(head.slice(0, hyphen + 1));
  }
  const rest = sliceString(word, end, lengthOf(word), 1);
  if (rest) chunks.push(rest);
  return sliceString(word, 0, end, 1);
}
