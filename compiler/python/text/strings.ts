/** The methods of Python's str. Indices and counts are code points, as JavaScript numbers; null is None. */

import { spaces } from "./characters.js";
import { codePoints, lengthOf, repeat, unitsBefore } from "./codePoints.js";
import { fail } from "./failure.js";

type Bound = number | null;

/** The code units between two indices, which may be negative or beyond the ends; undefined where the first is beyond. */
function range(s: string, start: Bound, end: Bound): [from: number, to: number] | undefined {
  if (start === null && end === null) return [0, s.length];
  const length = lengthOf(s);
  const clamp = (i: number): number => (i < 0 ? Math.max(i + length, 0) : i);
  const [first, last] = [clamp(start ?? 0), Math.min(clamp(end ?? length), length)];
  return first > last ? undefined : [unitsBefore(s, first), unitsBefore(s, last)];
}

/** The index of the first place of `sub` in `s[start:end]`, or -1. */
export function find(s: string, sub: string, start: Bound = null, end: Bound = null): number {
  const [from, to] = range(s, start, end) ?? [0, -1];
  const at = to < from ? -1 : s.slice(0, to).indexOf(sub, from);
  return at < 0 ? -1 : lengthOf(s.slice(0, at));
}

/** The index of the last place of `sub` in `s[start:end]`, or -1. */
export function rfind(s: string, sub: string, start: Bound = null, end: Bound = null): number {
  const [from, to] = range(s, start, end) ?? [0, -1];
  const at = to < from ? -1 : s.slice(from, to).lastIndexOf(sub);
  return at < 0 ? -1 : lengthOf(s.slice(0, from + at));
}

const found = (index: number): number => (index < 0 ? fail("ValueError", "substring not found") : index);

/** As `find`. Throws a ValueError where there is none. */
export const index = (s: string, sub: string, start: Bound = null, end: Bound = null): number =>
  found(find(s, sub, start, end));

/** As `rfind`. Throws a ValueError where there is none. */
export const rindex = (s: string, sub: string, start: Bound = null, end: Bound = null): number =>
  found(rfind(s, sub, start, end));

/** How often `sub` stands in `s[start:end]`, without overlaps. */
export function count(s: string, sub: string, start: Bound = null, end: Bound = null): number {
  const bounds = range(s, start, end);
  if (!bounds) return 0;
  const part = s.slice(...bounds);
  return sub === "" ? lengthOf(part) + 1 : part.split(sub).length - 1;
}

type Affix = string | readonly string[];

const anyAffix = (
  s: string,
  affix: Affix,
  start: Bound,
  end: Bound,
  has: (part: string, a: string) => boolean,
) => {
  const bounds = range(s, start, end);
  return bounds !== undefined && [affix].flat().some((a) => has(s.slice(...bounds), a));
};

/** Whether `s[start:end]` starts with the prefix, or with one of several. */
export const startswith = (s: string, prefix: Affix, start: Bound = null, end: Bound = null): boolean =>
  anyAffix(s, prefix, start, end, (part, a) => part.startsWith(a));

/** Whether `s[start:end]` ends with the suffix, or with one of several. */
export const endswith = (s: string, suffix: Affix, start: Bound = null, end: Bound = null): boolean =>
  anyAffix(s, suffix, start, end, (part, a) => part.endsWith(a));

const spaceEnds = { left: new RegExp(`^[${spaces}]+`, "u"), right: new RegExp(`[${spaces}]+$`, "u") };

/** Without what stands at its left in `chars`, or without spaces. */
export function lstrip(s: string, chars: string | null = null): string {
  if (chars === null) return s.replace(spaceEnds.left, "");
  const all = codePoints(s);
  const first = all.findIndex((c) => !chars.includes(c));
  return first < 0 ? "" : all.slice(first).join("");
}

/** Without what stands at its right in `chars`, or without spaces. */
export function rstrip(s: string, chars: string | null = null): string {
  // A pattern that ends in `$` is tried at every space.
  if (chars === null) return /\s|[\x1c-\x1f\x85]/.test(s.slice(-1)) ? s.replace(spaceEnds.right, "") : s;
  const all = codePoints(s);
  let last = all.length;
  while (last > 0 && chars.includes(all[last - 1])) last--;
  return all.slice(0, last).join("");
}

export const strip = (s: string, chars: string | null = null): string => rstrip(lstrip(s, chars), chars);

const notEmpty = (separator: string): string =>
  separator === "" ? fail("ValueError", "empty separator") : separator;

const word = new RegExp(`[^${spaces}]+`, "gu");

/** `s.split(separator, maxsplit)`; null stands for any run of spaces. */
export function split(s: string, separator: string | null = null, maxsplit = -1): string[] {
  if (separator === null) {
    const words = [...s.matchAll(word)];
    const texts = words.map(([text]) => text);
    if (maxsplit < 0 || words.length <= maxsplit) return texts;
    return [...texts.slice(0, maxsplit), s.slice(words[maxsplit].index)];
  }
  const parts = s.split(notEmpty(separator));
  if (maxsplit < 0 || parts.length <= maxsplit + 1) return parts;
  return [...parts.slice(0, maxsplit), parts.slice(maxsplit).join(separator)];
}

