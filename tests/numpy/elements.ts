import type { HostArray } from "../../compiler/trace/hostArray.js";

/** The elements of a concrete array as nested lists. */
export function list(x: unknown): unknown {
  return (x as HostArray).tolist();
}

/** The element of a concrete scalar. */
export function item(x: unknown): number | boolean {
  return (x as HostArray).item();
}
