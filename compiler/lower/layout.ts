/**
 * Which value lies in which buffer, and in which order things run. Values whose lifetimes do not meet share memory.
 */

import { sizeOf } from "../ir/arrayType.js";
import type { DType } from "../ir/dtype.js";
import { ValueError } from "../ir/errors.js";
import type { HostArray } from "../trace/hostArray.js";
import type { PlanBuffer } from "../../runtime/plan.js";
import { type Repeats, stateWords } from "./chain.js";
import { Evaluator } from "./frame.js";
import type { Graph, Scatter, Value } from "./graph.js";
import { anyIndex } from "./demand.js";
import { literalValue, load } from "../ir/expression.js";
import { flatten } from "./coordinates.js";

type LayoutStep =
  /** `buffers` has one number for each buffer of the kernel. */
  | {
      readonly kind: "dispatch";
      readonly kernel: number;
      readonly buffers: readonly number[];
      readonly repeats?: Repeated;
    }
  /** All turns of a loop, whose values `buffers` hold, with more that it needs for itself. */
  | {
      readonly kind: "turns";
      readonly loop: number;
      readonly buffers: readonly number[];
      readonly scratch: readonly number[];
    }
  | { readonly kind: "copy"; readonly from: number; readonly to: number; readonly bytes: number }
  | { readonly kind: "clear"; readonly buffer: number; readonly bytes: number };

/** That a kernel is dispatched until the first word of a buffer is 0, as it is before. */
export interface Repeated extends Repeats {
  readonly state: number;
}

export interface Layout {
  readonly buffers: readonly PlanBuffer[];
  readonly steps: readonly LayoutStep[];
  /** For each output of the program a buffer, or the input that it is. */
  readonly outputs: readonly ({ readonly buffer: number } | { readonly input: number })[];
}

const deviceBytes: Record<DType, number> = {
  float32: 4,
  float64: 8,
  int64: 8,
  uint64: 8,
  bfloat16: 4,
  int16: 4,
  int8: 4,
  uint16: 4,
  uint8: 4,
  float16: 2,
  int32: 4,
  uint32: 4,
  bool: 4,
  float0: 0,
};

/** Whole vectors of four, so that kernels can load and store the last elements as they do the others. */
function bytesOf({ type }: Value): number {
  return Math.max(16, Math.ceil((sizeOf(type.shape) * deviceBytes[type.dtype]) / 16) * 16);
}

/** Whether every element is known to be 0: memory is then cleared instead. */
export function isZero(value: Value): boolean {
  if (value.definition.kind !== "map") return false;
  const evaluator = new Evaluator((v, index) =>
    v.definition.kind === "map" ? undefined : load(v.scalar, `value${v.number}`, flatten(index, v.shape)),
  );
  const expression = evaluator.read(value, anyIndex(value.shape));
  return expression.kind === "literal" && Object.is(literalValue(expression) ?? Number(expression.value), 0);
}

/** A kernel and what it works on. */
export interface Launch {
  /** The number of the kernel, or of the loop. */
  readonly kernel: number;
  /** That it is a loop. */
  readonly loop?: LoopLaunch;
  /** One for each buffer of the kernel. */
  readonly values: readonly Value[];
  readonly written: readonly Value[];
  /** There are no points at which it would run. */
  readonly isEmpty: boolean;
  /** What is combined into the value written, which begins as a copy of the operand. */
  readonly scatter?: Scatter;
  /** That it is launched again and again, and where it keeps how far it has come. */
  readonly repeats?: Repeats & { readonly state: Value };
}

interface LoopLaunch {
  /** Values written that begin as copies of others. */
  readonly begins: readonly { readonly from: Value; readonly to: Value }[];
  /** Sizes of what it needs for itself. */
  scratch(): readonly number[];
}

interface Constant {
  readonly value: Value;
  readonly data: HostArray;
}

