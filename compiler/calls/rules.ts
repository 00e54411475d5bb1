/**
 * What custom_jvp and custom_vjp have in common: how a call is split into arguments that are differentiated and others,
 * and how a program that was staged keeps its rules.
 */

import type { ArrayType } from "../ir/arrayType.js";
import { Program } from "../ir/program.js";
import { currentSource, type Rule } from "../ir/source.js";
import { leaves, type TreeDef, unflatten } from "../ir/tree.js";
import { currentTag, vmapFlat } from "../passes/vmap.js";
import { broadcastLeading } from "../primitives/views.js";
import { type Place, TypeError, ValueError } from "../trace/errors.js";
import { evaluate } from "../trace/evaluate.js";
import type { Primitive } from "../trace/primitive.js";
import { hoistConstants, stage, StageTrace } from "../trace/stageTrace.js";
import { currentTrace, type Trace, Tracer, withRevived } from "../trace/trace.js";
import { Value } from "../trace/value.js";
import { argnumList, nameOf, parameters, showArgnums, type UserFunction } from "./callable.js";

/** The function behind a custom call: JavaScript at first, a program once it has been staged. */
export type Body = ((...inputs: Value[]) => Value[]) | Program<Primitive>;

export function callBody(body: Body, inputs: readonly Value[]): Value[] {
  return body instanceof Program ? evaluate(body, inputs) : body(...inputs);
}

/**
 * Evaluation, lowering and partial evaluation see the function and never the rules: these are the same for both calls.
 */
export function callRules<P extends { readonly callJaxpr: Body }>(name: string) {
  const program = ({ callJaxpr }: P): Program<Primitive> => {
    if (callJaxpr instanceof Program) return callJaxpr;
    throw new Error(`${name} has not been staged`);
  };
  return {
    name,
    type: (_inputs: readonly ArrayType[], params: P): ArrayType[] => program(params).outputTypes,
    run: (inputs: readonly Value[], { callJaxpr }: P): Value[] => callBody(callJaxpr, inputs),
    evaluate: (): never => {
      throw new Error(`${name} is executed by run`);
    },
    lowering: { kind: "call", program } as const,
    closesOver: ({ callJaxpr }: P): boolean => !(callJaxpr instanceof Program),
    programs: ({ callJaxpr }: P): Program<Primitive>[] => (callJaxpr instanceof Program ? [callJaxpr] : []),
    partial: {
      kind: "inline",
      run: (inputs: readonly Value[], { callJaxpr }: P) => callBody(callJaxpr, inputs),
    },
  } as const;
}

/**
 * A custom call over a batch. Those outputs are batched that depend on a batched input, or on a batched value that the function
 * or its rule closes over. Where the call is staged, all are if an input is: its rule will run later, and may say otherwise
 * than the function.
 */
export class BatchedCall {
  private readonly tag = currentTag();
  private readonly always: boolean;
  /** Which outputs are batched. Known once the function or its rule has run, which binding the call makes happen. */
  outputs: readonly boolean[] = [];

  constructor(
    private readonly batched: readonly boolean[],
    private readonly size: number,
  ) {
    this.always = batched.includes(true) && isStaging();
  }

  /** Runs the function on batched values. */
  body(body: Body): Body {
    return (...inputs) => {
      const out = this.run((...xs) => callBody(body, xs), inputs, this.batched);
      this.outputs = out.batched;
      return out.outputs;
    };
  }

  /**
   * The outputs of `f`, and which are batched. Those of one group (by default each of its own) are so together; what has no
   * group (`null`) stays as it is.
   */
  run(
    f: (...inputs: Value[]) => Value[],
    inputs: readonly Value[],
    batched: readonly boolean[],
    group: (i: number, count: number) => number | null = (i) => i,
  ): { outputs: Value[]; batched: boolean[] } {
    const out = vmapFlat(f, inputs, batched, this.size, { tag: this.tag });
    const groups = out.outputs.map((_, i) => group(i, out.outputs.length));
    const batchedGroups = new Set(groups.filter((_, i) => out.batched[i]));
    const wanted = groups.map((g, i) => (g === null ? out.batched[i] : this.always || batchedGroups.has(g)));
    const outputs = out.outputs.map((o, i) =>
      wanted[i] && !out.batched[i] ? broadcastLeading(o, this.size) : o,
    );
    return { outputs, batched: wanted };
  }
}

function isStaging(): boolean {
  for (let t: Trace | null = currentTrace(); t; t = t.parent)
    if (t instanceof StageTrace && !t.isPartial) return true;
  return false;
}

/** How a program's text shows the number of closed-over values: not at all if there are none. */
export function shownConsts(numConsts: number): { numConsts?: number } {
  return numConsts > 0 ? { numConsts } : {};
}

