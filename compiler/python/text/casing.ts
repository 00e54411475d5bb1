/** Upper, lower and title case, and their likes, as Python's str has them. */

const upper = (s: string): string => s.toUpperCase();
const lower = (s: string): string => s.toLowerCase();

/** The case in which a character begins a word. */
function titleCharacter(c: string): string {
  const code = c.codePointAt(0)!;
  // Ǆ, Ǉ, Ǌ and Ǳ: between upper and lower case stands a letter for this.
  if (code >= 0x1c4 && code <= 0x1cc) return String.fromCharCode(code - ((code - 0x1c4) % 3) + 1);
  if (code >= 0x1f1 && code <= 0x1f3) return "ǲ";
  // Georgian words begin like they go on.
  if (code >= 0x10d0 && code <= 0x10ff) return c;
  const [first, ...marks] = c.normalize("NFD");
  // An iota below stays there.
  if (marks.includes("\u0345")) return (upper(first) + marks.join("")).normalize("NFC");
  const [head, ...rest] = upper(c);
  return head + lower(rest.join(""));
}

/** `str.title`: what follows a letter with case is lower. */
export function title(s: string): string {
  return s.replace(/([\p{Cased}])([\p{Cased}]*)/gu, (_, first: string, rest: string) => {
    return titleCharacter(first) + lower(first + rest).slice(lower(first).length);
  });
}

export function capitalize(s: string): string {
  const [first = ""] = s;
  return first && titleCharacter(first) + lower(s).slice(lower(first).length);
}

export const swapcase = (s: string): string =>
  s.replace(/\p{Cased}/gu, (c, at: number) => {
    if (upper(c) !== c && lower(c) === c) return upper(c);
    const isInside = c === "Σ" && /^\p{Case_Ignorable}*\p{Cased}/u.test(s.slice(at + 1));
    return c === "Σ" && !isInside ? lower(s.slice(0, at + 1)).slice(-1) : lower(c);
  });

/** `str.casefold`: strings that differ in case only are then the same. */
export const casefold = (s: string): string =>
  s.replace(/[^ı]/gu, (c) => (/[Ꭰ-ᏽꭰ-ꮿ]/.test(c) ? upper(c) : lower(upper(lower(c))).replace("ς", "σ")));
