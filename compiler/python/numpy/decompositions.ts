/** Matrices taken apart: square ones solved, and the orthogonal decompositions. Matrices are lists of rows. */

export type Matrix = number[][];

const zeros = (n: number, m: number): Matrix => Array.from({ length: n }, () => new Array<number>(m).fill(0));
const identity = (n: number): Matrix => zeros(n, n).map((row, i) => row.map((_, j) => Number(i === j)));
const transposed = (a: Matrix, columns = a[0]?.length ?? 0): Matrix =>
  Array.from({ length: columns }, (_, j) => a.map((row) => row[j]));

interface LU {
  readonly lu: Matrix;
  /** Which row of the matrix stands in each row. */
  readonly rows: number[];
  readonly sign: number;
}

/** Gaussian elimination with the largest pivots. */
export function decompose(a: Matrix): LU {
  const n = a.length;
  const lu = a.map((row) => [...row]);
  const rows = lu.map((_, i) => i);
  let sign = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(lu[i][k]) > Math.abs(lu[pivot][k])) pivot = i;
    if (pivot !== k) {
      [lu[k], lu[pivot]] = [lu[pivot], lu[k]];
      [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
      sign = -sign;
    }
    if (lu[k][k] === 0) continue;
    for (let i = k + 1; i < n; i++) {
      const factor = (lu[i][k] /= lu[k][k]);
      if (factor !== 0) for (let j = k + 1; j < n; j++) lu[i][j] -= factor * lu[k][j];
    }
  }
  return { lu, rows, sign };
}

/** x with a·x = b; undefined if a is singular. */
export function solve(a: Matrix, b: Matrix): Matrix | undefined {
  const { lu, rows } = decompose(a);
  const n = a.length;
  if (lu.some((row, i) => row[i] === 0)) return undefined;
  const x = rows.map((r) => [...b[r]]);
  const columns = x[0]?.length ?? 0;
  for (let c = 0; c < columns; c++) {
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) x[i][c] -= lu[i][j] * x[j][c];
    for (let i = n - 1; i >= 0; i--) {
      for (let j = i + 1; j < n; j++) x[i][c] -= lu[i][j] * x[j][c];
      x[i][c] /= lu[i][i];
    }
  }
  return x;
}

/** The lower triangle L with L·Lᵀ = a; undefined if a is not positive definite. */
export function cholesky(a: Matrix): Matrix | undefined {
  const n = a.length;
  const l = zeros(n, n);
  for (let j = 0; j < n; j++) {
    let d = a[j][j];
    for (let k = 0; k < j; k++) d -= l[j][k] * l[j][k];
    if (!(d > 0)) return undefined;
    l[j][j] = Math.sqrt(d);
    for (let i = j + 1; i < n; i++) {
      let s = a[i][j];
      for (let k = 0; k < j; k++) s -= l[i][k] * l[j][k];
      l[i][j] = s / l[j][j];
    }
  }
  return l;
}

/** Q and R by Householder's reflections, with the signs that LAPACK gives. */
export function qr(a: Matrix, columns: number): [q: Matrix, r: Matrix] {
  const n = a.length;
  const r = a.map((row) => [...row]);
  const q = identity(n);
  for (let k = 0; k < Math.min(n - 1, columns); k++) {
    const tail = r.slice(k).map((row) => row[k]);
    const norm = Math.hypot(...tail.slice(1));
    if (norm === 0) continue;
    const beta = -Math.sign(tail[0] || 1) * Math.hypot(tail[0], norm);
    const tau = (beta - tail[0]) / beta;
    const v = [1, ...tail.slice(1).map((x) => x / (tail[0] - beta))];
    for (let j = k; j < columns; j++) {
      const s = tau * v.reduce((sum, x, i) => sum + x * r[k + i][j], 0);
      v.forEach((x, i) => (r[k + i][j] -= s * x));
    }
    for (let i = k + 1; i < n; i++) r[i][k] = 0;
    for (const row of q) {
      const s = tau * v.reduce((sum, x, i) => sum + x * row[k + i], 0);
      v.forEach((x, i) => (row[k + i] -= s * x));
    }
  }
  return [q, r];
}

/** Eigenvalues in ascending order and eigenvectors, as columns, of a symmetric matrix, by Jacobi's rotations. */
export function eigh(given: Matrix): [values: number[], vectors: Matrix] {
  const n = given.length;
  const a = given.map((row, i) => row.map((x, j) => (j <= i ? x : given[j][i])));
  const v = identity(n);
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) off += a[i][j] * a[i][j];
    if (off === 0) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, p, q);
  }
  const order = a.map((_, i) => i).sort((i, j) => a[i][i] - a[j][j]);
  const vectors = v.map((row) => order.map((j) => row[j]));
  return [order.map((i) => a[i][i]), vectors];
}

function rotate(a: Matrix, v: Matrix, p: number, q: number): void {
  if (a[p][q] === 0) return;
  if (Math.abs(a[p][q]) < 1e-18 * Math.min(Math.abs(a[p][p]), Math.abs(a[q][q]))) {
    a[p][q] = a[q][p] = 0;
    return;
  }
  const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (const row of a) [row[p], row[q]] = [c * row[p] - s * row[q], s * row[p] + c * row[q]];
  const [x, y] = [a[p], a[q]];
  a[p] = x.map((e, i) => c * e - s * y[i]);
  a[q] = x.map((e, i) => s * e + c * y[i]);
  a[p][q] = a[q][p] = 0;
  for (const row of v) [row[p], row[q]] = [c * row[p] - s * row[q], s * row[p] + c * row[q]];
}

/** Singular values in descending order with the vectors on both sides, by one-sided rotations; n ≥ m. */
export function svd(a: Matrix, columns: number): [u: Matrix, s: number[], vt: Matrix] {
  const w = transposed(a, columns);
  const v = identity(columns);
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotated = false;
    for (let p = 0; p < columns; p++)
      for (let q = p + 1; q < columns; q++) rotated = orthogonalize(w, v, p, q) || rotated;
    if (!rotated) break;
  }
  const norms = w.map((column) => Math.hypot(...column));
  const order = norms.map((_, i) => i).sort((i, j) => norms[j] - norms[i]);
  const u = order.map((i) => w[i].map((x) => (norms[i] > 0 ? x / norms[i] : 0)));
  return [transposed(u, a.length), order.map((i) => norms[i]), order.map((i) => v[i])];
}

/** Makes two rows orthogonal; whether there was anything to do. */
function orthogonalize(w: Matrix, v: Matrix, p: number, q: number): boolean {
  const product = (x: number[], y: number[]): number => x.reduce((sum, e, i) => sum + e * y[i], 0);
  const [alpha, beta, gamma] = [product(w[p], w[p]), product(w[q], w[q]), product(w[p], w[q])];
  if (Math.abs(gamma) <= 1e-16 * Math.sqrt(alpha * beta) || gamma === 0) return false;
  const zeta = (beta - alpha) / (2 * gamma);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, t);
  const s = c * t;
  for (const m of [w, v]) {
    const [x, y] = [m[p], m[q]];
    m[p] = x.map((e, i) => c * e - s * y[i]);
    m[q] = x.map((e, i) => s * e + c * y[i]);
  }
  return true;
}
