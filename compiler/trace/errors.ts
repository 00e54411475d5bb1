/** Errors that tracing raises. All are TypeErrors, as in JAX (`jax.errors`). */

import { TypeError } from "../ir/errors.js";

export * from "../ir/errors.js";

/** A traced value was used where only a concrete one will do. */
export class ConcretizationTypeError extends TypeError {
  static {
    this.prototype.name = "ConcretizationTypeError";
  }
}

/** A traced value was asked to decide (`if (x > 0)`). */
export class TracerBoolConversionError extends ConcretizationTypeError {
  static {
    this.prototype.name = "TracerBoolConversionError";
  }
}

/** A traced value was asked for its elements. */
export class TracerArrayConversionError extends ConcretizationTypeError {
  static {
    this.prototype.name = "TracerArrayConversionError";
  }
}

/** A traced value was used after its trace had ended. */
export class UnexpectedTracerError extends TypeError {
  static {
    this.prototype.name = "UnexpectedTracerError";
  }
}
