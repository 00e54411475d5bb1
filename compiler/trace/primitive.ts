import type { ArrayType } from "../ir/arrayType.js";
import type { Expr, ScalarType } from "../ir/expression.js";
import type { ParamText } from "../ir/params.js";
import type { Params, Program } from "../ir/program.js";
import type { HostArray } from "./hostArray.js";
import type { Value } from "./value.js";

/** A tangent or cotangent; `null` is a zero that is known to be zero. */
export type MaybeZero = Value | null;

/** A primitive is one object that holds all of its rules. `bind` and the passes read the rules and never the name. */
export interface Primitive<P = Params> {
  readonly name: string;

  /** Types of the outputs; throws a TypeError in JAX's words when the inputs don't fit. */
  type(inputs: readonly ArrayType[], params: P): ArrayType[];

  /** Calls decide for themselves how they are executed (they run a function, or hand a program to the executor). */
  run?(inputs: readonly Value[], params: P): Value[];

  /** The value, on the host. What has `run`, or is made while a program is lowered, has none. */
  evaluate?(inputs: readonly HostArray[], params: P): HostArray[];

  /**
   * What it does to the world, given its inputs on the host. Equations with an effect are kept; in compiled programs, where
   * their inputs become outputs, it happens when those arrive. It has no outputs of its own.
   */
  effect?(inputs: readonly HostArray[], params: P): void;

  /** Whether its outputs come from outside of the program: what has it runs on the host, operation by operation. */
  readonly callsBack?: boolean;

  /** What it is inside a kernel. */
  readonly lowering: Lowering<P>;

  /**
   * Batching: inputs marked `batched` have an extra leading axis of length `size`; the result says which outputs do.
   */
  batch(
    inputs: readonly Value[],
    batched: readonly boolean[],
    size: number,
    params: P,
  ): { outputs: Value[]; batched: boolean[] };

  /** Forward mode. At least one tangent is not null. Tangents of integers and booleans are always null. */
  jvp?(
    primals: readonly Value[],
    tangents: readonly MaybeZero[],
    params: P,
  ): { primals: Value[]; tangents: MaybeZero[] };

  /**
   * Reverse mode of a primitive that is linear in the inputs that are `null` here (only their types are known).
   * Gives a cotangent for each linear input, and null for the others; undefined if it is not linear in all of them at once.
   */
  transpose?(
    cotangents: readonly MaybeZero[],
    inputs: readonly (Value | null)[],
    inputTypes: readonly ArrayType[],
    params: P,
  ): MaybeZero[] | undefined;

  /** Partial evaluation with some inputs unknown; the default stages the equation whole. */
  readonly partial?: PartialRule<P>;

  /**
   * Called when an equation is staged: turns functions in params into programs, and may add inputs (hoisted values).
   */
  stage?(inputs: readonly Value[], params: P): { inputs: Value[]; params: P };

  /** The named axes that it speaks of: the `vmap` over one of them sees it whatever its inputs are. */
  axisNames?(params: P): readonly string[];

  /** Whether params hold functions that may close over traced values: then a vmap sees the call whatever its inputs are. */
  closesOver?(params: P): boolean;

  /** How the params stand in a program's text, where that is not simply all of them. */
  readonly paramText?: ParamText<P>;
}

/**
 * `inline` gives the function to run in the partial-evaluation trace in place of the equation.
 * `split` is for calls: handled by the pass that knows both halves.
 * `known` computes the outputs that depend on no unknown input (`null`, in and out), and says which equation gives the others:
 * the whole one, or one of unknown inputs, by their numbers, and what else it needs, of the same primitive or another.
 */
type PartialRule<P> =
  | {
      readonly kind: "known";
      run(inputs: readonly (Value | null)[], params: P): KnownPart<P>;
      /** A program that does the same, where that is better divided. */
      instead?(unknown: readonly boolean[], types: readonly ArrayType[], params: P): Program | undefined;
    }
  | { readonly kind: "inline"; run(inputs: readonly Value[], params: P): Value[] }
  | { readonly kind: "split"; program(params: P): Program; rebuild(program: Program, params: P): P };

export interface KnownPart<P> {
  readonly outputs: readonly (Value | null)[];
  /** Its outputs are those that are not known; without it, all of them. */
  readonly rest?:
    | {
        readonly inputs: readonly (Value | number)[];
        readonly params: P;
      }
    | {
        readonly inputs: readonly (Value | number)[];
        readonly params: unknown;
        readonly primitive: Primitive;
      };
}

