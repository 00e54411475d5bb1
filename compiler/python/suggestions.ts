/** "Did you mean": the name nearest to one that is not there. */

import { Tuple } from "./objects/containers.js";
import { Dict } from "./objects/dict.js";
import { type ExceptionObject, exceptionTypes } from "./objects/exceptions.js";
import type { Value } from "./objects/value.js";
import { builtins } from "./modules/rest/builtins.js";
import { namesOf } from "./types/rest/object.js";

export function suggestion(e: ExceptionObject): string | undefined {
  const name = e.dict?.get("name");
  if (typeof name !== "string") return undefined;
  if (e.type === exceptionTypes.get("NameError")) {
    for (const names of namesInScope(e.dict!.get("known"))) {
      const found = nearest(name, names);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const object = e.dict?.get("obj");
  if (e.type !== exceptionTypes.get("AttributeError") || object === undefined) return undefined;
  return nearest(name, namesOf(object));
}

/** Local, global and built-in names. */
function namesInScope(known: Value | undefined): string[][] {
  if (!(known instanceof Tuple)) return [];
  const given = known.items.map((names) => (names instanceof Dict ? [...names.names.keys()] : []));
  return [...given, ["False", "None", "True", ...builtins().keys()]];
}

/** What a change of a letter costs, and of its case alone. */
const change = 2;
const caseChange = 1;

function nearest(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const most = Math.floor(((candidate.length + name.length + 3) * change) / 6);
    const d = distance(name, candidate);
    if (d <= most && d < bestDistance) [best, bestDistance] = [candidate, d];
  }
  return best;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j * change);
  for (let i = 0; i < a.length; i++) {
    const next = [(i + 1) * change];
    for (let j = 0; j < b.length; j++)
      next.push(Math.min(row[j] + cost(a[i], b[j]), row[j + 1] + change, next[j] + change));
    row = next;
  }
  return row[b.length];
}

function cost(a: string, b: string): number {
  return a === b ? 0 : a.toLowerCase() === b.toLowerCase() ? caseChange : change;
}
