/** The syntax of Python's regular expressions. */

import { predicates } from "./characters.js";
import { codePoints } from "./codePoints.js";
import { fail } from "./failure.js";
import { controlCharacters, Reader } from "./regexReader.js";
import { anyCase, category, literal, type Test } from "./regexSets.js";
import { type Node, type Place, type Width, widthOf } from "./regexTree.js";
import { strRepr } from "./strRepr.js";

export const flag = { I: 2, L: 4, M: 8, S: 16, U: 32, X: 64, A: 256 } as const;
const flagLetters: Readonly<Record<string, number>> = {
  i: flag.I,
  L: flag.L,
  m: flag.M,
  s: flag.S,
  x: flag.X,
  a: flag.A,
  u: flag.U,
};
const typeFlags = flag.A | flag.L | flag.U;

export interface Syntax {
  readonly body: Node;
  readonly flags: number;
  /** How many groups there are. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** Parses a pattern. Throws `re.error` for one that is wrong. */
export function parseRegex(source: string, flags: number): Syntax {
  return new Parser(source, flags).parse();
}

class Parser extends Reader {
  private groups = 0;
  private readonly names = new Map<string, number>();
  /** Of the groups that are closed. */
  private readonly widths: Width[] = [];
  /** Groups from this one on were begun in the lookbehind that is being read. */
  private firstInLookbehind = Infinity;
  /** Whether all lookbehinds know how far to go back. */
  private isFixed = true;
  /** Conditions on groups that may come later, and where they stand. */
  private readonly conditions: [group: number, position: number][] = [];

  constructor(
    source: string,
    private flags: number,
  ) {
    super(source);
  }

  parse(): Syntax {
    const body = this.alternatives(true);
    if (this.next !== undefined) this.error("unbalanced parenthesis");
    for (const [group, position] of this.conditions)
      if (group > this.groups) this.error(`invalid group reference ${group}`, position);
    if (this.flags & flag.L) fail("ValueError", "cannot use LOCALE flag with a str pattern");
    if (this.flags & flag.A && this.flags & flag.U)
      fail("ValueError", "ASCII and UNICODE flags are incompatible");
    if (!this.isFixed) fail("re.error", "look-behind requires fixed-width pattern");
    const flags = this.flags & flag.A ? this.flags : this.flags | flag.U;
    return { body, flags, groups: this.groups, names: this.names };
  }

  private has(bit: number): boolean {
    return (this.flags & bit) !== 0;
  }

  private alternatives(isFirst = false): Node {
    const branches = [this.sequence(isFirst)];
    while (this.take("|")) branches.push(this.sequence(false));
    return branches.length > 1 ? { kind: "choice", branches } : branches[0];
  }

  private sequence(isFirst: boolean): Node {
    const items: Node[] = [];
    for (let c = this.next; c !== undefined && c !== "|" && c !== ")"; c = this.next) {
      const start = this.position++;
      if (this.has(flag.X) && (/[\t-\r ]/.test(c) || c === "#")) {
        if (c === "#") while (this.next !== undefined && this.get() !== "\n");
      } else if (c === "*" || c === "+" || c === "?" || c === "{") {
        this.repeat(c, start, items);
      } else if (c === "(") {
        const node = this.group(start, isFirst && items.length === 0);
        if (node) items.push(node);
      } else items.push(this.item(c, start));
    }
    return items.length === 1 ? items[0] : { kind: "sequence", items };
  }

  private item(c: string, start: number): Node {
    switch (c) {
      case "\\":
        return this.escape(start);
      case "[":
        return { kind: "one", test: this.set(start) };
      case ".":
        return { kind: "one", test: this.has(flag.S) ? () => true : (code) => code !== 10 };
      case "^":
        return this.at(this.has(flag.M) ? "lineStart" : "start");
      case "$":
        return this.at(this.has(flag.M) ? "lineEnd" : "lastLineEnd");
      default:
        return this.literal(c.codePointAt(0)!);
    }
  }

