/** Pullback's public API: a table of contents. */

// First, and its end last: what lies between them in a bundle is the package.
import { endOfPackage } from "./ir/source.js";
import { PlanExecutor } from "./execute/executor.js";
import { setExecutor } from "./trace/executor.js";

export { init, type DeviceInfo, type InitOptions, selfTest } from "./execute/init.js";
export type { Deviation } from "./execute/selfTest.js";

// Arrays
export { Value as Array, type ArrayLike, type TypedArray } from "./trace/value.js";
export { HostArray } from "./trace/hostArray.js";
export { DeviceArray } from "./execute/deviceArray.js";
export { ArrayType } from "./ir/arrayType.js";
export { type DType, enableX64, float0 } from "./ir/dtype.js";
export { ShapeDtypeStruct } from "./calls/shapeDtypeStruct.js";

// Transformations
export { jvp, linearize } from "./transforms/forward.js";
export { linearTranspose } from "./transforms/linearTranspose.js";
export { grad, type GradOptions, valueAndGrad, vjp } from "./transforms/reverse.js";
export { hessian, jacfwd, jacrev, type JacobianOptions } from "./transforms/jacobian.js";
export { vmap, type VmapOptions } from "./transforms/vmap.js";
export { ioCallback, pureCallback, type PureCallbackOptions, type VmapMethod } from "./calls/hostCallback.js";
export { evalShape, Jaxpr, makeJaxpr } from "./transforms/staging.js";
export { type Residual, savedResiduals } from "./transforms/savedResiduals.js";
export { type Pass, trail } from "./transforms/trail.js";
export {
  checkpoint,
  type CheckpointOptions,
  checkpointPolicies,
  type CheckpointPolicy,
} from "./calls/checkpoint.js";
export { checkpointName } from "./calls/checkpointName.js";
export * as debug from "./calls/debug.js";
export { jit, type Jitted, type JitOptions, type Lowered } from "./calls/jit.js";

// Custom rules
export { customJvp, type CustomJvp, type CustomJvpOptions } from "./calls/customJvp.js";
export { customVjp, type CustomVjp, type CustomVjpOptions } from "./calls/customVjp.js";
export { customVmap, type CustomVmap } from "./calls/customVmap.js";
export { sequentialVmap } from "./lax/sequentialVmap.js";
export { closureConvert, customGradient } from "./calls/customGradient.js";
export { CustomVJPPrimal, customVjpPrimalTreeValues, SymbolicZero } from "./calls/symbolicZeros.js";
export { stopGradient } from "./calls/stopGradient.js";

// Equations
export { fixedPoint } from "./equations/fixedPoint.js";
export { rootFind } from "./equations/rootFind.js";
export type { StepOptions } from "./equations/unknowns.js";

// Functions
export * as numpy from "./numpy/index.js";
export * as lax from "./lax/index.js";
export * as nn from "./nn/index.js";
export * as scipy from "./scipy/index.js";
export * as random from "./random/index.js";
export * as tree from "./transforms/tree.js";

// Errors
export {
  AttributeError,
  ConcretizationTypeError,
  LoopBoundReached,
  NonConcreteBooleanIndexError,
  NotImplementedError,
  OverflowError,
  TracerArrayConversionError,
  TracerBoolConversionError,
  TracerIntegerConversionError,
  UnexpectedTracerError,
  ValueError,
} from "./ir/errors.js";
export { DeviceError } from "../runtime/index.js";

// Until `init` picks a device, compiled functions run on the host.
setExecutor(new PlanExecutor(undefined));

endOfPackage();
