import { fail } from "../text/failure.js";
import { type Keywords, noKeywords, type Value } from "./value.js";

interface Parameter {
  readonly name: string;
  readonly kind: "positional" | "either" | "keyword" | "rest" | "keywords";
  readonly required: boolean;
}

interface Named {
  readonly qualname: string;
  readonly owner?: unknown;
  readonly module?: string;
}

/** The parameters of a function that is written in TypeScript. */
export class Signature {
  private readonly positional: readonly Parameter[];
  private readonly required: number;
  private readonly isPlain: boolean;
  private readonly hasRest: boolean;
  private readonly needsKeyword: boolean;

  private constructor(readonly parameters: readonly Parameter[]) {
    this.positional = parameters.filter((p) => p.kind === "positional" || p.kind === "either");
    this.required = this.positional.filter((p) => p.required).length;
    this.hasRest = parameters.some((p) => p.kind === "rest");
    this.needsKeyword = parameters.some((p) => p.kind === "keyword" && p.required);
    this.isPlain = this.positional.length === parameters.length;
  }

  /** Reads `name(a, b=1, /, c, *rest, d, **others)`. Defaults are for readers: the function has its own. */
  static parse(text: string): Signature {
    const list = text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"));
    const parameters: Parameter[] = [];
    let afterStar = false;
    for (const part of split(list)) {
      if (part === "/") parameters.forEach((p, i) => (parameters[i] = { ...p, kind: "positional" }));
      else if (part === "*") afterStar = true;
      else if (part.startsWith("**"))
        parameters.push({ name: part.slice(2), kind: "keywords", required: false });
      else if (part.startsWith("*")) {
        afterStar = true;
        parameters.push({ name: part.slice(1), kind: "rest", required: false });
      } else {
        const [name] = part.split("=");
        const required = !part.includes("=");
        parameters.push({ name, kind: afterStar ? "keyword" : "either", required });
      }
    }
    return new Signature(parameters);
  }

  /** Whether so many positional arguments can be handed on as they are. */
  takesPlainly(count: number): boolean {
    return this.isPlain && count >= this.required && count <= this.positional.length;
  }

  bind(given: Named, args: readonly Value[], keywords: Keywords): unknown[] {
    return keywords.size === 0 && this.takes(args.length)
      ? this.bindPositional(args)
      : this.bindNamed(given, args, keywords);
  }

  /** Whether so many positional arguments are all that is needed. */
  private takes(count: number): boolean {
    const { length } = this.positional;
    return count >= this.required && (count <= length || this.hasRest) && !this.needsKeyword;
  }

  private bindPositional(args: readonly Value[]): unknown[] {
    let next = 0;
    return this.parameters.map((p) => {
      if (p.kind === "rest") return args.slice(next);
      if (p.kind === "keywords") return noKeywords;
      return p.kind === "keyword" ? undefined : args[next++];
    });
  }

  private bindNamed(given: Named, args: readonly Value[], keywords: Keywords): unknown[] {
    const f = named(given, args);
    const unused = new Map(keywords);
    let next = 0;
    const bound = this.parameters.map((p) => {
      if (p.kind === "rest") return args.slice(next, (next = args.length));
      if (p.kind === "keywords") return unused;
      return this.bindOne(
        f,
        p,
        p.kind === "keyword" || next >= args.length ? undefined : args[next++],
        unused,
      );
    });
    const rest = this.parameters.some((p) => p.kind === "keywords");
    if (!rest && unused.size > 0) this.refuseKeyword(f, [...unused.keys()][0]);
    if (next < args.length) this.refuseCount(f, args.length);
    return bound;
  }

  private bindOne(f: Named, p: Parameter, given: Value | undefined, unused: Map<string, Value>): unknown {
    if (p.kind !== "positional" && unused.has(p.name)) {
      if (given !== undefined)
        fail("TypeError", `argument for ${f.qualname}() given by name ('${p.name}') and position`);
      given = unused.get(p.name);
      unused.delete(p.name);
    }
    if (given === undefined && p.required) this.refuseMissing(f, p);
    return given;
  }

  private refuseMissing(f: Named, p: Parameter): never {
    const name = shortName(f);
    if (this.isPlain && p.kind === "positional") this.refuseCount(f, this.positional.indexOf(p));
    const at = this.parameters.indexOf(p) + (f.owner ? 0 : 1);
    return fail("TypeError", `${name}() missing required argument '${p.name}' (pos ${at})`);
  }

  private refuseCount(f: Named, given: number): never {
    const self = f.owner ? 1 : 0;
    const [least, most] = [this.required - self, this.positional.length - self];
    const count = given - self;
    if (most === 0 && !this.isPlain) fail("TypeError", `${shortName(f)}() takes no positional arguments`);
    const noun = (n: number) => (n === 1 ? "argument" : "arguments");
    if (least === most && most <= 1 && this.isPlain) {
      const exactly = most === 0 ? "no arguments" : "exactly one argument";
      const module = f.owner || (f.module ?? "builtins") === "builtins" ? "" : `${f.module}.`;
      return fail("TypeError", `${module}${f.qualname}() takes ${exactly} (${count} given)`);
    }
    if (least === most)
      return fail("TypeError", `${shortName(f)} expected ${most} ${noun(most)}, got ${count}`);
    const bound = count < least ? `at least ${least} ${noun(least)}` : `at most ${most} ${noun(most)}`;
    return fail("TypeError", `${shortName(f)} expected ${bound}, got ${count}`);
  }

  private refuseKeyword(f: Named, name: string): never {
    if (this.parameters.every((p) => p.kind === "positional" || p.kind === "rest"))
      return fail("TypeError", `${f.qualname}() takes no keyword arguments`);
    return fail("TypeError", `'${name}' is an invalid keyword argument for ${shortName(f)}()`);
  }
}

/** A constructor is known by the name of its class. */
function named(f: Named, args: readonly Value[]): Named {
  const { name } = (args[0] ?? {}) as { name?: string };
  return f.qualname === "__new__" && name !== undefined ? { qualname: name, owner: name } : f;
}

function shortName(f: Named): string {
  return f.qualname.slice(f.qualname.lastIndexOf(".") + 1);
}

function split(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= list.length; i++) {
    const c = list[i];
    if (c === "(" || c === "[" || c === "{") depth++;
    else if (c === ")" || c === "]" || c === "}") depth--;
    else if (i === list.length || (c === "," && depth === 0)) {
      parts.push(list.slice(start, i).trim());
      start = i + 1;
    }
  }
  return parts.filter((p) => p !== "");
}
