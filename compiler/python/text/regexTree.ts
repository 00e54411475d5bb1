/** Regular expressions as trees. */

import type { Test } from "./regexSets.js";

/** A regular expression, or a part of one. */
export type Node =
  | { readonly kind: "one"; readonly test: Test }
  | { readonly kind: "sequence"; readonly items: readonly Node[] }
  | { readonly kind: "choice"; readonly branches: readonly Node[] }
  | Repeat
  | { readonly kind: "group"; readonly group: number; readonly body: Node }
  | { readonly kind: "at"; readonly place: Place; readonly isAscii: boolean }
  /** Looks ahead, or so many characters back. */
  | { readonly kind: "look"; readonly back: number; readonly isNegated: boolean; readonly body: Node }
  | { readonly kind: "atomic"; readonly body: Node }
  | {
      readonly kind: "back";
      readonly group: number;
      readonly ignoresCase: boolean;
      readonly isAscii: boolean;
    }
  | { readonly kind: "conditional"; readonly group: number; readonly yes: Node; readonly no: Node };

export interface Repeat {
  readonly kind: "repeat";
  readonly body: Node;
  readonly min: number;
  readonly max: number;
  readonly mode: "greedy" | "lazy" | "possessive";
}

/** Where in the text: at its start, its end, that of a line, or where a word starts or ends, or does not. */
export type Place = "start" | "end" | "lineStart" | "lineEnd" | "lastLineEnd" | "boundary" | "inside";

export type Width = readonly [least: number, most: number];

/** How many characters a node may match; groups are by their numbers. */
export function widthOf(node: Node, groups: readonly Width[]): Width {
  switch (node.kind) {
    case "one":
      return [1, 1];
    case "sequence":
      return node.items
        .map((item) => widthOf(item, groups))
        .reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    case "choice":
      return either(node.branches.map((branch) => widthOf(branch, groups)));
    case "conditional":
      return either([widthOf(node.yes, groups), widthOf(node.no, groups)]);
    case "repeat": {
      const [least, most] = widthOf(node.body, groups);
      return [least * node.min, most === 0 ? 0 : most * node.max];
    }
    case "group":
    case "atomic":
      return widthOf(node.body, groups);
    case "back":
      return groups[node.group];
    default:
      return [0, 0];
  }
}

const either = (widths: readonly Width[]): Width => [
  Math.min(...widths.map(([least]) => least)),
  Math.max(...widths.map(([, most]) => most)),
];
