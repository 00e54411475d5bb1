/**
 * Plots in the manner of `matplotlib.pyplot`, drawn as SVG. It knows nothing of the evaluator: values come and go as
 * `values.ts` describes them, and objects answer `attribute(name)`.
 */
export { Figure, type PlotHost } from "./figure.js";
export { AxesArray, PlotFunction, PlotObject, PlotTuple } from "./objects.js";
export { Pyplot } from "./pyplot.js";
export { toSvg } from "./toSvg.js";
export type { NumericArray } from "./values.js";
