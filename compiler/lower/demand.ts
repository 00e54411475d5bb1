/** What one element of a value needs: which elements of which values, and how much work of its own. */

import { isWideFunction } from "../primitives/wideMath.js";
import { type Expr, type LoopExpr, contains, operands, range, variable, visit } from "../ir/expression.js";
import { shaderSource } from "../../shaders/index.js";
import { flatten } from "./coordinates.js";
import { type Procedure, type Read, type Reduction, type Value, nothing } from "./graph.js";
import { evaluations, statementsOf } from "./procedure.js";

interface Demand {
  readonly value: Value;
  /** The same element number as the one that is computed: what is shared then is computed once. */
  readonly samePosition: boolean;
  /** Whether elements that follow each other read different elements. */
  readonly varies: boolean;
  /** How often it is evaluated for each element of the space. */
  readonly times: number;
}

/** Letters of a shader function, with what it needs, for the work and for the statement of one addition. */
const LETTERS_A_STEP = 16;
const LETTERS_A_STATEMENT = 64;

const cache = new WeakMap<Value | Reduction | Procedure, readonly Demand[]>();

/** Of one element of a value; of what has a space of its own, one element of that. */
export function demandsOf(value: Value): readonly Demand[] {
  const { definition } = value;
  const isProcedure = definition.kind === "procedure";
  const key = definition.kind === "reduction" ? definition.reduction : isProcedure ? definition.procedure : value; // prettier-ignore
  let known = cache.get(key);
  if (!known)
    cache.set(key, (known = isProcedure ? demandsOfSteps(definition.procedure) : demandsOfElement(value)));
  return known;
}

function demandsOfElement(value: Value): readonly Demand[] {
  const shape = spaceOf(value);
  const position = flatten(anyIndex(shape), shape);
  const innermost = anyIndex(shape).at(-1);
  const reads = new Map<string, Demand>();
  elementOf(value, (operand, index) => {
    if (operand.isEmpty) return nothing(operand);
    const key = `${operand.number}:${index.map((x) => x.id).join(" ")}`;
    const samePosition = flatten(index, operand.shape) === position;
    if (!reads.has(key))
      reads.set(key, { value: operand, samePosition, varies: dependsOn(index, innermost), times: 1 });
    return variable(operand.scalar, `read ${key}`);
  });
  return [...reads.values()];
}

function demandsOfSteps(procedure: Procedure): readonly Demand[] {
  const reads = new Map<Expr, Value>();
  const statements = statementsOf(
    procedure,
    anyIndex(procedure.domain),
    (operand, index) => {
      if (operand.isEmpty) return nothing(operand);
      const key = `${operand.number}:${index.map((x) => x.id).join(" ")}`;
      const marker = variable(operand.scalar, `read ${key}`);
      reads.set(marker, operand);
      return marker;
    },
    () => "",
  );
  return evaluations(statements).flatMap(({ expressions, times }) => {
    const demands: Demand[] = [];
    visit(expressions, (x) => {
      const value = reads.get(x);
      if (value) demands.push({ value, samePosition: false, varies: true, times });
    });
    return demands;
  });
}

/** The space of elements that are evaluated to get a value. */
export function spaceOf({ shape, definition }: Value): readonly number[] {
  if (definition.kind === "reduction") return definition.reduction.space;
  if (definition.kind === "procedure") return definition.procedure.domain;
  return definition.kind === "scatter" ? definition.scatter.updates.shape : shape;
}

/** What is evaluated for any one element of the space. */
export function elementOf(value: Value, read: Read): Expr[] {
  const { definition } = value;
  const space = spaceOf(value);
  const index = anyIndex(space);
  if (space.includes(0) || value.type.dtype === "float0") return [];
  switch (definition.kind) {
    case "input":
    case "constant":
      return [];
    case "map":
      return [definition.at(index, read)];
    case "reduction": {
      const element = definition.reduction.element(index, read);
      return definition.reduction.combine(element, element);
    }
    case "scatter": {
      const { at, valid } = definition.scatter.target(index, read);
      return [valid, ...at, read(definition.scatter.updates, index)];
    }
    case "whole":
      return [];
    case "procedure":
      return evaluations(statementsOf(definition.procedure, index, read, () => "")).flatMap(
        ({ expressions }) => expressions,
      );
  }
}

