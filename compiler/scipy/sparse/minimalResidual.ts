/** Generalized minimal residuals (Saad and Schultz): the best vector of a Krylov space, and from there again. */

import { leastSquares, substitute } from "../../equations/reflections.js";
import { foriLoop } from "../../lax/foriLoop.js";
import { whileLoop } from "../../lax/loops.js";
import * as jnp from "../../numpy/index.js";
import type { Value } from "../../trace/value.js";
import type { VectorProblem } from "./problem.js";

const zero = jnp.array(0n);

/** The preconditioned residual of a vector. */
interface Residual {
  readonly x: Value;
  readonly residual: Value;
  readonly norm: Value;
}

export function solveByMinimalResidual(
  problem: VectorProblem,
  restart: number,
  method: "incremental" | "batched",
): Value {
  const { matvec, right, guess, precondition = (x: Value): Value => x, tol, atol, maxSteps } = problem;
  const size = norm(right);
  const enough = jnp.maximum(tol.mul(size), atol);
  const enoughWithin = norm(precondition(right)).mul(jnp.minimum(1, enough.div(size)));
  const krylov = new KrylovSpace((x) => precondition(matvec(x)), Math.min(restart, right.size));
  const residualOf = (x: Value): Residual => {
    const residual = precondition(right.sub(matvec(x)));
    return { x, residual, norm: norm(residual) };
  };
  const last = whileLoop(
    ({ norm, rounds }) => norm.gt(enough).and(rounds.lt(maxSteps)),
    ({ x, residual, norm, rounds }) => {
      const step = method === "batched" ? krylov.best(residual, norm) : krylov.firstGood(residual, norm, enoughWithin); // prettier-ignore
      return { ...residualOf(x.add(step)), rounds: rounds.add(1) };
    },
    { ...residualOf(guess), rounds: zero },
  );
  return last.x;
}

const norm = (x: Value): Value => jnp.sqrt(x.dot(x));

/**
 * The space of r, A r, A² r …, by an orthonormal basis, the rows of `basis`. Row k of `images` has A of the vector k in it: one
 * element more than there are vectors so far.
 */
interface Arnoldi {
  readonly basis: Value;
  readonly images: Value;
}

class KrylovSpace {
  constructor(
    private readonly matvec: (x: Value) => Value,
    private readonly dimension: number,
  ) {}

  private start(residual: Value, size: Value): Arnoldi {
    const { dimension: n } = this;
    const unit = jnp.where(size.gt(jnp.finfo(residual.dtype).eps), residual.div(size), 0);
    const others = jnp.zeros([n, residual.size], { dtype: residual.dtype });
    return {
      basis: jnp.concatenate([unit.reshape(1, residual.size), others]),
      // Not singular where the space ends before so many steps.
      images: jnp.eye(n, { M: n + 1, dtype: residual.dtype }),
    };
  }

  /** With the next vector; also the image of the last one, whose last element is zero where there is no next one. */
  private extended({ basis, images }: Arnoldi, k: Value): Arnoldi & { image: Value; isEnd: Value } {
    const vector = this.matvec(basis.get(k));
    // Twice is enough.
    const along = basis.matmul(vector);
    const once = vector.sub(along.matmul(basis));
    const again = basis.matmul(once);
    const rest = once.sub(again.matmul(basis));
    const length = norm(rest);
    const isEnd = length.le(norm(vector).mul(jnp.finfo(vector.dtype).eps));
    const image = along
      .add(again)
      .at(k.add(1))
      .set(jnp.where(isEnd, 0, length));
    return {
      basis: basis.at(k.add(1)).set(jnp.where(isEnd, 0, rest.div(length))),
      images: images.at(k).set(image),
      image,
      isEnd,
    };
  }

  private combined({ basis }: Arnoldi, coefficients: Value): Value {
    return coefficients.matmul(basis.get(jnp.slice(this.dimension)));
  }

  /** Of the whole space, the vector whose image is nearest to the residual. */
  best(residual: Value, size: Value): Value {
    const last = whileLoop(
      ({ k, isEnd }) => k.lt(this.dimension).and(isEnd.not()),
      ({ k, basis, images }) => {
        const next = this.extended({ basis, images }, k);
        return { k: k.add(1), basis: next.basis, images: next.images, isEnd: next.isEnd };
      },
      { k: zero, ...this.start(residual, size), isEnd: jnp.array(false) },
    );
    const right = this.coordinatesOf(size, residual).reshape(this.dimension + 1, 1);
    const equations = jnp.concatenate([last.images.transpose(), right], { axis: 1 });
    return this.combined(last, leastSquares(equations));
  }

  /** The residual in the basis. */
  private coordinatesOf(size: Value, { dtype }: Value): Value {
    return jnp
      .zeros([this.dimension + 1], { dtype })
      .at(0)
      .set(size);
  }

  /** The same for the first space that leaves no more than `enough`: images are rotated to a triangle as they come. */
  firstGood(residual: Value, size: Value, enough: Value): Value {
    const { dimension: n } = this;
    const start = {
      k: zero,
      left: size,
      ...this.start(residual, size),
      triangle: jnp.eye(n, { M: n + 1, dtype: residual.dtype }),
      right: this.coordinatesOf(size, residual),
      rotations: jnp.zeros([n, 2], { dtype: residual.dtype }),
    };
    const last = whileLoop(
      ({ k, left }) => k.lt(n).and(left.gt(enough)),
      ({ k, basis, images, triangle, right, rotations }) => {
        const next = this.extended({ basis, images }, k);
        const image = foriLoop(0n, k, (i, row) => rotated(row, i, rotations.get(i)), next.image);
        const rotation = rotationOf(image.get(k), image.get(k.add(1)));
        const turned = rotated(right, k, rotation);
        return {
          k: k.add(1),
          left: turned.get(k.add(1)).abs(),
          basis: next.basis,
          images: next.images,
          triangle: triangle.at(k).set(rotated(image, k, rotation)),
          right: turned,
          rotations: rotations.at(k).set(rotation),
        };
      },
      start,
    );
    const rows = last.triangle.get(jnp.slice(), jnp.slice(n)).transpose();
    const right = last.right.get(jnp.slice(n)).reshape(n, 1);
    return this.combined(last, substitute(jnp.concatenate([rows, right], { axis: 1 })));
  }
}

/** The cosine and the sine of the rotation that leaves nothing of b in (a, b). */
function rotationOf(a: Value, b: Value): Value {
  const length = jnp.hypot(a, b);
  return jnp.where(length.eq(0), [1, 0], jnp.stack([a, b.neg()]).div(length));
}

/** A row whose elements k and k + 1 are rotated. */
function rotated(row: Value, k: Value, rotation: Value): Value {
  const [c, s] = jnp.unstack(rotation);
  const [a, b] = [row.get(k), row.get(k.add(1))];
  return row
    .at(k)
    .set(c.mul(a).sub(s.mul(b)))
    .at(k.add(1))
    .set(s.mul(a).add(c.mul(b)));
}
