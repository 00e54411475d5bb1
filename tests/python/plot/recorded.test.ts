/** Ticks, labels, limits, levels, contours, colours and bins against matplotlib's (record.py). */
import * as assert from "uvu/assert";
import { colormap, sample } from "../../../compiler/python/plot/colors.js";
import { contourArea, contourLines, type Grid } from "../../../compiler/python/plot/contouring.js";
import { binEdges, counts } from "../../../compiler/python/plot/statistics.js";
import { textRuns } from "../../../compiler/python/plot/mathtext.js";
import { scalarLabels, logLabels } from "../../../compiler/python/plot/tickLabels.js";
import { linearTicks, logTicks } from "../../../compiler/python/plot/ticks.js";
import { suite } from "../../harness/suite.js";
import {
  binsRecorded,
  colormapsRecorded,
  contoursRecorded,
  levelsRecorded,
  limitsRecorded,
  linearTicksRecorded,
  logTicksRecorded,
} from "./recorded.js";
import { array, linspace, numbers, on, session } from "./support.js";

const test = suite("plots as matplotlib's");

function close(actual: readonly number[], expected: readonly number[], what: string, tolerance = 1e-9): void {
  const scale = Math.max(...expected.map(Math.abs), 1e-300);
  const isClose =
    actual.length === expected.length &&
    expected.every((e, i) => Math.abs(actual[i] - e) <= tolerance * scale);
  assert.ok(isClose, `${what}: [${actual.join(", ")}] is not [${expected.join(", ")}]`);
}

/** What a label says, without how. */
const plain = (label: string): string =>
  textRuns(label)
    .map(({ text, rise }) => (rise > 0 ? `^${text}` : text))
    .join("")
    .replace(/\s/g, "");

test("linear ticks and their labels", () => {
  for (const { view, ticks, labels, offset } of linearTicksRecorded) {
    const found = linearTicks(view[0], view[1]);
    close(found, ticks, `ticks on ${view}`, 1e-7);
    assert.equal(scalarLabels(ticks, view), { labels, offset }, `labels on ${view}`);
  }
});

test("logarithmic ticks and their labels", () => {
  for (const { view, major, labels, minor, minorLabels } of logTicksRecorded) {
    const found = logTicks(view[0], view[1], 9);
    const relative = (actual: number[], expected: number[]): void =>
      close(actual.map(Math.log), expected.map(Math.log), `ticks on ${view}`);
    relative(found.major, major);
    relative(found.minor, minor);
    assert.equal(logLabels(major, view).map(plain), labels.map(plain), `labels on ${view}`);
    assert.equal(logLabels(minor, view).map(plain), minorLabels.map(plain), `minor labels on ${view}`);
  }
});

test("levels of contours", () => {
  for (const { range, count, levels } of levelsRecorded) {
    const { plt } = session();
    const z = array([...range, ...range], [2, 2]);
    const set = plt("contourf", z, ...(count === null ? [] : [BigInt(count)]));
    close(numbers(set.attribute("levels")), levels, `levels on ${range}`);
  }
});

test("limits of axes follow the data", () => {
  for (const { name, data, x, y } of limitsRecorded) {
    const { plt } = session();
    const isAlone = ["plot", "stem", "semilogy", "hist"].includes(name);
    plt(name, ...(isAlone ? [data] : [data.map((_, i) => BigInt(i)), data]));
    close(numbers(plt("xlim")), x, `${name}(${data}): xlim`);
    close(numbers(plt("ylim")), y, `${name}(${data}): ylim`);
  }
});

const [xs, ys] = [linspace(-3, 3, 31), linspace(-2, 2, 21)];
const surfaces: Record<string, (x: number, y: number) => number> = {
  hills: (x, y) => 2 * (Math.exp(-(x ** 2) - y ** 2) - Math.exp(-((x - 1) ** 2) - (y - 1) ** 2)),
  waves: (x, y) => Math.sin(2 * x) * Math.cos(2 * y),
  plane: (x, y) => x + 2 * y,
};

function gridOf(name: string): Grid {
  const table = (f: (x: number, y: number) => number): Grid["x"] => ({
    data: ys.flatMap((y) => xs.map((x) => f(x, y))),
    rows: ys.length,
    columns: xs.length,
  });
  return { x: table((x) => x), y: table((_, y) => y), z: table(surfaces[name]) };
}

type Points = readonly (readonly [number, number])[];
const length = (line: Points): number =>
  line.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - line[i][0], y - line[i][1]), 0);
const area = (line: Points): number =>
  line.reduce((sum, [x, y], i) => sum + (line[i - 1] ? line[i - 1][0] * y - x * line[i - 1][1] : 0), 0) / 2;
const total = (values: number[]): number => values.reduce((a, b) => a + b, 0);

for (const { name, levels, counts: lineCounts, lengths, areas } of contoursRecorded) {
  test(`contours of ${name}`, () => {
    const grid = gridOf(name);
    levels.forEach((level, i) => {
      const lines = contourLines(grid, level);
      assert.is(lines.length, lineCounts[i], `lines at ${level}`);
      close([total(lines.map(length))], [lengths[i]], `length at ${level}`, 0.02);
    });
    levels.slice(1).forEach((high, i) => {
      const outlines = contourArea(grid, levels[i], high);
      close([Math.abs(total(outlines.map(area)))], [areas[i]], `area from ${levels[i]} to ${high}`, 0.01);
      for (const outline of outlines) assert.equal(outline[0], outline.at(-1), "an outline is closed");
    });
  });
}

test("colour maps", () => {
  for (const { name, at } of colormapsRecorded) {
    const map = colormap(name);
    [0, 0.1, 0.35, 0.5, 0.77, 1].forEach((t, i) => {
      const found = sample(map, t);
      const error = Math.max(...found.map((c, k) => Math.abs(c - at[i][k])));
      assert.ok(error < 0.05, `${name}(${t}) is ${found}, not ${at[i]}`);
    });
  }
});

test("bins of histograms", () => {
  for (const { values, bins, counts: expected, edges } of binsRecorded) {
    const found = binEdges(values, bins);
    close(found, edges, `edges of ${bins}`);
    assert.equal(counts(values, found), expected, `counts of ${bins}`);
  }
});

test("axes tell their ticks", () => {
  const { plt } = session();
  plt("plot", [0n, 10n]);
  const axes = plt("gca");
  close(numbers(on(axes, "get_yticks")), [-2, 0, 2, 4, 6, 8, 10, 12], "yticks");
  on(axes, "set_xticks", [0n, 1n], ["no", "yes"]);
  assert.equal(
    on(axes, "get_xticklabels").map((label: { text: string }) => label.text),
    ["no", "yes"],
  );
});
