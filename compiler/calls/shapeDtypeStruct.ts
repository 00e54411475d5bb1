import { ArrayType, showShape } from "../ir/arrayType.js";
import { toDType } from "../ir/dtype.js";
import { ValueError } from "../ir/errors.js";

/**
 * Shape and dtype of an array, without its elements: functions that look at types alone take it for one and give it.
 *
 *     new ShapeDtypeStruct([2, 3], "int32").size // 6
 *
 * Throws a TypeError for an unknown dtype, and a ValueError for none. Source: `jax.ShapeDtypeStruct`.
 */
export class ShapeDtypeStruct extends ArrayType {
  constructor(shape: readonly number[], dtype: string, options: { weakType?: boolean } = {}) {
    // Callers without types leave it out.
    if (((dtype as unknown) ?? undefined) === undefined)
      throw new ValueError("ShapeDtypeStruct: dtype must be specified.");
    super(toDType(dtype), [...shape], options.weakType);
  }

  /** As JAX shows it. */
  override toString(): string {
    const weak = this.weakType ? ", weak_type=True" : "";
    return `ShapeDtypeStruct(shape=${showShape(this.shape)}, dtype=${this.dtype}${weak})`;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}
