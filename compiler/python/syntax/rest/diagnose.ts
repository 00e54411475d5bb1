/** What is wrong with a text that the parser does not read, in CPython's words. */

import { predicates } from "../../text/characters.js";
import { type Position, PythonSyntaxError, type SyntaxKind } from "../error.js";

interface Place {
  readonly line: number;
  readonly column: number;
}

function problem(
  message: string,
  at: Place,
  end = at.column + 1,
  kind: SyntaxKind = "SyntaxError",
): PythonSyntaxError {
  const position = {
    lineno: at.line + 1,
    col_offset: at.column,
    end_lineno: at.line + 1,
    end_col_offset: end,
  };
  return new PythonSyntaxError(message, position, kind);
}

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const tokens =
  /\s+|#.*|[rbfuRBFU]{0,2}('''|"""|'|")|(\d[\d_]*)(\w*)|[^\W\d]\w*|!=|[-+*/%@&|^~<>=.,:;()[\]{}\\]|./gu;

/** Reads a text token by token, for what no token or bracket may be. */
class Scanner {
  private readonly open: (Place & { readonly bracket: string })[] = [];
  private line = 0;
  private column = 0;

  constructor(private readonly lines: readonly string[]) {}

  scan(): PythonSyntaxError | undefined {
    for (this.line = 0; this.line < this.lines.length; this.line++) {
      for (this.column = 0; this.column < this.lines[this.line].length;) {
        const found = this.token();
        if (found) return found;
      }
    }
    const unclosed = this.open.at(-1);
    return unclosed && problem(`'${unclosed.bracket}' was never closed`, unclosed);
  }

