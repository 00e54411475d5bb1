/** Errors that tracing raises. All are TypeErrors, as in JAX (`jax.errors`), so `catch` code ports. */

/** A traced value was used where only a concrete one will do. */
export class ConcretizationTypeError extends TypeError {
  override name = "ConcretizationTypeError";
}

/** A traced value was asked to decide (`if (x > 0)`). */
export class TracerBoolConversionError extends ConcretizationTypeError {
  override name = "TracerBoolConversionError";
}

/** A traced value was asked for its elements. */
export class TracerArrayConversionError extends ConcretizationTypeError {
  override name = "TracerArrayConversionError";
}

/** A traced value was used after its trace had ended. */
export class UnexpectedTracerError extends TypeError {
  override name = "UnexpectedTracerError";
}

/** An argument of the right type with a value that won't do: Python's ValueError, which JAX raises. */
export class ValueError extends RangeError {
  override name = "ValueError";
}