export interface LayoutRequest {
  readonly graph: Pick<Graph, "inputs" | "outputs"> & { readonly constants: readonly Constant[] };
  /** In the order in which they run. */
  readonly launches: readonly Launch[];
  readonly maxBufferBytes: number;
  /** Outputs that lie where inputs did. */
  readonly overwritten?: ReadonlyMap<Value, Value>;
}

export function layOut(request: LayoutRequest): Layout {
  return new LayoutBuilder(request).build();
}

/** What fits no binding is refused before anything is laid out. */
export function refuseLarge({ graph, launches, maxBufferBytes }: LayoutRequest): void {
  const all = [...graph.inputs, ...graph.constants.map(({ value }) => value), ...graph.outputs];
  for (const value of new Set([...all, ...launches.flatMap(({ values }) => values)]))
    if (bytesOf(value) > maxBufferBytes) throw tooLarge(value, maxBufferBytes);
}

/** A step over values, before they have buffers. */
type ValueStep =
  | ({ readonly kind: "dispatch" } & Pick<Launch, "kernel" | "loop" | "values" | "written" | "repeats">)
  /** `to` begins as a copy of `from`, or as zeros. */
  | { readonly kind: "copy"; readonly from: Value; readonly to: Value }
  | { readonly kind: "clear"; readonly to: Value; readonly bytes: number }; // prettier-ignore

class LayoutBuilder {
  private readonly buffers: { kind: PlanBuffer["kind"]; bytes: number; index?: number }[] = [];
  private readonly bufferOf = new Map<Value, number>();
  private readonly steps: LayoutStep[] = [];
  private readonly lastUse = new Map<Value, number>();
  private readonly free: number[] = [];

  constructor(private readonly request: LayoutRequest) {}

  build(): Layout {
    const { graph, overwritten } = this.request;
    const { inputs, constants, outputs } = graph;
    const steps = this.request.launches.flatMap(valueSteps);
    steps.forEach((step, s) => usedBy(step).forEach((value) => this.lastUse.set(value, s)));
    inputs.forEach((value, index) => this.bufferOf.set(value, this.addBuffer("input", value, index)));
    constants.forEach(({ value }, index) =>
      this.bufferOf.set(value, this.addBuffer("constant", value, index)),
    );
    for (const [to, from] of overwritten ?? []) this.bufferOf.set(to, this.bufferOf.get(from)!);
    for (const value of new Set(outputs))
      if (!this.bufferOf.has(value)) this.bufferOf.set(value, this.addBuffer("output", value));
    steps.forEach((step, s) => this.emit(step, s));
    const handed = new Set<Value>();
    return {
      buffers: this.buffers,
      steps: this.steps,
      outputs: outputs.map((value) => this.output(value, handed)),
    };
  }

  private addBuffer(kind: Exclude<PlanBuffer["kind"], "temporary">, value: Value, index?: number): number {
    const bytes = bytesOf(value);
    this.buffers.push(index === undefined ? { kind, bytes } : { kind, bytes, index });
    return this.buffers.length - 1;
  }

  private emit(step: ValueStep, s: number): void {
    switch (step.kind) {
      case "dispatch":
        // Loops are given what has no elements, too.
        (step.loop ? step.values : step.written).forEach((value) => this.allocate(value));
        this.steps.push(this.launched(step));
        break;
      case "copy":
        this.begin(step.from, step.to, s);
        break;
      case "clear":
        this.allocate(step.to);
        this.steps.push({ kind: "clear", buffer: this.bufferOf.get(step.to)!, bytes: step.bytes });
        break;
    }
    // A loop may be handed the same value several times; its memory is free once.
    for (const value of new Set(usedBy(step))) if (this.lastUse.get(value) === s) this.release(value);
  }

  private launched({ kernel, values, loop, repeats }: Omit<Launch, "isEmpty">): LayoutStep {
    const buffers = values.map((v) => this.bufferOf.get(v)!);
    if (repeats) return { kind: "dispatch", kernel, buffers, repeats: { ...repeats, state: this.bufferOf.get(repeats.state)! } }; // prettier-ignore
    if (!loop) return { kind: "dispatch", kernel, buffers };
    const scratch = loop.scratch().map((bytes) => this.take(bytes));
    this.free.push(...scratch);
    return { kind: "turns", loop: kernel, buffers, scratch };
  }

