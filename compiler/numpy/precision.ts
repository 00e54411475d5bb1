/** What products of arrays may be told: their dtype, and how exact they are. */

import { type DType, toDType } from "../ir/dtype.js";

/**
 * How exactly products are taken. It stands in programs and has no effect: they are always float32 products.
 */
export const Precision = { DEFAULT: "default", HIGH: "high", HIGHEST: "highest" } as const;
export type Precision = (typeof Precision)[keyof typeof Precision];

export interface ProductOptions {
  /** The dtype of sums and result, by name. Default that of the operands. */
  preferredElementType?: string | null;
  /** Without effect: products are always exact to float32. */
  precision?: Precision | readonly Precision[] | null;
}

/** The names of these options. */
export const productOptions = ["precision", "preferredElementType"] as const;

/** What is asked for, as `dotGeneral` takes it. */
export function productParams({ preferredElementType: name, precision }: ProductOptions): {
  preferredElementType?: DType;
  precision?: [lhs: string, rhs: string];
} {
  const sides = typeof precision === "string" ? [precision, precision] : precision;
  return {
    ...(name && { preferredElementType: toDType(name) }),
    ...(sides && { precision: [sides[0], sides[1]] }),
  };
}
