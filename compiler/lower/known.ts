/** Values that depend on nothing: what they hold is known before anything runs. */

import { i32 } from "../ir/expression.js";
import { HostArray, allocate } from "../trace/hostArray.js";
import { unflatten } from "./coordinates.js";
import { Evaluator } from "./frame.js";
import { type Value, reachable } from "./graph.js";

/** The most elements that are computed here, and the most values that they may come from. */
const MAX_ELEMENTS = 256;
const MAX_VALUES = 100;

/** What a small value holds, if that is known. */
export function knownElements(value: Value): HostArray | undefined {
  if (value.isEmpty || value.size > MAX_ELEMENTS) return undefined;
  const all = [...reachable([value])];
  if (all.length > MAX_VALUES || all.some(({ definition }) => definition.kind !== "map")) return undefined;
  const { read } = new Evaluator(() => undefined);
  const data = allocate(value.type.dtype, value.size);
  for (let n = 0; n < value.size; n++) {
    const element = read(value, unflatten(i32(n), value.shape));
    if (element.kind !== "literal") return undefined;
    data[n] = Number(element.value);
  }
  return new HostArray(value.type, data);
}
