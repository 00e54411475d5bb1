/** What kinds of characters a string is of, as Python's str has it. */

import { isPrintable } from "./strRepr.js";

/** The inside of a class of characters in a regular expression: what Python takes for space. */
export const spaces = "\\t-\\r\\x1c-\\x1f\\x85\\p{Z}";

/** Digits that are no decimals, as ² and ①. */
const otherDigits =
  "²³¹፩-፱᧚⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}";

const only = (set: string): ((s: string) => boolean) => {
  const pattern = new RegExp(`^[${set}]+$`, "u");
  return (s) => pattern.test(s);
};

/** Some letter with case, and none of the other kinds. */
const cased = (others: string): ((s: string) => boolean) => {
  const [wrong, right] = [new RegExp(`[${others}\\p{Lt}]`, "u"), /[\p{Lowercase}\p{Uppercase}]/u];
  return (s) => right.test(s) && !wrong.test(s);
};

/** A letter with case begins a word where none with case stands before it. */
function isTitle(s: string): boolean {
  let follows = false;
  let found = false;
  for (const c of s) {
    const isUpper = /[\p{Uppercase}\p{Lt}]/u.test(c);
    const isLower = !isUpper && /\p{Lowercase}/u.test(c);
    if ((isUpper && follows) || (isLower && !follows)) return false;
    follows = isUpper || isLower;
    found ||= follows;
  }
  return found;
}

const isIdentifier = /^[_\p{XID_Start}]\p{XID_Continue}*$/u;

/** The methods of str that ask what its characters are. */
export const predicates = {
  isalpha: only("\\p{L}"),
  isalnum: only("\\p{L}\\p{N}"),
  isdecimal: only("\\p{Nd}"),
  isdigit: only(`\\p{Nd}${otherDigits}`),
  isnumeric: only("\\p{N}"),
  isspace: only(spaces),
  isupper: cased("\\p{Lowercase}"),
  islower: cased("\\p{Uppercase}"),
  istitle: isTitle,
  isidentifier: (s: string): boolean => isIdentifier.test(s),
  isprintable: isPrintable,
  isascii: (s: string): boolean => /^[\0-\x7f]*$/.test(s),
};
