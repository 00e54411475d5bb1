/** Strings as sequences of code points, which Python's are: the fast way where none takes two code units. */

import { fail } from "./failure.js";

/** Whether code points and code units are the same. */
const isNarrow = (s: string): boolean => !/[\ud800-\udbff]/.test(s);

/** The characters of a string. */
export const codePoints = (s: string): string[] => Array.from(s);

/** `len(s)`. */
export function lengthOf(s: string): number {
  if (isNarrow(s)) return s.length;
  let n = 0;
  for (const _ of s) n++;
  return n;
}

/** How many code units the first `index` characters take. */
export function unitsBefore(s: string, index: number): number {
  if (isNarrow(s)) return Math.min(index, s.length);
  let units = 0;
  for (let i = 0; i < index && units < s.length; i++) units += s.codePointAt(units)! > 0xffff ? 2 : 1;
  return units;
}

/** The character at an index in range. */
export const charAt = (s: string, index: number): string => sliceString(s, index, index + 1, 1);

/** `s[start:stop:step]` with indices as `slice.indices` gives them: in range, and a step that isn't zero. */
export function sliceString(s: string, start: number, stop: number, step: number): string {
  if (step === 1) return start < stop ? s.slice(unitsBefore(s, start), unitsBefore(s, stop)) : "";
  const from = isNarrow(s) ? s : codePoints(s);
  let result = "";
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) result += from[i];
  return result;
}

/** Strings must not fill the memory. */
const maxLength = 2 ** 28;

/** `s * count`. Throws a MemoryError beyond 2**28 characters. */
export function repeat(s: string, count: number): string {
  if (!(count > 0)) return "";
  return s.length * count > maxLength ? fail("MemoryError", "") : s.repeat(count);
}
