/**
 * Values on the device, in a language that cannot await. At the level of the script an instruction that needs a value waits for
 * it and runs again. Inside of a call from TypeScript (a rule that `grad` runs, a key function of `sorted`) nothing can wait:
 * what is computed there remembers how, and is computed on the host too if its value is asked for.
 */

import { DeviceArray } from "../../execute/deviceArray.js";
import { PlanExecutor } from "../../execute/executor.js";
import { usesWideTypes } from "../../execute/wide.js";
import { isWide } from "../../ir/dtype.js";
import type { Params, Program } from "../../ir/program.js";
import {
  currentExecutor,
  hasExecutor,
  type ExecutionOptions,
  type Executor,
  type LoweredProgram,
  setExecutor,
} from "../../trace/executor.js";
import { callsBack, isCallBack } from "../../trace/effects.js";
import { HostArray } from "../../trace/hostArray.js";
import type { Primitive } from "../../trace/primitive.js";
import { Tracer } from "../../trace/tracer.js";
import type { Value as ArrayValue } from "../../trace/value.js";
import { leaves } from "../../ir/tree.js";
import { List, Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { Suspension, type Machine } from "../vm/machine.js";
import { Waiting } from "../vm/waiting.js";

const copies = new WeakMap<DeviceArray, HostArray>();
/** How to compute, on the host, what was computed on the device where nothing can wait. */
let recomputed = new Map<DeviceArray, () => ArrayValue>();

const host = new PlanExecutor(undefined);

/** The array with its elements at hand. A tracer stays as it is. */
export function onHost(x: ArrayValue): ArrayValue {
  if (!(x instanceof DeviceArray)) return x;
  const copy = copies.get(x) ?? recomputed.get(x)?.();
  if (copy) return copy;
  throw new Suspension(() => fetch(x), true);
}

async function fetch(x: DeviceArray): Promise<void> {
  copies.set(x, await x.toHost());
}

/** What is in containers, in any order: dicts of scripts need not have keys that can be sorted, as trees must. */
export function contents(x: unknown): unknown[] {
  if (Array.isArray(x)) return x.flatMap(contents);
  if (x instanceof List || x instanceof Tuple) return x.items.flatMap(contents);
  if (x instanceof Dict) return [...x.entries()].flatMap(([, item]) => contents(item));
  return leaves(x);
}

/** Waits for all arrays in these trees that are on the device: before a call in which nothing can wait. */
export function fetchAll(trees: readonly unknown[]): void {
  const missing = contents(trees)
    .map(behind)
    .filter((x) => x instanceof DeviceArray && !copies.has(x) && !recomputed.has(x));
  if (missing.length > 0)
    throw new Suspension(() => Promise.all(missing.map((x) => fetch(x as DeviceArray))), true);
}

function behind(x: unknown): unknown {
  return x instanceof Tracer ? x.concrete() : x;
}

interface Run {
  readonly what: Program<Primitive> | Primitive;
  readonly inputs: readonly ArrayValue[];
  readonly outputs: ArrayValue[];
}

/** Arrays of the host are made anew where an instruction runs again; those of the device are the same. */
function sameInputs(a: readonly ArrayValue[], b: readonly ArrayValue[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i] || sameOnHost(x, b[i]));
}

function sameOnHost(x: ArrayValue, y: ArrayValue): boolean {
  if (!(x instanceof HostArray) || !(y instanceof HostArray) || !x.type.equals(y.type)) return false;
  return x.values.every((v, i) => Object.is(v, y.values[i]));
}

/** What an instruction has run. If it has to wait and begins again, it gets the same arrays: so it comes further each time. */
class Runs {
  private runs: Run[] = [];
  private next = 0;
  private instruction = 0;
  private repeats = 0;

  constructor(private readonly machine: Machine) {}

  outputsOf(what: Run["what"], inputs: readonly ArrayValue[], run: () => ArrayValue[]): ArrayValue[] {
    const { instruction, repeats } = this.machine;
    if (instruction !== this.instruction) this.runs = [];
    if (instruction !== this.instruction || repeats !== this.repeats) this.next = 0;
    [this.instruction, this.repeats] = [instruction, repeats];
    const known = this.runs.at(this.next);
    if (known?.what === what && sameInputs(known.inputs, inputs)) {
      this.next++;
      return known.outputs;
    }
    const outputs = run();
    this.runs.length = this.next++;
    this.runs.push({ what, inputs, outputs });
    return outputs;
  }
}

const runs = new WeakMap<Machine, Runs>();

function runsOf(machine: Machine): Runs {
  let found = runs.get(machine);
  if (!found) runs.set(machine, (found = new Runs(machine)));
  return found;
}

/** Runs programs for scripts: as the executor that `init` made, and remembers what it must. */
class ScriptExecutor implements Executor {
  private readonly runs: Runs;

  constructor(
    private readonly inner: Executor,
    private readonly machine: Machine,
  ) {
    this.runs = runsOf(machine);
  }

  run(program: Program<Primitive>, inputs: readonly ArrayValue[], options: ExecutionOptions): ArrayValue[] {
    if (usesWideTypes(program) || callsBack(program)) return host.run(program, inputs.map(onHost), options);
    const outputs = this.runs.outputsOf(program, inputs, () => this.inner.run(program, inputs, options));
    return this.remember(outputs, () => host.run(program, inputs.map(onHost), options));
  }

  runOperation(primitive: Primitive, inputs: readonly ArrayValue[], params: Params): ArrayValue[] {
    if (primitive.callsBack) return primitive.run!(inputs.map(onHost), params);
    if (isCallBack(primitive, params)) return host.runOperation(primitive, inputs.map(onHost), params);
    const types = inputs.map((x) => x.type);
    if ([...types, ...primitive.type(types, params)].some(({ dtype }) => isWide(dtype)))
      return host.runOperation(primitive, inputs.map(onHost), params);
    const run = (): ArrayValue[] => this.inner.runOperation(primitive, inputs, params);
    const outputs = this.runs.outputsOf(primitive, inputs, run);
    return this.remember(outputs, () => host.runOperation(primitive, inputs.map(onHost), params));
  }

  lower(program: Program<Primitive>, options: ExecutionOptions): LoweredProgram {
    return this.inner.lower(program, options);
  }

  private remember(outputs: ArrayValue[], again: () => ArrayValue[]): ArrayValue[] {
    if (this.machine.nesting === 0) {
      if (recomputed.size > 0) recomputed = new Map();
      return outputs;
    }
    let computed: ArrayValue[] | undefined;
    outputs.forEach((y, i) => y instanceof DeviceArray && recomputed.set(y, () => (computed ??= again())[i]));
    return outputs;
  }
}

/** Programs run for this interpreter's scripts, until the function that is returned is called. */
export function useExecutorFor(machine: Machine): () => void {
  const inner = hasExecutor() ? currentExecutor() : host;
  setExecutor(new ScriptExecutor(inner, machine));
  machine.waiting ??= new Waiting(machine);
  return () => setExecutor(inner);
}
