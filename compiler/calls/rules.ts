/**
 * What custom_jvp and custom_vjp have in common: how a call is split into arguments that are differentiated and others,
 * and how a program that was staged keeps its rules.
 */

import type { ArrayType } from "../ir/arrayType.js";
import { Program } from "../ir/program.js";
import { leaves, type TreeDef, unflatten } from "../ir/tree.js";
import { vmapAll } from "../passes/vmap.js";
import { evaluate } from "../trace/evaluate.js";
import type { Primitive } from "../trace/primitive.js";
import { hoistConstants, stage } from "../trace/stageTrace.js";
import { Tracer, withRevived } from "../trace/trace.js";
import { Value } from "../trace/value.js";
import { nameOf, parameters, type UserFunction } from "./callable.js";

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
    programs: ({ callJaxpr }: P): Program<Primitive>[] => (callJaxpr instanceof Program ? [callJaxpr] : []),
    partial: {
      kind: "inline",
      run: (inputs: readonly Value[], { callJaxpr }: P) => callBody(callJaxpr, inputs),
    },
  } as const;
}

/** The function of a custom call over a batch. `tag`: the vmap whose rule is running. */
export function batchBody(
  body: Body,
  batched: readonly boolean[],
  size: number,
  tag: object | undefined,
): Body {
  return (...xs) => vmapAll((...ys) => callBody(body, ys), xs, batched, size, tag);
}

/** How a program's text shows the number of closed-over values: not at all if there are none. */
export function shownConsts(numConsts: number): { numConsts?: number } {
  return numConsts > 0 ? { numConsts } : {};
}

/** A number or a list of numbers, as a list. */
export function listOf(argnums: number | readonly number[] = []): readonly number[] {
  return typeof argnums === "number" ? [argnums] : argnums;
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

/** Positions of the arguments that are differentiated, and of those that are handed to the rules as they are. */
export function splitArgnums(
  nondiffArgnums: readonly number[],
  args: readonly unknown[],
): { diff: number[]; nondiff: number[] } {
  const nondiff = nondiffArgnums.map((n) => (n < 0 ? n + args.length : n)).sort((a, b) => a - b);
  const diff = args.map((_, i) => i).filter((i) => !nondiff.includes(i));
  return { diff, nondiff };
}

/**
 * Refuses calls whose arguments don't fit the function's parameters. Missing arguments with defaults are left to the function.
 */
export function resolveArguments(
  f: UserFunction,
  args: readonly unknown[],
  kind: string,
): readonly unknown[] {
  const { names, required, rest } = parameters(f);
  let problem: string | undefined;
  if (args.length < required) {
    const missing = names.slice(args.length, required).map((n) => `'${n}'`);
    problem = `missing a required argument: ${missing.join(", ")}`;
  } else if (!rest && args.length > Math.max(names.length, required))
    problem = "too many positional arguments";
  if (problem)
    throw new TypeError(
      `The input arguments to the ${kind}-decorated function ${nameOf(f)} could not be resolved to positional-only arguments. ` +
        `Binding failed with the error:\n${problem}`,
    );
  return args;
}

/** Whether a tree has a traced value in it. */
export function hasTracer(tree: unknown): boolean {
  return leaves(tree).some((x) => x instanceof Tracer);
}

/** A tree of types as JAX shows it in messages: `{a: f32[], b: [f32[3], f32[]]}`. */
export function showTypes(tree: TreeDef, values: readonly Value[]): string {
  return showTree(
    unflatten(
      tree,
      values.map((v) => v.type.toString()),
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
