/** What the compiler knows of one function of the library. */

type ScalarType = "f32" | "i32" | "u32" | "bool";

export interface ShaderFunction {
  readonly name: string;
  readonly params: readonly ScalarType[];
  readonly result: ScalarType;
  /** The WGSL text of this function alone. */
  readonly source: string;
  /** The functions and module-scope names that the text mentions. */
  readonly needs: readonly string[];
}
