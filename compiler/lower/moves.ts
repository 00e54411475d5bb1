/**
 * Kernels that move elements from array to array. In the turns of loops they do what elsewhere is a copy: a device leaves out
 * dispatches by itself, and nothing else.
 */

import {
  type Expr,
  type ScalarType,
  add,
  i32,
  lessThan,
  literal,
  load,
  mul,
  sub,
  variable,
} from "../ir/expression.js";
import type { Kernel, KernelBuffer, Let, Store } from "./kernel.js";

/** Elements of one array that become those of another, at the same places. */
export interface Move<Place> {
  readonly from: Source<Place>;
  readonly to: Place;
  /** The first places, where these are not the first elements of all. */
  readonly starts?: { readonly from: number; readonly to: number };
  readonly count: number;
  readonly type: ScalarType;
  /** They become the elements of this turn, of what has so many. */
  readonly turn?: Turn<Place>;
  /** They are added to what is there. */
  readonly adds?: boolean;
}

type Source<Place> = { readonly place: Place } | { readonly literal: number };

interface Turn<Place> {
  /** A scalar that counts. */
  readonly counter: Place;
  readonly of: number;
  readonly reverse: boolean;
}

/** A kernel, and where its buffers are. */
export interface Moving<Place> {
  readonly kernel: Kernel;
  readonly places: readonly Place[];
}

/**
 * Kernels that make all moves as if at once. What is moved may be moved to in turn: a point reads before it writes, and whatever
 * is not in one kernel goes by way of what is `aside` of its place.
 */
export function moveAll<Place>(
  moves: readonly Move<Place>[],
  maxBuffers: number,
  aside: (from: Place) => Place,
): Moving<Place>[] {
  if (moves.length === 0) return [];
  if (placesOf(moves).length <= maxBuffers) return [movingOf(moves)];
  const targets = new Set(moves.map(({ to }) => to));
  const first: Move<Place>[] = [];
  const last = moves.map((move): Move<Place> => {
    if (!("place" in move.from) || !targets.has(move.from.place)) return move;
    const to = aside(move.from.place);
    first.push({ from: move.from, to, count: move.count, type: move.type });
    return { ...move, from: { place: to } };
  });
  return [...first, ...last].map((move) => movingOf([move]));
}

function placesOf<Place>(moves: readonly Move<Place>[]): Place[] {
  const all = moves.flatMap(({ from, to, turn }) => [
    ...("place" in from ? [from.place] : []),
    to,
    ...(turn ? [turn.counter] : []),
  ]);
  return [...new Set(all)];
}

/** All moves as one kernel: all that they read is read before the first element is written. */
export function movingOf<Place>(moves: readonly Move<Place>[]): Moving<Place> {
  const places = placesOf(moves);
  const written = new Set(moves.map(({ to }) => to));
  const name = (place: Place): string => `buffer${places.indexOf(place)}`;
  const buffers = places.map((place): KernelBuffer => ({
    name: name(place),
    ...memoryOf(moves, place),
    access: written.has(place) ? "write" : "read",
  }));
  return { kernel: kernelOf(moves, buffers, name), places };
}

function memoryOf<Place>(moves: readonly Move<Place>[], place: Place): Pick<KernelBuffer, "type" | "size"> {
  const into = moves.filter(({ to }) => to === place);
  const outOf = moves.filter(({ from }) => "place" in from && from.place === place);
  const ends = [
    ...into.map(({ count, turn, starts }) => (starts?.to ?? 0) + count * (turn?.of ?? 1)),
    ...outOf.map(({ count, starts }) => (starts?.from ?? 0) + count),
  ];
  // A counter is nothing else.
  return { type: [...into, ...outOf].at(0)?.type ?? "i32", size: Math.max(1, ...ends) };
}

function kernelOf<Place>(
  moves: readonly Move<Place>[],
  buffers: readonly KernelBuffer[],
  name: (place: Place) => string,
): Kernel {
  const longest = Math.max(...moves.map(({ count }) => count));
  const at = variable("i32", "i", 0, longest - 1);
  const values = moves.map(({ type }, n) => variable(type, `x${n}`));
  const lets = moves.flatMap(({ from, type, starts }, n): Let[] =>
    "place" in from
      ? [{ kind: "let", variable: values[n], value: load(type, name(from.place), add(at, i32(starts?.from ?? 0))) }]
      : [],
  ); // prettier-ignore
  const stores = moves.map(({ from, to, count, type, turn, adds, starts }, n): Store => {
    const moved = "place" in from ? values[n] : literal(type, from.literal);
    const index = turn
      ? add(mul(turnOf(turn, name(turn.counter)), i32(count)), at)
      : add(at, i32(starts?.to ?? 0));
    const value = adds ? add(load(type, name(to), index), moved) : moved;
    return { kind: "store", buffer: name(to), index, value, condition: lessThan(at, i32(count)) };
  });
  return {
    name: "move",
    buffers,
    axes: [{ variable: at, extent: longest, group: 0 }],
    body: [...lets, ...stores],
    shares: false,
    sources: new Map(),
  };
}

function turnOf<Place>({ of, reverse }: Turn<Place>, counter: string): Expr {
  const turn = load("i32", counter, i32(0));
  return reverse ? sub(i32(of - 1), turn) : turn;
}
