/** Scans in reverse mode: the scan of what is known, the scan of the rest, and that one backwards. */

import type { ArrayType } from "../ir/arrayType.js";
import { isWide } from "../ir/dtype.js";
import { type Atom, Program, Var } from "../ir/program.js";
import { withoutDeadCode } from "../passes/deadCode.js";
import { type Halves, splitProgram } from "../passes/linearize.js";
import { flags, memoized } from "../passes/memo.js";
import { pass } from "../passes/pass.js";
import { instantiateCotangent, transposeProgram } from "../passes/transpose.js";
import { addTangents } from "../primitives/arithmetic.js";
import { zerosOf } from "../primitives/creation.js";
import { isEffectful } from "../trace/effects.js";
import { evaluate } from "../trace/evaluate.js";
import type { KnownPart, MaybeZero, Primitive } from "../trace/primitive.js";
import { type ClosedProgram, hoistConstants, stage } from "../trace/stageTrace.js";
import type { Value } from "../trace/value.js";
import { markedAfterAll, pieces, reordered } from "./carry.js";

export interface ScanParams {
  /** Of constants, what is carried, and one element each of the scanned arrays: what is carried next, and elements. */
  readonly jaxpr: Program<Primitive>;
  readonly length: number;
  readonly numCarry: number;
  readonly numConsts: number;
  /** From the last element to the first. */
  readonly reverse: boolean;
  /** How many turns are written out in one; without effect. */
  readonly unroll: number;
}

/** A scan, and what is made of its outputs. */
interface ScanCall<T> {
  readonly inputs: readonly Value[];
  readonly params: ScanParams;
  finish(outputs: readonly Value[]): T;
}

/** What is known of a scan's outputs, and the scan that gives the others. */
interface DividedScan extends KnownPart<ScanParams> {
  readonly rest: { readonly inputs: readonly (Value | number)[]; readonly params: ScanParams };
}

/**
 * Divides a scan with unknown inputs (`null`). What a turn of the first half leaves for the same turn of the second is stacked,
 * unless both can be given the same constant or element, or it is made of constants.
 */
export function divideScan(inputs: readonly (Value | null)[], params: ScanParams): ScanCall<DividedScan> {
  const { numConsts } = params;
  const turn = divideTurn(
    inputs.map((x) => x === null),
    params,
  );
  const { marks, isUnknown, known, left, isStacked, carriedLeft, fixed } = turn;
  const { program, constants, knownOutputs, unknown, unknownOutput } = turn.halves;
  const first = withOutputs(
    reordered(program, program.inputs.map((_, i) => i), numbersWhere(fixed.isOutput, false)), // prettier-ignore
    carriedLeft.map((place) => constants.length + place),
  );
  const knownConsts = known.filter((i) => i < numConsts).length;
  return {
    inputs: [...constants, ...known.map((i) => inputs[i]!)],
    params: {
      ...params,
      jaxpr: first,
      numConsts: constants.length + knownConsts,
      numCarry: marks.filter((is) => !is).length,
    },
    finish(outputs) {
      const [own, computed, carried] = pieces(
        outputs,
        knownOutputs,
        outputs.length - knownOutputs - carriedLeft.length,
      );
      const once = evaluate(fixed.program, [...constants, ...known.map((i) => inputs[i]!)].slice(0, fixed.program.inputs.length)); // prettier-ignore
      const values = left.map((i, n) => {
        const from = isStacked[n] ? (i < 0 ? computed : carried) : i < 0 ? once : [inputs[i]!];
        return from.shift()!;
      });
      const isConst = left.map((i, n) => !isStacked[n] && i < numConsts);
      const places = left.map((_, n) => n);
      const [consts, elements] = [true, false].map((is) => places.filter((n) => isConst[n] === is));
      const rest = numbersWhere(isUnknown, true);
      const atPlaces = rest.map((_, n) => left.length + n);
      const restConsts = rest.filter((i) => i < numConsts).length;
      const restCarry = marks.filter((is) => is).length;
      const order = [
        ...consts,
        ...atPlaces.slice(0, restConsts + restCarry),
        ...elements,
        ...atPlaces.slice(restConsts + restCarry),
      ];
      const all = [...values, ...rest.map((i) => inputs[i] ?? i)];
      return {
        outputs: unknownOutput.map((is) => (is ? null : own.shift()!)),
        rest: {
          inputs: order.map((n) => all[n]),
          params: {
            ...params,
            jaxpr: reordered(unknown, order, unknown.outputs.map((_, i) => i)), // prettier-ignore
            numConsts: consts.length + restConsts,
            numCarry: restCarry,
          },
        },
      };
    },
  };
}

