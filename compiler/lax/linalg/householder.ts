/** Reflections 1 - τ v vᵀ on the host, with LAPACK's signs. Matrices are stored row by row. */

/** Element `first` of v is 1, those before it are 0. */
export interface Reflection {
  readonly first: number;
  readonly v: Float64Array;
  readonly tau: number;
  /** What becomes of element `first`. */
  readonly beta: number;
}

/** The reflection that makes zeros of x behind element `first`, which becomes the length, with the other sign. */
export function reflectionOf(x: Float64Array, first: number): Reflection {
  const v = Float64Array.from(x);
  v.fill(0, 0, first);
  const head = x[first];
  let rest = 0;
  for (let i = first + 1; i < x.length; i++) rest += x[i] ** 2;
  v[first] = 1;
  if (rest === 0) return { first, v, tau: 0, beta: head };
  const length = Math.sqrt(head ** 2 + rest);
  const beta = head < 0 || Object.is(head, -0) ? length : -length;
  for (let i = first + 1; i < x.length; i++) v[i] /= head - beta;
  return { first, v, tau: (beta - head) / beta, beta };
}

/** Columns of a matrix of n columns from `from` on, reflected. */
export function reflectColumns(a: Float64Array, n: number, { first, v, tau }: Reflection, from = 0): void {
  if (tau === 0) return;
  for (let j = from; j < n; j++) {
    let sum = 0;
    for (let i = first; i < v.length; i++) sum += v[i] * a[i * n + j];
    for (let i = first; i < v.length; i++) a[i * n + j] -= tau * sum * v[i];
  }
}

/** Rows of a matrix of n columns from `from` on, reflected. */
export function reflectRows(a: Float64Array, n: number, { first, v, tau }: Reflection, from = 0): void {
  if (tau === 0) return;
  for (let row = from * n; row < a.length; row += n) {
    let sum = 0;
    for (let j = first; j < n; j++) sum += v[j] * a[row + j];
    for (let j = first; j < n; j++) a[row + j] -= tau * sum * v[j];
  }
}

export const columnOf = (a: Float64Array, n: number, j: number): Float64Array =>
  Float64Array.from({ length: n === 0 ? 0 : a.length / n }, (_, i) => a[i * n + j]);

/** The first n columns of H₀ H₁ …, where reflections are of vectors of length m. */
export function productOf(reflections: readonly Reflection[], m: number, n: number): Float64Array {
  const q = new Float64Array(m * n);
  for (let i = 0; i < Math.min(m, n); i++) q[i * n + i] = 1;
  for (const reflection of [...reflections].reverse()) reflectColumns(q, n, reflection);
  return q;
}

/** Reflections and an upper triangle (which a becomes) that multiply to a. */
export function reflectToTriangle(a: Float64Array, m: number, n: number): Reflection[] {
  const reflections: Reflection[] = [];
  for (let k = 0; k < Math.min(m, n); k++) {
    const reflection = reflectionOf(columnOf(a, n, k), k);
    reflections.push(reflection);
    reflectColumns(a, n, reflection, k + 1);
    a[k * n + k] = reflection.beta;
    for (let i = k + 1; i < m; i++) a[i * n + k] = 0;
  }
  return reflections;
}
