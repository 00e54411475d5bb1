/**
 * In a turn of a loop, what is carried next is written over what it was, if nobody needs that any more and each point reads no
 * other elements of it than it writes. Otherwise it is moved there at the end of the turn.
 */

import { type Expr, type LoadExpr, contains, load, variable, visit } from "../ir/expression.js";
import type { Value } from "./graph.js";
import type { Kernel, Let, Statement, Store } from "./kernel.js";
import type { Launch, LayoutRequest } from "./layout.js";
import { rewriteKernel } from "./rewriting.js";
import { expressionsIn } from "./statements.js";

/** An output, and the input that it may be written over. */
interface Pair {
  readonly from: Value;
  readonly to: Value;
}

interface Overwriting {
  /** Kernels beyond the given ones are those that were added. */
  readonly request: LayoutRequest;
  readonly added: readonly Kernel[];
}

/** `inputs` says for each of the first outputs which input it may be written over; `kernelOf` what a launch runs, if that is known. */
export function overwrite(
  request: LayoutRequest,
  inputs: readonly number[],
  count: number,
  kernelOf: (launch: Launch) => Kernel | undefined,
): Overwriting {
  const { graph } = request;
  const launches = [...request.launches];
  const added: Kernel[] = [];
  const overwritten = new Map<Value, Value>();
  inputs.forEach((input, n) => {
    const pair: Pair = { from: graph.inputs[input], to: graph.outputs[n] };
    const at = writerOf(pair, request, launches);
    if (at === undefined) return;
    const changed = withPair(launches[at], pair, (launch) => added.find((_, k) => count + k === launch.kernel) ?? kernelOf(launch)); // prettier-ignore
    if (!changed) return;
    overwritten.set(pair.to, pair.from);
    launches[at] = changed.kernel ? { ...changed.launch, kernel: count + added.push(changed.kernel) - 1 } : changed.launch; // prettier-ignore
  });
  return { request: { ...request, launches, overwritten }, added };
}

/** The launch after which an input is no longer needed, and which writes the output. */
function writerOf(
  { from, to }: Pair,
  { graph }: LayoutRequest,
  launches: readonly Launch[],
): number | undefined {
  const isSame = from.scalar === to.scalar && from.size === to.size && !to.isEmpty;
  const isOnce = graph.outputs.filter((value) => value === to).length === 1;
  if (!isSame || !isOnce || graph.outputs.includes(from)) return undefined;
  const at = launches.findIndex(({ written }) => written.includes(to));
  const isLast = launches
    .slice(at + 1)
    .every((launch) => !needs(launch, from) && !launch.written.includes(to));
  return at >= 0 && isLast ? at : undefined;
}

function needs({ values, loop, scatter }: Launch, value: Value): boolean {
  return (
    values.includes(value) ||
    scatter?.operand === value ||
    (loop?.begins ?? []).some(({ from }) => from === value)
  );
}

interface Changed {
  readonly launch: Launch;
  readonly kernel?: Kernel;
}

/** The launch, if it may write over what it reads. */
function withPair(
  launch: Launch,
  { from, to }: Pair,
  kernelOf: (launch: Launch) => Kernel | undefined,
): Changed | undefined {
  const { values, loop, scatter, repeats } = launch;
  if (loop) {
    const begins = loop.begins.filter((begin) => begin.from !== from || begin.to !== to);
    const isFree = !values.includes(from) && begins.every((begin) => begin.from !== from);
    return isFree ? { launch: { ...launch, loop: { ...loop, begins } } } : undefined;
  }
  if (!values.includes(from))
    return { launch: scatter?.operand === from ? { ...launch, scatter: undefined } : launch };
  const kernel = scatter || repeats ? undefined : kernelOf(launch);
  if (!kernel) return undefined;
  const names = [from, to].map((value) => kernel.buffers[values.indexOf(value)].name);
  const changed = inPlace(kernel, names[0], names[1]);
  return (
    changed && { launch: { ...launch, values: values.filter((value) => value !== from) }, kernel: changed }
  );
}

/** The kernel with one buffer instead of two, if each point reads what it writes and nothing else, and before it writes. */
function inPlace(kernel: Kernel, from: string, to: string): Kernel | undefined {
  return kernel.body.some(({ kind }) => kind === "loop" || kind === "update")
    ? foldedInPlace(kernel, from, to)
    : readFirst(kernel, from, to);
}

/** Where all is done by a point alone: it reads all that it writes before it writes anything. */
function readFirst(kernel: Kernel, from: string, to: string): Kernel | undefined {
  const { body } = kernel;
  const isLate = (s: Statement): boolean => s.kind === "walk" && s.stores.some(({ buffer }) => buffer === to);
  const places = new Set(body.flatMap((s) => (s.kind === "store" && s.buffer === to ? [s.index] : [])));
  const loads = loadsOf(body, from);
  if (body.some(isLate) || !loads.every(({ index }) => places.has(index)) || hasLoads(places))
    return undefined;
  const lets = loads.map((x, n): Let => ({
    kind: "let",
    variable: variable(x.type, `${to}_${n}`),
    value: load(x.type, to, x.index),
  }));
  const names = new Map<Expr, Expr>(loads.map((x, n) => [x, lets[n].variable]));
  const renamed = withLoads(kernel, from, (x) => names.get(x)!);
  return { ...renamed, body: [...lets, ...renamed.body] };
}

/** Where points fold: only folds have read an element, in the loop at whose end it is stored, or before. */
function foldedInPlace(kernel: Kernel, from: string, to: string): Kernel | undefined {
  const { body } = kernel;
  const stores = body.map((s) => storesOf(s).filter(({ buffer }) => buffer === to));
  const at = stores.findIndex(({ length }) => length > 0);
  if (stores.flat().length !== 1 || body[at].kind === "walk") return undefined;
  const [store] = stores[at];
  const others = [...body.flatMap(storesOf).filter((other) => other !== store), ...body.slice(at + 1)];
  const isOwn = loadsOf(body, from).every(({ index }) => index === store.index);
  if (!isOwn || loadsOf(others, from).length > 0 || hasLoads([store.index])) return undefined;
  return withLoads(kernel, from, (x) => load(x.type, to, x.index));
}

function storesOf(statement: Statement): readonly Store[] {
  switch (statement.kind) {
    case "let":
    case "update":
      return [];
    case "store":
      return [statement];
    case "loop":
    case "walk":
      return statement.stores;
  }
}

function loadsOf(body: readonly Statement[], buffer: string): LoadExpr[] {
  const loads: LoadExpr[] = [];
  visit(expressionsIn(body), (x) => {
    if (x.kind === "load" && x.buffer === buffer) loads.push(x);
  });
  return loads;
}

function hasLoads(expressions: Iterable<Expr>): boolean {
  return contains(expressions, (x) => x.kind === "load");
}

/** The kernel without a buffer: something else stands for what it loaded from it. */
function withLoads(kernel: Kernel, buffer: string, map: (x: LoadExpr) => Expr): Kernel {
  const rewritten = rewriteKernel(kernel, (x) =>
    x.kind === "load" && x.buffer === buffer ? map(x) : undefined,
  );
  return { ...rewritten, buffers: kernel.buffers.filter(({ name }) => name !== buffer) };
}
