/** Singular values on the host: reflections to two diagonals, and then rotations, as LAPACK does it. */

import { columnOf, productOf, reflectColumns, type Reflection, reflectionOf, reflectRows, reflectToTriangle } from "./householder.js"; // prettier-ignore
import { rotate, rotationOf, signed, singularPair, smallerSingularValue } from "./rotations.js";

/** u and v hold vectors below each other: all m of the left side, and all n of the right. */
interface Singular {
  readonly values: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/** Of a matrix, which is destroyed. What is much longer than wide becomes a triangle first. */
export function singularValues(a: Float64Array, m: number, n: number, epsilon: number): Singular {
  if (m >= n) return m > n && isLong(m, n) ? ofLong(a, m, n, epsilon) : ofTall(a, m, n, epsilon);
  const turned = transposed(a, m, n);
  if (!isLong(n, m)) return ofWide(turned, m, n, epsilon);
  const q = productOf(reflectToTriangle(turned, n, m), n, n);
  const inner = ofTall(transposed(turned.slice(0, m * m), m, m), m, m, epsilon);
  return { ...inner, v: applied(q, inner.v, n, m) };
}

const isLong = (m: number, n: number): boolean => m >= Math.floor((11 * n) / 6);

function transposed(a: Float64Array, m: number, n: number): Float64Array {
  return Float64Array.from(a, (_, at) => a[(at % m) * n + Math.floor(at / m)]);
}

function ofLong(a: Float64Array, m: number, n: number, epsilon: number): Singular {
  const q = productOf(reflectToTriangle(a, m, n), m, m);
  const inner = ofTall(a.slice(0, n * n), n, n, epsilon);
  return { ...inner, u: applied(q, inner.u, m, n) };
}

function ofTall(a: Float64Array, m: number, n: number, epsilon: number): Singular {
  const { left, right, d, e } = toTwoDiagonals(a, n);
  const [u, v] = [identity(n), identity(n)];
  new TwoDiagonals(d, e, u, v, epsilon).solve();
  return sorted(d, applied(productOf(left, m, m), u, m, n), applied(productOf(right, n, n), v, n, n), m, n);
}

/** Given transposed, with m < n: e comes to lie below the diagonal, and rotations bring it above. */
function ofWide(a: Float64Array, m: number, n: number, epsilon: number): Singular {
  const { left, right, d, e } = toTwoDiagonals(a, m);
  const rotations = Array.from(e, (below, i) => {
    const rotation = rotationOf(d[i], below);
    [d[i], e[i], d[i + 1]] = [rotation.r, rotation.s * d[i + 1], rotation.c * d[i + 1]];
    return rotation;
  });
  const [u, v] = [identity(m), identity(m)];
  new TwoDiagonals(d, e, u, v, epsilon).solve();
  const lower = transposed(u, m, m);
  for (let i = rotations.length - 1; i >= 0; i--) rotate(lower, m, i, rotations[i].c, -rotations[i].s);
  const turned = transposed(lower, m, m);
  return sorted(d, applied(productOf(right, m, m), turned, m, m), applied(productOf(left, n, n), v, n, m), m, m, n); // prettier-ignore
}

/** Reflections from the left and the right that leave a diagonal and what stands above it. */
function toTwoDiagonals(
  a: Float64Array,
  n: number,
): { left: Reflection[]; right: Reflection[]; d: Float64Array; e: Float64Array } {
  const left: Reflection[] = [];
  const right: Reflection[] = [];
  for (let k = 0; k < n; k++) {
    left.push(reflectionOf(columnOf(a, n, k), k));
    reflectColumns(a, n, left[k], k + 1);
    if (k + 1 >= n) break;
    right.push(reflectionOf(a.subarray(k * n, (k + 1) * n), k + 1));
    reflectRows(a, n, right[k], k + 1);
  }
  return {
    left,
    right,
    d: Float64Array.from(left, ({ beta }) => beta),
    e: Float64Array.from(right, ({ beta }) => beta),
  };
}

function identity(n: number): Float64Array {
  const x = new Float64Array(n * n);
  for (let i = 0; i < n; i++) x[i * n + i] = 1;
  return x;
}

/** Vectors of n elements, below each other, multiplied with q, whose columns from n on are vectors as they stand. */
function applied(q: Float64Array, vectors: Float64Array, m: number, n: number): Float64Array {
  return Float64Array.from({ length: m * m }, (_, at) => {
    const [which, i] = [Math.floor(at / m), at % m];
    if (which >= n) return q[i * m + which];
    let sum = 0;
    for (let j = 0; j < n; j++) sum += q[i * m + j] * vectors[which * n + j];
    return sum;
  });
}

/** Without signs, in falling order; vectors behind the first k stay as they are. */
function sorted(d: Float64Array, u: Float64Array, v: Float64Array, m: number, k: number, n = k): Singular {
  const order = [...d.keys()].sort((i, j) => Math.abs(d[j]) - Math.abs(d[i]) || i - j);
  const from = (at: number, length: number): number => order[Math.floor(at / length)];
  return {
    values: Float64Array.from(order, (i) => Math.abs(d[i])),
    u: Float64Array.from(u, (x, at) => (at < k * m ? u[from(at, m) * m + (at % m)] : x)),
    v: Float64Array.from(v, (x, at) =>
      at < k * n ? signed(1, d[from(at, n)]) * v[from(at, n) * n + (at % n)] : x,
    ),
  };
}

const maxTurns = 6;

/** A diagonal d with e above it. */
class TwoDiagonals {
  private readonly n: number;
  private readonly tolerance: number;

