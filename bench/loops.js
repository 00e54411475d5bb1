/**
 * Loops, each in several ways that compute the same: Pullback's own loops, which are those of the repository's examples; turn by
 * turn from JavaScript, where each turn is asked whether it was the last; and written out. What both libraries can do is
 * written once, against the face of libraries.js.
 */
import { equilibrium, equilibriumByRule, squareRoot } from "../build/examples/fixedPoints.js";
import { vanDerPol } from "../build/examples/adaptiveSteps.js";
import { temperatures } from "../build/examples/heat.js";
import { smoothTurns, turnsToEscape } from "../build/examples/mandelbrot.js";
import { loss, states } from "../build/examples/recurrentCell.js";

/** Numbers that look random, the same in every run. */
const numbers = (count, scale, seed) =>
  Float32Array.from({ length: count }, (_, i) => scale * Math.sin(seed + 12.9 * i + 0.37 * i * i));
const spread = (count, from, to) =>
  Float32Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** A way of one library: a compiled function of the problem's inputs, whose results are read. */
const compiled = (f) => (library, inputs) => {
  const call = library.compile(f(library), {});
  return async () => [call(...inputs)].flat();
};

/** A layer that comes to rest: x = tanh(W x + b). */
const size = 256;
const most = 1e-5;
const layerTurns = 20;

const layer =
  ({ np }) =>
  (w, b, x) =>
    np.tanh(np.add(np.matmul(w, x), b));

const largest = ({ np }, x) => np.max(np.abs(x));

function layerWrittenOut(library) {
  const { np, ref } = library;
  const turn = layer(library);
  return (w, b) => {
    let x = np.zerosLike(ref(b));
    for (let n = 0; n < layerTurns; n++) x = turn(ref(w), ref(b), x);
    return x;
  };
}

/** Takes turns until the last one changed nothing by more than `most`, which is read back after each. */
async function turnByTurn(library, turn, start) {
  let x = start;
  for (;;) {
    const [next, change] = turn(x);
    if (x !== start) library.dispose(x);
    x = next;
    const [changed] = await library.read(change);
    library.dispose(change);
    if (changed <= most) return x;
  }
}

function layerByTurns(library, [w, b]) {
  const { np, ref } = library;
  const once = layer(library);
  const turn = library.compile((w, b, x) => {
    const next = once(w, b, ref(x));
    return [ref(next), largest(library, np.subtract(x, next))];
  }, {});
  const start = library.array(new Float32Array(size), [size]);
  return async () => [await turnByTurn(library, (x) => turn(w, b, x), start)];
}

const sumOfSquares = ({ np }, x) => np.sum(np.square(x));

/** The slopes of the sum of squares: u = 2 x + (D W)ᵀ u, turn by turn as well. */
function layerSlopesByTurns(library, [w, b]) {
  const { np, ref } = library;
  const solve = layerByTurns(library, [w, b]);
  const inner = (x) => np.subtract(1, np.square(x));
  const turn = library.compile((w, x, u) => {
    const next = np.add(np.multiply(ref(x), 2), np.matmul(np.multiply(inner(x), ref(u)), w));
    return [ref(next), largest(library, np.subtract(u, next))];
  }, {});
  const slopes = library.compile((x, u) => {
    const byBias = np.multiply(inner(ref(x)), u);
    return [np.outer(ref(byBias), x), byBias];
  }, {});
  return async () => {
    const [x] = await solve();
    const u = await turnByTurn(library, (u) => turn(w, x, u), x);
    const found = slopes(x, u);
    for (const done of [x, u]) library.dispose(done);
    return found;
  };
}

const layerInputs = () => [
  { shape: [size, size], data: numbers(size * size, 0.06, 1) },
  { shape: [size], data: numbers(size, 1, 2) },
];
const slopesOf = (solve) => (library) =>
  library.grad((w, b) => sumOfSquares(library, solve(library)(w, b)), { argnums: [0, 1] });

const boundedLayer = ({ np, lax }) => (w, b) =>
  lax.whileLoop(
    ([before, x]) => np.max(np.abs(before.sub(x))).gt(most),
    ([, x]) => [x, np.tanh(w.matmul(x).add(b))],
    [b, np.zerosLike(b)],
    { maxSteps: 64 },
  )[1]; // prettier-ignore

const layers = {
  name: `A layer at rest: x = tanh(W x + b), W ${size}×${size}, until max|dx| < ${most}`,
  inputs: layerInputs,
  ways: [
    ["whileLoop, and a rule", "pullback", compiled(() => (w, b) => equilibriumByRule(w, b, most))],
    ["fixedPoint", "pullback", compiled(() => (w, b) => equilibrium(w, b, most))],
    ["turn by turn, each read back", "pullback", layerByTurns],
    [`written out, ${layerTurns} turns`, "pullback", compiled(layerWrittenOut)],
    ["turn by turn, each read back", "jax-js", layerByTurns],
    [`written out, ${layerTurns} turns`, "jax-js", compiled(layerWrittenOut)],
  ],
};

