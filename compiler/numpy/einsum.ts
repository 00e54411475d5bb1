/** Sums of products in Einstein's notation. */

import { expectOptions, isOptions } from "../ir/options.js";
import { dotGeneral } from "../primitives/dot.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { diagonal } from "./diagonals.js";
import { productParams, type ProductOptions, productOptions } from "./precision.js";
import { convertTo, expandTo, promoteDtypes, toBool } from "./promotion.js";
import { sum } from "./reductions.js";
import { moveaxis } from "./shape.js";

/** An array with a letter for each axis. */
interface Term {
  readonly value: Value;
  readonly labels: readonly string[];
}

interface EinsumOptions extends ProductOptions {
  /** Without effect: operands are contracted from the left. */
  optimize?: unknown;
}

/**
 * `einsum(subscripts, x, y, …, options?)`: sums products over the letters that the output doesn't have. Without an arrow the output has the letters that occur
 * once, sorted. `...` stands for axes that are broadcast. Operands are contracted from the left; of booleans the result
 * says whether any product is true.
 *
 *     jnp.einsum("ij,j->i", [[1, 2], [3, 4]], [1, 1]) // [3. 7.]
 *
 * Throws a ValueError for letters that don't fit the operands. Source: `jax.numpy.einsum`.
 */
export function einsum(subscripts: string, ...rest: (ArrayLike | EinsumOptions)[]): Value {
  if (typeof subscripts !== "string")
    throw new TypeError(`einsum takes its subscripts first, as text: einsum("ij,jk->ik", x, y)`);
  const last = rest.at(-1);
  const options = isOptions(last) ? (last as EinsumOptions) : {};
  expectOptions("einsum(subscripts, x, y)", options, ["optimize", ...productOptions]);
  const { preferredElementType, precision } = productParams(options);
  const operands = (isOptions(last) ? rest.slice(0, -1) : rest) as ArrayLike[];
  const promoted = promoteDtypes(operands, "einsum");
  const isBool = promoted.some((v) => v.dtype === "bool");
  const values = promoted.map((v) => (isBool ? convertTo(v, "int32") : v));
  const { inputs, output } = parse(subscripts, values);
  const lengths = lengthsOf(inputs);
  const terms = inputs.map((term) => withoutRepeats(spread(term, lengths)));
  const isNeeded = (label: string, others: readonly Term[]): boolean =>
    output.includes(label) || others.some((t) => t.labels.includes(label));
  let result = sumUnneeded(terms[0], (label) => isNeeded(label, terms.slice(1)));
  for (let i = 1; i < terms.length; i++) {
    const rest = terms.slice(i + 1);
    const next = sumUnneeded(terms[i], (label) => isNeeded(label, [result, ...rest]));
    result = product(result, next, (label) => isNeeded(label, rest), precision);
  }
  const sums = views.transpose(result.value, output.map((label) => result.labels.indexOf(label))); // prettier-ignore
  if (preferredElementType) return convertTo(sums, preferredElementType);
  return isBool ? toBool(sums) : sums;
}

function parse(subscripts: string, values: readonly Value[]): { inputs: Term[]; output: string[] } {
  const text = subscripts.replace(/\s/g, "");
  const [left, right] = text.split("->") as [string, string | undefined];
  const parts = left.split(",");
  if (parts.length !== values.length)
    throw new ValueError(
      `Number of einsum subscripts, ${parts.length}, must be equal to the number of operands, ${values.length}.`,
    );
  const explicit = parts.map((p) => p.replace("...", "").length);
  const open = Math.max(0, ...parts.map((p, i) => (p.includes("...") ? values[i].ndim - explicit[i] : 0)));
  const dots = (count: number): string[] => Array.from({ length: count }, (_, i) => `.${open - count + i}`);
  const labelsOf = (part: string, ndim: number): string[] => {
    const [before, after] = part.split("...") as [string, string | undefined];
    if (after === undefined) return [...before];
    return [...before, ...dots(ndim - before.length - after.length), ...after];
  };
  const inputs = parts.map((part, i) => {
    const labels = labelsOf(part, values[i].ndim);
    if (labels.length !== values[i].ndim)
      throw new ValueError(
        `Einstein sum subscript '${part}' does not contain the correct number of indices for operand ${i}.`,
      );
    return { value: values[i], labels };
  });
  const all = inputs.flatMap((t) => [...t.labels]);
  let output: string[];
  if (right !== undefined) output = labelsOf(right, right.replace("...", "").length + open);
  else {
    const once = [...new Set(all)].filter((l) => !l.startsWith(".") && all.indexOf(l) === all.lastIndexOf(l));
    output = [...dots(open), ...once.sort()];
  }
  const unknown = output.find((l) => !all.includes(l));
  if (unknown !== undefined)
    throw new ValueError(`Output character '${unknown}' did not appear in the input`);
  return { inputs, output };
}

function lengthsOf(terms: readonly Term[]): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const [operand, { value, labels }] of terms.entries()) {
    labels.forEach((label, axis) => {
      const [known, here] = [lengths.get(label) ?? 1, value.shape[axis]];
      if (known !== here && known !== 1 && here !== 1)
        throw new ValueError(
          `Size of label '${label}' for operand ${operand} (${known}) does not match previous terms (${here}).`,
        );
      lengths.set(label, known === 1 ? here : known);
    });
  }
  return lengths;
}

/** Axes of length 1 stretched to what the letter has elsewhere. */
function spread({ value, labels }: Term, lengths: ReadonlyMap<string, number>): Term {
  return { value: expandTo(value, labels.map((l) => lengths.get(l)!)), labels }; // prettier-ignore
}

/** The diagonal for a letter that an operand has twice. */
function withoutRepeats({ value, labels }: Term): Term {
  const second = labels.findIndex((l, i) => labels.indexOf(l) < i);
  if (second < 0) return { value, labels };
  const first = labels.indexOf(labels[second]);
  const rest = labels.filter((_, i) => i !== first && i !== second);
  return withoutRepeats({
    value: diagonal(moveaxis(value, [first, second], [-2, -1]), { axis1: -2, axis2: -1 }),
    labels: [...rest, labels[second]],
  });
}

function sumUnneeded({ value, labels }: Term, isNeeded: (label: string) => boolean): Term {
  const axes = labels.map((_, i) => i).filter((i) => !isNeeded(labels[i]));
  if (axes.length === 0) return { value, labels };
  return { value: sum(value, { axis: axes }), labels: labels.filter(isNeeded) };
}

function product(
  x: Term,
  y: Term,
  isNeeded: (label: string) => boolean,
  precision: [lhs: string, rhs: string] | undefined,
): Term {
  const shared = x.labels.filter((l) => y.labels.includes(l));
  const batch = shared.filter(isNeeded);
  const folded = shared.filter((l) => !isNeeded(l));
  const axes = (term: Term, labels: readonly string[]): number[] => labels.map((l) => term.labels.indexOf(l));
  const value = dotGeneral(
    x.value,
    y.value,
    [
      [axes(x, folded), axes(y, folded)],
      [axes(x, batch), axes(y, batch)],
    ],
    { preferredElementType: x.value.dtype, precision },
  );
  const free = (term: Term): string[] => term.labels.filter((l) => !shared.includes(l));
  return { value, labels: [...batch, ...free(x), ...free(y)] };
}
