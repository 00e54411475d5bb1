/** Properties of drawings: well-formed whatever labels hold, data where axes say, nothing where there is no number. */
import * as assert from "uvu/assert";
import { toSvg } from "../../../compiler/python/plot/index.js";
import { suite } from "../../harness/suite.js";
import { all, array, drawn, linspace, on, pathPoints, session, textOf, type Element } from "./support.js";

const test = suite("drawings");

/** The frame that usual axes have, in points. */
const frame = { left: 57.6, right: 414.72, top: 41.472, bottom: 307.584 };

const lines = (svg: Element): Element[] =>
  all(svg, "path").filter(({ attributes }) => attributes["stroke-width"] === "1.5");

test("labels may hold anything", () => {
  const { plt } = session();
  const nasty = `a<b>&"quoted" 'it' ]]> \u0000\u001b\ud800 </svg><script>alert(1)</script> \ue000 日本 😀\nsecond line`;
  plt("plot", [1n, 2n], { label: nasty });
  for (const name of ["title", "xlabel", "ylabel", "suptitle"]) plt(name, nasty);
  plt("xticks", [1n, 2n], [nasty, "b"]);
  plt("text", 1n, 1n, nasty, { family: nasty });
  plt("bar", [nasty, "x"], [1n, 2n]);
  plt("legend", { title: nasty });
  const svg = drawn(plt);
  assert.is(all(svg, "script").length, 0);
  const shown = nasty.split("\n")[0].replace(/[\u0000\u001b\ud800\ue000]/g, "\ufffd");
  assert.ok(all(svg, "text").filter((text) => textOf(text) === shown).length >= 6); // prettier-ignore
});

test("points lie where the axes say", () => {
  const { plt } = session();
  plt("plot", [0n, 10n], [-1n, 1n]);
  const [[from, to]] = pathPoints(lines(drawn(plt))[0].attributes.d);
  const [width, height] = [frame.right - frame.left, frame.bottom - frame.top];
  // Data take ten elevenths of the axes, margins the rest.
  const expected = [
    frame.left + width / 22,
    frame.bottom - height / 22,
    frame.right - width / 22,
    frame.top + height / 22,
  ];
  [...from, ...to].forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) < 0.01, `${value} is not ${expected[i]}`),
  );
});

test("all points of random data lie inside the axes", () => {
  let state = 3;
  const next = (): number => (state = (state * 16807) % 2147483647) / 2147483647 - 0.5;
  for (const size of [1e-12, 1, 1e15]) {
    const { plt } = session();
    plt("plot", Array.from({ length: 50 }, next), Array.from({ length: 50 }, () => size * next())); // prettier-ignore
    for (const [x, y] of pathPoints(lines(drawn(plt))[0].attributes.d).flat()) {
      assert.ok(x > frame.left && x < frame.right && y > frame.top && y < frame.bottom, `${x}, ${y}`);
    }
  }
});

test("lines have gaps where there is no number", () => {
  const { plt } = session();
  plt("plot", [1, 2, NaN, 3, 4, Infinity, 5, 6]);
  assert.equal(pathPoints(lines(drawn(plt))[0].attributes.d).map((part) => part.length), [2, 2, 2]); // prettier-ignore
});

test("what is far away is cut, not bent", () => {
  const { plt } = session();
  plt("plot", [0n, 1n], [0, 1e30]);
  plt("ylim", 0n, 1n);
  const points = pathPoints(lines(drawn(plt))[0].attributes.d).flat();
  assert.ok(points.every(([, y]) => Math.abs(y) < 1000));
  // The line is as good as vertical.
  assert.ok(Math.abs(points[0][0] - points[1][0]) < 0.01);
});

test("logarithmic axes have equal decades", () => {
  const { plt } = session();
  plt("loglog", [1n, 10n, 100n], [1n, 10n, 100n]);
  const [[a, b, c]] = pathPoints(lines(drawn(plt))[0].attributes.d);
  assert.ok(Math.abs(b[0] - a[0] - (c[0] - b[0])) < 0.02);
  const labels = all(drawn(plt), "text").map(textOf);
  for (const label of ["100", "101", "102"]) assert.ok(labels.includes(label), label);
});

