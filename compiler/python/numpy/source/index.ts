/** `numpy` in Python, on top of `functions.ts` and the elementwise functions: one module in several parts. */

import { arithmetic } from "./arithmetic.js";
import { arrays } from "./arrays.js";
import { comparison } from "./comparison.js";
import { dtypes } from "./dtypes.js";
import { elements } from "./elements.js";
import { functions } from "./functions.js";
import { nanStatistics } from "./nanStatistics.js";
import { polynomials } from "./polynomials.js";
import { printing } from "./printing.js";
import { products } from "./products.js";
import { sets } from "./sets.js";
import { shapes } from "./shapes.js";
import { statistics } from "./statistics.js";

export const source = [
  dtypes,
  arrays,
  shapes,
  elements,
  arithmetic,
  products,
  statistics,
  nanStatistics,
  comparison,
  sets,
  functions,
  polynomials,
  printing,
].join("");
