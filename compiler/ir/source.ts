/** Where in the user's code something was written. */

export interface Source {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly functionName?: string;
  /** The transforms that the equation went through, innermost first: `["jvp", "vmap"]`. */
  readonly transforms?: readonly string[];
}

export function showSource(source: Source): string {
  if (source.file === "") return "an unknown place";
  const place = `${source.file}:${source.line}:${source.column}`;
  return source.functionName ? `${place} (${source.functionName})` : place;
}

let override: Source | undefined;

/**
 * Runs `f` with every equation attributed to `source`: for front ends that know better than the JavaScript stack,
 * and for passes, which carry the source of the equation that they transform.
 */
export function withSource<T>(source: Source | undefined, f: () => T): T {
  const outer = override;
  override = source ?? outer;
  try {
    return f();
  } finally {
    override = outer;
  }
}

// The folder that holds our own modules, or the one file that they were bundled to: frames from there are not the
// user's. Read off a stack, which may show source-mapped paths that the module's own URL does not have.
const own = ownFolder();

function ownFolder(): string {
  const frame = (new Error().stack ?? "")
    .split("\n")
    .map((line) => parseFrame(line.trim()))
    .find(Boolean);
  return asUrl(frame?.file ?? import.meta.url).replace(/\/ir\/source\.[jt]s$/, "/");
}

/** A stack that is read only if somebody asks: engines capture frames cheaply and format them on access. */
class StackSource implements Source {
  private frame: Source | undefined | null = null;
  constructor(
    private readonly holder: { stack?: string },
    readonly transforms?: readonly string[],
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

/** The innermost line of the user's code that is being executed. `file` is empty if the stack shows none. */
export function currentSource(): Source {
  if (override) return override;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const holder: { stack?: string } = {};
  if (Error.captureStackTrace) Error.captureStackTrace(holder);
  else holder.stack = new Error().stack;
  Error.stackTraceLimit = limit;
  return new StackSource(holder);
}

/**
 * The first frame of a stack trace (V8's, SpiderMonkey's or JavaScriptCore's form) that lies outside of this package.
 */
export function userFrame(stack: string): Source | undefined {
  for (const line of stack.split("\n")) {
    const frame = parseFrame(line.trim());
    if (!frame || isOwn(frame.file) || frame.file.startsWith("node:")) continue;
    return { ...frame, file: frame.file.replace(/^file:\/\//, "") };
  }
  return undefined;
}

function isOwn(file: string): boolean {
  return asUrl(file).startsWith(own);
}

function asUrl(file: string): string {
  return file.startsWith("/") ? `file://${file}` : file;
}

function parseFrame(line: string): Source | undefined {
  const v8 = /^at (?:async )?(?:(.*?) \()?((?:[a-z-]+:\/\/?)?[^()]*?):(\d+):(\d+)\)?$/.exec(line);
  const other = v8 ? null : /^(.*?)@(.*?):(\d+):(\d+)$/.exec(line);
  const match = v8 ?? other;
  if (!match) return undefined;
  const [, name, file, lineNumber, column] = match;
  const functionName =
    name && !name.includes("<anonymous>") ? name.replace(/^(Object|new)\.? ?/, "") : undefined;
  return { file, line: Number(lineNumber), column: Number(column), functionName };
}
