/** What random has not: it needs loops of a length that the samples decide, or factors of matrices. */

import { NotImplementedError } from "../ir/errors.js";
import { withName } from "../numpy/promotion.js";

function missing(name: string, needs: string): (...args: unknown[]) => never {
  return withName(name, () => {
    throw new NotImplementedError(`random.${name} is not implemented: it needs ${needs}.`);
  });
}

const loops = "loops on the device";
const factors = "factors of matrices";

/** Not implemented: throws a NotImplementedError. */
export const ball = missing("ball", loops);
/** Not implemented: throws a NotImplementedError. */
export const beta = missing("beta", loops);
/** Not implemented: throws a NotImplementedError. */
export const binomial = missing("binomial", loops);
/** Not implemented: throws a NotImplementedError. */
export const chisquare = missing("chisquare", loops);
/** Not implemented: throws a NotImplementedError. */
export const dirichlet = missing("dirichlet", loops);
/** Not implemented: throws a NotImplementedError. */
export const f = missing("f", loops);
/** Not implemented: throws a NotImplementedError. */
export const gamma = missing("gamma", loops);
/** Not implemented: throws a NotImplementedError. */
export const generalizedNormal = missing("generalizedNormal", loops);
/** Not implemented: throws a NotImplementedError. */
export const loggamma = missing("loggamma", loops);
/** Not implemented: throws a NotImplementedError. */
export const multinomial = missing("multinomial", loops);
/** Not implemented: throws a NotImplementedError. */
export const multivariateNormal = missing("multivariateNormal", factors);
/** Not implemented: throws a NotImplementedError. */
export const orthogonal = missing("orthogonal", factors);
/** Not implemented: throws a NotImplementedError. */
export const poisson = missing("poisson", loops);
/** Not implemented: throws a NotImplementedError. */
export const t = missing("t", loops);
