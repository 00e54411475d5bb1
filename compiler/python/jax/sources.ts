/** Operations and errors get the lines of the script that is running. */

import { setSourceProvider, type Source } from "../../ir/source.js";
import type { Machine } from "../vm/machine.js";

/** Until the function that is returned is called. */
export function useSourcesOf(machine: Machine): () => void {
  setSourceProvider(() => sourceOf(machine));
  return () => setSourceProvider(undefined);
}

/** Columns count from 0, as Python's do. */
function sourceOf({ frame }: Machine): Source | undefined {
  if (!frame) return undefined;
  const { at } = frame.current;
  const { name, file } = frame.code;
  return { file, line: frame.line, column: at.col_offset ?? 0, functionName: name };
}