  private at(place: Place): Node {
    return { kind: "at", place, isAscii: this.has(flag.A) };
  }

  private literal(code: number): Node {
    return { kind: "one", test: literal(code, this.has(flag.I), this.has(flag.A)) };
  }

  private repeat(c: string, start: number, items: Node[]): void {
    let [min, max] = c === "*" ? [0, Infinity] : c === "+" ? [1, Infinity] : [0, 1];
    if (c === "{") {
      const bounds = this.bounds();
      if (!bounds) return void items.push(this.literal(123));
      [min, max] = bounds;
    }
    const body = items.pop();
    if (!body || body.kind === "at") return this.error("nothing to repeat", start);
    if (body.kind === "repeat") this.error("multiple repeat", start);
    const mode = this.take("?") ? "lazy" : this.take("+") ? "possessive" : "greedy";
    items.push({ kind: "repeat", body, min, max, mode });
  }

  /** What stands in `{…}`; nothing is read where that is no repetition. */
  private bounds(): Width | undefined {
    const start = this.position;
    const least = this.while(/\d/);
    const most = this.take(",") ? this.while(/\d/) || "Infinity" : least;
    if (this.since(start) === "" || !this.take("}")) {
      this.position = start;
      return undefined;
    }
    const [min, max] = [Number(least), Number(most)];
    if (Math.max(min, max === Infinity ? 0 : max) >= 2 ** 32 - 1)
      fail("OverflowError", "the repetition number is too large");
    if (max < min) this.error("min repeat greater than max repeat", start);
    return [min, max];
  }

  /** The character of an escape that names one, or undefined. */
  private character(c: string, start: number): number | undefined {
    const digits = { x: 2, u: 4, U: 8 }[c];
    if (digits) {
      const code = parseInt(this.while(/[\da-fA-F]/, digits), 16);
      const escape = this.since(start);
      if (escape.length < digits + 2) this.error(`incomplete escape ${escape}`, start);
      return code > 0x10ffff ? this.error(`bad escape ${escape}`, start) : code;
    }
    if (c === "N" && this.next === "{")
      fail("NotImplementedError", "\\N{…} in regular expressions is not supported");
    return controlCharacters[c]?.charCodeAt(0);
  }

  private badEscape(start: number): never {
    return this.error(`bad escape ${this.since(start)}`, start);
  }

  private escape(start: number): Node {
    const c = this.get();
    if (c === undefined) return this.error("bad escape (end of pattern)", start);
    const places: Record<string, Place> = { A: "start", Z: "end", b: "boundary", B: "inside" };
    if (places[c]) return this.at(places[c]);
    if (/[dswDSW]/.test(c)) return { kind: "one", test: category(c, this.has(flag.A)) };
    const code = this.character(c, start);
    if (code !== undefined) return this.literal(code);
    if (/\d/.test(c)) return this.numbered(c, start);
    return /[a-zA-Z]/.test(c) ? this.badEscape(start) : this.literal(c.codePointAt(0)!);
  }

  /** An escape of digits: a character in octal, or a group. */
  private numbered(first: string, start: number): Node {
    if (first === "0") return this.literal(parseInt(first + this.while(/[0-7]/, 2), 8));
    const digits = first + this.while(/\d/, 1);
    if (/^[0-7]{2}$/.test(digits) && /^[0-7]$/.test(this.next ?? ""))
      return this.literal(this.octal(digits + this.get(), start));
    const group = Number(digits);
    if (group > this.groups) this.error(`invalid group reference ${group}`, start + 1);
    return this.reference(group, start);
  }

  private reference(group: number, position: number): Node {
    if (!this.widths[group]) this.error("cannot refer to an open group", position);
    this.checkLookbehind(group);
    return { kind: "back", group, ignoresCase: this.has(flag.I), isAscii: this.has(flag.A) };
  }

  private checkLookbehind(group: number): void {
    if (group >= this.firstInLookbehind)
      this.error("cannot refer to group defined in the same lookbehind subpattern");
  }