test("long lines keep their extremes", () => {
  const { plt } = session();
  const y = linspace(0, 1000, 100001).map(Math.sin);
  y[50000] = 30;
  plt("plot", array(y));
  const { d } = lines(drawn(plt))[0].attributes;
  const points = pathPoints(d).flat();
  assert.ok(points.length < 8000, `${points.length} points`);
  assert.ok(Math.min(...points.map(([, py]) => py)) < frame.top + 13);
});

test("ticks are labelled with a real minus", () => {
  const { plt } = session();
  plt("plot", [-1n, 1n]);
  const labels = all(drawn(plt), "text").map(textOf);
  assert.ok(labels.includes("\u22121.00"));
  assert.not.ok(labels.some((label) => label.includes("-")));
});

test("names are categories", () => {
  const { plt } = session();
  plt("bar", ["a", "b", "a"], [1n, 2n, 3n]);
  assert.equal(
    all(drawn(plt), "text")
      .map(textOf)
      .filter((label) => /[a-z]/.test(label)),
    ["a", "b"],
  );
});

test("mathematics becomes text with scripts", () => {
  const { plt } = session();
  plt("title", "costs \\$5: $\\alpha_{ij}^2 \\times \\mathrm{exp}$");
  const title = all(drawn(plt), "text").find((text) => textOf(text).includes("costs"));
  assert.is(title && textOf(title).replace(/\u2005/g, " "), "costs $5: αij2 × exp");
  const shifted = all(title ?? drawn(plt), "tspan").filter(({ attributes }) => attributes.dy);
  assert.ok(Number(shifted[0].attributes.dy) > 0 && Number(shifted[1].attributes.dy) < 0);
  plt("title", "$\\nosuch$");
  assert.throws(() => toSvg(plt("gcf")), /Unknown symbol: \\nosuch/);
});

test("figures on one page do not share identifiers", () => {
  const draw = (y: bigint[]): string[] => {
    const { plt } = session();
    plt("plot", y, "o-");
    return all(drawn(plt), "path").concat(all(drawn(plt), "clipPath")).flatMap(({ attributes }) => attributes.id ?? []); // prettier-ignore
  };
  const [first, second] = [draw([1n, 2n]), draw([2n, 1n, 5n])];
  assert.ok(first.length > 1);
  assert.equal(first.filter((id) => second.includes(id)), []); // prettier-ignore
});

test("every reference has its definition", () => {
  const { plt } = session();
  plt("scatter", [1n, 2n], [3n, 4n], { s: [20n, 60n] });
  plt("plot", [1n, 2n], "x--");
  const svg = toSvg(plt("gcf"));
  const ids = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const references = [...svg.matchAll(/href="#([^"]+)"|url\(#([^)]+)\)/g)].map(([, a, b]) => a ?? b);
  assert.ok(references.length > 4);
  assert.equal(references.filter((id) => !ids.has(id)), []); // prettier-ignore
});

test("images are PNG, the first row at the top", () => {
  const { plt } = session();
  plt("imshow", array([0, 1, 2, 3, 4, 5], [2, 3]), { cmap: "gray" });
  const [image] = all(drawn(plt), "image");
  const file = Buffer.from(image.attributes.href.split(",")[1], "base64");
  assert.equal([file.readUInt32BE(16), file.readUInt32BE(20)], [3, 2]);
  const stored = file.subarray(file.indexOf("IDAT") + 4 + 7);
  assert.equal([...stored.subarray(0, 8)], [0, 0, 51, 102, 0, 153, 204, 254]);
});

test("equal axes have equal units", () => {
  for (const how of ["equal", "scaled"]) {
    const { plt } = session();
    plt("plot", [0n, 4n, 4n, 0n], [0n, 0n, 1n, 1n]);
    plt("axis", how);
    const [[a, b, c]] = pathPoints(lines(drawn(plt))[0].attributes.d);
    assert.ok(Math.abs((b[0] - a[0]) / 4 - (b[1] - c[1])) < 0.02, how);
  }
});

