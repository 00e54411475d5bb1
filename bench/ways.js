/** Runs a problem in several ways, one after the other in each round: what they do, how long that takes, and whether they agree. */
import { takeBytes, takeCounts } from "./counting.js";
import { arrayDifference } from "./measuring.js";
import { significant, table } from "./table.js";

const warmUps = 2;

/** One way of one library, on a device of its own where the library can have several. */
class Way {
  times = [];
  counts = {};

  constructor([name, library, prepare]) {
    Object.assign(this, { name, libraryName: library, prepare });
  }

  async first(libraries, inputs) {
    this.library = await libraries[this.libraryName]();
    const { device } = this.library;
    const before = takeBytes(device).now;
    const args = inputs.map(({ data, shape }) => this.library.array(data, shape));
    this.call = this.prepare(this.library, args);
    const values = await this.take();
    this.peak = takeBytes(device).peak - before;
    return values;
  }

  /** Takes the results to JavaScript. */
  async take() {
    const results = await this.call();
    const values = await Promise.all(
      results.map((x) => (x.buffer instanceof ArrayBuffer ? x : this.library.read(x))),
    );
    for (const x of results) if (!(x.buffer instanceof ArrayBuffer)) this.library.dispose(x);
    return values;
  }

  async measure() {
    takeCounts();
    const start = performance.now();
    await this.take();
    this.times.push(performance.now() - start);
    for (const [key, count] of Object.entries(takeCounts()))
      this.counts[key] = (this.counts[key] ?? 0) + count;
  }

  get median() {
    return this.times.toSorted((a, b) => a - b)[this.times.length >> 1];
  }

  perCall(counter) {
    return this.counts[counter] / this.times.length;
  }
}

/** @param libraries for each name, what makes one ready */
export async function measureWays(problem, { libraries, seconds }) {
  const inputs = problem.inputs();
  const ways = problem.ways.map((way) => new Way(way));
  const values = new Map();
  for (const way of ways) {
    try {
      values.set(way, await way.first(libraries, inputs));
      for (let n = 0; n < warmUps; n++) await way.take();
      const start = performance.now();
      await way.take();
      way.cost = performance.now() - start;
    } catch (error) {
      way.error = String(error?.stack ?? error);
      console.error(way.error);
    }
    console.error(`  ${way.libraryName}, ${way.name}: ${way.cost?.toFixed(1)} ms`);
  }
  const good = ways.filter(({ error }) => !error);
  const round = good.reduce((sum, { cost }) => sum + cost, 0);
  const rounds = Math.min(31, Math.max(5, Math.round((seconds * 1000) / round)));
  for (let n = 0; n < rounds; n++) for (const way of n % 2 ? good.toReversed() : good) await way.measure();
  const [expected] = values.values();
  for (const way of good)
    way.difference = Math.max(...values.get(way).map((x, i) => arrayDifference(x, expected[i])));
  return { name: problem.name, ways };
}

export const count = (x) =>
  x >= 1000 ? `${significant(x / 1000)}k` : Number.isInteger(x) ? String(x) : x.toFixed(1);
export const bytes = (x) =>
  x >= 2 ** 20 ? `${significant(x / 2 ** 20)} MiB` : `${significant(x / 2 ** 10)} KiB`;

/** A table of the ways; ratios are to the first of them. */
export function wayTable({ name, ways }) {
  const head = [
    "way",
    "library",
    "ratio",
    "median, ms",
    "dispatches",
    "submits",
    "readbacks",
    "bytes, peak",
    "difference",
  ];
  const rows = ways.map((way) => {
    const about = [way.name, way.libraryName];
    if (way.error) return [...about, ...head.slice(2).map(() => "–")];
    return [
      ...about,
      significant(way.median / ways[0].median),
      significant(way.median),
      ...["dispatches", "submits", "readbacks"].map((counter) => count(way.perCall(counter))),
      bytes(way.peak),
      way === ways[0] ? "–" : way.difference.toExponential(0),
    ];
  });
  return `### ${name}\n\n${table(head, rows)}`;
}