/**
 * A rule that was written for `inputs`, made to work when hoisted values stand before them: while it runs, the values
 * that it closes over are the ones that the program was given.
 */
export interface Hoisted {
  readonly body: Program<Primitive>;
  readonly constants: readonly Value[];
  /** Runs a rule with the hoisted values' present stand-ins. */
  revive<T>(standIns: readonly Value[], rule: () => T): T;
}

/** Stages the function of a custom call; arrays that it closes over become leading inputs. */
export function stageBody(body: Body, inputs: readonly Value[], transform: string, name: string): Hoisted {
  const types = inputs.map((x) => x.type);
  const closed = hoistConstants(stage((...xs) => callBody(body, xs), types, { transform, name }));
  const tracers = closed.constants.filter((c) => c instanceof Tracer);
  return {
    body: closed.program,
    constants: closed.constants,
    revive(standIns, rule) {
      if (tracers.length === 0) return rule();
      return withRevived(new Map(closed.constants.map((c, i) => [c, standIns[i]])), rule);
    },
  };
}

/** What the user wrapped, and where: for the rules, and for messages. */
export class CustomFunction {
  /** Where the function was wrapped. */
  readonly source = currentSource();
  readonly nondiffArgnums: readonly number[];

  constructor(
    readonly kind: Rule["kind"],
    readonly f: UserFunction,
    nondiffArgnums: number | readonly number[] = [],
  ) {
    this.nondiffArgnums = argnumList(nondiffArgnums, "nondiffArgnums", nameOfApi(kind));
  }

  get name(): string {
    return nameOf(this.f);
  }

  /** What stands for the function in code that a message suggests. */
  get shortName(): string {
    return this.f.name === "" ? "f" : this.f.name;
  }

  /** Where the function was made, for messages. */
  get made(): Place {
    return { what: `${this.name} was made`, source: this.source };
  }

  /**
   * Positions of the arguments that are differentiated, and of those that are handed to the rules as they are.
   * Refuses calls whose arguments don't fit the function's parameters; missing arguments with defaults are left to the function.
   */
  splitArguments(args: readonly unknown[]): { diff: number[]; nondiff: number[] } {
    this.resolve(args);
    const numbers = this.nondiffArgnums.map((n) => {
      const at = n < 0 ? n + args.length : n;
      if (at >= 0 && at < args.length) return at;
      throw new ValueError(
        `nondiff_argnums=${showArgnums(this.nondiffArgnums)} is out of range: the ${this.kind}-decorated function ${this.name} was called with ${args.length} arguments.`,
        { hint: `Correct nondiffArgnums in ${nameOfApi(this.kind)}.`, places: [this.made] },
      );
    });
    const nondiff = numbers.sort((a, b) => a - b);
    return { nondiff, diff: args.map((_, i) => i).filter((i) => !nondiff.includes(i)) };
  }

  private resolve(args: readonly unknown[]): void {
    const { names, required, rest } = parameters(this.f);
    let problem: string | undefined;
    if (args.length < required) problem = `missing a required argument: '${names[args.length]}'`;
    else if (!rest && args.length > Math.max(names.length, required))
      problem = "too many positional arguments";
    if (problem)
      throw new TypeError(
        `The input arguments to the ${this.kind}-decorated function ${this.name} could not be resolved to positional-only arguments. ` +
          `Binding failed with the error:\n${problem}`,
        { hint: `${this.name} takes (${names.join(", ")}).`, places: [this.made] },
      );
  }
}

export function nameOfApi(kind: Rule["kind"]): string {
  return kind === "custom_jvp" ? "customJvp" : "customVjp";
}

/** Whether a tree has a traced value in it. */
export function hasTracer(tree: unknown): boolean {
  return leaves(tree).some((x) => x instanceof Tracer);
}

/** A tree of types as JAX shows it in messages: `{a: float32[], b: [float32[3], float32[]]}`. */
export function showTypes(tree: TreeDef, values: readonly Value[]): string {
  return showTree(
    unflatten(
      tree,
      values.map((v) => v.type.toLongString()),
    ),
  );
}

export function showTree(x: unknown): string {
  if (x instanceof Value) return x.toString();
  if (Array.isArray(x)) return `[${x.map(showTree).join(", ")}]`;
  if (x !== null && typeof x === "object" && Object.getPrototypeOf(x) === Object.prototype)
    return `{${Object.entries(x)
      .map(([k, v]) => `${k}: ${showTree(v)}`)
      .join(", ")}}`;
  if (x === null) return "None";
  if (typeof x === "function") return `<function ${nameOf(x as UserFunction)}>`;
  return `${x as string | number}`;
}

/** Whether two lists of arrays have the same shapes and dtypes. */
export function sameTypes(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((x, i) => x.type.equals(b[i].type));
}