/** A turn of a scan of which some inputs are unknown, in halves. */
function divideTurn(inputsUnknown: readonly boolean[], { jaxpr, numCarry, numConsts }: ScanParams) {
  const firstX = numConsts + numCarry;
  const [constsUnknown, initUnknown, xsUnknown] = pieces(inputsUnknown, numConsts, numCarry);
  const divide = (marks: readonly boolean[]) =>
    splitProgram(jaxpr, [...constsUnknown, ...marks, ...xsUnknown], marks);
  const marks = markedAfterAll(initUnknown, (m) => divide(m).unknownOutput.slice(0, numCarry));
  const halves = divide(marks);
  const { forwarded } = halves;
  const isUnknown = [...constsUnknown, ...marks, ...xsUnknown];
  const known = numbersWhere(isUnknown, false);
  const knownConsts = constsUnknown.filter((is) => !is).length;
  const fixed = fixedPart(halves, halves.constants.length + knownConsts);
  /** The input that is left for the second half; -1 for what is computed. */
  const left = forwarded.map((place) => (place < 0 ? -1 : known[place]));
  let computed = halves.knownOutputs;
  const isStacked = left.map((i) => (i < 0 ? !fixed.isOutput[computed++] : i >= numConsts && i < firstX));
  const carriedLeft = forwarded.filter((place, n) => place >= 0 && isStacked[n]);
  return { halves, marks, isUnknown, known, left, isStacked, carriedLeft, fixed };
}

interface FixedPart extends ClosedProgram {
  /** The outputs of the first half that it gives: they are the same in each turn, and made once. */
  readonly isOutput: readonly boolean[];
}

/** What the first half of a turn leaves for the second one and makes of constants alone, which are its first inputs. */
function fixedPart({ program, knownOutputs }: Halves, count: number): FixedPart {
  return memoized(program, `fixed ${count} ${knownOutputs}`, () => {
    const inputs = program.inputs.slice(0, count);
    const fixed = new Set<Atom>(inputs);
    const equations = program.equations.filter(({ primitive, inputs: given, params, outputs }) => {
      const is = !isEffectful(primitive, params) && given.every((x) => !(x instanceof Var) || fixed.has(x));
      if (is) for (const v of outputs) fixed.add(v);
      return is;
    });
    const isOutput = program.outputs.map((x, n) => n >= knownOutputs && fixed.has(x));
    const outputs = program.outputs.filter((_, n) => isOutput[n]);
    return { program: withoutDeadCode(new Program(inputs, equations, outputs)), constants: [], isOutput };
  });
}

/** Whether something that is carried does not depend on the unknown inputs, in any turn. */
export function carriesKnown(inputs: readonly (Value | null)[], params: ScanParams): boolean {
  const { numCarry, numConsts } = params;
  const isUnknown = inputs.map((x) => x === null);
  if (isUnknown.slice(numConsts, numConsts + numCarry).every((is) => is)) return false;
  return !divideTurn(isUnknown, params).marks.every((is) => is);
}

/** How many bytes a scan with unknown inputs keeps of its turns, and how many it would keep in segments. */
export function bytesKept(
  inputsUnknown: readonly boolean[],
  params: ScanParams,
): { readonly ofTurns: number; readonly inSegments: number } {
  const { jaxpr, length, numCarry, numConsts } = params;
  const { halves, marks, known, carriedLeft, fixed } = divideTurn(inputsUnknown, params);
  const computed = halves.program.outputTypes.filter(
    (_, n) => n >= halves.knownOutputs && !fixed.isOutput[n],
  );
  const carried = jaxpr.inputTypes.slice(numConsts, numConsts + numCarry);
  const left = carriedLeft.map((place) => jaxpr.inputTypes[known[place]]);
  return {
    ofTurns: length * bytesOf([...computed, ...left]),
    inSegments: 2 * Math.sqrt(length) * bytesOf(carried.filter((_, i) => !marks[i])),
  };
}

function bytesOf(types: readonly ArrayType[]): number {
  return types.reduce((sum, { size, dtype }) => sum + size * (isWide(dtype) ? 8 : 4), 0);
}

function numbersWhere(flagged: readonly boolean[], is: boolean): number[] {
  return flagged.flatMap((flag, i) => (flag === is ? [i] : []));
}