/** Coordinates that stand for any element of a shape. */
export function anyIndex(shape: readonly number[]): Expr[] {
  return shape.map((extent, axis) => variable("i32", `i${axis}`, 0, Math.max(extent - 1, 0)));
}

function dependsOn(index: readonly Expr[], innermost: Expr | undefined): boolean {
  return innermost !== undefined && range(innermost)[1] > 0 && contains(index, (x) => x === innermost);
}

/** Sharing counted once. */
export function workOf(roots: Iterable<Expr>): { time: number; size: number } {
  let time = 0;
  let size = 0;
  visit(roots, (x) => {
    time += timeOf(x);
    size += x.kind === "call" ? Math.ceil(lettersOf(x.name) / LETTERS_A_STATEMENT) : Number(timeOf(x) > 0);
  });
  return { time, size };
}

/** Turns that a loop is taken to take where its condition decides. */
const TURNS = 32;

export function expectedTurns(bound: number | undefined, isCounted: boolean): number {
  const most = bound ?? Infinity;
  return isCounted ? most : Math.min(most, TURNS);
}

/** What something takes: additions, and turns of loops. */
export interface Work {
  readonly time: number;
  readonly turns: number;
}

/** Which turns are counted: all that may be taken, or those that are taken whatever the data. */
export type Counted = "possible" | "certain";

/** What turns take by themselves, in additions, and those of loops within. */
interface Turns {
  readonly turn: number;
  readonly inner: number;
  readonly counted: Counted;
}

/** So many turns in which this is computed. */
export function workOfTurns(roots: readonly Expr[], bound: number, { turn, inner, counted }: Turns): Work {
  if (bound === 0) return { time: 0, turns: 0 };
  let [time, turns] = [turn, 1];
  const seen = new Set<Expr>();
  const add = (x: Expr): void => {
    if (seen.has(x)) return;
    seen.add(x);
    if (x.kind !== "loop") {
      time += timeInTurns(x);
      return operands(x).forEach(add);
    }
    const { condition, next, made, initial } = x;
    const isOpen = counted === "certain" && condition.kind !== "literal";
    const within = workOfTurns([condition, ...next, ...made], isOpen ? 0 : (x.bound ?? Infinity), { turn: inner, inner, counted }); // prettier-ignore
    time += within.time;
    turns += within.turns;
    initial.forEach(add);
  };
  roots.forEach(add);
  return { time: bound * time, turns: bound * turns };
}

const times = new WeakMap<LoopExpr, number>();

/** All turns but one: the operands of a loop are counted once, as those of other expressions. */
function timeOfTurns(x: LoopExpr): number {
  let time = times.get(x);
  if (time === undefined) {
    const { bound, condition, next, made } = x;
    const turns = expectedTurns(bound, condition.kind === "literal");
    time = (turns - 1) * workOf([condition, ...next, ...made]).time;
    times.set(x, time);
  }
  return time;
}

/** Of the operation alone, without its operands and without memory. */
export function timeOf(x: Expr): number {
  switch (x.kind) {
    case "loop":
      return timeOfTurns(x);
    case "result":
    case "literal":
    case "variable":
    case "vector":
    case "component":
      return 0;
    case "call":
      return Math.ceil(lettersOf(x.name) / LETTERS_A_STEP);
    case "binary":
      return x.op === "div" || x.op === "rem" ? 4 : 1;
    default:
      return 1;
  }
}

/** The same in turn after turn: there functions take SwiftShader twice as long, beside what is simple, as their letters say. */
export function timeInTurns(x: Expr): number {
  return x.kind === "call" ? 2 * timeOf(x) : timeOf(x);
}

const letters = new Map<string, number>();

function lettersOf(name: string): number {
  let known = letters.get(name);
  if (known === undefined)
    letters.set(name, (known = isWideFunction(name) ? LETTERS_A_STEP : shaderSource([name]).length));
  return known;
}
