/** The call of a customVmap function: batching sees the rule, and everything else the function. */

import { Written } from "../ir/params.js";
import type { Program } from "../ir/program.js";
import { instantiate, jvpFlat } from "../passes/jvp.js";
import { memoized } from "../passes/memo.js";
import { pass } from "../passes/pass.js";
import { batchedProgram, currentAxis, vmapFlat } from "../passes/vmap.js";
import { broadcastLeading } from "../primitives/views.js";
import { evaluate } from "../trace/evaluate.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import { type ClosedProgram, stage } from "../trace/stageTrace.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { named, nameOf } from "./callable.js";

/** Flat form of a rule: the outputs for inputs of which some are batched, and which outputs are. */
export type FlatVmapRule = (
  size: number,
  batched: readonly boolean[],
  inputs: readonly Value[],
) => { outputs: Value[]; batched: boolean[] };

interface CustomVmapParams {
  /** The function, with what it closes over as leading inputs. */
  readonly call: Program<Primitive>;
  readonly rule: FlatVmapRule;
  /** Structures of the arguments and of the output, for the text of programs. */
  readonly inTree: Written;
  readonly outTree: Written;
}

export const customVmapP: Primitive<CustomVmapParams> = {
  name: "custom_vmap_call",
  type: (_inputs, { call }) => call.outputTypes,
  run: (inputs, { call }) => evaluate(call, inputs),
  lowering: { kind: "call", program: ({ call }) => call },
  batch(inputs, batched, size, { call, rule }) {
    if (!currentAxis().isLoop) return rule(size, batched, inputs);
    const { program, constants, batched: outBatched } = batchedProgram(call, batched, size);
    return { outputs: evaluate(program, [...constants, ...inputs]), batched: [...outBatched] };
  },

  jvp(primals, tangents, params) {
    const full = tangents.map((t, i) => instantiate(t, primals[i]));
    const outputs = bind(customVmapP, [...primals, ...full], {
      call: jvpOf(params.call).program,
      rule: named(jvpOfRule(params.rule), params.rule),
      inTree: pairText(params.inTree.text, params.inTree.text),
      outTree: pairText(params.outTree.text, params.outTree.text),
    });
    const n = outputs.length / 2;
    return { primals: outputs.slice(0, n), tangents: outputs.slice(n).map(orZero) };
  },

  paramText: {
    show: ({ rule, ...params }) => ({ ...params, rule: new Written(`<function ${nameOf(rule)}>`) }),
    read: (shown) => shown as unknown as CustomVmapParams,
  },
};

/** The structure of a pair of trees, as text, from those of the two. */
export function pairText(...texts: readonly string[]): Written {
  const inner = texts.map((text) => text.slice("PyTreeDef(".length, -1));
  return new Written(`PyTreeDef((${inner.join(", ")}))`);
}

function orZero(tangent: Value): MaybeZero {
  return tangent.dtype === "float0" ? null : tangent;
}

/** The program on dual numbers, zero or not: of all primals and tangents, in and out. */
function jvpOf(program: Program<Primitive>): ClosedProgram {
  return memoized(program, "jvp of custom_vmap", () => {
    const n = program.inputs.length;
    const types = [...program.inputTypes, ...program.inputTypes.map((t) => t.tangent())];
    const run = (...inputs: Value[]): Value[] => {
      const out = jvpFlat((...xs) => evaluate(program, xs), inputs.slice(0, n), inputs.slice(n).map(orZero));
      return [...out.primals, ...out.tangents.map((t, i) => instantiate(t, out.primals[i]))];
    };
    const traced = { transform: "jvp", name: "a program" };
    return { program: pass("jvp", program, () => stage(run, types, traced)), constants: [] };
  });
}

/**
 * The rule on dual numbers. It is told of the inputs of which primal and tangent are batched; over those of which only one is, it
 * is mapped as a whole. Where there are inputs of both kinds, all are made to be of the first.
 */
function jvpOfRule(rule: FlatVmapRule): FlatVmapRule {
  return (size, batched, inputs) => {
    const n = inputs.length / 2;
    const count = batched.map((is, i) => Number(is) + Number(batched[(i + n) % (2 * n)]));
    const isMixed = count.includes(1) && count.includes(2);
    const isBoth = (i: number): boolean => count[i] === 2 || (isMixed && count[i] === 1);
    const given = inputs.map((x, i) => (isBoth(i) && !batched[i] ? broadcastLeading(x, size) : x));
    const flags = given.slice(0, n).map((_, i) => isBoth(i));
    let outBatched: boolean[] = [];
    const primalRule = (...xs: Value[]): Value[] => {
      const out = rule(size, flags, xs);
      outBatched = out.batched;
      return out.outputs;
    };
    const dual = (...xs: Value[]): Value[] => {
      const out = jvpFlat(primalRule, xs.slice(0, n), xs.slice(n).map(orZero));
      return [...out.primals, ...out.tangents.map((t, i) => instantiate(t, out.primals[i]))];
    };
    const isExtra = batched.map((is, i) => is && !isBoth(i));
    const out = vmapFlat(dual, given, isExtra, size);
    const m = out.outputs.length / 2;
    return { outputs: out.outputs, batched: out.batched.map((is, i) => is || outBatched[i % m]) };
  };
}