/** As `split`, from the right. */
export function rsplit(s: string, separator: string | null = null, maxsplit = -1): string[] {
  if (separator === null) {
    const words = [...s.matchAll(word)];
    const first = words.length - maxsplit;
    if (maxsplit < 0 || first <= 0) return words.map(([text]) => text);
    return [rstrip(s.slice(0, words[first]?.index)), ...words.slice(first).map(([text]) => text)];
  }
  notEmpty(separator);
  const parts: string[] = [];
  let rest = s;
  while (parts.length !== maxsplit) {
    const [head, found, tail] = rpartition(rest, separator);
    if (!found) break;
    parts.push(tail);
    rest = head;
  }
  return [...parts, rest].reverse();
}

const lineEnd = "\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029";
const line = new RegExp(`[^${lineEnd}]*(?:\\r\\n|[${lineEnd}])|[^${lineEnd}]+`, "g");

/** The lines of a string, on request with their ends. */
export function splitlines(s: string, keepends = false): string[] {
  const lines: string[] = s.match(line) ?? [];
  return keepends ? lines : lines.map((text) => text.replace(new RegExp(`\\r?[${lineEnd}]$`), ""));
}

/** `s.replace(old, new, count)`. */
export function replace(s: string, old: string, by: string, count = -1): string {
  if (count < 0)
    return old === "" ? [...codePoints(s).map((c) => by + c), by].join("") : s.replaceAll(old, () => by);
  if (old !== "") return split(s, old, count).join(by);
  const characters = codePoints(s);
  const head = characters.slice(0, count).map((c) => by + c);
  return head.join("") + (count > characters.length ? by : "") + characters.slice(count).join("");
}

/** The parts before, of and after the first separator; the string alone first where there is none. */
export function partition(s: string, separator: string): [string, string, string] {
  const at = s.indexOf(notEmpty(separator));
  return at < 0 ? [s, "", ""] : [s.slice(0, at), separator, s.slice(at + separator.length)];
}

/** The parts before, of and after the last separator; the string alone last where there is none. */
export function rpartition(s: string, separator: string): [string, string, string] {
  const at = s.lastIndexOf(notEmpty(separator));
  return at < 0 ? ["", "", s] : [s.slice(0, at), separator, s.slice(at + separator.length)];
}

export const removeprefix = (s: string, prefix: string): string =>
  s.startsWith(prefix) ? s.slice(prefix.length) : s;

export const removesuffix = (s: string, suffix: string): string =>
  suffix && s.endsWith(suffix) ? s.slice(0, -suffix.length) : s;

function pad(s: string, left: number, right: number, fill: string): string {
  if (lengthOf(fill) !== 1) fail("TypeError", "The fill character must be exactly one character long");
  return repeat(fill, left) + s + repeat(fill, right);
}

export const ljust = (s: string, width: number, fill = " "): string => pad(s, 0, width - lengthOf(s), fill);

export const rjust = (s: string, width: number, fill = " "): string => pad(s, width - lengthOf(s), 0, fill);

/** The string in the middle of a field; an odd space goes to the left of fields of odd width. */
export function center(s: string, width: number, fill = " "): string {
  const missing = Math.max(width - lengthOf(s), 0);
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return pad(s, left, missing - left, fill);
}

/** Filled with zeros behind its sign. */
export function zfill(s: string, width: number): string {
  const sign = /^[+-]?/.exec(s)![0];
  return sign + repeat("0", width - lengthOf(s)) + s.slice(sign.length);
}

export function expandtabs(s: string, size = 8): string {
  let column = 0;
  return s.replace(/[^]/gu, (c) => {
    const text = c === "\t" ? repeat(" ", size > 0 ? size - (column % size) : 0) : c;
    column = c === "\n" || c === "\r" ? 0 : column + (c === "\t" ? text.length : 1);
    return text;
  });
}

/** What `translate` makes of a character: null removes it. */
type Replacement = string | number | null;

/** The table of `str.maketrans` for two or three strings. */
export function maketrans(from: string, to: string, removed = ""): Map<number, Replacement> {
  const [keys, values] = [codePoints(from), codePoints(to)];
  if (keys.length !== values.length)
    fail("ValueError", "the first two maketrans arguments must have equal length");
  const code = (c: string): number => c.codePointAt(0)!;
  return new Map([
    ...keys.map((key, i) => [code(key), code(values[i])] as const),
    ...codePoints(removed).map((key) => [code(key), null] as const),
  ]);
}

/** Replaces characters by what a table has for their code points; others (undefined) stay. */
export function translate(s: string, lookUp: (codePoint: number) => Replacement | undefined): string {
  return s.replace(/[^]/gu, (c) => {
    const by = lookUp(c.codePointAt(0)!);
    return by === undefined ? c : typeof by === "number" ? String.fromCodePoint(by) : (by ?? "");
  });
}
