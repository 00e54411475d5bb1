/**
 * The two libraries behind one face, so that each workload is written once and both run the same mathematics. Where
 * their signatures differ, those of jax-js are used; `ref` keeps an array for another use, as its ownership demands.
 */
import { latestDevice } from "./counting.js";

/** @param {GPUDevice | "webgpu"} device where it computes from now on */
export async function loadPullback(pullback, device = "webgpu") {
  const { grad, init, jit, lax, nn, numpy, tree, valueAndGrad, vmap } = pullback;
  await init({ device });
  const over = (reduce) => (x, axis, options) => reduce(x, { axis, ...options });
  const { cumsum, max, mean, sum, take } = numpy;
  return {
    name: "pullback",
    device: await latestDevice(),
    np: {
      ...numpy,
      cumsum: over(cumsum),
      max: over(max),
      mean: over(mean),
      sum: over(sum),
      take: (x, indices, axis) => take(x, indices, { axis }),
    },
    nn: { ...nn, softmax: over(nn.softmax), logSoftmax: over(nn.logSoftmax) },
    lax,
    vmap,
    grad,
    valueAndGrad,
    tree,
    ref: (x) => x,
    array: (data, shape) => numpy.reshape(numpy.array(data), shape),
    /** A compiled function whose arguments stay valid, but for the donated ones. */
    compile: (f, { donated, precision }) => jit(f, { donateArgnums: donated, precision }),
    /** Hands all pending work to the device's queue: it is there already. */
    async flush() {},
    read: (x) => x.data(),
    dispose: (x) => x.dispose?.(),
  };
}

export async function loadJaxJs() {
  const { defaultDevice, grad, init, jit, nn, numpy, tree, valueAndGrad } = await import("@jax-js/jax");
  const available = await init("webgpu");
  if (!available.includes("webgpu")) throw new Error(`jax-js found only ${available.join(", ")}`);
  defaultDevice("webgpu");
  return {
    name: "jax-js",
    device: await latestDevice(),
    np: numpy,
    nn,
    grad,
    valueAndGrad,
    tree,
    ref: (x) => x.ref,
    array: (data, shape) => numpy.array(data).reshape(shape),
    compile(f, { donated = [] }) {
      const compiled = jit(f);
      return (...args) => compiled(...args.map((x, i) => (donated.includes(i) ? x : tree.ref(x))));
    },
    // Cheaper than its blockUntilReady, which also maps a buffer for every result.
    async flush(results) {
      await Promise.all(results.map((x) => x.ref.gpuBuffer()));
    },
    read: (x) => x.ref.data(),
    dispose: (x) => x.dispose(),
  };
}