test("a tight layout leaves room for labels", () => {
  const { plt } = session();
  const wide = "a rather long label of the axis\nin two lines";
  plt("plot", [0n, 1e8]);
  plt("ylabel", wide);
  plt("xlabel", wide);
  const lowest = (): number =>
    Math.max(...all(drawn(plt), "text").map(({ attributes }) => Number(attributes.y)));
  assert.ok(lowest() > 345 - 10);
  plt("tight_layout");
  assert.ok(lowest() < 345.6 - 10);
});

test("the best legend hides no line", () => {
  const { plt } = session();
  plt("plot", [0n, 1n], { label: "rises" });
  plt("plot", [1n, 1n], { label: "stays" });
  plt("legend");
  const [box] = all(drawn(plt), "rect").filter(({ attributes }) => attributes.rx);
  // The lines leave the lower right.
  assert.ok(Number(box.attributes.x) > 300 && Number(box.attributes.y) > 200);
});

test("nothing of an empty figure is missing", () => {
  const { plt } = session();
  assert.is(all(drawn(plt), "text").length, 0);
  plt("gca");
  assert.equal(all(drawn(plt), "text").map(textOf), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0", "0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]); // prettier-ignore
});

test("odd data draw something", () => {
  const odd: [string, ...unknown[]][] = [
    ["plot", []],
    ["plot", [NaN, NaN]],
    ["plot", 5n],
    ["scatter", [], []],
    ["bar", [], []],
    ["hist", []],
    ["hist", [1n]],
    ["semilogy", [-1n, -2n]],
    ["imshow", array([NaN, NaN, NaN, NaN], [2, 2])],
    ["imshow", array([1, 1, 1, 1], [2, 2])],
    ["contour", array([1, 1, 1, 1], [2, 2])],
    ["contourf", array([1, NaN, 1, 2], [2, 2])],
    ["quiver", [0n], [0n], [0n], [0n]],
    ["pie", [1n]],
    ["fill_between", [1n], [2n]],
    ["errorbar", [1n], [1n], { xerr: 0n, yerr: 0n }],
  ];
  for (const [name, ...args] of odd) {
    const { plt } = session();
    plt(name, ...args);
    drawn(plt);
  }
});

test("colour bars have triangles for what is beyond", () => {
  const { plt } = session();
  plt("contourf", array(linspace(0, 9, 100), [10, 10]), { levels: [2n, 4n, 6n], extend: "both" });
  const before = all(drawn(plt), "path").length;
  plt("colorbar");
  const ends = all(drawn(plt), "path").filter(({ attributes: { d } }) => /^M[^L]+L[^L]+L[^L]+Z$/.test(d));
  assert.is(ends.length, 2);
  assert.ok(all(drawn(plt), "path").length > before);
});

test("bars carry their lengths, and a line crosses everything", () => {
  const { plt } = session();
  const bars = plt("bar", [0n, 1n], [3n, 4.5]);
  const limits = String(plt("xlim").items);
  assert.equal(
    plt("bar_label", bars).map((label: { text: string }) => label.text),
    ["3", "4.5"],
  );
  plt("axline", [0n, 0n], { slope: 1n });
  assert.is(String(plt("xlim").items), limits);
  const [[from, to]] = pathPoints(lines(drawn(plt))[0].attributes.d);
  assert.ok(from[0] < frame.left && to[0] > frame.right);
});

test("secondary axes and insets are drawn", () => {
  const { plt } = session();
  plt("plot", [1n, 2n]);
  const axes = plt("gca");
  on(on(axes, "twinx"), "plot", [5n, 3n]);
  on(on(axes, "inset_axes", [0.1, 0.6, 0.3, 0.3]), "plot", [1n, 4n, 2n]);
  assert.is(lines(drawn(plt)).length, 3);
});
