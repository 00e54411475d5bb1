/** Arrays as text. */

import { formatArray, inspectNumpyArray } from "../../trace/format.js";
import type { NdArray } from "./ndarray.js";

export const showArray = (a: NdArray): string =>
  inspectNumpyArray(a.flat(), { dtype: a.dtype.name, shape: a.shape });
export const stringOf = (a: NdArray): string =>
  formatArray(a.flat(), { dtype: a.dtype.name, shape: a.shape });
