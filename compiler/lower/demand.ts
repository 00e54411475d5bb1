/// What one element of a value needs: which elements of which values, and how much work of its own.

import { type Expr, range, variable, visit } from "../ir/expression.js";
import { shaderSource } from "../../shaders/index.js";
import { flatten } from "./coordinates.js";
import { type Read, type Reduction, type Value, nothing } from "./graph.js";

export interface Demand {
  readonly value: Value;
  readonly index: readonly Expr[];
  /// The same element number as the one that is computed: what is shared then is computed once.
  readonly samePosition: boolean;
  /// Whether elements that follow each other read different elements.
  readonly varies: boolean;
}

export interface Demands {
  readonly reads: readonly Demand[];
  /// Work of one element, where 1 is an addition.
  readonly time: number;
  /// Statements of one element.
  readonly size: number;
}

/// Letters of a shader function, with what it needs, for the work and for the statement of one addition.
const LETTERS_A_STEP = 16;
const LETTERS_A_STATEMENT = 64;

const cache = new WeakMap<Value | Reduction, Demands>();

/// Of one element of a value; of a reduction, one element of the space that it folds.
export function demandsOf(value: Value): Demands {
  const { definition } = value;
  const key = definition.kind === "reduction" ? definition.reduction : value;
  let known = cache.get(key);
  if (!known) cache.set(key, (known = compute(value)));
  return known;
}

function compute(value: Value): Demands {
  const { definition } = value;
  switch (definition.kind) {
    case "input":
    case "constant":
      return { reads: [], time: 0, size: 0 };
    case "map":
      return demandsOn(value.shape, (index, read) => [definition.at(index, read)]);
    case "reduction": {
      const { reduction } = definition;
      return demandsOn(reduction.space, (index, read) => {
        const element = reduction.element(index, read);
        return reduction.combine(element, element);
      });
    }
    case "scatter": {
      const { scatter } = definition;
      return demandsOn(scatter.updates.shape, (index, read) => {
        const { at, valid } = scatter.target(index, read);
        return [valid, ...at, read(scatter.updates, index)];
      });
    }
  }
}

/// Coordinates that stand for any element of a shape.
export function anyIndex(shape: readonly number[]): Expr[] {
  return shape.map((extent, axis) => variable("i32", `i${axis}`, 0, Math.max(extent - 1, 0)));
}

function demandsOn(
  shape: readonly number[],
  evaluate: (index: readonly Expr[], read: Read) => Expr[],
): Demands {
  const index = anyIndex(shape);
  const position = flatten(index, shape);
  const reads = new Map<string, Demand>();
  const read: Read = (value, at) => {
    if (value.isEmpty) return nothing(value);
    const key = `${value.number}:${at.map((x) => x.id).join(" ")}`;
    const samePosition = flatten(at, value.shape) === position;
    if (!reads.has(key))
      reads.set(key, { value, index: at, samePosition, varies: dependsOn(at, index.at(-1)) });
    return variable(value.scalar, `read ${key}`);
  };
  const { time, size } = workOf(shape.includes(0) ? [] : evaluate(index, read));
  return { reads: [...reads.values()], time, size };
}

function dependsOn(index: readonly Expr[], innermost: Expr | undefined): boolean {
  if (!innermost || range(innermost)[1] === 0) return false;
  let found = false;
  visit(index, (x) => (found ||= x === innermost));
  return found;
}

/// Sharing counted once.
export function workOf(roots: Iterable<Expr>): { time: number; size: number } {
  let time = 0;
  let size = 0;
  visit(roots, (x) => {
    if (x.kind === "literal" || x.kind === "variable") return;
    if (x.kind === "call") {
      const letters = lettersOf(x.name);
      time += Math.ceil(letters / LETTERS_A_STEP);
      size += Math.ceil(letters / LETTERS_A_STATEMENT);
    } else {
      time += x.kind === "binary" && (x.op === "div" || x.op === "rem") ? 4 : 1;
      size += 1;
    }
  });
  return { time, size };
}

const letters = new Map<string, number>();

function lettersOf(name: string): number {
  let known = letters.get(name);
  if (known === undefined) letters.set(name, (known = shaderSource([name]).length));
  return known;
}