  /** `to` takes over the memory of `from` if nobody else needs it. */
  private begin(from: Value, to: Value, s: number): void {
    const source = this.bufferOf.get(from)!;
    if (!this.bufferOf.has(to) && this.lastUse.get(from) === s && this.buffers[source].kind === "temporary") {
      this.bufferOf.set(to, source);
      this.bufferOf.delete(from);
      return;
    }
    this.allocate(to);
    this.steps.push({ kind: "copy", from: source, to: this.bufferOf.get(to)!, bytes: bytesOf(to) });
  }

  private allocate(value: Value): void {
    if (!this.bufferOf.has(value)) this.bufferOf.set(value, this.take(bytesOf(value)));
  }

  /** The smallest free buffer that is large enough, or the largest one made larger. */
  private take(bytes: number): number {
    this.free.sort((a, b) => this.buffers[a].bytes - this.buffers[b].bytes);
    const fitting = this.free.findIndex((b) => this.buffers[b].bytes >= bytes);
    const [reused] = this.free.splice(fitting >= 0 ? fitting : this.free.length - 1, 1);
    const buffer = reused ?? this.buffers.push({ kind: "temporary", bytes }) - 1;
    this.buffers[buffer].bytes = Math.max(this.buffers[buffer].bytes, bytes);
    return buffer;
  }

  private release(value: Value): void {
    const buffer = this.bufferOf.get(value);
    if (buffer !== undefined && this.buffers[buffer].kind === "temporary") this.free.push(buffer);
  }

  /** Each output is an array of its own: what is handed out twice, or is a constant, is copied. */
  private output(value: Value, handed: Set<Value>): { buffer: number } | { input: number } {
    const { definition } = this.request.overwritten?.get(value) ?? value;
    if (definition.kind === "input") return { input: definition.index };
    const buffer = this.bufferOf.get(value)!;
    if (!handed.has(value) && value.definition.kind !== "constant") {
      handed.add(value);
      return { buffer };
    }
    const copy = this.addBuffer("output", value);
    this.steps.push({ kind: "copy", from: buffer, to: copy, bytes: bytesOf(value) });
    return { buffer: copy };
  }
}

function valueSteps({ kernel, loop, values, written, isEmpty, scatter, repeats }: Launch): ValueStep[] {
  const begins = (loop?.begins ?? []).filter(({ to }) => !to.isEmpty);
  const copies = begins.map((begin): ValueStep => ({ kind: "copy", ...begin }));
  if (repeats) copies.push({ kind: "clear", to: repeats.state, bytes: 4 * stateWords });
  const steps: ValueStep[] = isEmpty ? [] : [...copies, { kind: "dispatch", kernel, loop, values, written, repeats }]; // prettier-ignore
  if (!scatter) return steps;
  const [to] = written;
  return [
    isZero(scatter.operand)
      ? { kind: "clear", to, bytes: bytesOf(to) }
      : { kind: "copy", from: scatter.operand, to },
    ...steps,
  ];
}

function usedBy(step: ValueStep): readonly Value[] {
  return step.kind === "dispatch" ? step.values : step.kind === "copy" ? [step.from, step.to] : [step.to];
}

function tooLarge(value: Value, limit: number): ValueError {
  const { type, label, source } = value;
  const mebibytes = (n: number): string => `${Math.ceil(n / 2 ** 20)} MiB`;
  return new ValueError(
    `${String(type)} (${label}) takes ${mebibytes(bytesOf(value))}: more than the ${mebibytes(limit)} that a kernel of this ` +
      `device can bind. Compute in smaller pieces, or reduce it where it is made so that it need not be stored.`,
    { source },
  );
}
