/** `repr` of a str. */

const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

function escaped(c: string): string {
  const code = c.codePointAt(0)!;
  const [letter, width] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
  return `\\${letter}${code.toString(16).padStart(width, "0")}`;
}

const unprintable = /[\p{C}\p{Z}]/u;

/** Whether all characters are shown as they are, as `str.isprintable` has it. */
export const isPrintable = (s: string): boolean => !unprintable.test(s.replaceAll(" ", ""));

/** `repr` of a str: in single quotes, unless only those are in it; what can't be printed is escaped. */
export function strRepr(s: string): string {
  const quote = s.includes("'") && !s.includes('"') ? '"' : "'";
  const body = s.replace(/[\\'\p{C}\p{Z}]/gu, (c) =>
    c === " " ? c : c === "'" ? (quote === c ? "\\'" : c) : (named[c] ?? escaped(c)),
  );
  return quote + body + quote;
}

/** What is not ASCII of a repr as escapes: `ascii`. */
export const asciiOnly = (repr: string): string => repr.replace(/[^\0-\x7f]/gu, escaped);
