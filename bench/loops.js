/**
 * What a loop of whole arrays costs that the data end, beside the same turns one by one, each of which is asked whether it was the
 * last, and beside as many turns written out: `node bench/loops.js`, after `npx tsc`.
 */
import { init, jit, lax, numpy as jnp, random } from "../build/compiler/index.js";
import { sharedDevice, stats } from "../build/runtime/index.js";

const size = 256;
const calls = 30;
const most = 1e-5;

const weights = random.normal(random.key(0), [size, size]).mul(0.05);
const bias = jnp.linspace(-1, 1, size);

const turn = (w, b, x) => jnp.tanh(w.matmul(x).add(b));
const change = (before, x) => jnp.max(jnp.abs(before.sub(x)));

const loop = jit((w, b) =>
  lax.whileLoop(
    ([before, x]) => change(before, x).gt(most),
    ([, x, n]) => [x, turn(w, b, x), n.add(1)],
    [b, jnp.zerosLike(b), 0],
  ),
);

const oneTurn = jit((w, b, x) => {
  const next = turn(w, b, x);
  return [next, change(x, next)];
});

async function turnByTurn() {
  let x = jnp.zeros([size]);
  for (;;) {
    const [next, changed] = oneTurn(weights, bias, x);
    x = next;
    if ((await changed.data())[0] <= most) return x;
  }
}

const { description } = await init({ device: "webgpu" });
const device = await sharedDevice();
const turns = (await loop(weights, bias)[2].data())[0];

const writtenOut = jit((w, b) => {
  let x = jnp.zerosLike(b);
  for (let n = 0; n < turns; n++) x = turn(w, b, x);
  return x;
});

const ways = {
  "a loop on the device": async () => loop(weights, bias)[1].data(),
  "turn by turn, each read back": async () => (await turnByTurn()).data(),
  "written out, without a condition": async () => writtenOut(weights, bias).data(),
};

console.log(
  `x = tanh(W x + b), W ${size}×${size}, until max|dx| < ${most}: ${turns} turns. ${description}.\n`,
);
console.log("| way | median, ms | min, ms | dispatches | submits | readbacks |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
for (const [name, way] of Object.entries(ways)) {
  for (let n = 0; n < 3; n++) await way();
  const before = stats(device);
  const times = [];
  for (let n = 0; n < calls; n++) {
    const start = performance.now();
    await way();
    times.push(performance.now() - start);
  }
  const after = stats(device);
  const perCall = (counter) => ((after[counter] - before[counter]) / calls).toFixed(0);
  times.sort((a, b) => a - b);
  const [median, least] = [times[calls >> 1], times[0]].map((ms) => ms.toFixed(2));
  console.log(
    `| ${name} | ${median} | ${least} | ${["dispatches", "submits", "readbacks"].map(perCall).join(" | ")} |`,
  );
}
process.exit();