/** How the kernels see a primitive. The grouping reads `kind` and nothing else. */
export type Lowering<P = Params> =
  /** One output element from the same element of each input (all inputs have the output's shape). */
  | { readonly kind: "scalar"; emit(args: readonly Expr[], types: ScalarContext, params: P): Expr }
  /**
   * One output element from elements of the inputs at computed places: broadcast, reshape, slice, pad, gather, iota …
   * `index` has one i32 expression per output axis, within range. `read(n, at)` is element `at` of input n;
   * `at` must be within range whatever the data (clamp it).
   */
  | {
      readonly kind: "view";
      at(
        index: readonly Expr[],
        read: (input: number, at: readonly Expr[]) => Expr,
        types: ScalarContext,
        params: P,
      ): Expr;
    }
  /** Folds some axes of the input(s) with an associative, commutative operation on one or several components. */
  | {
      readonly kind: "reduce";
      axes(params: P): readonly number[];
      /** Start value of each component, by the dtype of the input. */
      initial(types: ScalarContext, params: P): Expr[];
      /** The components of one element; `index` are the coordinates of the element on the input's axes. */
      element?(args: readonly Expr[], index: readonly Expr[], types: ScalarContext, params: P): Expr[];
      combine(a: readonly Expr[], b: readonly Expr[], types: ScalarContext, params: P): Expr[];
      /** Output elements from the folded components; the default is the components themselves. */
      result?(components: readonly Expr[], types: ScalarContext, params: P): Expr[];
    }
  /** Batched matrix product of two inputs: sums over contracted axes. */
  | {
      readonly kind: "contract";
      axes(params: P): { contract: readonly [number[], number[]]; batch: readonly [number[], number[]] };
    }
  /** Adds (or sets, or takes the max/min/product of) updates at places given by indices: the inverse of a gather. */
  | {
      readonly kind: "scatter";
      combine: "add" | "mul" | "min" | "max" | "set";
      /**
       * Where in the operand the update element at `index` (coordinates in the updates, input 2) goes; `valid`: whether it does.
       */
      target(
        index: readonly Expr[],
        read: (input: number, at: readonly Expr[]) => Expr,
        types: ScalarContext,
        params: P,
      ): { at: Expr[]; valid: Expr };
    }
  /**
   * Steps of its own at every point of a domain, one after the other: what is neither a map nor a fold. Whatever the
   * data, each element of each output is stored once, by one of the points.
   */
  | {
      readonly kind: "steps";
      /** Extents of the domain, by the types alone. */
      domain(types: ScalarContext, params: P): readonly number[];
      /** `point` has one i32 expression for each axis of the domain. */
      take(point: readonly Expr[], steps: Steps, types: ScalarContext, params: P): void;
    }
  /** Runs a program again and again on what it gave before. */
  | { readonly kind: "loop"; loop(params: P): LoopParts }
  /** Runs one of several programs on the inputs that follow the first, which says which. `lanes`: see passes/lanes.ts. */
  | {
      readonly kind: "branch";
      branches(params: P): readonly Program[];
      lanes(params: P): readonly number[] | undefined;
    }
  /** Hands on the inputs behind the first, which must be false: the error for so many elements that are not. */
  | { readonly kind: "check"; error(params: P, count: number): Error }
  /** One of the others, by types, params, and how many threads the device takes to be busy. */
  | { readonly kind: "choose"; choose(inputs: readonly ArrayType[], params: P, lanes: number): Lowering<P> }
  /** Other primitives say it: traced with these rules before lowering. */
  | { readonly kind: "expand"; expand(inputs: readonly Value[], params: P): Value[] }
  /** A program, inlined. What it computes again of what others compute is one value, unless it must be computed again. */
  | { readonly kind: "call"; program(params: P): Program; recomputes?(params: P): boolean }
  /** Cannot be part of a kernel: that is this error. */
  | { readonly kind: "none"; error(params: P): Error };

export type LoweringOf<K extends Lowering["kind"]> = Extract<Lowering, { kind: K }>;

/**
 * The inputs are constants of the condition, constants of the body, what is carried at the start, and arrays of which each
 * turn sees one element along their first axis. The outputs are what is carried at the end, and what the turns gave beside
 * it, along a new first axis.
 */
export interface LoopParts {
  /** Of its constants and what is carried: whether to take one more turn; nothing where `bound` alone decides. */
  readonly condition?: Program;
  readonly conditionConsts: number;
  /** Of its constants, what is carried, and elements: what is carried next, and elements. */
  readonly body: Program;
  readonly bodyConsts: number;
  readonly carried: number;
  /** The most turns. */
  readonly bound?: number;
  /** Whether the turns go from the last element to the first. */
  readonly reverse: boolean;
}

/** What the steps at a point may do. Places must be within range, whatever the data. */
export interface Steps {
  /** Element `at` of input n. */
  read(input: number, at: readonly Expr[]): Expr;
  /** Stores element `at` of output n, if the condition (default: true) holds. */
  store(output: number, at: readonly Expr[], value: Expr, condition?: Expr): void;
  /**
   * Takes turns 0 … extent - 1 in order, each of which makes new values of those that the turn before it gave, or of
   * the initial ones; gives the last. What a turn stores it stores then. A turn takes no turns of its own. Unless it is
   * said to be exact, the host may keep more digits of what is handed on than its type has.
   */
  repeat(
    extent: number,
    initial: readonly Expr[],
    turn: (number: Expr, carried: readonly Expr[]) => readonly Expr[],
    isExact?: boolean,
  ): readonly Expr[];
}

export interface ScalarContext {
  readonly inputs: readonly ArrayType[];
  readonly outputs: readonly ArrayType[];
  scalar(type: ArrayType): ScalarType;
}