/** The program with some of its inputs as further outputs. */
function withOutputs(program: Program<Primitive>, inputs: readonly number[]): Program<Primitive> {
  if (inputs.length === 0) return program;
  return memoized(program, `outputs ${inputs.join()}`, () => ({
    program: new Program(program.inputs, program.equations, [
      ...program.outputs,
      ...inputs.map((i) => program.inputs[i]),
    ]),
    constants: [],
  })).program;
}

/** The turns of a linear scan backwards: they carry cotangents of what was carried, and sums of those of linear constants. */
export function transposeScan(
  cotangents: readonly MaybeZero[],
  inputs: readonly (Value | null)[],
  types: readonly ArrayType[],
  params: ScanParams,
): ScanCall<MaybeZero[]> {
  const { jaxpr, numCarry, numConsts, reverse } = params;
  const [consts, , xs] = pieces(inputs, numConsts, numCarry);
  const [constTypes, carryTypes] = pieces(types, numConsts, numCarry);
  const [carryCts, yCts] = pieces(cotangents, numCarry);
  const isLinear = [...consts.map((x) => x === null), ...carryTypes.map(() => true), ...xs.map((x) => x === null)]; // prettier-ignore
  const turn = backwardTurn(
    jaxpr,
    isLinear,
    numConsts,
    yCts.map((ct) => ct !== null),
  );
  const known = consts.filter((x) => x !== null);
  const sums = constTypes.filter((_, i) => isLinear[i]).map((t) => zerosOf(t.tangent()));
  const carry = carryCts.map((ct, i) => instantiateCotangent(ct, carryTypes[i]));
  const elements = [...xs, ...yCts].filter((x) => x !== null);
  return {
    inputs: [...turn.constants, ...known, ...sums, ...carry, ...elements],
    params: {
      ...params,
      jaxpr: turn.program,
      numConsts: turn.constants.length + known.length,
      numCarry: sums.length + numCarry,
      reverse: !reverse,
    },
    finish(outputs) {
      const [constCts, initCts, xCts] = pieces(outputs, sums.length, numCarry);
      return [
        ...consts.map((x) => (x === null ? constCts.shift()! : null)),
        ...initCts,
        ...xs.map((x) => (x === null ? xCts.shift()! : null)),
      ];
    },
  };
}

/**
 * One turn backwards: of known constants, sums, cotangents of what is carried, known elements, and the cotangents of outputs that
 * are `given`: the next sums, cotangents of what was carried before, and of the other elements.
 */
function backwardTurn(
  jaxpr: Program<Primitive>,
  isLinear: readonly boolean[],
  numConsts: number,
  given: readonly boolean[],
): ClosedProgram {
  return memoized(jaxpr, `backward turn ${flags(isLinear)} ${numConsts} ${flags(given)}`, () => {
    const numCarry = jaxpr.outputs.length - given.length;
    const [consts, carry, xs] = pieces(jaxpr.inputTypes, numConsts, numCarry);
    const [constLinear, , xLinear] = pieces(isLinear, numConsts, numCarry);
    const [linearConsts, knownConsts] = [true, false].map((is) => consts.filter((_, i) => constLinear[i] === is)); // prettier-ignore
    const knownXs = xs.filter((_, i) => !xLinear[i]);
    const ys = jaxpr.outputTypes.slice(numCarry).filter((_, i) => given[i]);
    const tangents = (types: readonly ArrayType[]): ArrayType[] => types.map((t) => t.tangent());
    const staged = pass("transpose", jaxpr, () =>
      stage(
        (...all) => {
          const parts = pieces(all, knownConsts.length, linearConsts.length, numCarry, knownXs.length);
          const [constValues, sums, carryCts, xValues, yCts] = parts;
          const values = [
            ...constLinear.map((is) => (is ? null : constValues.shift()!)),
            ...carry.map(() => null),
            ...xLinear.map((is) => (is ? null : xValues.shift()!)),
          ];
          const cts = [...carryCts, ...given.map((is) => (is ? yCts.shift()! : null))];
          const result = transposeProgram(jaxpr, isLinear, values, cts);
          const linear = result
            .map((ct, i) => ({ ct, type: jaxpr.inputTypes[i], i }))
            .filter(({ i }) => isLinear[i]);
          return linear.map(({ ct, type }, n) => {
            if (n >= sums.length) return instantiateCotangent(ct, type);
            return ct ? addTangents(sums[n], ct) : sums[n];
          });
        },
        [...knownConsts, ...tangents(linearConsts), ...tangents(carry), ...knownXs, ...tangents(ys)],
        { transform: "transpose", name: "a program" },
      ),
    );
    return hoistConstants(staged);
  });
}
