/** Runs one workload in both libraries: the first call, steady calls in turn, and whether the results agree. */
import { takeCounts } from "./counting.js";

const warmUps = 3;

const isBranch = (x) => Array.isArray(x) || Object.getPrototypeOf(x) === Object.prototype;

/** The arrays of a tree by their keys' order, which does not depend on how a library orders them. */
function leaves(tree) {
  if (!isBranch(tree)) return [tree];
  return Object.keys(tree)
    .sort()
    .flatMap((key) => leaves(tree[key]));
}

/** A workload in one library. */
class Subject {
  constructor(library, workload) {
    this.library = library;
    this.workload = workload;
    this.times = [];
    this.counts = {};
  }

  /** The first call: arguments uploaded, the function traced, compiled and run, and its results read. */
  async first(inputs) {
    const { library, workload } = this;
    const place = (x) =>
      x.data
        ? library.array(x.data, x.shape)
        : Object.fromEntries(Object.entries(x).map(([k, v]) => [k, place(v)]));
    const start = performance.now();
    this.args = inputs.map(place);
    this.call = library.compile(workload.build(library), workload);
    const results = this.call(...this.args);
    const values = await Promise.all(leaves(results).map((x) => library.read(x)));
    this.firstTime = performance.now() - start;
    this.keep(results);
    return values;
  }

  /** Milliseconds until the device has done all the work of one call. */
  async again() {
    const start = performance.now();
    const results = this.call(...this.args);
    await this.library.flush(leaves(results));
    await this.library.device.queue.onSubmittedWorkDone();
    const time = performance.now() - start;
    this.keep(results);
    return time;
  }

  async measure() {
    takeCounts();
    this.times.push(await this.again());
    for (const [key, count] of Object.entries(takeCounts()))
      this.counts[key] = (this.counts[key] ?? 0) + count;
  }

  /** Frees the results that the next call does not take. */
  keep(results) {
    const next = this.workload.next?.(this.args, results) ?? this.args;
    const kept = new Set(leaves(next));
    for (const x of leaves(results)) if (!kept.has(x)) this.library.dispose(x);
    this.args = next;
  }

  dispose() {
    for (const x of leaves(this.args)) this.library.dispose(x);
  }

  summary() {
    const times = this.times.toSorted((a, b) => a - b);
    const perCall = Object.entries(this.counts).map(([key, count]) => [key, count / times.length]);
    return {
      first: this.firstTime,
      minimum: times[0],
      median: (times[(times.length - 1) >> 1] + times[times.length >> 1]) / 2,
      ...Object.fromEntries(perCall),
    };
  }
}

/** The largest difference over all results, each relative to its result's largest magnitude. */
function difference(ours, theirs) {
  if (ours.length !== theirs.length)
    throw new Error(`${ours.length} results, but ${theirs.length} of jax-js`);
  return Math.max(...ours.map((x, i) => arrayDifference(x, theirs[i])));
}

export function arrayDifference(x, y) {
  if (x.length !== y.length) throw new Error(`a result of ${x.length} elements, but ${y.length} of jax-js`);
  let [largest, scale] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const distance = Math.abs(x[i] - y[i]);
    largest = distance <= largest ? largest : distance;
    scale = Math.max(scale, Math.abs(y[i]));
  }
  return largest === 0 ? 0 : largest / scale;
}

/**
 * @param libraries ours and theirs
 * @param order the same, the one first that makes its first call first
 * @param {number} seconds about how long both may take in the steady state
 */
export async function measureWorkload(workload, { libraries, order, seconds }) {
  const subjects = [];
  const outcome = { name: workload.name, libraries: {} };
  const values = {};
  for (const library of order) {
    try {
      const subject = new Subject(library, workload);
      values[library.name] = await subject.first(workload.inputs());
      let cost = 0;
      for (let i = 0; i < warmUps; i++) cost = await subject.again();
      subjects.push({ subject, cost });
    } catch (error) {
      outcome.libraries[library.name] = { error: String(error?.stack ?? error) };
    }
  }
  const cost = subjects.reduce((sum, s) => sum + s.cost, 0);
  outcome.rounds = Math.min(31, Math.max(7, Math.round((seconds * 1000) / cost)));
  for (let round = 0; round < outcome.rounds; round++) {
    const turn = round % 2 === 0 ? subjects : subjects.toReversed();
    for (const { subject } of turn) await subject.measure();
  }
  for (const { subject } of subjects) {
    outcome.libraries[subject.library.name] = subject.summary();
    subject.dispose();
  }
  const [ours, theirs] = libraries.map(({ name }) => values[name]);
  if (ours && theirs) outcome.difference = difference(ours, theirs);
  return outcome;
}
