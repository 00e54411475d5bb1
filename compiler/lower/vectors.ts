/** Loads and stores of four consecutive elements become one, where the address is known to be a multiple of four. */

import {
  type Expr,
  type LoadExpr,
  add,
  component,
  contains,
  div,
  i32,
  lessThan,
  literal,
  literalValue,
  range,
  rem,
  vector,
  visit,
} from "../ir/expression.js";
import { type Code, allExpressions, mapCode } from "./code.js";
import type { Kernel, KernelBuffer } from "./kernel.js";
import { movingSources } from "./rewriting.js";
import { guarded } from "./serial.js";

export const LANES = 4;

/** What a load of one element from a buffer of vectors costs, in loads of either kind. */
const DYNAMIC_LOAD = 1.5;
/** Vectors must save this part of the loads to be worth the change. */
const WORTHWHILE = 0.8;

interface Vectorized {
  readonly code: readonly Code[];
  /** The buffers that are bound as arrays of vectors. */
  readonly buffers: ReadonlySet<string>;
  readonly sources: ReadonlyMap<Expr, string>;
}

/** `sources` says where expressions come from. */
export function vectorize(
  kernel: Kernel,
  code: readonly Code[],
  sources: ReadonlyMap<Expr, string>,
): Vectorized {
  const sizes = new Map(kernel.buffers.map(({ name, size }) => [name, size]));
  const written = kernel.buffers.filter(({ access }) => access === "write").map(({ name }) => name);
  const scattered = new Set<string>();
  const buffers = new Set<string>();
  const joined = joinStores(code, sizes, scattered);
  for (const name of written) if (!scattered.has(name)) buffers.add(name);
  const stored = scattered.size === 0 ? joined : joinStores(code, sizes, new Set(), buffers);
  const loaded = vectorLoads(kernel.buffers, stored);
  for (const name of loaded) buffers.add(name);
  if (loaded.length === 0 && !isRead(buffers, stored)) return { code: stored, buffers, sources };
  const moved = new Map<Expr, string>();
  const rewriter = movingSources(sources, moved, (x) =>
    x.kind === "load" && buffers.has(x.buffer) ? joinLoad(x) : undefined,
  );
  return { code: rewrite(stored, (x) => rewriter.apply(x)), buffers, sources: moved };
}

function rewrite(code: readonly Code[], map: (x: Expr) => Expr): readonly Code[] {
  return code.map((statement) => mapCode(statement, map, (body) => rewrite(body, map)));
}

interface Place {
  readonly at: Expr;
  readonly lane: number;
}

/** The vector in which an element lies, and where, if that is known. */
function laneOf(index: Expr): Place | undefined {
  const offset = index.kind === "binary" && index.op === "add" ? literalValue(index.y) : undefined;
  // Many elements lie at a distance from one place: that is taken apart once.
  if (offset !== undefined && index.kind === "binary" && offset >= 0 && range(index.x)[0] >= 0) {
    const start = laneOf(index.x);
    if (!start) return undefined;
    const lane = start.lane + offset;
    return { at: add(start.at, i32(Math.floor(lane / LANES))), lane: lane % LANES };
  }
  const lane = literalValue(rem(index, i32(LANES)));
  return lane === undefined ? undefined : { at: div(index, i32(LANES)), lane };
}

function joinLoad({ type, buffer, index }: LoadExpr): Expr | undefined {
  const place = laneOf(index);
  return place && component(vector(type, buffer, place.at), place.lane);
}

/** The buffers whose loads become fewer. */
function vectorLoads(buffers: readonly KernelBuffer[], code: readonly Code[]): string[] {
  const loads = new Map<string, LoadExpr[]>();
  visit(allExpressions(code), (x) => {
    if (x.kind !== "load") return;
    const others = loads.get(x.buffer);
    if (others) others.push(x);
    else loads.set(x.buffer, [x]);
  });
  return buffers
    .filter(({ access }) => access === "read")
    .map(({ name }) => name)
    .filter((name) => {
      const all = loads.get(name) ?? [];
      const places = all.map(({ index }) => laneOf(index));
      const known = new Set(places.filter((place) => place !== undefined).map(({ at }) => at));
      const unknown = places.filter((place) => place === undefined).length;
      return known.size + unknown * DYNAMIC_LOAD < all.length * WORTHWHILE;
    });
}

