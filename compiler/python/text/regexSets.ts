/** What single characters of a regular expression match: letters, classes, sets, with and without case. */

/** Whether a code point is meant. */
export type Test = (code: number) => boolean;

const named =
  (pattern: RegExp): Test =>
  (code) =>
    pattern.test(String.fromCodePoint(code));

const ascii: Record<string, Test> = {
  d: (c) => c >= 48 && c <= 57,
  s: (c) => c === 32 || (c >= 9 && c <= 13),
  w: (c) => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95,
};
const beyond: Record<string, Test> = {
  d: named(/\p{Nd}/u),
  s: named(/[\x85\p{Z}]/u),
  w: named(/[\p{L}\p{N}]/u),
};

/** The class of `\d`, `\s`, `\w`, or what is outside of it for the upper letters. */
export function category(letter: string, isAscii: boolean): Test {
  const name = letter.toLowerCase();
  const [near, far] = [ascii[name], beyond[name]];
  const isSpace = name === "s";
  const test: Test = isAscii ? near : (c) => (c < 128 ? near(c) || (isSpace && c >= 28 && c <= 31) : far(c));
  return letter === name ? test : (c) => !test(c);
}

/** The code point of a string that is one character, or else that of its origin. */
function single(text: string, origin: number): number {
  const code = text.codePointAt(0)!;
  return text.length === (code > 0xffff ? 2 : 1) ? code : origin;
}

const lower = (code: number): number => single(String.fromCodePoint(code).toLowerCase(), code);
const upper = (code: number): number => single(String.fromCodePoint(code).toUpperCase(), code);

/** The same for characters that differ in case only. */
function fold(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code;
  return lower(upper(lower(code)));
}

const foldAscii = (code: number): number => (code < 128 ? fold(code) : code);

/** The fold that the flags ask for. */
export const folder = (isAscii: boolean): ((code: number) => number) => (isAscii ? foldAscii : fold);

export function literal(code: number, ignoresCase: boolean, isAscii: boolean): Test {
  if (!ignoresCase) return (c) => c === code;
  const f = folder(isAscii);
  const folded = f(code);
  return (c) => f(c) === folded;
}

/** A test with case ignored: of the character and those that differ in case only. */
export function anyCase(test: Test, isAscii: boolean): Test {
  const f = folder(isAscii);
  return (c) => test(c) || test(f(c)) || ((!isAscii || f(c) < 128) && test(upper(f(c))));
}
