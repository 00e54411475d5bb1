/** Everything that works element by element. */

export * from "./arithmetic.js";
export * from "./logic.js";
export * from "./transcendental.js";
export { selectCases as select, where } from "./where.js";
