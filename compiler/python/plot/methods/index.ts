/** All methods of axes. */
import type { Axes } from "../axes.js";
import type { Methods } from "../objects.js";
import { barMethods } from "./bars.js";
import { decorationMethods } from "./decorations.js";
import { fieldMethods } from "./fields.js";
import { lineMethods } from "./lines.js";

export const axesMethods: Methods<Axes> = {
  ...lineMethods,
  ...barMethods,
  ...fieldMethods,
  ...decorationMethods,
};
