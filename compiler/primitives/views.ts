/** Arrays seen in another way. */

import type { Primitive } from "../trace/primitive.js";
import { reshapingPrimitives } from "./reshaping.js";
import { slicingPrimitives } from "./slicing.js";

export * from "./reshaping.js";
export * from "./slicing.js";

export const viewPrimitives: readonly Primitive[] = [...reshapingPrimitives, ...slicingPrimitives];
