/**
 * Text that knows where it may be broken. A group is set on one line if it fits, and else broken at its own breaks.
 * The ideas are Wadler's ("A prettier printer") in Lindig's strict form.
 */

export type Doc = string | Concat | Break | Nest | Group | Note;

interface Concat {
  readonly kind: "concat";
  readonly parts: readonly Doc[];
}

interface Break {
  readonly kind: "break";
  /** What stands for the break on a single line. */
  readonly flat: string;
}

interface Nest {
  readonly kind: "nest";
  readonly doc: Doc;
}

interface Group {
  readonly kind: "group";
  readonly doc: Doc;
}

interface Note {
  readonly kind: "note";
  readonly text: string;
}

export function concat(...parts: readonly Doc[]): Doc {
  return { kind: "concat", parts };
}

/** A place where a line may end; on a single line it is `flat`. */
export function lineBreak(flat = " "): Doc {
  return { kind: "break", flat };
}

/** Lines that begin inside are indented by two more columns. */
export function nest(...parts: readonly Doc[]): Doc {
  return { kind: "nest", doc: concat(...parts) };
}

export function group(...parts: readonly Doc[]): Doc {
  return { kind: "group", doc: concat(...parts) };
}

/**
 * A comment at the end of the line on which it stands. The groups that it is in are broken, so that each line has
 * one at most.
 */
export function note(text: string): Doc {
  return { kind: "note", text };
}

export function join(docs: readonly Doc[], separator: Doc): Doc {
  return concat(...docs.flatMap((doc, i) => (i === 0 ? [doc] : [separator, doc])));
}

/** Sets the document. Only a group's own length decides whether it is broken, not what follows it on the line. */
export function render(doc: Doc, width: number): string {
  const page = new Page();
  const agenda: { doc: Doc; indent: number; isFlat: boolean }[] = [{ doc, indent: 0, isFlat: false }];
  for (let next = agenda.pop(); next; next = agenda.pop()) {
    const { doc, indent, isFlat } = next;
    if (typeof doc === "string") {
      page.write(doc);
      continue;
    }
    switch (doc.kind) {
      case "concat":
        for (let i = doc.parts.length - 1; i >= 0; i--) agenda.push({ doc: doc.parts[i], indent, isFlat });
        break;
      case "break":
        if (isFlat) page.write(doc.flat);
        else page.startLine(indent);
        break;
      case "nest":
        agenda.push({ doc: doc.doc, indent: indent + 2, isFlat });
        break;
      case "group":
        agenda.push({ doc: doc.doc, indent, isFlat: isFlat || fits(doc.doc, width - page.column) });
        break;
      case "note":
        page.annotate(doc.text);
        break;
    }
  }
  return page.text();
}

/** Whether the document, on a single line, takes no more than `room`. */
function fits(doc: Doc, room: number): boolean {
  const agenda: Doc[] = [doc];
  for (let next = agenda.pop(); next !== undefined; next = agenda.pop()) {
    if (typeof next === "string") room -= next.length;
    else if (next.kind === "break") room -= next.flat.length;
    else if (next.kind === "concat")
      for (let i = next.parts.length - 1; i >= 0; i--) agenda.push(next.parts[i]);
    else if (next.kind === "note") return false;
    else agenda.push(next.doc);
    if (room < 0) return false;
  }
  return true;
}

class Page {
  private readonly lines: { text: string; note?: string }[] = [{ text: "" }];

  private get last() {
    return this.lines[this.lines.length - 1];
  }

  get column(): number {
    return this.last.text.length;
  }

  write(text: string): void {
    this.last.text += text;
  }

  startLine(indent: number): void {
    this.lines.push({ text: " ".repeat(indent) });
  }

  annotate(text: string): void {
    this.last.note = text;
  }

  /** Notes stand below each other, past the longest line. */
  text(): string {
    const width = this.lines.reduce((longest, { text }) => Math.max(longest, text.length), 0);
    return this.lines
      .map(({ text, note }) => (note === undefined ? text : `${text.padEnd(width)} # ${note}`))
      .join("\n");
  }
}
