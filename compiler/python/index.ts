/** The Python-like front end: runs scripts. The public API of `pullback/python`. */

export { Session } from "./script.js";
export type { Options } from "./vm/machine.js";
