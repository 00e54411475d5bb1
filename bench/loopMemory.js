/** The memory that a gradient through a loop takes, by how many turns the loop has: of lanes, and of a whole array. */
import { takeBytes, takeCounts } from "./counting.js";
import { significant, table } from "./table.js";
import { bytes, count } from "./ways.js";

const size = 4096;
const allTurns = [10, 100, 1000, 10_000];
/** More are not written out: to compile that takes minutes. */
const mostWrittenOut = 100;

/** What a turn makes of an array: elements for themselves, or with their neighbours. */
const turns = {
  lanes: ({ np, ref }, count) => (y) => np.add(ref(y), np.divide(np.sin(np.multiply(y, 3)), count)), // prettier-ignore
  "a whole array": ({ np, ref }, count) => (y) => np.add(ref(y), np.divide(np.sin(np.multiply(np.roll(y, 1), 3)), count)), // prettier-ignore
};

const forms = {
  "whileLoop with maxSteps": ({ lax, np }, turn, count) => (x) =>
    lax.whileLoop(([n]) => n.lt(count), ([n, y]) => [n.add(1), turn(y)], [np.zeros([]), x], { maxSteps: count })[1], // prettier-ignore
  scan: ({ lax }, turn, count) => (x) => lax.foriLoop(0, count, (_, y) => turn(y), x), // prettier-ignore
  "written out": (_, turn, count) => (x) => {
    let y = x;
    for (let n = 0; n < count; n++) y = turn(y);
    return y;
  }, // prettier-ignore
};

const kinds = [
  ["whileLoop with maxSteps", "pullback"],
  ["scan", "pullback"],
  ["written out", "pullback"],
  ["written out", "jax-js"],
];

/** What lanes keep in arrays of their own, which are no buffers. */
function keptByLanes(f, x) {
  const found = f
    .lower(x)
    .kernels.flatMap(({ wgsl }) => [...wgsl.matchAll(/var kept\w+: array<\w+, (\d+)>/g)]);
  return found.reduce((sum, [, length]) => sum + 4 * size * Number(length), 0);
}

async function measure(load, of, form, count) {
  const library = await load();
  const before = takeBytes(library.device).now;
  const { grad, np } = library;
  const loop = forms[form](library, turns[of](library, count), count);
  const x = library.array(
    Float32Array.from({ length: size }, (_, i) => i / size - 0.5),
    [size],
  );
  const call = library.compile(grad((y) => np.sum(loop(y))), {}); // prettier-ignore
  const take = async () => {
    const slopes = call(x);
    await library.read(slopes);
    library.dispose(slopes);
  };
  await take();
  const peak = takeBytes(library.device).peak - before;
  takeCounts();
  await take();
  const { dispatches } = takeCounts();
  const start = performance.now();
  await take();
  const ms = performance.now() - start;
  return { peak: peak + (library.name === "pullback" ? keptByLanes(call, x) : 0), dispatches, ms };
}

/** @param libraries for each name, what makes one ready */
export async function memoryTable(libraries) {
  const rows = [];
  for (const of of Object.keys(turns))
    for (const [form, name] of kinds) {
      const cells = [];
      for (const count of allTurns) {
        if (form === "written out" && count > mostWrittenOut) cells.push("–");
        else cells.push(shown(await measure(libraries[name], of, form, count)));
        console.error(`  ${of}, ${form}, ${name}, ${count}: ${cells.at(-1)}`);
      }
      rows.push([`${form}, ${of}`, name, ...cells]);
    }
  return table(["form", "library", ...allTurns.map((n) => `${n.toLocaleString("en")} turns`)], rows);
}

const shown = ({ peak, dispatches, ms }) => `${bytes(peak)}, ${count(dispatches)}, ${significant(ms)} ms`;
