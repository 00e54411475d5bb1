/** Names of kernels: what they do, in the order in which they do it. */

const MAX_WORDS = 4;

/**
 * `exp_sum_div` for the labels exp, sum, div; the first and the last ones of a long list. Where nothing is computed,
 * the views that are taken give the name.
 */
export function kernelName(labels: readonly string[], views: readonly string[]): string {
  return joined(labels) || joined(views) || "copy";
}

function joined(labels: readonly string[]): string {
  const words = [...new Set(labels.filter((label) => label !== "").map(identifier))];
  const kept =
    words.length <= MAX_WORDS ? words : [...words.slice(0, MAX_WORDS - 1), words[words.length - 1]];
  return kept.join("_");
}

/** A label as part of an identifier. */
export function identifier(label: string): string {
  return label.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "") || "op";
}
