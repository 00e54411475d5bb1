/** Group → kernel: evaluates the members of a group symbolically on its domain. */

import {
  type Expr,
  type VariableExpr,
  cast,
  guardLoops,
  literal,
  load,
  select,
  variable,
} from "../ir/expression.js";
import { withCanonicalLoops } from "./canonicalLoops.js";
import { flatten } from "./coordinates.js";
import { Evaluator, type Frame } from "./frame.js";
import type { Procedure, Source, Value } from "./graph.js";
import type { Group, Member } from "./group.js";
import type { Fold, Kernel, KernelBuffer, Loop, Statement, Store } from "./kernel.js";
import { identifier, kernelName } from "./names.js";
import { evaluations, statementsOf } from "./procedure.js";

export interface BuiltKernel {
  readonly kernel: Kernel;
  /** The value in each of the kernel's buffers. */
  readonly values: readonly Value[];
}

export function buildKernel(
  group: Group,
  roots: ReadonlySet<Value>,
  stored: ReadonlySet<Value>,
): BuiltKernel {
  return new KernelBuilder(group, roots, stored).build();
}

const always = literal("bool", true);

class KernelBuilder {
  private readonly buffers = new Map<Value, KernelBuffer>();
  private readonly results = new Map<Value, Expr>();
  private readonly sources = new Map<Expr, string>();
  private readonly labels: string[] = [];
  private folds = 0;
  private readonly views: string[] = [];
  private readonly frame: Frame;
  private readonly evaluator = new Evaluator(
    (value, index) => this.resolve(value, index),
    (value, expression) => this.noteValue(value, expression),
  );

  constructor(
    private readonly group: Group,
    private readonly roots: ReadonlySet<Value>,
    private readonly stored: ReadonlySet<Value>,
  ) {
    this.frame = group.frame;
  }

  build(): BuiltKernel {
    const { members } = this.group;
    const body: Statement[] = [];
    const lastPhase = Math.max(
      ...members.map((m) => (m.place === "element" || m.unit.reduction ? m.phase : -1)),
    );
    for (let phase = 0; phase <= lastPhase; phase++)
      body.push(this.loop(members.filter((m) => m.phase === phase)));
    for (const member of members) {
      if (member.unit.scatter) body.push(this.update(member));
      else if (member.unit.procedure) body.push(...this.steps(member.unit.procedure));
      else if (member.place === "row") body.push(...this.rowStores(member));
    }
    const values = [...this.buffers.keys()];
    const kernel: Kernel = {
      name: kernelName(this.labels, this.views),
      buffers: [...this.buffers.values()],
      axes: this.frame.axes,
      body,
      shares: members.some(({ unit }) => unit.reduction?.shares),
      sources: this.sources,
    };
    return { kernel: withCanonicalLoops(kernel), values };
  }

  private resolve(value: Value, index: readonly Expr[]): Expr | undefined {
    if (!this.roots.has(value)) return undefined;
    const member = this.group.memberOf(value);
    if (!member) return load(value.scalar, this.buffer(value, "read"), flatten(index, value.shape));
    return member.unit.reduction ? this.results.get(value)! : undefined;
  }

  private noteValue(value: Value, expression: Expr): void {
    const isView = value.definition.kind === "map" && value.definition.isView;
    if (isView) this.views.push(value.label);
    this.note(isView ? undefined : value.label, value.source, expression);
  }

  private note(label: string | undefined, source: Source, expression: Expr): void {
    if (label) this.labels.push(label);
    if (source && source.file !== "" && !this.sources.has(expression))
      this.sources.set(expression, placeOf(source));
  }

  /** Names are the kernel's own, so that kernels which do the same are the same. */
  private buffer(value: Value, access: KernelBuffer["access"]): string {
    let buffer = this.buffers.get(value);
    if (!buffer) {
      const others = [...this.buffers.values()].filter(
        (other) => (other.access === "read") === (access === "read"),
      );
      const name = `${access === "read" ? "in" : "out"}${others.length}`;
      this.buffers.set(value, (buffer = { name, type: value.scalar, size: value.size, access }));
    }
    return buffer.name;
  }

  private loop(members: readonly Member[]): Loop {
    const folds = members.filter(({ unit }) => unit.reduction).flatMap((member) => this.fold(member));
    const stores = members
      .filter(({ place, unit }) => place === "element" && this.stored.has(unit.outputs[0]))
      .map((member) => this.store(member.unit.outputs[0], member));
    return { kind: "loop", ...this.frame.loop, folds, stores };
  }

  /** No fold for one over nothing: its result is a literal then, which the writer of WGSL must see (a zero in a product). */
  private fold({ unit }: Member): Fold[] {
    const { initial, combine, result, element, label, source, outputs } = unit.reduction!;
    const { frame } = this;
    if (frame.loop.extent === 0) {
      result(initial).forEach((x, n) => this.results.set(outputs[n], x));
      return [];
    }
    const components = element(frame.coordinates, this.evaluator.read);
    const name = `${identifier(label)}_${this.folds++}`;
    const results = initial.map((x, n): VariableExpr => variable(x.type, name + "bcdefgh".charAt(n - 1)));
    const folded = result(results);
    outputs.forEach((value, n) => this.results.set(value, folded[n]));
    for (const x of [...components, ...folded]) this.note(label, source, x);
    const guarded = components.map((x, n) => select(frame.guard, guardLoops(x, frame.guard), initial[n]));
    return [{ results, initial, element: guarded, combine }];
  }

  private rowStores({ unit, place }: Member): Store[] {
    const stored = unit.outputs.filter((value) => this.stored.has(value));
    return stored.map((value) => this.store(value, { place, unit }));
  }

  private store(value: Value, { place, unit }: Pick<Member, "place" | "unit">): Store {
    const { frame } = this;
    const index = frame.position(place);
    const result = unit.reduction
      ? this.results.get(value)!
      : this.evaluator.compute(value, frame.indexOf(value, place));
    const condition = place === "element" ? frame.guard : always;
    return { kind: "store", buffer: this.buffer(value, "write"), index, value: result, condition };
  }

  private steps(procedure: Procedure): Statement[] {
    const { outputs, label, source } = procedure;
    const statements = statementsOf(procedure, this.frame.coordinates, this.evaluator.read, (output) =>
      this.stored.has(outputs[output]) ? this.buffer(outputs[output], "write") : undefined,
    );
    for (const { expressions } of evaluations(statements))
      for (const x of expressions) this.note(label, source, x);
    return statements;
  }

  private update({ unit }: Member): Statement {
    const { target, updates, combine, label, source } = unit.scatter!;
    const output = unit.outputs[0];
    const index = this.frame.coordinates;
    const { at, valid } = target(index, this.evaluator.read);
    const value = this.evaluator.read(updates, index);
    this.note(label, source, value);
    const buffer = this.buffer(output, "update");
    const position = flatten(at, output.shape);
    return { kind: "update", buffer, index: position, value: cast(output.scalar, value), condition: valid, type: output.scalar, combine }; // prettier-ignore
  }
}

/** On one line, as it stands in comments. */
function placeOf({ file, line, column }: NonNullable<Source>): string {
  return `${file.replace(/\s/g, " ")}:${line}:${column}`;
}
