/** Axes that are mapped over under a name (`vmap` with `axisName`), which the function may speak of while it runs. */

import { NameError } from "../ir/errors.js";
import { programsIn } from "../ir/params.js";
import type { Params, Program } from "../ir/program.js";
import type { Primitive } from "./primitive.js";
import { currentTrace } from "./trace.js";
import type { NamedAxis, Trace } from "./tracer.js";

/** Those that are known here, the innermost first. */
function namedAxes(): NamedAxis[] {
  const found: NamedAxis[] = [];
  for (let t: Trace | null = currentTrace(); t; t = t.parent) found.push(...(t.axes ?? []));
  return found;
}

/** The same as text, by which what was traced among them is kept: `i=3,j=4`. */
export function namedAxesText(): string {
  return namedAxes().map(({ name, size }) => `${name}=${size}`).join(); // prettier-ignore
}

/** How long an axis is; throws a NameError with these words where there is none of that name. */
export function sizeOfAxis(name: string, problem = `unbound axis name: ${name}`): number {
  const known = namedAxes();
  const axis = known.find((a) => a.name === name);
  if (axis) return axis.size;
  const names = [...new Set(known.map((a) => a.name))].join(", ");
  throw new NameError(problem, {
    hint: names === "" ? `Name it with vmap(f, { axisName: "${name}" }).` : `Known here: ${names}.`,
  });
}

/** Whether an operation, or a program that it holds, speaks of an axis. */
export function speaksOf(axis: string, { axisNames }: Primitive, params: Params): boolean {
  return (axisNames?.(params) ?? []).includes(axis) || programsIn(params).some((p) => namesIn(p).has(axis));
}

const known = new WeakMap<Program, ReadonlySet<string>>();

/** The axes that a program speaks of. */
function namesIn(program: Program): ReadonlySet<string> {
  let names = known.get(program);
  if (!names) {
    const all = program.equations.flatMap(({ primitive, params }) => [
      ...((primitive as Primitive).axisNames?.(params) ?? []),
      ...programsIn(params).flatMap((p) => [...namesIn(p)]),
    ]);
    known.set(program, (names = new Set(all)));
  }
  return names;
}
