/** What is said of functions that transformations return, as their `__doc__`. */

import { attributeOr } from "../objects/attributes.js";
import type { Value } from "../objects/value.js";
import { nameOf } from "./functions.js";

export const gradientDoc = (name: string, nums: string): string =>
  `Gradient of ${name} with respect to positional argument(s) ${nums}. Takes the same arguments as ${name} but returns the gradient, which has the same shape as the arguments at positions ${nums}.`;

export const valueDoc = (name: string, nums: string): string =>
  `Value and gradient of ${name} with respect to positional argument(s) ${nums}. Takes the same arguments as ${name} but returns a two-element tuple where the first element is the value of ${name} and the second element is the gradient, which has the same shape as the arguments at positions ${nums}.`;

export const jacobianDoc = (name: string, nums: string): string =>
  `Jacobian of ${name} with respect to positional argument(s) ${nums}. Takes the same arguments as ${name} but returns the jacobian of the output with respect to the arguments at positions ${nums}.`;

export function vectorizedDoc(f: Value): string {
  const name = nameOf(f);
  const doc = attributeOr(f, "__doc__");
  const original = typeof doc === "string" && doc !== "" ? `\n\nOriginal documentation:\n\n${doc}` : "";
  return `Vectorized version of ${name}. Takes similar arguments as ${name} but with additional array axes over which ${name} is mapped.${original}`;
}