/** Whether anything is read of what is written. */
function isRead(buffers: ReadonlySet<string>, code: readonly Code[]): boolean {
  return contains(allExpressions(code), (x) => x.kind === "load" && buffers.has(x.buffer));
}

interface PlacedStore {
  readonly store: Extract<Code, { kind: "store" }>;
  readonly condition: Expr;
}

/**
 * Joins runs of stores. Buffers some of whose stores find no partners are added to `scattered`;
 * with `only`, other buffers are left alone.
 */
function joinStores(
  code: readonly Code[],
  sizes: ReadonlyMap<string, number>,
  scattered: Set<string>,
  only?: ReadonlySet<string>,
): Code[] {
  const result: Code[] = [];
  let run: PlacedStore[] = [];
  const flush = (): void => {
    result.push(...joinRun(run, sizes, scattered, only));
    run = [];
  };
  for (const statement of code) {
    const store = placedStore(statement);
    if (store) run.push(store);
    else {
      flush();
      const inner = "body" in statement ? { ...statement, body: joinStores(statement.body, sizes, scattered, only) } : statement; // prettier-ignore
      result.push(inner);
    }
  }
  flush();
  return result;
}

function placedStore(code: Code): PlacedStore | undefined {
  if (code.kind === "store") return { store: code, condition: literal("bool", true) };
  if (code.kind !== "if" || code.body.length !== 1 || code.body[0].kind !== "store") return undefined;
  return { store: code.body[0], condition: code.condition };
}

function joinRun(
  run: readonly PlacedStore[],
  sizes: ReadonlyMap<string, number>,
  scattered: Set<string>,
  only?: ReadonlySet<string>,
): Code[] {
  const groups = new Map<string, PlacedStore[]>();
  for (const placed of run) {
    const { buffer, index } = placed.store;
    const at = laneOf(index)?.at;
    const key = at ? `${buffer} ${at.id}` : `${buffer} alone`;
    groups.set(key, [...(groups.get(key) ?? []), placed]);
  }
  return [...groups.values()].flatMap((group) => {
    const { buffer } = group[0].store;
    if (!only || only.has(buffer)) {
      const joined = joinGroup(group, sizes.get(buffer)!);
      if (joined) return joined;
      scattered.add(buffer);
    }
    return group.flatMap(({ store, condition }) => guarded(condition, [store]));
  });
}

/**
 * One store for four, if they are the four of one vector and are stored under one condition. The last vector may
 * reach beyond the end of the array: buffers hold whole vectors.
 */
function joinGroup(group: readonly PlacedStore[], size: number): Code[] | undefined {
  const lanes = group.map(({ store }) => laneOf(store.index)?.lane);
  const ordered = [0, 1, 2, 3].map((lane) => group[lanes.indexOf(lane)]);
  if (group.length !== LANES || ordered.includes(undefined!)) return undefined;
  const { condition, store } = ordered[0];
  const fits = ordered.every((placed) => placed.condition === condition || isPadding(placed, size));
  if (!fits || (ordered.some((p) => p.condition !== condition) && !isPadding(ordered[0], size)))
    return undefined;
  const { buffer, value, index } = store;
  const values = ordered.map((placed) => placed.store.value);
  return guarded(condition, [
    { kind: "storeVector", buffer, type: value.type, index: div(index, i32(LANES)), values },
  ]);
}

/** Whether the only condition is that the element is one of the array. */
function isPadding({ store, condition }: PlacedStore, size: number): boolean {
  return condition === lessThan(store.index, i32(size));
}
