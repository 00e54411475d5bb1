/** The characters that `\\N{…}` names, of those that scripts write. */

const greek =
  "ALPHA BETA GAMMA DELTA EPSILON ZETA ETA THETA IOTA KAPPA LAMDA MU NU XI OMICRON PI RHO FINAL-SIGMA SIGMA TAU UPSILON PHI CHI PSI OMEGA";
const others: Readonly<Record<string, string>> = {
  "ALMOST EQUAL TO": "\u2248",
  BULLET: "\u2022",
  "CHECK MARK": "\u2713",
  "DEGREE SIGN": "\xb0",
  "EM DASH": "\u2014",
  "EN DASH": "\u2013",
  "EURO SIGN": "\u20ac",
  "HORIZONTAL ELLIPSIS": "\u2026",
  INFINITY: "\u221e",
  "LEFTWARDS ARROW": "\u2190",
  "MICRO SIGN": "\xb5",
  "MIDDLE DOT": "\xb7",
  "MULTIPLICATION SIGN": "\xd7",
  "N-ARY SUMMATION": "\u2211",
  NABLA: "\u2207",
  "NO-BREAK SPACE": "\xa0",
  "PARTIAL DIFFERENTIAL": "\u2202",
  "PLUS-MINUS SIGN": "\xb1",
  "RIGHTWARDS ARROW": "\u2192",
  "SQUARE ROOT": "\u221a",
  "SUPERSCRIPT TWO": "\xb2",
};

/** The character of a name; undefined for one that isn't known. */
export function characterNamed(name: string): string | undefined {
  const key = name.toUpperCase();
  const letter = /^GREEK (SMALL|CAPITAL) LETTER (.+)$/.exec(key);
  if (!letter) return Object.hasOwn(others, key) ? others[key] : undefined;
  const i = greek
    .split(" ")
    .indexOf(letter[2].replace("FINAL SIGMA", "FINAL-SIGMA").replace("LAMBDA", "LAMDA"));
  return i < 0 ? undefined : String.fromCodePoint((letter[1] === "SMALL" ? 0x3b1 : 0x391) + i);
}
