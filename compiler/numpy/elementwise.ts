/** Everything that works element by element. */

export {
  abs, absolute, add, clip, divide, divmod, fabs, floorDivide, fmax, fmin, fmod, heaviside, maximum, minimum, mod,
  multiply, negative, positive, remainder, sign, subtract, trueDivide,
} from "./arithmetic.js"; // prettier-ignore
export * from "./powers.js";
export * from "./rounding.js";
export * from "./floatParts.js";
export * from "./integers.js";
export * from "./logic.js";
export * from "./transcendental.js";
export { selectCases as select, where } from "./where.js";
