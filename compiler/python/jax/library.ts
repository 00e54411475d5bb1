/** The library, as scripts use it. */

export * as numpy from "../../numpy/index.js";
export * as lax from "../../lax/index.js";
export * as nn from "../../nn/index.js";
export * as scipy from "../../scipy/index.js";
export * as tree from "../../transforms/tree.js";
