/** What is measured. Each is written once, against the face of libraries.js, and compiled by both libraries. */

const rows = 4096;
const columns = 1024;

/** Numbers in [-scale, scale), the same ones for both libraries and in every run (mulberry32). */
function random(count, scale = 2, seed = 1) {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1) * scale;
  });
}

const size = (shape) => shape.reduce((a, b) => a * b, 1);
const tensor = (shape, scale, seed) => ({ shape, data: random(size(shape), scale, seed) });

const matrix = () => [tensor([rows, columns])];
const normInputs = () => [tensor([rows, columns]), tensor([columns], 1, 2), tensor([columns], 1, 3)];

/** Written twice, each as jax-js runs it with least work: there a value with two uses goes through memory. */
const layerNorm =
  ({ np, ref }) =>
  (x, gain, bias) => {
    const mean = np.mean(ref(x), 1, { keepdims: true });
    const variance = np.mean(np.square(np.subtract(ref(x), ref(mean))), 1, { keepdims: true });
    const normal = np.divide(np.subtract(x, mean), np.sqrt(np.add(variance, 1e-5)));
    return np.add(np.multiply(normal, gain), bias);
  };

function layerNormGradient({ np, ref, valueAndGrad }) {
  const loss = (x, gain, bias) => {
    const centered = np.subtract(ref(x), np.mean(x, 1, { keepdims: true }));
    const variance = np.mean(np.square(ref(centered)), 1, { keepdims: true });
    const normal = np.divide(centered, np.sqrt(np.add(variance, 1e-5)));
    return np.sum(np.square(np.add(np.multiply(normal, gain), bias)));
  };
  return valueAndGrad(loss, { argnums: [0, 1, 2] });
}

const matmul = (n) => ({
  name: `matmul ${n}`,
  inputs: () => [tensor([n, n], 1), tensor([n, n], 1, 2)],
  build:
    ({ np }) =>
    (a, b) =>
      np.matmul(a, b),
});

const [batch, pixels, hidden, classes] = [128, 784, 256, 10];

/** Plain gradient descent on the cross entropy of a network with one hidden layer. */
function trainingStep({ np, nn, ref, tree, valueAndGrad }) {
  const loss = ({ w1, b1, w2, b2 }, images, labels) => {
    const features = nn.relu(np.add(np.matmul(images, w1), b1));
    const scores = np.add(np.matmul(features, w2), b2);
    return np.divide(np.sum(np.multiply(nn.logSoftmax(scores, 1), labels)), -batch);
  };
  const gradient = valueAndGrad(loss);
  return (parameters, images, labels) => {
    const [value, slopes] = gradient(tree.map(ref, parameters), images, labels);
    const next = tree.map((p, slope) => np.subtract(p, np.multiply(slope, 0.05)), parameters, slopes);
    return { parameters: next, loss: value };
  };
}

function oneHot() {
  const data = new Float32Array(batch * classes);
  for (let i = 0; i < batch; i++) data[i * classes + ((i * 7) % classes)] = 1;
  return { shape: [batch, classes], data };
}

/** The same with WGSL's own functions, as jax-js uses them. */
const fast = (workload) => ({ ...workload, name: `${workload.name}, fast`, precision: "fast" });

const gradient = {
  name: "gradient of sum(log1p(exp x)·sin x), 4M",
  inputs: () => [tensor([rows * columns])],
  build: ({ np, grad, ref }) => grad((x) => np.sum(np.multiply(np.log1p(np.exp(ref(x))), np.sin(x)))),
};

/** The rows of a table that a batch of words looks up, and the gradient of a loss of them for the whole table. */
const [words, vocabulary, features] = [4096, 10_000, 64];

const embedding = {
  name: "gradient of an embedding, 4096 of 10000×64",
  inputs: () => [
    tensor([vocabulary, features]),
    { shape: [words], data: Int32Array.from({ length: words }, (_, i) => (i * 7919) % vocabulary) },
  ],
  build: ({ np, grad }) => grad((table, indices) => np.sum(np.square(np.take(table, indices, 0)))),
};

const [positions, width] = [512, 64];
const attentionInputs = () => [1, 2, 3].map((seed) => tensor([positions, width], 1, seed));

const attention =
  ({ np, nn }) =>
  (queries, keys, values) => {
    const scores = np.divide(np.matmul(queries, np.transpose(keys)), Math.sqrt(width));
    return np.matmul(nn.softmax(scores, 1), values);
  };

function attentionGradient(library) {
  const { np, valueAndGrad } = library;
  const attend = attention(library);
  return valueAndGrad((q, k, v) => np.sum(np.square(attend(q, k, v))), { argnums: [0, 1, 2] });
}

const softmax = {
  name: "softmax 4096×1024",
  inputs: matrix,
  build:
    ({ nn }) =>
    (x) =>
      nn.softmax(x, 1),
};

export const workloads = [
  gradient,
  fast(gradient),
  softmax,
  fast(softmax),
  { name: "layer norm 4096×1024", inputs: normInputs, build: layerNorm },
  { name: "layer norm, loss and 3 gradients", inputs: normInputs, build: layerNormGradient },
  {
    name: "sum over 4M",
    inputs: () => [tensor([rows * columns])],
    build:
      ({ np }) =>
      (x) =>
        np.sum(x),
  },
  {
    name: "column sum 4096×1024",
    inputs: matrix,
    build:
      ({ np }) =>
      (x) =>
        np.sum(x, 0),
  },
  {
    name: "row max 4096×1024",
    inputs: matrix,
    build:
      ({ np }) =>
      (x) =>
        np.max(x, 1),
  },
  {
    name: "running sum over 256K",
    inputs: () => [tensor([2 ** 18])],
    build:
      ({ np }) =>
      (x) =>
        np.cumsum(x, 0),
  },
  {
    name: "running sums 512×512",
    inputs: () => [tensor([512, 512])],
    build:
      ({ np }) =>
      (x) =>
        np.cumsum(x, 1),
  },
  {
    name: "sort of 8K",
    inputs: () => [tensor([2 ** 13])],
    build:
      ({ np }) =>
      (x) =>
        np.sort(x),
  },
  embedding,
  { name: "attention 512×64", inputs: attentionInputs, build: attention },
  { name: "attention 512×64, loss and 3 gradients", inputs: attentionInputs, build: attentionGradient },
  matmul(512),
  matmul(1024),
  {
    name: "MLP 784-256-10 training step, batch 128",
    inputs: () => [
      {
        w1: tensor([pixels, hidden], 0.05, 1),
        b1: tensor([hidden], 0.05, 2),
        w2: tensor([hidden, classes], 0.1, 3),
        b2: tensor([classes], 0.1, 4),
      },
      tensor([batch, pixels], 1, 5),
      oneHot(),
    ],
    build: trainingStep,
    /** The parameters are consumed by the step, which hands the next ones to the next call. */
    donated: [0],
    next: ([, images, labels], { parameters }) => [parameters, images, labels],
  },
];
