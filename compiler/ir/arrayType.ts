import { type DType, isFloating, shortName } from "./dtype.js";

/** What the compiler knows of an array before it has a value: JAX's *abstract value*, or aval. */
export class ArrayType {
  constructor(
    readonly dtype: DType,
    readonly shape: readonly number[],
    readonly weakType = false,
  ) {}

  get ndim(): number {
    return this.shape.length;
  }

  get size(): number {
    return sizeOf(this.shape);
  }

  with(change: { dtype?: DType; shape?: readonly number[]; weakType?: boolean }): ArrayType {
    return new ArrayType(
      change.dtype ?? this.dtype,
      change.shape ?? this.shape,
      change.weakType ?? this.weakType,
    );
  }

  /** The type of tangents and cotangents: the same for floats, `float0` for everything else. */
  tangent(): ArrayType {
    return isFloating(this.dtype) ? this : new ArrayType("float0", this.shape);
  }

  /** Same dtype and shape; weakness does not count. */
  equals(other: ArrayType): boolean {
    return this.dtype === other.dtype && sameShape(this.shape, other.shape);
  }

  /** JAX's short form: `f32[3,4]`. */
  toString(): string {
    return `${shortName(this.dtype)}[${this.shape.join(",")}]`;
  }

  /** JAX's long form, as its error messages show it: `float32[3,4]`. */
  toLongString(): string {
    return `${this.dtype}[${this.shape.join(",")}]`;
  }

  /** As JAX's messages show abstract values: `ShapedArray(float32[3,4])`. */
  toAvalString(): string {
    return `ShapedArray(${this.toLongString()}${this.weakType ? ", weak_type=True" : ""})`;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toAvalString();
  }
}

export function sizeOf(shape: readonly number[]): number {
  let n = 1;
  for (const d of shape) n *= d;
  return n;
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((d, i) => d === b[i]);
}

/** A shape as Python prints a tuple: `()`, `(3,)`, `(3, 4)`. */
export function showShape(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}

/** Row-major strides in elements. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i];
  }
  return strides;
}
