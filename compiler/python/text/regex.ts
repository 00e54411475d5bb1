/** Python's `re`. Positions are code points, as JavaScript numbers. */

import { fail } from "./failure.js";
import { assemble, Machine, type Program } from "./regexMachine.js";
import { controlCharacters, Reader } from "./regexReader.js";
import { parseRegex, type Syntax } from "./regexSyntax.js";
import { predicates } from "./characters.js";
import { strRepr } from "./strRepr.js";

/** A text as code points. */
class Subject {
  readonly codes: Uint32Array;
  private readonly isWide: boolean;

  constructor(readonly text: string) {
    this.codes = Uint32Array.from(text, (c) => c.codePointAt(0)!);
    this.isWide = this.codes.length < text.length;
  }

  slice(from: number, to: number): string {
    if (!this.isWide) return this.text.slice(from, to);
    let part = "";
    for (let i = from; i < to; i++) part += String.fromCodePoint(this.codes[i]);
    return part;
  }
}

/** The last subject: scanners match again and again in one text. */
let lastSubject = new Subject("");

function subjectOf(text: string): Subject {
  if (lastSubject.text !== text) lastSubject = new Subject(text);
  return lastSubject;
}

/** A match. Group 0 is all of it. */
export class Match {
  constructor(
    readonly pattern: Pattern,
    private readonly subject: Subject,
    /** Start and end of each group, -1 for one that took no part. */
    readonly spans: readonly (readonly [start: number, end: number])[],
    /** The last group that was closed, or null. */
    readonly lastindex: number | null,
    readonly pos: number,
    readonly endpos: number,
  ) {}

  /** The text that was searched. */
  get string(): string {
    return this.subject.text;
  }

  /** The text of a group, or null. */
  group(index: number): string | null {
    const [start, end] = this.spans[index];
    return start < 0 ? null : this.subject.slice(start, end);
  }

  /** The texts of all groups but the whole match. */
  groups(): (string | null)[] {
    return this.spans.slice(1).map((_, i) => this.group(i + 1));
  }

  /** A template with the match's groups in it. */
  expand(template: string): string {
    return fill(parseTemplate(template, this.pattern), this);
  }
}

type Mode = "match" | "fullmatch" | "search";

/** A compiled regular expression. */
export class Pattern {
  readonly flags: number;
  /** How many groups it has. */
  readonly groups: number;
  /** The numbers of the groups that have names. */
  readonly groupindex: ReadonlyMap<string, number>;
  private readonly program: Program;

  constructor(
    readonly pattern: string,
    syntax: Syntax,
    private readonly tick: (steps: number) => void,
  ) {
    this.flags = syntax.flags;
    this.groups = syntax.groups;
    this.groupindex = syntax.names;
    this.program = assemble(syntax.body, syntax.groups);
  }

  /** A match at the start of `text[pos:endpos]`, or null. */
  match(text: string, pos = 0, endpos = Infinity): Match | null {
    return this.first("match", text, pos, endpos);
  }

  /** A match of all of `text[pos:endpos]`, or null. */
  fullmatch(text: string, pos = 0, endpos = Infinity): Match | null {
    return this.first("fullmatch", text, pos, endpos);
  }

  /** The first match in `text[pos:endpos]`, or null. */
  search(text: string, pos = 0, endpos = Infinity): Match | null {
    return this.first("search", text, pos, endpos);
  }

  private first(mode: Mode, text: string, pos: number, endpos: number): Match | null {
    const subject = subjectOf(text);
    const [start, end] = clampRange(pos, endpos, subject.codes.length);
    return this.find(mode, subject, start, start, end, -1);
  }

  /** Looks from a place on for a match, which may not be empty at one place. */
  private find(
    mode: Mode,
    subject: Subject,
    pos: number,
    from: number,
    end: number,
    notEmptyAt: number,
  ): Match | null {
    const { codes } = subject;
    const { program, tick } = this;
    const machine = new Machine(program, { codes, end, isFull: mode === "fullmatch", notEmptyAt, tick });
    const last = mode === "search" ? end : Math.min(from, end);
    for (let start = from; start <= last; start++) {
      if (program.first && (start >= end || !program.first(codes[start]))) continue;
      const stop = machine.matchAt(start);
      if (stop >= 0) return this.matched(subject, machine.slots, [start, stop], pos, end);
    }
    return null;
  }

  private matched(
    subject: Subject,
    slots: readonly number[],
    whole: readonly [number, number],
    pos: number,
    end: number,
  ): Match {
    const spans = Array.from({ length: this.groups }, (_, i): readonly [number, number] => {
      const stop = slots[2 * i + 3];
      return stop < 0 ? [-1, -1] : [slots[2 * i + 2], stop];
    });
    return new Match(this, subject, [whole, ...spans], slots[0] < 0 ? null : slots[0], pos, end);
  }

  /** The matches from left to right; an empty one may follow another that isn't. */
  *finditer(text: string, pos = 0, endpos = Infinity): Generator<Match, void> {
    const subject = subjectOf(text);
    const [start, end] = clampRange(pos, endpos, subject.codes.length);
    let [from, notEmptyAt] = [start, -1];
    while (from <= end) {
      const match = this.find("search", subject, start, from, end, notEmptyAt);
      if (!match) return;
      yield match;
      const [first, last] = match.spans[0];
      from = last;
      notEmptyAt = first === last ? last : -1;
    }
  }