  constructor(
    private readonly d: Float64Array,
    private readonly e: Float64Array,
    private readonly u: Float64Array,
    private readonly v: Float64Array,
    private readonly epsilon: number,
  ) {
    this.n = d.length;
    this.tolerance = Math.max(10, Math.min(100, epsilon ** (-1 / 8))) * epsilon;
  }

  solve(): void {
    const { d, e, n } = this;
    if (n === 1) {
      this.u[0] = signed(1, d[0]);
      d[0] = Math.abs(d[0]);
    }
    if (n < 2) return;
    const threshold = this.threshold();
    let [isDown, oldStart, oldEnd] = [true, -1, -1];
    let turns = 0;
    for (let end = n - 1; end > 0;) {
      if (turns > maxTurns * n * n || d.some(Number.isNaN) || e.some(Number.isNaN)) return void d.fill(NaN);
      let start = end;
      let most = Math.abs(d[end]);
      while (start > 0 && Math.abs(e[start - 1]) > threshold) {
        start--;
        most = Math.max(most, Math.abs(d[start]), Math.abs(e[start]));
      }
      if (start > 0) e[start - 1] = 0;
      if (start === end) {
        end--;
        continue;
      }
      if (start === end - 1) {
        this.pair(start);
        end -= 2;
        continue;
      }
      if (start > oldEnd || end < oldStart) isDown = Math.abs(d[start]) >= Math.abs(d[end]);
      const smallest = this.smallest(start, end, isDown);
      if (smallest === undefined) continue;
      [oldStart, oldEnd] = [start, end];
      const shift = this.shift(start, end, isDown, n * this.tolerance * (smallest / most));
      turns += end - start;
      if (isDown) this.down(start, end, shift);
      else this.up(start, end, shift);
      const last = isDown ? end - 1 : start;
      if (Math.abs(e[last]) <= threshold) e[last] = 0;
    }
  }

  private threshold(): number {
    const { d, e, n } = this;
    let mu = Math.abs(d[0]);
    let smallest = mu;
    for (let i = 1; i < n && smallest > 0; i++) {
      mu = Math.abs(d[i]) * (mu / (mu + Math.abs(e[i - 1])));
      smallest = Math.min(smallest, mu);
    }
    return Math.max((this.tolerance * smallest) / Math.sqrt(n), maxTurns * n * n * 2 ** -126);
  }

  /** A lower bound of the singular values; nothing where an element was found to be as good as zero. */
  private smallest(start: number, end: number, isDown: boolean): number | undefined {
    const { d, e } = this;
    const off = isDown ? end - 1 : start;
    if (Math.abs(e[off]) <= this.tolerance * Math.abs(d[isDown ? end : start])) {
      e[off] = 0;
      return undefined;
    }
    let mu = Math.abs(d[isDown ? start : end]);
    let smallest = mu;
    for (let turn = 0; turn < end - start; turn++) {
      const i = isDown ? start + turn : end - 1 - turn;
      if (Math.abs(e[i]) <= this.tolerance * mu) {
        e[i] = 0;
        return undefined;
      }
      mu = Math.abs(d[isDown ? i + 1 : i]) * (mu / (mu + Math.abs(e[i])));
      smallest = Math.min(smallest, mu);
    }
    return smallest;
  }

