/** Arguments find their parameters as those of functions written in Python do, JAX's being such, with Python's messages. */

import type { Keywords, Value } from "../objects/value.js";
import { fail } from "../text/failure.js";

export interface Parameter {
  readonly name: string;
  readonly kind: "positional" | "either" | "keyword" | "rest" | "keywords";
  readonly isRequired: boolean;
}

/** Arguments by parameter, undefined where none was given. */
export function bindArguments(
  name: string,
  parameters: readonly Parameter[],
  args: readonly Value[],
  keywords: Keywords,
): unknown[] {
  const places = parameters.filter((p) => p.kind === "positional" || p.kind === "either");
  const bound: unknown[] = places.map((_, i) => args[i]);
  const others = new Map(keywords);
  for (const p of parameters) if (!places.includes(p)) bound.push(undefined);
  const order = [...places, ...parameters.filter((p) => !places.includes(p))];
  const hasRest = order.some((p) => p.kind === "rest");
  order.forEach((p, i) => {
    if (p.kind === "rest") bound[i] = args.slice(places.length);
    else if (p.kind !== "positional" && p.kind !== "keywords" && others.has(p.name)) {
      if (bound[i] !== undefined) fail("TypeError", `${name}() got multiple values for argument '${p.name}'`);
      bound[i] = others.get(p.name);
      others.delete(p.name);
    }
  });
  const keep = order.findIndex((p) => p.kind === "keywords");
  if (keep >= 0) bound[keep] = others;
  else if (others.size > 0) refuseKeyword(name, places, others);
  if (args.length > places.length && !hasRest) refuseCount(name, places, args.length);
  const missing = order.filter((p, i) => p.isRequired && bound[i] === undefined);
  if (missing.length > 0) refuseMissing(name, missing);
  return parameters.map((p) => bound[order.indexOf(p)]);
}

function refuseKeyword(name: string, places: readonly Parameter[], others: Keywords): never {
  const positional = places.filter((p) => p.kind === "positional" && others.has(p.name)).map((p) => p.name);
  return fail(
    "TypeError",
    positional.length > 0
      ? `${name}() got some positional-only arguments passed as keyword arguments: '${positional.join(", ")}'`
      : `${name}() got an unexpected keyword argument '${[...others.keys()][0]}'`,
  );
}

function refuseCount(name: string, places: readonly Parameter[], given: number): never {
  const most = places.length;
  const least = places.filter((p) => p.isRequired).length;
  const takes = least < most ? `from ${least} to ${most}` : String(most);
  const plural = most === 1 && least === 1 ? "" : "s";
  return fail(
    "TypeError",
    `${name}() takes ${takes} positional argument${plural} but ${given} ${given === 1 ? "was" : "were"} given`,
  );
}

function refuseMissing(name: string, missing: readonly Parameter[]): never {
  const isKeyword = missing[0].kind === "keyword";
  const quoted = missing.filter((p) => (p.kind === "keyword") === isKeyword).map((p) => `'${p.name}'`);
  const last = quoted.pop()!;
  const list = quoted.length === 0 ? last : `${quoted.join(", ")}${quoted.length > 1 ? "," : ""} and ${last}`;
  const noun = quoted.length === 0 ? "argument" : "arguments";
  const kind = isKeyword ? "keyword-only" : "positional";
  return fail("TypeError", `${name}() missing ${quoted.length + 1} required ${kind} ${noun}: ${list}`);
}
