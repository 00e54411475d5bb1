/** Where in the user's code something was written. */

// Frames of our own code are not the user's. It lies in one folder; or in one file, if it was bundled; or, if it was bundled
// together with the user's, in a part of one, which begins here. Read off a stack, which may show source-mapped paths that
// the module's own URL does not have.
const begin = firstFrame(new Error());
let end: Source | undefined;
const folder = asUrl(begin?.file ?? import.meta.url).replace(/\/ir\/source\.[jt]s$/, "/");

/** Called by the last module of the package: what one file has between `begin` and this is ours. */
export function endOfPackage(): void {
  const frame = firstFrame(new Error(), 1);
  if (frame?.file === begin?.file) end = frame;
}

function firstFrame(error: Error, skip = 0): Source | undefined {
  const lines = (error.stack ?? "").split("\n").map((line) => parseFrame(line.trim()));
  return lines.filter((frame) => frame !== undefined)[skip];
}

export interface Source {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly functionName?: string;
  /** The custom rule that was running. */
  readonly rule?: Rule;
}

/** A derivative rule of the user's. */
export interface Rule {
  readonly kind: "custom_jvp" | "custom_vjp";
  /** Names of the function, and of the rule. */
  readonly functionName: string;
  readonly ruleName: string;
  /** Where the rule was set. */
  readonly source: Source | undefined;
}

export function showSource(source: Source): string {
  if (source.file === "") return "an unknown place";
  const place = `${source.file}:${source.line}:${source.column}`;
  return source.functionName ? `${place} (${source.functionName})` : place;
}

let override: Source | undefined;

/**
 * Runs `f` with everything attributed to `source`: for front ends that know better than the JavaScript stack, and for
 * passes, which carry the source of the equation that they transform. `undefined` changes nothing.
 */
export function withSource<T>(source: Source | undefined, f: () => T): T {
  return source ? attributed(source, f) : f();
}

/**
 * Runs a rule that applies several operations, all for one line of the user's: the stack is captured once, which costs more
 * than most operations on the host do.
 */
export function withOneSource<T>(f: () => T): T {
  return attributed(currentSource(), f);
}

/** Runs a function of the user's: what it does is attributed to its own lines, whatever pass called it. */
export function withOwnSource<T>(f: () => T): T {
  return override ? attributed(undefined, f) : f();
}

function attributed<T>(source: Source | undefined, f: () => T): T {
  const outer = override;
  override = source;
  try {
    return f();
  } finally {
    override = outer;
  }
}

let rule: Rule | undefined;

/** Runs a custom rule: errors and equations know which. */
export function withRule<T>(running: Rule, f: () => T): T {
  const outer = rule;
  rule = running;
  try {
    return f();
  } finally {
    rule = outer;
  }
}

/** The innermost custom rule that is running. */
export function currentRule(): Rule | undefined {
  return rule;
}

/** A stack that is read only if somebody asks: engines capture frames cheaply and format them on access. */
class StackSource implements Source {
  private frame: Source | undefined | null = null;
  constructor(
    private readonly holder: { stack?: string },
    readonly rule?: Rule,
  ) {}

  private read(): Source | undefined {
    if (this.frame === null) this.frame = userFrame(this.holder.stack ?? "");
    return this.frame;
  }

  get file(): string {
    return this.read()?.file ?? "";
  }
  get line(): number {
    return this.read()?.line ?? 0;
  }
  get column(): number {
    return this.read()?.column ?? 0;
  }
  get functionName(): string | undefined {
    return this.read()?.functionName;
  }
}

let provider: (() => Source | undefined) | undefined;

/** For front ends that run programs themselves: `where` says which line of a program is running, if one is. */
export function setSourceProvider(where: (() => Source | undefined) | undefined): void {
  provider = where;
}

/** The innermost line of the user's code that is being executed. `file` is empty if the stack shows none. */
export function currentSource(): Source {
  if (override) return override;
  const provided = provider?.();
  if (provided) return rule ? { ...provided, rule } : provided;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const holder: { stack?: string } = {};
  if (Error.captureStackTrace) Error.captureStackTrace(holder);
  else holder.stack = new Error().stack;
  Error.stackTraceLimit = limit;
  return new StackSource(holder, rule);
}

/**
 * The first frame of a stack trace (V8's, SpiderMonkey's or JavaScriptCore's form) that lies outside of this package.
 */
export function userFrame(stack: string): Source | undefined {
  for (const line of stack.split("\n")) {
    const frame = parseFrame(line.trim());
    if (!frame || isOwn(frame) || frame.file.startsWith("node:")) continue;
    return { ...frame, file: readable(frame.file) };
  }
  return undefined;
}

/** Files by their paths, everything else by its URL. */
function readable(file: string): string {
  return file.startsWith("file://") ? decodeURI(file).replace(/^file:\/\/(?:\/(?=[A-Za-z]:))?/, "") : file;
}

function isOwn(frame: Source): boolean {
  if (!asUrl(frame.file).startsWith(folder)) return false;
  return !begin || !end || (comesBefore(begin, frame) && comesBefore(frame, end));
}

function comesBefore(a: Source, b: Source): boolean {
  return a.line < b.line || (a.line === b.line && a.column <= b.column);
}

function asUrl(file: string): string {
  return file.startsWith("/") ? `file://${file}` : file;
}

function parseFrame(line: string): Source | undefined {
  const match = parseV8(line) ?? parseOther(line);
  if (!match) return undefined;
  const [name, file, lineNumber, column] = match;
  return { file, line: Number(lineNumber), column: Number(column), functionName: cleanName(name) };
}

type Frame = [name: string | undefined, file: string, line: string, column: string];

/** `at name (file:1:2)`, `at file:1:2`; and, for code from `eval`, `at name (eval at other (file:1:2), <anonymous>:1:2)`. */
function parseV8(line: string): Frame | undefined {
  const at = /^at (?:async )?(.*)$/.exec(line)?.[1];
  if (at === undefined) return undefined;
  const named = /^(.*?) \((.*)\)$/.exec(at);
  const place = parsePlace(named?.[2] ?? at);
  return place && [named?.[1], ...place];
}

/** `name@file:1:2` (SpiderMonkey), the same or `file:1:2` (JavaScriptCore). */
function parseOther(line: string): Frame | undefined {
  const [, name, rest] = /^(?:([^@]*)@)?(.*)$/.exec(line)!;
  const place = /^[a-z-]+:\/|^\//.test(rest) ? parsePlace(rest) : undefined;
  return place && [name, ...place];
}

/** Generated code has no file of its own: an unnamed `eval` is no place to point at. */
function parsePlace(text: string): [file: string, line: string, column: string] | undefined {
  const match = /^(.+?):(\d+):(\d+)$/.exec(text);
  if (!match || /^eval at |<anonymous>|> (?:eval|Function)$/.test(match[1])) return undefined;
  return [match[1], match[2], match[3]];
}

/** The name of a function, without what engines put around it. */
function cleanName(name = ""): string | undefined {
  const plain = name
    .replace(/ \[as .*\]$/, "")
    .replace(
      /^(?:Object\.|new |get |set |async\*|promise callback\*|module code$|global code$|eval code$|eval$)/,
      "",
    )
    .replace(/[/<]+$/, "")
    .replace(/^.*\//, "");
  return plain === "" || plain.includes("<anonymous>") ? undefined : plain;
}
