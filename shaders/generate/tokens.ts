/** The tokens of WGSL. */

export interface Token {
  kind: "number" | "name" | "symbol" | "end";
  text: string;
  start: number;
  end: number;
}

const tokenPattern =
  /\s+|\/\/[^\n]*|(?<number>0[xX][0-9a-fA-F]*\.?[0-9a-fA-F]*(?:[pP][+-]?\d+)?[fiu]?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fiu]?)|(?<name>[A-Za-z_]\w*)|(?<symbol>->|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^~!<>=(){}[\],;:.])/gy;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const start = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (!match)
      throw new SyntaxError(`unexpected ${JSON.stringify(text[start])} at line ${lineOf(text, start)}`);
    const { number, name, symbol } = match.groups!;
    const kind = number ? "number" : name ? "name" : symbol ? "symbol" : undefined;
    if (kind) tokens.push({ kind, text: match[0], start, end: start + match[0].length });
  }
  tokens.push({ kind: "end", text: "the end", start: text.length, end: text.length });
  return tokens;
}

export function lineOf(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}

/** Reads a WGSL number without its suffix; hexadecimal floats too. */
export function numberValue(text: string): number {
  const hex = /^0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)(?:[pP]([+-]?\d+))?$/.exec(text);
  if (!hex) return Number(text);
  const [, whole, fraction, exponent] = hex;
  return parseInt(whole + fraction || "0", 16) * 2 ** (Number(exponent ?? 0) - 4 * fraction.length);
}