  /** The texts of the matches, or of their group, or lists of those of their groups. */
  findall(text: string, pos = 0, endpos = Infinity): (string | string[])[] {
    return Array.from(this.finditer(text, pos, endpos), (match) => {
      if (this.groups < 2) return match.group(this.groups) ?? "";
      return match.groups().map((group) => group ?? "");
    });
  }

  /** The text with matches (at most `count`, unless that is 0) replaced, and how many were. */
  subn(replacement: string | ((match: Match) => string), text: string, count = 0): [string, number] {
    const subject = subjectOf(text);
    const by = typeof replacement === "string" ? templateFiller(replacement, this) : replacement;
    let [result, from, n] = ["", 0, 0];
    for (const match of this.finditer(text)) {
      const [start, end] = match.spans[0];
      result += subject.slice(from, start) + by(match);
      from = end;
      if (++n === count) break;
    }
    return [result + subject.slice(from, subject.codes.length), n];
  }

  sub(replacement: string | ((match: Match) => string), text: string, count = 0): string {
    return this.subn(replacement, text, count)[0];
  }

  /** What stands between matches, and their groups. */
  split(text: string, maxsplit = 0): (string | null)[] {
    const subject = subjectOf(text);
    const parts: (string | null)[] = [];
    let [from, n] = [0, 0];
    if (maxsplit < 0) return [text];
    for (const match of this.finditer(text)) {
      const [start, end] = match.spans[0];
      parts.push(subject.slice(from, start), ...match.groups());
      from = end;
      if (++n === maxsplit) break;
    }
    return [...parts, subject.slice(from, subject.codes.length)];
  }
}

function clampRange(pos: number, endpos: number, length: number): [start: number, end: number] {
  const clamp = (i: number): number => Math.min(Math.max(i, 0), length);
  return [clamp(pos), clamp(endpos)];
}

/**
 * `re.compile(pattern, flags)`, with Python's bits. Throws `re.error` for a pattern that is wrong. Matching may take time that grows
 * exponentially with the text, as in Python: `tick` is told of the steps as they are done, and may throw.
 *
 *     compileRegex("(\\w+) \\1").search("say that that").spans // [[4, 13], [4, 8]]
 */
export function compileRegex(pattern: string, flags = 0, tick: (steps: number) => void = () => {}): Pattern {
  return new Pattern(pattern, parseRegex(pattern, flags), tick);
}

/** `re.escape`. */
export const escapeRegex = (text: string): string =>
  text.replace(/[-()[\]{}?*+|^$\\.&~# \t\n\r\v\f]/g, "\\$&");

/** Text, and numbers of groups. */
type Template = readonly (string | number)[];

const fill = (template: Template, match: Match): string =>
  template.map((part) => (typeof part === "string" ? part : (match.group(part) ?? ""))).join("");

function templateFiller(template: string, pattern: Pattern): (match: Match) => string {
  if (!template.includes("\\")) return () => template;
  const parts = parseTemplate(template, pattern);
  return (match) => fill(parts, match);
}

function parseTemplate(text: string, pattern: Pattern): Template {
  const reader = new Reader(text);
  const parts: (string | number)[] = [];
  while (reader.next !== undefined) {
    const start = reader.position;
    const c = reader.get()!;
    parts.push(c === "\\" ? templateEscape(reader, pattern, start) : c);
  }
  return parts;
}

function templateEscape(reader: Reader, pattern: Pattern, start: number): string | number {
  const c = reader.get();
  if (c === undefined) return reader.error("bad escape (end of pattern)", start);
  if (c === "g") return groupOfTemplate(reader, pattern);
  if (c === "0") return String.fromCharCode(parseInt(c + reader.while(/[0-7]/, 2), 8));
  if (/\d/.test(c)) {
    const digits = c + reader.while(/\d/, 1);
    if (/^[0-7]{2}$/.test(digits) && /^[0-7]$/.test(reader.next ?? ""))
      return String.fromCharCode(reader.octal(digits + reader.get(), start));
    return checkedGroup(Number(digits), reader, pattern, start + 1);
  }
  if (controlCharacters[c]) return controlCharacters[c];
  return /[a-zA-Z]/.test(c) ? reader.error(`bad escape \\${c}`, start) : `\\${c}`;
}

function groupOfTemplate(reader: Reader, pattern: Pattern): number {
  if (!reader.take("<")) reader.error("missing <");
  const start = reader.position;
  const name = reader.until(">");
  if (predicates.isidentifier(name))
    return pattern.groupindex.get(name) ?? fail("IndexError", `unknown group name ${strRepr(name)}`);
  if (!/^\+?\d+$/.test(name)) reader.error(`bad character in group name ${strRepr(name)}`, start);
  return checkedGroup(Number(name), reader, pattern, start);
}

const checkedGroup = (group: number, reader: Reader, pattern: Pattern, position: number): number =>
  group > pattern.groups ? reader.error(`invalid group reference ${group}`, position) : group;
