/** How the params of gather and scatter stand in a program's text. */

import { ArrayType } from "../ir/arrayType.js";
import type { DType } from "../ir/dtype.js";
import { NamedTuple, type ParamText, Written } from "../ir/params.js";
import { Program, Var } from "../ir/program.js";
import type { Primitive } from "../trace/primitive.js";
import { none } from "./elementwise.js";
import type { GatherParams } from "./gather.js";
import { GatherScatterMode } from "./places.js";
import type { ScatterParams } from "./scatterPlaces.js";

type Mode = keyof typeof GatherScatterMode;

function modeText(mode: GatherScatterMode): Written {
  const name = (Object.keys(GatherScatterMode) as Mode[]).find((key) => GatherScatterMode[key] === mode);
  return new Written(`GatherScatterMode.${name}`);
}

function readMode(text: unknown): GatherScatterMode {
  return GatherScatterMode[String(text).replace("GatherScatterMode.", "") as Mode];
}

export const gatherText: ParamText<GatherParams> = {
  show({ dimensionNumbers: dims, mode, ...params }) {
    const { offsetDims, collapsedSliceDims, startIndexMap } = dims;
    const { operandBatchingDims, startIndicesBatchingDims } = dims;
    return {
      ...params,
      dimensionNumbers: new NamedTuple("GatherDimensionNumbers", {
        offsetDims,
        collapsedSliceDims,
        startIndexMap,
        operandBatchingDims,
        startIndicesBatchingDims,
      }),
      mode: modeText(mode),
    };
  },
  read: ({ mode, ...shown }) => ({ ...shown, mode: readMode(mode) }) as unknown as GatherParams,
};

/** `combine`: the operation that updates what is there; without it, updates replace it. */
export function scatterText(combine: Primitive | undefined): ParamText<ScatterParams> {
  return {
    show({ dimensionNumbers: dims, mode, indicesAreSorted, uniqueIndices }, [{ dtype }]) {
      const { updateWindowDims, insertedWindowDims, scatterDimsToOperandDims } = dims;
      const { operandBatchingDims, scatterIndicesBatchingDims } = dims;
      return {
        dimensionNumbers: new NamedTuple("ScatterDimensionNumbers", {
          updateWindowDims,
          insertedWindowDims,
          scatterDimsToOperandDims,
          operandBatchingDims,
          scatterIndicesBatchingDims,
        }),
        indicesAreSorted,
        mode: modeText(mode),
        uniqueIndices,
        updateConsts: [],
        updateJaxpr: combine ? updateProgram(combine, dtype) : null,
      };
    },
    read({ dimensionNumbers, mode, indicesAreSorted, uniqueIndices }) {
      return {
        dimensionNumbers,
        indicesAreSorted,
        mode: readMode(mode),
        uniqueIndices,
      } as ScatterParams;
    },
  };
}

const updatePrograms = new Map<string, Program>();

/** What happens to one element. The same program wherever it is the same, so that a text has it once. */
function updateProgram(combine: Primitive, dtype: DType): Program {
  const key = `${combine.name} ${dtype}`;
  let program = updatePrograms.get(key);
  if (!program) {
    const [old, update, result] = [0, 1, 2].map(() => new Var(new ArrayType(dtype, [])));
    const equation = { primitive: combine, inputs: [old, update], params: none, outputs: [result] };
    updatePrograms.set(key, (program = new Program([old, update], [equation], [result])));
  }
  return program;
}
