/** Reads regular expressions and their templates character by character. */

import { codePoints } from "./codePoints.js";
import { fail } from "./failure.js";

/** What both patterns and templates escape by a letter. */
export const controlCharacters: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

/** Reads a pattern or template character by character. */
export class Reader {
  position = 0;
  readonly characters: readonly string[];

  constructor(text: string) {
    this.characters = codePoints(text);
  }

  get next(): string | undefined {
    return this.characters[this.position];
  }

  get(): string | undefined {
    return this.characters[this.position++];
  }

  take(character: string): boolean {
    if (this.next !== character) return false;
    this.position++;
    return true;
  }

  /** The characters from here on that pass, at most so many. */
  while(test: RegExp, most = Infinity): string {
    const start = this.position;
    while (this.next !== undefined && this.position - start < most && test.test(this.next)) this.position++;
    return this.since(start);
  }

  since(start: number): string {
    return this.characters.slice(start, this.position).join("");
  }

  /** What stands before a terminator, which is read too. */
  until(terminator: string): string {
    const start = this.position;
    while (this.next !== terminator) {
      if (this.next === undefined)
        this.error(
          start === this.position ? "missing group name" : `missing ${terminator}, unterminated name`,
          start,
        );
      this.position++;
    }
    if (start === this.position) this.error("missing group name", start);
    this.position++;
    return this.characters.slice(start, this.position - 1).join("");
  }

  error(message: string, position = this.position): never {
    const lines = this.characters.slice(0, position).join("").split("\n");
    const isLong = this.characters.includes("\n");
    const place = isLong ? ` (line ${lines.length}, column ${codePoints(lines.at(-1)!).length + 1})` : "";
    return fail("re.error", `${message} at position ${position}${place}`);
  }

  /** The character that three octal digits name; `start` is where the escape starts. */
  octal(digits: string, start: number): number {
    const code = parseInt(digits, 8);
    if (code > 0o377) this.error(`octal escape value \\${digits} outside of range 0-0o377`, start);
    return code;
  }
}
