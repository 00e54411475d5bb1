/** Templates of `str.format`, taken apart. */

import { fail } from "./failure.js";

const invalid = (message: string): never => fail("ValueError", message);

/** How a field goes on from its first name: `.name`, or `[key]` with a key of digits as an int. */
type FieldStep = { readonly attribute: string } | { readonly key: string | bigint };

/** What is replaced: `{first.attribute[key]!conversion:spec}`; what has no name has got its number. */
export interface Field {
  /** Which argument: by position, or by name. */
  readonly first: bigint | string;
  readonly steps: readonly FieldStep[];
  /** `r`, `s`, `a`, or another letter, which is an error of the one who formats. */
  readonly conversion: string | undefined;
  /** The specification, which may have fields of its own. */
  readonly spec: readonly Piece[];
}

/** Text as it stands, or a field. */
export type Piece = string | Field;

/**
 * The pieces of a template. Throws a ValueError, in Python's words, for one that is wrong.
 *
 *     parseFormat("{} is {0.x!r:>{w}}")
 */
export const parseFormat = (template: string): Piece[] => new TemplateParser({ next: 0n }, 1).parse(template);

/** Whether fields are numbered by themselves or by the template, and which is next. */
interface Numbering {
  next: bigint;
  kind?: "automatic" | "manual";
}

class TemplateParser {
  private position = 0;
  private template = "";

  constructor(
    private readonly numbering: Numbering,
    /** How deep specifications may have fields of their own. */
    private readonly depth: number,
  ) {}

  parse(template: string): Piece[] {
    this.template = template;
    const pieces: Piece[] = [];
    let text = "";
    while (this.position < template.length) {
      const c = template[this.position++];
      const isBrace = c === "{" || c === "}";
      if (isBrace && template[this.position] !== c) {
        if (c === "}" || this.position === template.length)
          invalid(`Single '${c}' encountered in format string`);
        if (text) pieces.push(text);
        text = "";
        pieces.push(this.field());
      } else {
        if (isBrace) this.position++;
        text += c;
      }
    }
    return text ? [...pieces, text] : pieces;
  }

  private field(): Field {
    const name = this.match(/(?:\[[^\]]*(?:\]|$)|[^[:!{}])*/y);
    let c = this.template[this.position++];
    if (!c) invalid("expected '}' before end of string");
    if (c === "{") invalid("unexpected '{' in field name");
    const conversion = c === "!" ? this.match(/[^]/uy) : undefined;
    if (conversion === "") invalid("end of string while looking for conversion specifier");
    if (conversion) c = this.template[this.position++];
    if (!c) invalid("unmatched '{' in format spec");
    if (c !== ":" && c !== "}") invalid("expected ':' after conversion specifier");
    const [first, steps] = parseName(name);
    return { first: this.numbered(first), steps, conversion, spec: c === ":" ? this.spec() : [] };
  }

  /** What stands here of that form. */
  private match(form: RegExp): string {
    form.lastIndex = this.position;
    const found = form.exec(this.template)?.[0] ?? "";
    this.position += found.length;
    return found;
  }

  /** The rest of a field, whose braces are paired. */
  private spec(): Piece[] {
    const start = this.position;
    let depth = 1;
    while (depth > 0) {
      const c = this.template[this.position++];
      if (!c) invalid("unmatched '{' in format spec");
      depth += c === "{" ? 1 : c === "}" ? -1 : 0;
    }
    const text = this.template.slice(start, this.position - 1);
    if (!text.includes("{")) return text ? [text] : [];
    if (this.depth === 0) invalid("Max string recursion exceeded");
    return new TemplateParser(this.numbering, this.depth - 1).parse(text);
  }

  private numbered(first: string): bigint | string {
    const isNumber = /^\d+$/.test(first);
    if (first && !isNumber) return first;
    const kind = first ? "manual" : "automatic";
    const words = { automatic: "automatic field numbering", manual: "manual field specification" };
    const before = (this.numbering.kind ??= kind);
    if (before !== kind) invalid(`cannot switch from ${words[before]} to ${words[kind]}`);
    return isNumber ? BigInt(first) : this.numbering.next++;
  }
}

function parseName(name: string): [first: string, steps: FieldStep[]] {
  const first = /^[^.[]*/.exec(name)![0];
  const steps: FieldStep[] = [];
  const step = /\.([^.[]*)|\[([^\]]*)(\]?)/y;
  step.lastIndex = first.length;
  while (step.lastIndex < name.length) {
    const found = step.exec(name);
    if (!found) return invalid("Only '.' or '[' may follow ']' in format field specifier");
    const [, attribute, key, end] = found;
    if (end === "") invalid("Missing ']' in format string");
    if (!(attribute || key)) invalid("Empty attribute in format string");
    steps.push(attribute ? { attribute } : { key: /^\d+$/.test(key) ? BigInt(key) : key });
  }
  return [first, steps];
}
