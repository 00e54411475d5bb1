/** Python's signatures: how arguments find their parameters, and what Python says when they don't. */
import { NotImplementedError, TypeError } from "../../ir/errors.js";

export type Keywords = Map<string, unknown>;

/** Arguments by the names of their parameters; what `*args` and `**kwargs` take. */
export interface Arguments {
  args: unknown[];
  kwargs: Keywords;
  [name: string]: unknown;
}

interface Parameter {
  name: string;
  /** Whether anything but what it is preset to is refused: written "!name=None". */
  isRefused: boolean;
  /** Undefined where it has none. */
  preset: { value: unknown } | undefined;
}

interface Signature {
  positional: Parameter[];
  keywordOnly: Parameter[];
  hasArgs: boolean;
  hasKwargs: boolean;
}

const signatures = new Map<string, Signature>();
const literals: Record<string, unknown> = { None: null, True: true, False: false };

function literal(text: string): unknown {
  if (text in literals) return literals[text];
  return text.startsWith("'") ? text.slice(1, -1) : Number(text);
}

/** Reads `x, y=None, *args, key='a', !unsupported=None, **kwargs`. */
function parse(text: string): Signature {
  const known = signatures.get(text);
  if (known) return known;
  const made: Signature = { positional: [], keywordOnly: [], hasArgs: false, hasKwargs: false };
  let list = made.positional;
  for (const part of text.split(", ")) {
    if (part.startsWith("**")) made.hasKwargs = true;
    else if (part.startsWith("*")) [list, made.hasArgs] = [made.keywordOnly, part !== "*"];
    else if (part) {
      const [name = "", value] = part.replace("!", "").split("=");
      list.push({
        name,
        isRefused: part.startsWith("!"),
        preset: value === undefined ? undefined : { value: literal(value) },
      });
    }
  }
  signatures.set(text, made);
  return made;
}

function listing(names: string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  if (quoted.length < 3) return quoted.join(" and ");
  return `${quoted.slice(0, -1).join(", ")}, and ${quoted.at(-1)}`;
}

/** Binds arguments to the parameters that a signature names; errors name the function. */
export function bindArguments(name: string, text: string, args: unknown[], kwargs: Keywords): Arguments {
  const { positional, keywordOnly, hasArgs, hasKwargs } = parse(text);
  const bound: Arguments = { args: args.slice(positional.length), kwargs: new Map() };
  if (bound.args.length > 0 && !hasArgs) {
    const least = positional.filter(({ preset }) => !preset).length;
    const takes = least === positional.length ? least : `from ${least} to ${positional.length}`;
    const plural = positional.length === 1 ? "argument" : "arguments";
    throw new TypeError(`${name}() takes ${takes} positional ${plural} but ${args.length} were given`);
  }
  positional.slice(0, args.length).forEach((parameter, i) => (bound[parameter.name] = args[i]));
  const named = [...positional, ...keywordOnly];
  for (const [key, value] of kwargs) {
    if (named.some((parameter) => parameter.name === key)) {
      if (key in bound) throw new TypeError(`${name}() got multiple values for argument '${key}'`);
      bound[key] = value;
    } else if (hasKwargs) bound.kwargs.set(key, value);
    else throw new TypeError(`${name}() got an unexpected keyword argument '${key}'`);
  }
  for (const { name: key, preset } of named) if (!(key in bound) && preset) bound[key] = preset.value;
  for (const { name: key, isRefused, preset } of named)
    if (isRefused && bound[key] !== preset?.value && bound[key] !== null && bound[key] !== false)
      throw new NotImplementedError(`${name}(): the argument '${key}' is not supported`);
  const missing = positional.filter(({ name: key }) => !(key in bound)).map(({ name: key }) => key);
  if (missing.length > 0) {
    const plural = missing.length === 1 ? "argument" : "arguments";
    throw new TypeError(
      `${name}() missing ${missing.length} required positional ${plural}: ${listing(missing)}`,
    );
  }
  return bound;
}
