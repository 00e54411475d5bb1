/** The words and signs of a program's text. */

export interface Token {
  readonly kind: "word" | "number" | "string" | "angle" | "sign" | "end";
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** Whether it is the first on its line. */
  readonly isFirst: boolean;
}

export interface Tokens {
  readonly list: readonly Token[];
  /** What stands behind `#`, by line. */
  readonly comments: ReadonlyMap<number, string>;
}

// Words may have parts in angle brackets, as the names of nested functions have: `<lambda>`, `f.<locals>.g`.
const patterns: readonly [kind: Token["kind"] | "space" | "comment", pattern: RegExp][] = [
  ["space", /[^\S\n]+/y],
  ["comment", /#[^\n]*/y],
  ["string", /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y],
  ["number", /-?\d+(?:\.\d*)?(?:e[+-]?\d+)?|-inf\b/y],
  // Structures of trees are not taken apart.
  ["angle", /PyTreeDef\(.*?\)(?=\s|$)/y],
  ["word", /(?:[\p{ID_Start}$_][\p{ID_Continue}$]*|<\w+>)(?:[.-](?:[\p{ID_Continue}$]+|<\w+>))*/uy],
  ["angle", /<(?:[^<>\n]|<[^<>\n]*>)*>/y],
  ["sign", /[{}()[\];:,=.]/y],
];

/** Takes a text apart; throws a SyntaxError at what belongs to no program. */
export function tokenize(text: string): Tokens {
  const list: Token[] = [];
  const comments = new Map<number, string>();
  text.split("\n").forEach((source, index) => {
    const line = index + 1;
    let isFirst = true;
    for (let at = 0; at < source.length;) {
      const [kind, found] = match(source, at);
      const position = { line, column: at + 1 };
      if (kind === undefined)
        throw syntaxError(text, position, `there is no place for ${JSON.stringify(found)}`);
      if (kind === "comment") comments.set(line, found.slice(1).trim());
      else if (kind !== "space") {
        list.push({ kind, text: found, isFirst, ...position });
        isFirst = false;
      }
      at += found.length;
    }
  });
  const lines = text.split("\n");
  list.push({
    kind: "end",
    text: "",
    line: lines.length,
    column: lines[lines.length - 1].length + 1,
    isFirst: false,
  });
  return { list, comments };
}

function match(
  source: string,
  at: number,
): [kind: Token["kind"] | "space" | "comment" | undefined, text: string] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found) return [kind, found];
  }
  return [undefined, String.fromCodePoint(source.codePointAt(at) ?? 0)];
}

/** An error that says where, and shows the line. */
export function syntaxError(
  text: string,
  at: { line: number; column: number },
  problem: string,
): SyntaxError {
  const source = text.split("\n")[at.line - 1];
  return new SyntaxError(
    `line ${at.line}, column ${at.column}: ${problem}\n  ${source}\n  ${" ".repeat(at.column - 1)}^`,
  );
}
