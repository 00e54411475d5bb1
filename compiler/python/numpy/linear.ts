/** Products of matrices, and `einsum`. */

import { fail } from "../text/failure.js";
import { bool, type Element, type ElementType, promoteTwo, type Store } from "./elementTypes.js";
import { broadcastShapes, compactShape, NdArray, unfinishedShape } from "./ndarray.js";

const signature = "gufunc signature (n?,k),(k,m?)->(n?,m?)";

/** The sum of products of two rows of elements. */
function dotRows(
  x: Store,
  xAt: number,
  xStep: number,
  y: Store,
  yAt: number,
  yStep: number,
  n: number,
  big: boolean,
): Element {
  if (big) {
    let total = 0n;
    for (let i = 0; i < n; i++) total += (x[xAt + i * xStep] as bigint) * (y[yAt + i * yStep] as bigint);
    return total;
  }
  let total = 0;
  for (let i = 0; i < n; i++) total += (x[xAt + i * xStep] as number) * (y[yAt + i * yStep] as number);
  return total;
}

/** `a @ b`. */
export function matmul(a: NdArray, b: NdArray): NdArray {
  [a, b].forEach((x, i) => {
    if (x.ndim === 0)
      fail(
        "ValueError",
        `matmul: Input operand ${i} does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)`,
      );
  });
  const x = a.ndim === 1 ? a.view([1, ...a.shape], [0, ...a.strides]) : a;
  const y = b.ndim === 1 ? b.view([...b.shape, 1], [...b.strides, 0]) : b;
  const [n, k] = x.shape.slice(-2);
  const [inner, m] = y.shape.slice(-2);
  if (k !== inner)
    fail(
      "ValueError",
      `matmul: Input operand 1 has a mismatch in its core dimension 0, with ${signature} (size ${inner} is different from ${k})`,
    );
  const batch = broadcastShapes([x.shape.slice(0, -2), y.shape.slice(0, -2)]);
  const type = promoteTwo(a.dtype, b.dtype);
  const [p, q] = [x.broadcast([...batch, n, k])!, y.broadcast([...batch, k, m])!].map((z) =>
    z.astype(type).flat(),
  );
  const result = NdArray.empty([...batch, n, m], type);
  let at = 0;
  for (let i = 0; at < result.data.length; i++)
    for (let row = 0; row < n; row++)
      for (let column = 0; column < m; column++)
        result.data[at++] = clean(
          dotRows(p, (i * n + row) * k, 1, q, i * k * m + column, m, k, type.isBig),
          type,
        );
  const shape = [...batch, ...(a.ndim === 1 ? [] : [n]), ...(b.ndim === 1 ? [] : [m])];
  return new NdArray(result.data, type, shape);
}

const clean = (x: Element, type: ElementType): Element =>
  type === bool ? Number(x !== 0) : type.isFloat ? type.round(x as number) : type.wrap(x);

/** `np.dot`. */
export function dot(a: NdArray, b: NdArray): NdArray {
  const [i, j] = [a.ndim - 1, Math.max(b.ndim - 2, 0)];
  if (a.shape[i] !== b.shape[j])
    fail(
      "ValueError",
      `shapes ${compactShape(a.shape)} and ${compactShape(b.shape)} not aligned: ${a.shape[i]} (dim ${i}) != ${b.shape[j]} (dim ${j})`,
    );
  if (b.ndim <= 2 || a.ndim === 1) return matmul(a, b);
  const letters = "abcdefghijklmnopqrstuvwxy";
  const left = letters.slice(0, a.ndim - 1);
  const right = letters.slice(a.ndim - 1, a.ndim + b.ndim - 2);
  return einsum(`${left}z,${right.slice(0, -1)}z${right.slice(-1)}->${left}${right}`, [a, b]);
}

/** `np.einsum`: the sum over all letters that the result lacks. */
export function einsum(text: string, operands: readonly NdArray[]): NdArray {
  const { inputs, output } = parse(text, operands);
  const lengths = new Map<string, number>();
  inputs.forEach((letters, i) => {
    [...letters].forEach((c, axis) => {
      const n = operands[i].shape[axis];
      const known = lengths.get(c);
      if (known === undefined || known === 1) lengths.set(c, n);
      else if (n !== known && n !== 1)
        fail(
          "ValueError",
          `operands could not be broadcast together with remapped shapes [original->remapped]: ${operands.map((o, j) => `${compactShape(o.shape)}->${remapped(o, inputs[j], lengths, output)} `).join("")}`,
        );
    });
  });
  const summed = [...lengths.keys()].filter((c) => !output.includes(c));
  const order = [...output, ...summed];
  const type = operands.map((o) => o.dtype).reduce(promoteTwo);
  const shape = order.map((c) => lengths.get(c)!);
  const values = operands.map((o, i) => {
    const strides = order.map((c) => strideOf(o, inputs[i], c));
    return o.view(shape, strides).astype(type).flat();
  });
  const outShape = shape.slice(0, output.length);
  const count = shape.slice(output.length).reduce((x, n) => x * n, 1);
  const result = NdArray.empty(outShape, type);
  for (let i = 0; i < result.data.length; i++) {
    let total: Element = type.isBig ? 0n : 0;
    for (let j = i * count; j < (i + 1) * count; j++) {
      let product: Element = values[0][j];
      for (let k = 1; k < values.length; k++) product = (product as number) * (values[k][j] as number);
      total = (total as number) + (product as number);
    }
    result.data[i] = clean(total, type);
  }
  return result;
}

/** Along a letter that names several axes, the diagonal. */
function strideOf(a: NdArray, letters: string, c: string): number {
  let stride = 0;
  [...letters].forEach((l, i) => {
    if (l === c && a.shape[i] !== 1) stride += a.strides[i];
  });
  return stride;
}

function remapped(a: NdArray, letters: string, lengths: ReadonlyMap<string, number>, output: string): string {
  const order = [...output, ...[...lengths.keys()].filter((c) => !output.includes(c))];
  return unfinishedShape(order.map((c) => (letters.includes(c) ? a.shape[letters.indexOf(c)] : -1)));
}

function parse(given: string, operands: readonly NdArray[]): { inputs: string[]; output: string } {
  const text = given.replaceAll(" ", "");
  const [left, right] = text.split("->") as [string, string | undefined];
  const terms = left.split(",");
  if (terms.length !== operands.length)
    fail(
      "ValueError",
      terms.length > operands.length
        ? "more operands provided to einstein sum function than specified in the subscripts string"
        : "fewer operands provided to einstein sum function than specified in the subscripts string",
    );
  // An ellipsis stands for axes that have no letter: they get some, counted from the right.
  const spare = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].filter((c) => !text.includes(c)).join("");
  let widest = 0;
  const counts = terms.map((term, i) => operands[i].ndim - term.replace("...", "").length);
  terms.forEach((term, i) => {
    if (term.includes("...")) widest = Math.max(widest, counts[i]);
    else if (counts[i] !== 0)
      fail(
        "ValueError",
        counts[i] > 0
          ? `operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.`
          : `einstein sum subscripts string contains too many subscripts for operand ${i}`,
      );
  });
  const inputs = terms.map((term, i) => term.replace("...", spare.slice(widest - counts[i], widest)));
  const dots = spare.slice(0, widest);
  if (right !== undefined) return { inputs, output: right.replace("...", dots) };
  const all = terms.join("").replaceAll("...", "");
  const single = [...new Set(all)].filter((c) => all.indexOf(c) === all.lastIndexOf(c)).sort();
  return { inputs, output: dots + single.join("") };
}
