/** The list of all primitives. */

import type { Primitive } from "../trace/primitive.js";
import { arithmeticPrimitives } from "./arithmetic.js";
import { comparisonPrimitives } from "./comparison.js";
import { conversionPrimitives } from "./conversion.js";
import { creationPrimitives } from "./creation.js";
import { cumulativePrimitives } from "./cumulative.js";
import { dotPrimitives } from "./dot.js";
import { dynamicSlicePrimitives } from "./dynamicSlice.js";
import { exponentialPrimitives } from "./exponential.js";
import { gatherPrimitives } from "./gather.js";
import { incompletePrimitives } from "./incomplete.js";
import { integralPrimitives } from "./integrals.js";
import { logicalPrimitives } from "./logical.js";
import { reductionPrimitives } from "./reductions.js";
import { roundingPrimitives } from "./rounding.js";
import { samplePrimitives } from "./samples.js";
import { scatterPrimitives } from "./scatter.js";
import { selectPrimitives } from "./select.js";
import { sortPrimitives } from "./sort.js";
import { specialPrimitives } from "./special.js";
import { trigonometricPrimitives } from "./trigonometric.js";
import { viewPrimitives } from "./views.js";

export const primitives: readonly Primitive[] = [
  ...arithmeticPrimitives,
  ...exponentialPrimitives,
  ...trigonometricPrimitives,
  ...specialPrimitives,
  ...incompletePrimitives,
  ...integralPrimitives,
  ...roundingPrimitives,
  ...comparisonPrimitives,
  ...logicalPrimitives,
  ...conversionPrimitives,
  ...selectPrimitives,
  ...creationPrimitives,
  ...viewPrimitives,
  ...reductionPrimitives,
  ...dotPrimitives,
  ...gatherPrimitives,
  ...scatterPrimitives,
  ...dynamicSlicePrimitives,
  ...cumulativePrimitives,
  ...sortPrimitives,
  ...samplePrimitives,
];

export const primitiveByName: ReadonlyMap<string, Primitive> = new Map(primitives.map((p) => [p.name, p]));