  private token(): PythonSyntaxError | undefined {
    tokens.lastIndex = this.column;
    const [text, quote, digits, letters] = tokens.exec(this.lines[this.line])!;
    const at = { line: this.line, column: this.column };
    this.column += text.length;
    if (quote !== undefined) return this.text(quote, at);
    if (digits !== undefined) return this.number(digits, letters, at);
    if (text in closers) this.open.push({ ...at, bracket: text });
    if (text === ")" || text === "]" || text === "}") return this.close(text, at);
    const isKnown = /^[\s\w#!\\]|^[-+*/%@&|^~<>=.,:;()[\]{}]/u.test(text) || predicates.isidentifier(text);
    if (isKnown && text !== "!") return undefined;
    if (/^[\0-\x7f]$/.test(text)) return problem("invalid syntax", at);
    const code = text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
    return problem(`invalid character '${text}' (U+${code})`, at);
  }

  private text(quote: string, at: Place): PythonSyntaxError | undefined {
    for (;;) {
      const rest = this.lines[this.line];
      for (; this.column < rest.length; this.column++) {
        if (rest[this.column] === "\\") this.column++;
        else if (rest.startsWith(quote, this.column)) {
          this.column += quote.length;
          return undefined;
        }
      }
      const goesOn = quote.length === 3 || rest.endsWith("\\");
      if (!goesOn) return problem(`unterminated string literal (detected at line ${this.line + 1})`, at);
      if (this.line + 1 >= this.lines.length) {
        const last = this.lines.length - (this.lines.at(-1) === "" ? 1 : 0);
        return problem(`unterminated triple-quoted string literal (detected at line ${last})`, at);
      }
      this.line++;
      this.column = 0;
    }
  }

  private number(digits: string, letters: string, at: Place): PythonSyntaxError | undefined {
    const isNumber =
      /^(|[jJ]|[eE]\d*[jJ]?)$/.test(letters) || (digits === "0" && /^[xobXOB][\da-fA-F_]*$/.test(letters));
    return isNumber
      ? undefined
      : problem("invalid decimal literal", { line: at.line, column: at.column + digits.length - 1 });
  }

  private close(bracket: string, at: Place): PythonSyntaxError | undefined {
    const opener = this.open.pop();
    if (!opener) return problem(`unmatched '${bracket}'`, at);
    if (closers[opener.bracket] === bracket) return undefined;
    const where = opener.line === at.line ? "" : ` on line ${opener.line + 1}`;
    return problem(
      `closing parenthesis '${bracket}' does not match opening parenthesis '${opener.bracket}'${where}`,
      at,
    );
  }
}

/** Whole lines that say what was meant. */
function misspelt(line: string, number: number): PythonSyntaxError | undefined {
  const printed = /^(\s*)(print|exec)\s+[^\s=.,:()[\]+*/%&|^<>-].*$/.exec(line);
  if (printed) {
    const [, indent, name] = printed;
    const message = `Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`;
    return problem(message, { line: number, column: indent.length }, line.trimEnd().length);
  }
  const assigned = /^(\s*(?:if|elif|while)\s+)([\w.]+\s*=\s*[^=:]+):/.exec(line);
  if (assigned) {
    const [, head, rest] = assigned;
    const message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
    return problem(message, { line: number, column: head.length }, head.length + rest.trimEnd().length);
  }
  return undefined;
}

/** Two values side by side, where the parser stopped at the second. */
function missingComma(line: string, number: number, column: number): PythonSyntaxError | undefined {
  const value = /(?:[\w.]+|"[^"]*"|'[^']*')$/.exec(line.slice(0, column).trimEnd());
  const next = /^(?:[\w.]+|"[^"]*"|'[^']*')/.exec(line.slice(column));
  const inBrackets = /[([{][^)\]}]*$/.test(line.slice(0, column));
  if (!value || !next || !inBrackets || /^(?:if|else|for|in|is|and|or|not|as|lambda)$/.test(value[0]))
    return undefined;
  return problem(
    "invalid syntax. Perhaps you forgot a comma?",
    { line: number, column: value.index },
    column + next[0].length,
  );
}

function indentation(lines: readonly string[], number: number, message: string): PythonSyntaxError {
  const line = lines[number] ?? "";
  const own = /^\s*/.exec(line)![0];
  const before = lines.slice(0, number).filter((l) => l.trim() !== "" && !l.trim().startsWith("#"));
  const outer = /^\s*/.exec(before.at(-1) ?? "")![0];
  if (own.includes("\t") !== outer.includes("\t") && own !== "" && outer !== "")
    return problem(
      "inconsistent use of tabs and spaces in indentation",
      { line: number, column: -1 },
      -1,
      "TabError",
    );
  if (/expected indented block/i.test(message)) return expectedBlock(lines, number, before);
  if (own.length < outer.length && !before.some((l) => /^\s*/.exec(l)![0] === own))
    return problem(
      "unindent does not match any outer indentation level",
      { line: number, column: line.length },
      undefined,
      "IndentationError",
    );
  return problem("unexpected indent", { line: number, column: -1 }, -1, "IndentationError");
}

const blocks: Readonly<Record<string, string>> = {
  def: "function definition",
  class: "class definition",
  else: "'else' statement",
  try: "'try' statement",
  finally: "'finally' statement",
};

function expectedBlock(
  lines: readonly string[],
  number: number,
  before: readonly string[],
): PythonSyntaxError {
  const head = before.at(-1) ?? "";
  const word = /^\s*(\w+)/.exec(head)?.[1] ?? "";
  const noun = blocks[word] ?? `'${word}' statement`;
  const message = `expected an indented block after ${noun} on line ${lines.indexOf(head) + 1}`;
  const column = /^\s*/.exec(lines[number] ?? "")![0].length;
  return problem(message, { line: number, column }, undefined, "IndentationError");
}

function wrongTarget(line: string, number: number): PythonSyntaxError {
  const [, indent, target] = /^(\s*)(.*?)\s*=/.exec(line) ?? ["", "", line];
  const noun = target.endsWith(")") ? "function call" : /^[\d"']/.test(target) ? "literal" : "expression";
  const message = `cannot assign to ${noun} here. Maybe you meant '==' instead of '='?`;
  return problem(message, { line: number, column: indent.length }, indent.length + target.length);
}

/** CPython shows the expression in a text by itself. */
function insideText(line: string, number: number, column: number): PythonSyntaxError {
  const shown = `(${/\{([^{}:!]*)/.exec(line.slice(column))?.[1] ?? ""})`;
  const position = { lineno: number + 1, col_offset: shown.length - 1, end_lineno: number + 1 };
  const end_col_offset = shown.length;
  return new PythonSyntaxError(
    "f-string: invalid syntax",
    { ...position, end_col_offset },
    "SyntaxError",
    shown,
  );
}

/** Says what is wrong; the parser stopped at `line` and `column` with `message`. */
function diagnose(
  lines: readonly string[],
  message: string,
  line: number,
  column: number,
): PythonSyntaxError | undefined {
  const found = new Scanner(lines).scan();
  if (found) return found;
  if (/indent/i.test(message)) return indentation(lines, line, message);
  if (message.startsWith("cannot assign to")) return wrongTarget(lines[line] ?? "", line);
  if (message.startsWith("f-string")) return insideText(lines[line] ?? "", line, column);
  return misspelt(lines[line] ?? "", line) ?? missingComma(lines[line] ?? "", line, column);
}

/** What CPython says where the parser says something else. */
const messages: readonly (readonly [RegExp, string])[] = [
  [/^Expected ':'/, "expected ':'"],
  [/^(?:Expected|Unexpected)/, "invalid syntax"],
  [/^parameter without a default/, "non-default argument follows default argument"],
];

/** What Python says of what the parser stumbled over. */
export function explain(error: Position & Error, lines: readonly string[]): Error {
  const [, line, column] = / at line (\d+)(?:, column (\d+))?/.exec(error.message) ?? [];
  const lineno = error.lineno ?? (line === undefined ? undefined : Number(line));
  if (lineno === undefined) return error;
  const message = error.message.replace(/ at line \d+(?:, column \d+)?$/, "");
  const stopped = error.col_offset ?? Number(column ?? 0);
  // The parser is a token further, or not as far.
  const off = /^parameter without/.test(message) ? -1 : /^positional argument follows/.test(message) ? 1 : 0;
  const at = stopped + off;
  const found = diagnose(lines, message, lineno - 1, at);
  if (found) return found;
  const known = messages.find(([pattern]) => pattern.test(message));
  return new PythonSyntaxError(known ? known[1] : message, {
    lineno,
    col_offset: at,
    end_lineno: error.end_lineno,
    end_col_offset: error.end_col_offset === undefined ? undefined : error.end_col_offset + off,
  });
}