const layerSlopes = {
  name: "The gradient of the sum of its squares, by W and b",
  inputs: layerInputs,
  ways: [
    ["whileLoop, and a rule", "pullback", compiled(slopesOf(() => (w, b) => equilibriumByRule(w, b, most)))],
    ["fixedPoint", "pullback", compiled(slopesOf(() => (w, b) => equilibrium(w, b, most)))],
    ["whileLoop of at most 64 turns", "pullback", compiled(slopesOf(boundedLayer))],
    ["turn by turn, each read back", "pullback", layerSlopesByTurns],
    [`written out, ${layerTurns} turns`, "pullback", compiled(slopesOf(layerWrittenOut))],
    ["turn by turn, each read back", "jax-js", layerSlopesByTurns],
    [`written out, ${layerTurns} turns`, "jax-js", compiled(slopesOf(layerWrittenOut))],
  ],
};

/** Square roots by Newton's method, from far away. */
const lanes = 1 << 18;
const rootTurns = 11;

const rootWrittenOut =
  ({ np, ref }) =>
  (a) => {
    let x = np.multiply(ref(a), 16);
    for (let n = 0; n <= rootTurns; n++) x = np.multiply(np.add(ref(x), np.divide(ref(a), x)), 0.5);
    return x;
  };
const root = (a) => squareRoot(a, a.mul(16));
const each = (f) => ({ grad, np }) => grad((a) => np.sum(f(a))); // prettier-ignore
const rootInputs = () => [{ shape: [lanes], data: spread(lanes, 0.05, 64) }];

const roots = {
  name: "262,144 square roots of 5 to 11 turns each",
  inputs: rootInputs,
  ways: [
    ["whileLoop, and a rule", "pullback", compiled(({ vmap }) => vmap(root))],
    [`written out, ${rootTurns} turns`, "pullback", compiled(rootWrittenOut)],
    [`written out, ${rootTurns} turns`, "jax-js", compiled(rootWrittenOut)],
  ],
};

const rootSlopes = {
  name: "Their derivatives",
  inputs: rootInputs,
  ways: [
    ["whileLoop, and a rule", "pullback", compiled(({ grad, vmap }) => vmap(grad(root)))],
    [`written out, ${rootTurns} turns`, "pullback", compiled((l) => each(rootWrittenOut(l))(l))],
    [`written out, ${rootTurns} turns`, "jax-js", compiled((l) => each(rootWrittenOut(l))(l))],
  ],
};

const unequal = 1 << 14;
const skewedTurns = () =>
  Float32Array.from({ length: unequal }, (_, i) => {
    const shuffled = (i * 9781) % unequal;
    return 1 + Math.round(9999 * (shuffled / (unequal - 1)) ** 300);
  });
const decay =
  ({ lax, np }) =>
  (turns) =>
    lax.whileLoop(
      ([n]) => n.lt(turns),
      ([n, x]) => [n.add(1), x.mul(0.999).add(1)],
      [np.zerosLike(turns), np.ones([])],
    )[1];

/** As vmap would do it with selects: all take turns until the last one stops. */
const decayInStep =
  ({ lax, np }) =>
  (turns) =>
    lax.foriLoop(0, 10_000, (n, x) => np.where(turns.gt(n), x.mul(0.999).add(1), x), np.onesLike(turns));

const skewed = {
  name: "16,384 lanes of 1 to 10,000 turns, 34 on average",
  inputs: () => [{ shape: [unequal], data: skewedTurns() }],
  ways: [
    ["each stops by itself", "pullback", compiled((l) => l.vmap(decay(l)))],
    ["all take 10,000 turns, and select", "pullback", compiled(decayInStep)],
  ],
};

const pixelTurns = 200;

/** One turn of all points, those outside stay as they are. */
function mandelbrotByTurns(library, [re, im]) {
  const { np, ref } = library;
  const [{ size: columns }, { size: rows }] = [re, im];
  const zero = library.array(new Float32Array(rows * columns), [rows, columns]);
  const turn = library.compile((re, im, x, y, n) => {
    const [xx, yy] = [np.square(ref(x)), np.square(ref(y))];
    const isIn = np.lessEqual(np.add(ref(xx), ref(yy)), 4);
    const nextX = np.add(np.subtract(xx, yy), np.reshape(re, [1, columns]));
    const nextY = np.add(np.multiply(np.multiply(ref(x), ref(y)), 2), np.reshape(im, [rows, 1]));
    return [
      np.where(ref(isIn), nextX, x),
      np.where(ref(isIn), nextY, y),
      np.where(isIn, np.add(ref(n), 1), n),
    ];
  }, {});
  return async () => {
    let state = [zero, zero, zero];
    for (let k = 0; k < pixelTurns; k++) {
      const next = turn(re, im, ...state);
      if (k > 0) for (const x of state) library.dispose(x);
      state = next;
    }
    const [x, y, n] = state;
    for (const done of [x, y]) library.dispose(done);
    return [n];
  };
}