  private shift(start: number, end: number, isDown: boolean, relative: number): number {
    const { d, e } = this;
    if (relative <= Math.max(this.epsilon, 0.01 * this.tolerance)) return 0;
    const at = isDown ? end - 1 : start;
    const shift = smallerSingularValue(d[at], e[at], d[at + 1]);
    const first = Math.abs(d[isDown ? start : end]);
    return first > 0 && (shift / first) ** 2 < this.epsilon ? 0 : shift;
  }

  private pair(i: number): void {
    const { d, e, u, v, n } = this;
    const { large, small, left, right } = singularPair(d[i], e[i], d[i + 1]);
    [d[i], e[i], d[i + 1]] = [large, 0, small];
    rotate(v, n, i, right.c, right.s);
    rotate(u, n, i, left.c, left.s);
  }

  private down(start: number, end: number, shift: number): void {
    const { d, e, u, v, n } = this;
    if (shift === 0) {
      let [c, oldC, oldS] = [1, 1, 0];
      for (let i = start; i < end; i++) {
        const right = rotationOf(d[i] * c, e[i]);
        if (i > start) e[i - 1] = oldS * right.r;
        const left = rotationOf(oldC * right.r, d[i + 1] * right.s);
        [c, oldC, oldS, d[i]] = [right.c, left.c, left.s, left.r];
        rotate(v, n, i, right.c, right.s);
        rotate(u, n, i, left.c, left.s);
      }
      const h = d[end] * c;
      [d[end], e[end - 1]] = [h * oldC, h * oldS];
      return;
    }
    let f = (Math.abs(d[start]) - shift) * (signed(1, d[start]) + shift / d[start]);
    let g = e[start];
    for (let i = start; i < end; i++) {
      const right = rotationOf(f, g);
      if (i > start) e[i - 1] = right.r;
      f = right.c * d[i] + right.s * e[i];
      e[i] = right.c * e[i] - right.s * d[i];
      g = right.s * d[i + 1];
      d[i + 1] *= right.c;
      const left = rotationOf(f, g);
      d[i] = left.r;
      f = left.c * e[i] + left.s * d[i + 1];
      d[i + 1] = left.c * d[i + 1] - left.s * e[i];
      if (i < end - 1) {
        g = left.s * e[i + 1];
        e[i + 1] *= left.c;
      }
      rotate(v, n, i, right.c, right.s);
      rotate(u, n, i, left.c, left.s);
    }
    e[end - 1] = f;
  }

  private up(start: number, end: number, shift: number): void {
    const { d, e, u, v, n } = this;
    if (shift === 0) {
      let [c, oldC, oldS] = [1, 1, 0];
      for (let i = end; i > start; i--) {
        const left = rotationOf(d[i] * c, e[i - 1]);
        if (i < end) e[i] = oldS * left.r;
        const right = rotationOf(oldC * left.r, d[i - 1] * left.s);
        [c, oldC, oldS, d[i]] = [left.c, right.c, right.s, right.r];
        rotate(v, n, i - 1, right.c, -right.s);
        rotate(u, n, i - 1, left.c, -left.s);
      }
      const h = d[start] * c;
      [d[start], e[start]] = [h * oldC, h * oldS];
      return;
    }
    let f = (Math.abs(d[end]) - shift) * (signed(1, d[end]) + shift / d[end]);
    let g = e[end - 1];
    for (let i = end; i > start; i--) {
      const left = rotationOf(f, g);
      if (i < end) e[i] = left.r;
      f = left.c * d[i] + left.s * e[i - 1];
      e[i - 1] = left.c * e[i - 1] - left.s * d[i];
      g = left.s * d[i - 1];
      d[i - 1] *= left.c;
      const right = rotationOf(f, g);
      d[i] = right.r;
      f = right.c * e[i - 1] + right.s * d[i - 1];
      d[i - 1] = right.c * d[i - 1] - right.s * e[i - 1];
      if (i > start + 1) {
        g = right.s * e[i - 2];
        e[i - 2] *= right.c;
      }
      rotate(v, n, i - 1, right.c, -right.s);
      rotate(u, n, i - 1, left.c, -left.s);
    }
    e[start] = f;
  }
}
