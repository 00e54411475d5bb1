/** Eigenvalues of symmetric matrices on the host: reflections to three diagonals, and then rotations, as LAPACK does it. */

import {
  columnOf,
  productOf,
  reflectColumns,
  type Reflection,
  reflectionOf,
  reflectRows,
} from "./householder.js";
import { rotate, rotationOf, signed, symmetricPair } from "./rotations.js";

const least = 2 ** -126;
const maxTurns = 30;

/** Eigenvalues, in rising order, and below each other their vectors. The matrix is destroyed. */
export function symmetricEigen(
  a: Float64Array,
  n: number,
  epsilon: number,
): { values: Float64Array; vectors: Float64Array } {
  const reflections: Reflection[] = [];
  for (let k = 0; k + 1 < n; k++) {
    const reflection = reflectionOf(columnOf(a, n, k), k + 1);
    reflections.push(reflection);
    reflectColumns(a, n, reflection);
    reflectRows(a, n, reflection);
  }
  const d = Float64Array.from({ length: n }, (_, i) => a[i * n + i]);
  const e = Float64Array.from({ length: Math.max(n - 1, 0) }, (_, i) => reflections[i].beta);
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  new Diagonals(d, e, vectors, n, epsilon).solve();
  const q = productOf(reflections, n, n);
  const turned = Float64Array.from(vectors, (_, at) => {
    const [which, i] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let j = 0; j < n; j++) sum += q[i * n + j] * vectors[which * n + j];
    return sum;
  });
  const order = sortedOrder(d);
  return {
    values: Float64Array.from(order, (i) => d[i]),
    vectors: Float64Array.from(turned, (_, at) => turned[order[Math.floor(at / n)] * n + (at % n)]),
  };
}

/** The order that exchanges with the least that is left make. */
function sortedOrder(d: Float64Array): number[] {
  const order = [...d.keys()];
  for (let i = 0; i < order.length; i++) {
    let k = i;
    for (let j = i + 1; j < order.length; j++) if (d[order[j]] < d[order[k]]) k = j;
    [order[i], order[k]] = [order[k], order[i]];
  }
  return order;
}

/** A diagonal d with e on both sides of it, whose eigenvectors come together in `vectors`, below each other. */
class Diagonals {
  private turns = 0;

  constructor(
    private readonly d: Float64Array,
    private readonly e: Float64Array,
    private readonly vectors: Float64Array,
    private readonly n: number,
    private readonly epsilon: number,
  ) {}

  solve(): void {
    const { d, e, n, epsilon } = this;
    for (let start = 0; start < n;) {
      if (start > 0) e[start - 1] = 0;
      let end = start;
      for (; end < n - 1; end++) {
        if (e[end] === 0) break;
        if (Math.abs(e[end]) <= Math.sqrt(Math.abs(d[end])) * Math.sqrt(Math.abs(d[end + 1])) * epsilon) {
          e[end] = 0;
          break;
        }
      }
      if (end > start) {
        if (Math.abs(d[end]) < Math.abs(d[start])) this.upwards(end, start);
        else this.downwards(start, end);
      }
      if (this.turns >= n * maxTurns) {
        d.fill(NaN);
        return;
      }
      start = end + 1;
    }
  }

  private isSmall(i: number): boolean {
    const { d, e } = this;
    return e[i] ** 2 <= this.epsilon ** 2 * Math.abs(d[i]) * Math.abs(d[i + 1]) + least;
  }

  /** By QL, from the first to the last. */
  private downwards(first: number, last: number): void {
    const { d, e, vectors, n } = this;
    for (let l = first; l <= last;) {
      let m = l;
      while (m < last && !this.isSmall(m)) m++;
      if (m < last) e[m] = 0;
      if (m === l) {
        l++;
        continue;
      }
      if (m === l + 1) {
        this.pair(l);
        l += 2;
        continue;
      }
      if (this.turns++ >= n * maxTurns) return;
      let [p, s, c] = [d[l], 1, 1];
      let g = (d[l + 1] - p) / (2 * e[l]);
      g = d[m] - p + e[l] / (g + signed(Math.hypot(g, 1), g));
      p = 0;
      for (let i = m - 1; i >= l; i--) {
        const [f, b] = [s * e[i], c * e[i]];
        let r: number;
        ({ c, s, r } = rotationOf(g, f));
        if (i !== m - 1) e[i + 1] = r;
        g = d[i + 1] - p;
        r = (d[i] - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        rotate(vectors, n, i, c, -s);
      }
      d[l] -= p;
      e[l] = g;
    }
  }

  /** By QR, from the last to the first. */
  private upwards(last: number, first: number): void {
    const { d, e, vectors, n } = this;
    for (let l = last; l >= first;) {
      let m = l;
      while (m > first && !this.isSmall(m - 1)) m--;
      if (m > first) e[m - 1] = 0;
      if (m === l) {
        l--;
        continue;
      }
      if (m === l - 1) {
        this.pair(m);
        l -= 2;
        continue;
      }
      if (this.turns++ >= n * maxTurns) return;
      let [p, s, c] = [d[l], 1, 1];
      let g = (d[l - 1] - p) / (2 * e[l - 1]);
      g = d[m] - p + e[l - 1] / (g + signed(Math.hypot(g, 1), g));
      p = 0;
      for (let i = m; i < l; i++) {
        const [f, b] = [s * e[i], c * e[i]];
        let r: number;
        ({ c, s, r } = rotationOf(g, f));
        if (i !== m) e[i - 1] = r;
        g = d[i] - p;
        r = (d[i + 1] - g) * s + 2 * c * b;
        p = s * r;
        d[i] = g + p;
        g = c * r - b;
        rotate(vectors, n, i, c, s);
      }
      d[l] -= p;
      e[l - 1] = g;
    }
  }

  private pair(i: number): void {
    const { d, e, vectors, n } = this;
    const { large, small, cosine, sine } = symmetricPair(d[i], e[i], d[i + 1]);
    rotate(vectors, n, i, cosine, sine);
    [d[i], d[i + 1], e[i]] = [large, small, 0];
  }
}
