/** Factors of matrices, under the names of `jax.lax.linalg` in camel case. */

import type { Primitive } from "../../trace/primitive.js";
import { choleskyP } from "./cholesky.js";
import { eighP } from "./eigh.js";
import { luP } from "./lu.js";
import { qrP } from "./qr.js";
import { svdP } from "./svd.js";
import { triangularSolveP } from "./triangularSolve.js";

export { cholesky } from "./cholesky.js";
export { eigh } from "./eigh.js";
export { lu, luPivotsToPermutation } from "./lu.js";
export { qr } from "./qr.js";
export { svd } from "./svd.js";
export { triangularSolve } from "./triangularSolve.js";

export const factorPrimitives = [choleskyP, eighP, luP, qrP, svdP, triangularSolveP] as readonly Primitive[];