const image = (pixels) => ({
  inputs: () => [
    { shape: [pixels], data: spread(pixels, -2, 0.5) },
    { shape: [pixels], data: spread(pixels, -1.25, 1.25) },
  ],
});
const inEachLane = [
  "a loop in each lane",
  "pullback",
  compiled(() => (re, im) => turnsToEscape(re, im, pixelTurns)),
];

const mandelbrot = {
  name: `The Mandelbrot set, 1024×1024, at most ${pixelTurns} turns`,
  ...image(1024),
  ways: [inEachLane],
};

const smoothMandelbrot = {
  name: "The same with smooth colours",
  ...image(1024),
  ways: [["a loop in each lane", "pullback", compiled(() => (re, im) => smoothTurns(re, im, pixelTurns))]],
};

const smallMandelbrot = {
  name: `The Mandelbrot set, 256×256, at most ${pixelTurns} turns`,
  ...image(256),
  ways: [
    inEachLane,
    ["turn by turn, none read back", "pullback", mandelbrotByTurns],
    ["turn by turn, none read back", "jax-js", mandelbrotByTurns],
  ],
};

const [steps, units] = [1000, 32];
const cellInputs = () => [
  { shape: [units, units], data: numbers(units * units, 0.3, 1) },
  { shape: [units, units], data: numbers(units * units, 0.3, 2) },
  { shape: [units], data: numbers(units, 0.1, 3) },
  { shape: [steps, units], data: numbers(steps * units, 1, 4) },
];
const cellStates = () => (own, input, bias, inputs) => states({ own, input, bias }, inputs);
const cellSlopes =
  ({ grad }) =>
  (own, input, bias, inputs) => {
    const slopes = grad((weights) => loss(weights, inputs, inputs))({ own, input, bias });
    return [slopes.own, slopes.input, slopes.bias];
  };

function cellByTurns(library, [own, input, bias, inputs]) {
  const { np } = library;
  const turn = library.compile(
    (own, input, bias, inputs, n, h) =>
      np.tanh(np.add(np.add(np.matmul(own, h), np.matmul(input, np.reshape(np.take(inputs, n, 0), [units]))), bias)), // prettier-ignore
    {},
  );
  const zero = library.array(new Float32Array(units), [units]);
  const places = Array.from({ length: steps }, (_, n) => library.array(Int32Array.of(n), [1]));
  return async () => {
    const all = [];
    let h = zero;
    for (const place of places) all.push((h = turn(own, input, bias, inputs, place, h)));
    const values = await Promise.all(all.map((x) => library.read(x)));
    for (const x of all) library.dispose(x);
    return [Float32Array.from(values.flatMap((row) => [...row]))];
  };
}

const cells = {
  name: `A recurrent cell of ${units} units over ${steps} steps`,
  inputs: cellInputs,
  ways: [
    ["scan", "pullback", compiled(cellStates)],
    ["turn by turn, all read back", "pullback", cellByTurns],
    ["turn by turn, all read back", "jax-js", cellByTurns],
  ],
};

const cellsSlopes = {
  name: "Its gradient by all weights",
  inputs: cellInputs,
  ways: [["scan", "pullback", compiled(cellSlopes)]],
};

const rodInputs = () => [{ shape: [512], data: spread(512, 0.05, 3) }];
const hottest = ({ np }) => (lambda) => np.max(temperatures(lambda)); // prettier-ignore

const rods = {
  name: "Newton's method in ten unknowns, 512 lanes",
  inputs: rodInputs,
  ways: [["rootFind", "pullback", compiled(({ vmap }) => vmap(temperatures))]],
};

const rodSlopes = {
  name: "Its derivative",
  inputs: rodInputs,
  ways: [["rootFind", "pullback", compiled((l) => l.vmap(l.grad(hottest(l))))]],
};

const orbitInputs = () => [{ shape: [4096], data: spread(4096, 0.1, 3) }];
const place = (options) => (mu) => vanDerPol(mu, 5, { tolerance: 1e-5, ...options }).get(0);

const orbits = {
  name: "Van der Pol's oscillator by steps that adapt, 4,096 lanes",
  inputs: orbitInputs,
  ways: [["whileLoop", "pullback", compiled(({ vmap }) => vmap(place({})))]],
};

const orbitSlopes = {
  name: "Its derivative",
  inputs: orbitInputs,
  ways: [
    [
      "whileLoop of at most 1,000 steps",
      "pullback",
      compiled((l) => l.vmap(l.grad(place({ maxSteps: 1000 })))),
    ],
  ],
};

export const problems = [
  layers,
  layerSlopes,
  roots,
  rootSlopes,
  skewed,
  mandelbrot,
  smoothMandelbrot,
  smallMandelbrot,
  cells,
  cellsSlopes,
  rods,
  rodSlopes,
  orbits,
  orbitSlopes,
];