  private set(start: number): Test {
    const isNegated = this.take("^");
    const tests: Test[] = [];
    const first = this.position;
    for (;;) {
      const from = this.position;
      if (this.next === "]" && from > first) break;
      const low = this.member(start);
      if (this.next !== "-" || this.characters[this.position + 1] === "]") {
        tests.push(typeof low === "number" ? literal(low, this.has(flag.I), this.has(flag.A)) : low);
        continue;
      }
      this.position++;
      const high = this.member(start);
      if (typeof low !== "number" || typeof high !== "number" || high < low)
        return this.error(`bad character range ${this.since(from)}`, from);
      tests.push((c) => c >= low && c <= high);
    }
    this.position++;
    const some: Test = tests.length === 1 ? tests[0] : (c) => tests.some((test) => test(c));
    const test = this.has(flag.I) ? anyCase(some, this.has(flag.A)) : some;
    return isNegated ? (c) => !test(c) : test;
  }

  /** A character or class of characters in a set. */
  private member(setStart: number): number | Test {
    const start = this.position;
    const c = this.get();
    if (c === undefined) return this.error("unterminated character set", setStart);
    if (c !== "\\") return c.codePointAt(0)!;
    const letter = this.get();
    if (letter === undefined) return this.error("bad escape (end of pattern)", start);
    if (/[dswDSW]/.test(letter)) return category(letter, this.has(flag.A));
    if (/[0-7]/.test(letter)) return this.octal(letter + this.while(/[0-7]/, 2), start);
    if (/[89]/.test(letter)) this.badEscape(start);
    const code = this.character(letter, start);
    if (code !== undefined) return code;
    return /[a-zA-Z]/.test(letter) ? this.badEscape(start) : letter.codePointAt(0)!;
  }

  /** What a parenthesis opens; a comment and global flags are nothing. */
  private group(start: number, isFirst: boolean): Node | undefined {
    if (!this.take("?")) return this.capture(undefined, start);
    const c = this.get();
    switch (c) {
      case undefined:
        return this.error("unexpected end of pattern", this.position - 1);
      case "P":
        return this.namedGroup(start);
      case "#":
        while (this.next !== ")")
          if (this.get() === undefined) this.error("missing ), unterminated comment", start);
        this.position++;
        return undefined;
      case ":":
        return this.wrapped(start);
      case ">":
        return { kind: "atomic", body: this.closed(start) };
      case "(":
        return this.conditional(start);
      case "=":
      case "!":
        return { kind: "look", back: 0, isNegated: c === "!", body: this.closed(start) };
      case "<":
        return this.lookbehind(start);
      default:
        if (c !== "-" && !flagLetters[c]) this.unknownExtension("", c, start);
        return this.inlineFlags(c, start, isFirst);
    }
  }

  private unknownExtension(before: string, c: string, start: number): never {
    const escaped = c === "\\" ? (this.next ?? "") : "";
    return this.error(`unknown extension ?${before}${c}${escaped}`, start + 1);
  }

  /** What stands up to the closing parenthesis. */
  private closed(start: number): Node {
    const body = this.alternatives();
    if (!this.take(")")) this.error("missing ), unterminated subpattern", start);
    return body;
  }

  /** A group without a number, which is one item even if it has none or is a repetition. */
  private wrapped(start: number): Node {
    return { kind: "sequence", items: [this.closed(start)] };
  }

  private capture(name: string | undefined, start: number): Node {
    const group = ++this.groups;
    if (name !== undefined) {
      const before = this.names.get(name);
      if (before !== undefined)
        this.error(
          `redefinition of group name ${strRepr(name)} as group ${group}; was group ${before}`,
          this.position - codePoints(name).length - 1,
        );
      this.names.set(name, group);
    }
    const body = this.closed(start);
    this.widths[group] = widthOf(body, this.widths);
    return { kind: "group", group, body };
  }

