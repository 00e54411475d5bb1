/** Loops that never end, and the longest time that the page's main thread could do nothing else meanwhile. */
import { table } from "./table.js";

const [seconds, size] = [2, 100_000];

/** Neither condition ever becomes false. */
const endless = {
  "of a whole array": ({ lax, np }) => (x) => lax.whileLoop((y) => np.sum(y).gt(0), (y) => np.roll(y, 1), x), // prettier-ignore
  "in each lane": ({ lax, vmap }) => vmap((x) => lax.whileLoop((y) => y.gt(0), (y) => y.mul(1), x)), // prettier-ignore
};

/** Watches the main thread; the function that it gives says the longest gap so far, in ms. */
function watch() {
  const { port1, port2 } = new MessageChannel();
  let [longest, last, isDone] = [0, performance.now(), false];
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isDone) port2.postMessage(0);
  };
  port2.postMessage(0);
  return () => {
    isDone = true;
    port1.close();
    return longest;
  };
}

async function measure(library, jit, f) {
  const x = library.np.ones([size]);
  const first = new AbortController();
  const controllers = [first, new AbortController()];
  const run = async ({ signal }, ms) => {
    const y = jit(f, { signal })(x);
    const read = y.data().then(() => "ended", ({ name }) => name); // prettier-ignore
    await new Promise((resolve) => setTimeout(resolve, ms));
    return read;
  };
  // Once to compile.
  const warm = run(first, 500);
  setTimeout(() => first.abort(), 500);
  await warm;
  const stop = watch();
  const outcome = run(controllers[1], seconds * 1000);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const longest = stop();
  const start = performance.now();
  controllers[1].abort();
  const name = await outcome;
  const left = performance.now() - start;
  const after = performance.now();
  await jit((y) => y.add(1))(x).data();
  return [longest, left, performance.now() - after, name];
}

/** @param load makes Pullback ready */
export async function gapTable(load, jit) {
  const rows = [];
  for (const [name, of] of Object.entries(endless)) {
    const library = await load();
    const [longest, left, after, outcome] = await measure(library, jit, of(library));
    rows.push([name, longest.toFixed(0), left.toFixed(0), outcome, after.toFixed(0)]);
    console.error(`  ${rows.at(-1).join(", ")}`);
  }
  const head = ["a loop that never ends", "longest gap, ms", "until it rejects, ms", "with", "next call, ms"];
  return table(head, rows);
}
