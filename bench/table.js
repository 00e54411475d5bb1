/** The report as Markdown, in prettier's layout. */

const [ours, theirs] = ["pullback", "jax-js"];
const missing = "–";

const digits = (x, count) => (x === undefined ? missing : x.toFixed(count));
export const significant = (x) => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2));
const time = (x) => (x === undefined ? missing : significant(x));
const perCall = (x) => (x === undefined ? missing : Number.isInteger(x) ? String(x) : x.toFixed(1));
const mebibytes = (x) => (x === undefined ? missing : significant(x / 2 ** 20));

export function table(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, 3, ...rows.map((row) => row[i].length)));
  const pad = (text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]));
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head.map(pad)), line(rule), ...rows.map((row) => line(row.map(pad)))].join("\n");
}

/** A row of cells from what both libraries did; what one did not do is undefined. */
const rowsOf = (outcomes, cells) =>
  outcomes.map((outcome) => [
    outcome.name,
    ...cells(outcome.libraries[ours] ?? {}, outcome.libraries[theirs] ?? {}, outcome),
  ]);

const ratio = (a, b) => digits(a === undefined || b === undefined ? undefined : a / b, 2);
const pair = (show, a, b) => `${show(a)} / ${show(b)}`;

function timeTable(outcomes) {
  const head = ["workload", "ratio, min", "ratio, median", "min, ms", "median, ms", "rounds", "difference"];
  return table(
    head,
    rowsOf(outcomes, (a, b, { rounds, difference }) => [
      ratio(a.minimum, b.minimum),
      ratio(a.median, b.median),
      pair(time, a.minimum, b.minimum),
      pair(time, a.median, b.median),
      String(rounds),
      difference === undefined ? missing : difference.toExponential(0),
    ]),
  );
}

function workTable(outcomes) {
  const head = ["workload", "dispatches", "submits", "buffers created", "bound, MiB", "bound, ratio"];
  return table(
    head,
    rowsOf(outcomes, (a, b) => [
      pair(perCall, a.dispatches, b.dispatches),
      pair(perCall, a.submits, b.submits),
      pair(perCall, a.buffersCreated, b.buffersCreated),
      pair(mebibytes, a.bytesBound, b.bytesBound),
      ratio(a.bytesBound, b.bytesBound),
    ]),
  );
}

function firstTable(outcomes) {
  return table(
    ["workload", "ratio", "first call, ms"],
    rowsOf(outcomes, (a, b) => [ratio(a.first, b.first), pair(time, a.first, b.first)]),
  );
}

function failures(outcomes) {
  const failed = outcomes.flatMap(({ name, libraries }) =>
    Object.entries(libraries).flatMap(([library, { error }]) =>
      error ? [`- ${library}, ${name}: ${error.split("\n")[0]}`] : [],
    ),
  );
  return failed.length > 0 ? ["## Failed", failed.join("\n")] : [];
}

/** @param {{ machine: string, place: { title: string, command: string } }} about for people */
export function report(outcomes, { machine, place }) {
  return `${[
    `# Pullback and jax-js ${place.title}`,
    `Machine: ${machine}. Commands: \`npm ci && npm run build\`, then in \`bench/\`: \`npm ci && ${place.command}\`.
Every cell with a slash is Pullback / jax-js; ratios below 1 are in Pullback's favour. Trust ratios and minima: the
machine's other work is in the times.`,
    "## Steady state",
    `One call, from JavaScript until the device has done its work (\`onSubmittedWorkDone\`); arguments are on the device, results
are not read. The libraries take turns. "difference" is the largest between their results, relative to the largest
magnitude; jax-js uses WGSL's own \`exp\`, \`log\` and \`sin\`, Pullback float32-faithful ones.`,
    timeTable(outcomes),
    "## Work per call",
    "Counted by wrapping the prototypes of WebGPU's interfaces, by the same code for both; bytes are summed over all dispatches.",
    workTable(outcomes),
    "## First call",
    "Upload, tracing, code generation, shader compilation, run, and reading the results; which library goes first alternates.",
    firstTable(outcomes),
    ...failures(outcomes),
  ].join("\n\n")}\n`;
}