  private namedGroup(start: number): Node {
    if (this.take("<")) return this.capture(this.name(">"), start);
    if (this.next === undefined) this.error("unexpected end of pattern");
    if (!this.take("=")) this.unknownExtension("P", this.get()!, start);
    const position = this.position;
    const name = this.name(")");
    const group = this.names.get(name);
    if (group === undefined) return this.error(`unknown group name ${strRepr(name)}`, position);
    return this.reference(group, position);
  }

  private name(terminator: string): string {
    const start = this.position;
    const name = this.until(terminator);
    if (!predicates.isidentifier(name)) this.error(`bad character in group name ${strRepr(name)}`, start);
    return name;
  }

  private conditional(start: number): Node {
    const position = this.position;
    const name = this.until(")");
    const isName = predicates.isidentifier(name);
    if (!isName && !/^\d+$/.test(name)) this.error(`bad character in group name ${strRepr(name)}`, position);
    const group = isName ? this.names.get(name) : Number(name);
    if (group === undefined) return this.error(`unknown group name ${strRepr(name)}`, position);
    if (group === 0) this.error("bad group number", position);
    this.conditions.push([group, position]);
    this.checkLookbehind(group);
    const yes = this.sequence(false);
    const no: Node = this.take("|") ? this.sequence(false) : { kind: "sequence", items: [] };
    if (this.next === "|") this.error("conditional backref with more than two branches");
    if (!this.take(")")) this.error("missing ), unterminated subpattern", start);
    return { kind: "conditional", group, yes, no };
  }

  private lookbehind(start: number): Node {
    const c = this.get();
    if (c === undefined) this.error("unexpected end of pattern", this.position - 1);
    if (c !== "=" && c !== "!") this.unknownExtension("<", c, start);
    const outer = this.firstInLookbehind;
    this.firstInLookbehind = Math.min(outer, this.groups + 1);
    const body = this.closed(start);
    this.firstInLookbehind = outer;
    const [least, most] = widthOf(body, this.widths);
    this.isFixed &&= least === most;
    return { kind: "look", back: least, isNegated: c === "!", body };
  }

  private inlineFlags(first: string, start: number, isFirst: boolean): Node | undefined {
    let c: string | undefined = first;
    let [added, removed] = [0, 0];
    if (c !== "-") [added, c] = this.flagsUntil(c, /[):-]/, "missing -, : or )");
    if (c === ")") {
      if (!isFirst) this.error("global flags not at the start of the expression", start);
      this.flags |= added;
      return undefined;
    }
    if (c === "-") {
      const letter = this.get();
      if (letter === undefined || !flagLetters[letter]) this.unknownFlag(letter, "missing flag");
      [removed] = this.flagsUntil(letter, /:/, "missing :", true);
    }
    if (added & removed) this.error("bad inline flags: flag turned on and off", this.position - 1);
    const flags = this.flags;
    if (added & typeFlags) this.flags &= ~typeFlags;
    this.flags = (this.flags | added) & ~removed;
    const body = this.wrapped(start);
    this.flags = flags;
    return body;
  }

  private unknownFlag(letter: string | undefined, missing: string): never {
    const isLetter = letter !== undefined && predicates.isalpha(letter);
    return this.error(isLetter ? "unknown flag" : missing, this.position - 1);
  }

  private flagsUntil(
    first: string,
    end: RegExp,
    missing: string,
    isRemoved = false,
  ): [bits: number, end: string] {
    let bits = 0;
    let c = first;
    for (;;) {
      const bit = flagLetters[c];
      bits |= bit;
      if (bit & typeFlags) {
        if (isRemoved) this.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        if (c === "L") this.error("bad inline flags: cannot use 'L' flag with a str pattern");
        if ((bits & typeFlags) !== bit)
          this.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
      }
      const next = this.get();
      if (next !== undefined && end.test(next)) return [bits, next];
      if (next === undefined || !flagLetters[next]) return this.unknownFlag(next, missing);
      c = next;
    }
  }
}
