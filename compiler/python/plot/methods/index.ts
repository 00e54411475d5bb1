/** All methods of axes. */
import type { Axes } from "../axes.js";
import type { Methods } from "../objects.js";
import { areaMethods } from "./areas.js";
import { axisMethods } from "./axis.js";
import { barMethods } from "./bars.js";
import { boxMethods } from "./boxes.js";
import { decorationMethods } from "./decorations.js";
import { fieldMethods } from "./fields.js";
import { histogramMethods } from "./histograms.js";
import { legendMethods } from "./legends.js";
import { lineMethods } from "./lines.js";
import { pieMethods } from "./pies.js";

export const axesMethods: Methods<Axes> = {
  ...lineMethods,
  ...barMethods,
  ...histogramMethods,
  ...areaMethods,
  ...pieMethods,
  ...boxMethods,
  ...fieldMethods,
  ...axisMethods,
  ...legendMethods,
  ...decorationMethods,
};
