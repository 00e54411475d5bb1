/**
 * Kernels that move elements from buffer to buffer. In the turns of loops they do what elsewhere is a copy: a device leaves
 * out dispatches by itself, and nothing else.
 */

import type { DType } from "../ir/dtype.js";
import type { PlanDispatch, PlanKernel } from "../../runtime/plan.js";
import { enableHalf } from "./wgsl.js";

/** Elements of one buffer that become those of another. All places are the same, but for a start. */
export interface Move {
  readonly from: Source;
  readonly to: number;
  readonly count: number;
  readonly dtype: DType;
  /** They become the elements of this turn, of what has so many. */
  readonly turn?: Turn;
  /** They are added to what is there. */
  readonly adds?: boolean;
}

type Source = { readonly buffer: number } | { readonly literal: number };

interface Turn {
  /** A scalar that counts. */
  readonly buffer: number;
  readonly of: number;
  readonly reverse: boolean;
}

const WORKGROUP_SIZE = 256;
/** Beyond this, threads move several elements. */
const MAX_WORKGROUPS = 1024;

/** Adds a kernel, if there is none like it, and gives its number. */
type AddKernel = (kernel: PlanKernel) => number;

/**
 * Dispatches that make all moves as if at once. What is moved may be moved to in turn: a thread reads before it writes,
 * and whatever is not in one dispatch goes by way of `aside`, a buffer for each move.
 */
export function moveAll(
  moves: readonly Move[],
  maxBuffers: number,
  aside: (move: Move) => number,
  add: AddKernel,
): PlanDispatch[] {
  if (moves.length === 0) return [];
  if (buffersOf(moves).length <= maxBuffers) return [dispatchOf(moves, add)];
  const targets = new Set(moves.map(({ to }) => to));
  const first: Move[] = [];
  const last = moves.map((move): Move => {
    if (!("buffer" in move.from) || !targets.has(move.from.buffer)) return move;
    const to = aside(move);
    first.push({ from: move.from, to, count: move.count, dtype: move.dtype });
    return { ...move, from: { buffer: to } };
  });
  return [...first, ...last].map((move) => dispatchOf([move], add));
}

function buffersOf(moves: readonly Move[]): number[] {
  const all = moves.flatMap(({ from, to, turn }) => [
    ...("buffer" in from ? [from.buffer] : []),
    to,
    ...(turn ? [turn.buffer] : []),
  ]);
  return [...new Set(all)];
}

function dispatchOf(moves: readonly Move[], add: AddKernel): PlanDispatch {
  const buffers = buffersOf(moves);
  const longest = Math.max(...moves.map(({ count }) => count));
  const workgroups = Math.min(Math.max(1, Math.ceil(longest / WORKGROUP_SIZE)), MAX_WORKGROUPS);
  return {
    kind: "dispatch",
    kernel: add(kernelOf(moves, buffers, longest, workgroups)),
    buffers,
    workgroups: [workgroups, 1, 1],
  };
}

function kernelOf(
  moves: readonly Move[],
  buffers: readonly number[],
  longest: number,
  workgroups: number,
): PlanKernel {
  const written = new Set(moves.map(({ to }) => to));
  const types = new Map<number, string>();
  for (const { from, to, dtype } of moves)
    for (const b of [to, ..."buffer" in from ? [from.buffer] : []]) types.set(b, elementType(dtype)); // prettier-ignore
  const access = (b: number): "read" | "read_write" => (written.has(b) ? "read_write" : "read");
  const name = (b: number): string => `buffer${buffers.indexOf(b)}`;
  const declarations = buffers.map(
    (b, n) =>
      `@group(0) @binding(${n}) var<storage, ${access(b)}> ${name(b)}: array<${types.get(b) ?? "u32"}>;`,
  );
  const reads = moves.map(({ from, count, dtype }, n) => {
    const value = "buffer" in from ? `${name(from.buffer)}[i]` : `${elementType(dtype)}(${from.literal})`;
    return `    var x${n}: ${elementType(dtype)}; if (i < ${count}u) { x${n} = ${value}; }`;
  });
  const writes = moves.map(({ to, count, turn, adds }, n) => {
    const place = turn ? `${placeOf(turn, name(turn.buffer))} * ${count}u + i` : "i";
    return `    if (i < ${count}u) { ${name(to)}[${place}] ${adds ? "+=" : "="} x${n}; }`;
  });
  const wgsl = [
    ...(moves.some(({ dtype }) => dtype === "float16") ? [enableHalf] : []),
    ...declarations,
    `@compute @workgroup_size(${WORKGROUP_SIZE}, 1, 1)`,
    "fn main(@builtin(global_invocation_id) id: vec3<u32>) {",
    `  for (var i = id.x; i < ${longest}u; i += ${workgroups * WORKGROUP_SIZE}u) {`,
    ...reads,
    ...writes,
    "  }",
    "}",
    "",
  ].join("\n");
  return {
    name: "move",
    wgsl,
    bindings: buffers.map((b) => ({ name: name(b), access: access(b) })),
    workgroupSize: [WORKGROUP_SIZE, 1, 1],
    source: {},
  };
}

/** Beyond half precision the bits are moved, whatever they mean. */
function elementType(dtype: DType): string {
  return dtype === "float16" ? "f16" : "u32";
}

function placeOf({ of, reverse }: Turn, counter: string): string {
  return reverse ? `(${of - 1}u - ${counter}[0])` : `${counter}[0]`;
}
