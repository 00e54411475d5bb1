/** The solution of a linear equation, whose derivatives are solutions of linear equations with the same operator. */

import type { ArrayType } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import { NamedTuple } from "../ir/params.js";
import type { Program } from "../ir/program.js";
import { instantiate, jvpFlat } from "../passes/jvp.js";
import { instantiateCotangent } from "../passes/transpose.js";
import { batchedProgram } from "../passes/vmap.js";
import { addTangents, neg } from "../primitives/arithmetic.js";
import { broadcastLeading } from "../primitives/views.js";
import { evaluate } from "../trace/evaluate.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import type { ClosedProgram } from "../trace/stageTrace.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { expectInputs, markedAfterAll, pieces, withUnused } from "./carry.js";

/** Something for each of the four programs: x ↦ A x, its transpose, b ↦ A⁻¹ b, and the transpose of that. */
interface SolveParts<T, Optional = T> {
  readonly matvec: T;
  readonly vecmat: Optional;
  readonly solve: T;
  readonly transposeSolve: Optional;
}

interface LinearSolveParams {
  /** How many of the leading inputs are constants of each program. */
  readonly constLengths: SolveParts<number>;
  /** Of constants and a vector. Those that solve may give more than the solution. Without a transpose, no reverse mode. */
  readonly jaxprs: SolveParts<Program<Primitive>, Program<Primitive> | null>;
}

const partNames = ["matvec", "vecmat", "solve", "transposeSolve"] as const;

/** Its inputs are the constants of the four programs, and b. */
export const linearSolveP: Primitive<LinearSolveParams> = {
  name: "custom_linear_solve",

  type(inputs, params) {
    const { consts, b } = split(inputs, params);
    for (const part of partNames) {
      const program = params.jaxprs[part];
      if (program) expectInputs(`${part} of custom_linear_solve`, program, [...consts[part], ...b]);
    }
    return params.jaxprs.solve.outputTypes;
  },

  run(inputs, params) {
    const { consts, b } = split(inputs, params);
    return evaluate(params.jaxprs.solve, [...consts.solve, ...b]);
  },

  lowering: {
    kind: "call",
    program({ constLengths, jaxprs }) {
      const constTypes = (part: keyof typeof jaxprs): readonly ArrayType[] =>
        jaxprs[part]?.inputTypes.slice(0, constLengths[part]) ?? [];
      const withTransposed = withUnused(jaxprs.solve, constLengths.solve, constTypes("transposeSolve"));
      return withUnused(withTransposed, 0, [...constTypes("matvec"), ...constTypes("vecmat")]);
    },
  },

  batch(inputs, batched, size, params) {
    const given = split(inputs, params);
    const isBatched = split(batched, params);
    const map = (marks: readonly boolean[], wanted: readonly boolean[]) =>
      partNames.map((part) => {
        const program = params.jaxprs[part];
        return program && batchedProgram(program, [...isBatched.consts[part], ...marks], size, wanted);
      });
    // What the operator makes of a vector, and what solves for it, is of one space: they are batched alike.
    const marks = markedAfterAll(isBatched.b, (m) => {
      const mapped = map(m, []);
      return m.map((_, i) => mapped.some((p) => p?.batched[i]));
    });
    const mapped = map(marks, marks);
    const consts = partNames.map((part, i) => [...(mapped[i]?.constants ?? []), ...given.consts[part]]);
    const b = given.b.map((x, i) => (marks[i] && !isBatched.b[i] ? broadcastLeading(x, size) : x));
    const outputs = bind(linearSolveP, [...consts.flat(), ...b], {
      constLengths: partsOf(consts.map((list) => list.length)),
      jaxprs: partsOf(mapped.map((p) => p?.program ?? null)) as LinearSolveParams["jaxprs"],
    });
    return { outputs, batched: [...partsOf(mapped).solve!.batched] };
  },

  /** A x = b, and so A dx = db - dA x. */
  jvp(primals, tangents, params) {
    const { consts, b } = split(primals, params);
    const { consts: constDots, b: bDots } = split(tangents, params);
    const outputs = bind(linearSolveP, primals, params);
    const x = outputs.slice(0, b.length);
    const { tangents: change } = jvpFlat(
      (...cs) => evaluate(params.jaxprs.matvec, [...cs, ...x]),
      consts.matvec,
      constDots.matvec,
    );
    const right = bDots.map((t, i) => difference(t, change[i]));
    if (right.every((t) => t === null)) return { primals: outputs, tangents: outputs.map(() => null) };
    const full = right.map((t, i) => instantiate(t, b[i]));
    const dots = bind(linearSolveP, [...primals.slice(0, -b.length), ...full], params);
    return { primals: outputs, tangents: outputs.map((_, i) => (i < b.length ? dots[i] : null)) };
  },

  transpose(cotangents, inputs, types, { constLengths, jaxprs }) {
    const { consts, b } = split(inputs, { constLengths });
    if (partNames.some((part) => consts[part].includes(null))) return undefined;
    if (!jaxprs.transposeSolve)
      throw new TypeError(
        "transpose_solve required for backwards mode automatic differentiation of custom_linear_solve",
        { hint: "Give customLinearSolve the option transposeSolve, or say that the operator is symmetric." },
      );
    const given = transposed(consts as SolveParts<Value[]>);
    const cts = pieces(cotangents, b.length)[0].map((ct, i) => instantiateCotangent(ct, types[inputs.length - b.length + i])); // prettier-ignore
    const outputs = bind(linearSolveP, [...partNames.flatMap((part) => given[part]), ...cts], {
      constLengths: transposed(constLengths),
      jaxprs: transposed(jaxprs) as LinearSolveParams["jaxprs"],
    });
    return inputs.map((_, i) => outputs[i - (inputs.length - b.length)] ?? null);
  },

  paramText: {
    show: ({ constLengths, jaxprs }) => ({
      constLengths: new NamedTuple("_LinearSolveTuple", { ...constLengths }),
      jaxprs: new NamedTuple("_LinearSolveTuple", { ...jaxprs }),
    }),
    read: (shown) => shown as unknown as LinearSolveParams,
  },
};

function split<T>(
  inputs: readonly T[],
  { constLengths }: Pick<LinearSolveParams, "constLengths">,
): { consts: SolveParts<T[]>; b: T[] } {
  const lists = pieces(inputs, ...partNames.map((part) => constLengths[part]));
  return { consts: partsOf(lists), b: lists[partNames.length] };
}

function partsOf<T>([matvec, vecmat, solve, transposeSolve]: readonly T[]): SolveParts<T> {
  return { matvec, vecmat, solve, transposeSolve };
}

function transposed<T, U>({ matvec, vecmat, solve, transposeSolve }: SolveParts<T, U>): SolveParts<T | U> {
  return { matvec: vecmat, vecmat: matvec, solve: transposeSolve, transposeSolve: solve };
}

function difference(a: MaybeZero, b: MaybeZero): MaybeZero {
  if (b === null) return a;
  return a === null ? neg(b) : addTangents(a, neg(b));
}

/** Solves an equation with what the programs close over. */
export function bindLinearSolve(
  programs: SolveParts<ClosedProgram, ClosedProgram | null>,
  b: readonly Value[],
): Value[] {
  const closed = partNames.map((part) => programs[part]);
  return bind(linearSolveP, [...closed.flatMap((p) => p?.constants ?? []), ...b], {
    constLengths: partsOf(closed.map((p) => p?.constants.length ?? 0)),
    jaxprs: partsOf(closed.map((p) => p?.program ?? null)) as LinearSolveParams["jaxprs"],
  });
}
