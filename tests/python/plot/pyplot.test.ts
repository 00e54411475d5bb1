/** The module as scripts see it: state, what functions return, how it prints, and matplotlib's words for mistakes. */
import * as assert from "uvu/assert";
import type { PlotTuple } from "../../../compiler/python/plot/index.js";
import { Pyplot, type PlotObject } from "../../../compiler/python/plot/index.js";
import { suite } from "../../harness/suite.js";
import { array, numbers, on, session, subplots } from "./support.js";

const test = suite("matplotlib.pyplot");
const address = "0x7f43dfc210f0";
const repr = (value: PlotObject): string => value.repr(address);

/** What happens, as "ValueError: …". */
function failure(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    const { name, summary } = error as { name: string; summary: string };
    return `${name}: ${summary}`;
  }
  return "no error";
}

test("figures and axes are made when they are needed, and are current until others are", () => {
  const { plt, module } = session();
  assert.equal(module.openFigures, []);
  const first = plt("gcf");
  assert.is(plt("gca"), plt("gca"));
  const second = plt("figure", { figsize: [3n, 2n] });
  assert.is(plt("gcf"), second);
  assert.is(plt("figure", 1n), first);
  assert.is(repr(second), "<Figure size 300x200 with 0 Axes>");
  assert.equal(plt("get_fignums"), [1n, 2n]);
  plt("close");
  assert.is(plt("gcf"), second);
  plt("close", "all");
  assert.equal(module.openFigures, []);
});

test("figures have names", () => {
  const { plt } = session();
  const named = plt("figure", "results");
  plt("figure");
  assert.is(plt("figure", "results"), named);
});

test("subplot finds axes again", () => {
  const { plt } = session();
  const left = plt("subplot", 1n, 2n, 1n);
  const right = plt("subplot", 122n);
  assert.is.not(left, right);
  assert.is(plt("subplot", 121n), left);
  assert.is(plt("gca"), left);
});

test("subplots share what they are asked to", () => {
  const { plt } = session();
  const result = plt("subplots", 2n, 2n, { sharex: true, sharey: "row" }) as PlotTuple;
  const { axes } = subplots(result);
  assert.equal((result.items[1] as { shape: number[] }).shape, [2, 2]);
  on(axes[0], "set_xlim", 0n, 5n);
  on(axes[0], "set_ylim", 1n, 2n);
  assert.equal(numbers(on(axes[3], "get_xlim")), [0, 5]);
  assert.equal(numbers(on(axes[1], "get_ylim")), [1, 2]);
  assert.equal(numbers(on(axes[2], "get_ylim")), [0, 1]);
  assert.equal((plt("subplots", 1n, 3n) as PlotTuple).items[1] instanceof Object, true);
});

test("functions return what matplotlib's do, and it prints alike", () => {
  const { plt } = session();
  const [line] = plt("plot", [1n, 2n], { label: "a" });
  assert.is(repr(line), `<matplotlib.lines.Line2D object at ${address}>`);
  assert.is(line.str(), "Line2D(a)");
  assert.is(plt("plot", array([1, 2, 3, 4, 5, 6], [3, 2])).length, 2);
  assert.is(plt("plot", [0n, 1n], [0n, 1n], "r", [0n, 1n], [1n, 0n], "b--").length, 2);
  assert.is(repr(plt("title", "it's")), `Text(0.5, 1.0, "it's")`);
  assert.is(repr(plt("xlabel", "x")), "Text(0.5, 0, 'x')");
  assert.is(repr(plt("text", 1n, 2.5, "x")), "Text(1, 2.5, 'x')");
  assert.is(repr(plt("scatter", [1n], [2n])), `<matplotlib.collections.PathCollection object at ${address}>`);
  const bars = plt("bar", [1n, 2n], [3n, 4n]);
  assert.is(repr(bars), "<BarContainer object of 2 artists>");
  assert.is(bars.item(0n).str(), "Rectangle(xy=(0.6, 0), width=0.8, height=3, angle=0)");
  assert.is(repr(plt("errorbar", [1n], [2n], { yerr: [1n] })), "<ErrorbarContainer object of 3 artists>");
  assert.is(repr(plt("stem", [1n, 2n])), "<StemContainer object of 3 artists>");
  const image = plt("imshow", array([1, 0, 0, 1], [2, 2]));
  assert.is(repr(image), `<matplotlib.image.AxesImage object at ${address}>`);
  assert.is(repr(plt("colorbar")), `<matplotlib.colorbar.Colorbar object at ${address}>`);
  const [counts, edges, patches] = plt("hist", [1n, 2n, 2n, 5n], { bins: 2n }).items;
  assert.equal([numbers(counts), numbers(edges), repr(patches)], [[3, 1], [1, 3, 5], "<BarContainer object of 2 artists>"]); // prettier-ignore
  assert.is(repr(plt("gca")), `<Axes: title={'center': 'it's'}, xlabel='x'>`);
  assert.equal(
    [...plt("boxplot", [1n, 2n, 3n]).keys()],
    ["whiskers", "caps", "boxes", "medians", "fliers", "means"],
  );
});

test("artists have their properties as methods", () => {
  const { plt } = session();
  const [line] = plt("plot", [1n, 2n], "r--", { lw: 3n });
  assert.equal([on(line, "get_color"), on(line, "get_linewidth"), on(line, "get_lw"), on(line, "get_linestyle")], ["r", 3, 3, "--"]); // prettier-ignore
  on(line, "set_color", "tab:blue");
  on(line, "set", { alpha: 0.5, label: "x" });
  assert.equal([on(line, "get_color"), on(line, "get_alpha"), on(line, "get_label")], ["tab:blue", 0.5, "x"]);
  assert.equal(numbers(on(line, "get_ydata")), [1, 2]);
  assert.is(line.attribute("set_foo"), undefined);
  assert.is(plt("gca").attribute("lines").length, 1);
  on(line, "remove");
  assert.is(plt("gca").attribute("lines").length, 0);
});

test("pyplot and axes have the same methods", () => {
  const { plt, module } = session();
  const axes = plt("gca");
  for (const name of "plot scatter bar hist imshow contourf legend grid axis text annotate fill_between".split(
    " ",
  ))
    assert.ok(module.attribute(name) && axes.attribute(name), name);
  on(axes, "set", { title: "T", xlabel: "X", xlim: [0n, 2n], yscale: "log" });
  assert.equal([on(axes, "get_title"), on(axes, "get_xlabel"), on(axes, "get_yscale")], ["T", "X", "log"]);
  assert.equal(numbers(plt("xlim")), [0, 2]);
  assert.is(module.attribute("set_title"), undefined);
  assert.is(module.attribute("foo"), undefined);
  for (const name of Pyplot.names()) assert.ok(module.attribute(name), name);
});

test("showing closes, saving does not", () => {
  const { plt, module, shown, saved } = session();
  plt("plot", [1n, 2n]);
  plt("savefig", "a.svg");
  plt("savefig", "folder.d/b.png", { dpi: 200n, bbox_inches: "tight" });
  plt("savefig", "c");
  assert.equal(
    saved.map(({ path, asked }) => [path, asked]),
    [["a.svg", undefined], ["folder.d/b.svg", "folder.d/b.png"], ["c.svg", "c.png"]], // prettier-ignore
  );
  assert.match(saved[0].svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="640" height="480"/);
  plt("show");
  assert.is(shown.length, 1);
  assert.equal(module.openFigures, []);
});

test("colours are written in many ways", () => {
  const { plt } = session();
  const written = [
    "r",
    "C1",
    "tab:olive",
    "RebeccaPurple",
    "#abc",
    "#11223380",
    "0.5",
    [1, 0, 0.5],
    ["b", 0.3],
    array([0, 1, 0, 0.5]),
  ];
  const paints = written.map((color) => plt("plot", [1n], { color })[0].color);
  assert.equal(
    paints.map(({ paint }) => paint),
    [
      "#ff0000",
      "#ff7f0e",
      "#bcbd22",
      "rebeccapurple",
      "#aabbcc",
      "#112233",
      "#808080",
      "#ff0080",
      "#0000ff",
      "#00ff00",
    ],
  );
  assert.equal(paints.slice(-2).map(({ opacity }) => opacity), [0.3, 0.5]); // prettier-ignore
});

test("colour maps can be called", () => {
  const { plt } = session();
  const map = plt("get_cmap", "viridis");
  assert.equal(map.call([array([0, 1])]).shape, [2, 4]);
  assert.is(map.call([1]).items.length, 4);
});

const square = array([1, 2, 3, 4], [2, 2]);
const colorWords =
  ": supported inputs are (r, g, b) and (r, g, b, a) 0-1 float tuples; '#rrggbb', '#rrggbbaa', '#rgb', '#rgba' strings; named " +
  "color strings; string reprs of 0-1 floats for grayscale values; 'C0', 'C1', ... strings for colors of the color cycle; and " +
  "pairs combining one of the above with an alpha value";
/** What matplotlib 3.11 says. */
const mistakes: [string, unknown[], string][] = [
  ["plot", [[1n, 2n, 3n], [1n, 2n, 3n, 4n]], "ValueError: x and y must have same first dimension, but have shapes (3,) and (4,)"],
  ["plot", [[1n, 2n], array(Array(8).fill(0), [2, 2, 2])], "ValueError: x and y can be no greater than 2D, but have shapes (2,) and (2, 2, 2)"],
  ["plot", [[1n], [1n], "q"], "ValueError: 'q' is not a valid format string (unrecognized character 'q')"],
  ["plot", [[1n], [1n], "rb"], "ValueError: 'rb' is not a valid format string (two color symbols)"],
  ["plot", [[1n], [1n], "r--:"], "ValueError: 'r--:' is not a valid format string (two linestyle symbols)"],
  ["plot", [[1n], { color: "foo" }], `ValueError: 'foo' is not a valid value for color${colorWords}`],
  ["plot", [[1n], { foo: 3n }], "AttributeError: Line2D.set() got an unexpected keyword argument 'foo'"],
  ["plot", [[1n], { linestyle: "x" }], "ValueError: 'x' is not a valid value for ls."],
  ["plot", [[1n], { marker: "x1" }], "ValueError: Unrecognized marker style 'x1'"],
  ["plot", [[1n], { alpha: 2n }], "ValueError: alpha (2) is outside 0-1 range"],
  ["plot", [[1n], { lw: 1n, linewidth: 2n }], "TypeError: Got both 'lw' and 'linewidth', which are aliases of one another"],
  ["scatter", [[1n, 2n], [1n]], "ValueError: x and y must be the same size"],
  ["scatter", [[1n, 2n], [1n, 2n], { s: [1n, 2n, 3n] }], "ValueError: s (size 3) cannot be broadcast to match x and y (size 2)"],
  ["scatter", [[1n, 2n], [1n, 2n], { c: "foo" }], "ValueError: 'c' argument must be a color, a sequence of colors, or a sequence of numbers, not 'foo'"],
  ["scatter", [[1n], [1n], { foo: 1n }], "AttributeError: PathCollection.set() got an unexpected keyword argument 'foo'"],
  ["bar", [[1n, 2n], [1n, 2n, 3n]], "ValueError: shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between 'x' with shape (2,) and 'height' with shape (3,)."],
  ["bar", [[1n], [1n], { foo: 1n }], "AttributeError: Rectangle.set() got an unexpected keyword argument 'foo'"],
  ["hist", [[1n, 2n], { foo: 1n }], "AttributeError: Rectangle.set() got an unexpected keyword argument 'foo'"],
  ["errorbar", [[1n, 2n], [1n, 2n], { yerr: [1n, 2n, 3n] }], "ValueError: 'yerr' (shape: (3,)) must be a scalar or a 1D or (2, n) array-like whose shape matches 'y' (shape: (2,))"],
  ["fill_between", [[1n, 2n], [1n, 2n, 3n]], "ValueError: 'x' has size 2, but 'y1' has an unequal size of 3"],
  ["fill_between", [[1n, 2n], [1n, 2n], { foo: 1n }], "AttributeError: FillBetweenPolyCollection.set() got an unexpected keyword argument 'foo'"],
  ["stem", [[1n], { foo: 1n }], "TypeError: stem() got an unexpected keyword argument 'foo'"],
  ["imshow", [[1n, 2n]], "TypeError: Invalid shape (2,) for image data"],
  ["imshow", [square, { foo: 1n }], "AttributeError: AxesImage.set() got an unexpected keyword argument 'foo'"],
  ["contour", [[1n, 2n]], "TypeError: Input z must be 2D, not 1D"],
  ["contour", [[1n, 2n, 3n], [1n, 2n], square], "TypeError: Length of x (3) must match number of columns in z (2)"],
  ["contour", [square, { foo: 1n }], "AttributeError: QuadContourSet.set() got an unexpected keyword argument 'foo'"],
  ["pcolormesh", [[1n, 2n], [1n, 2n, 3n, 4n], square], "TypeError: Dimensions of C (2, 2) should be one smaller than X(2) and Y(4) while using shading='flat' see help(pcolormesh)"],
  ["quiver", [[1n], [1n], [1n], [1n], { foo: 1n }], "AttributeError: Quiver.set() got an unexpected keyword argument 'foo'"],
  ["colorbar", [], "RuntimeError: No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a contour set (with contourf)."],
  ["title", ["a", { foo: 1n }], "AttributeError: Text.set() got an unexpected keyword argument 'foo'"],
  ["text", [1n, 2n], "TypeError: text() missing 1 required positional argument: 's'"],
  ["annotate", ["x", [1n, 2n], { foo: 1n }], "AttributeError: 'Annotation' object has no property 'foo'"],
  ["annotate", ["x", [1n, 2n], { arrowprops: new Map([["arrowstyle", "foo"]]) }], "ValueError: Unknown style: 'foo'"],
  ["legend", [{ loc: "foo" }], "ValueError: 'foo' is not a valid value for loc."],
  ["legend", [{ foo: 1n }], "TypeError: Legend.__init__() got an unexpected keyword argument 'foo'"],
  ["xscale", ["foo"], "ValueError: 'foo' is not a valid value for scale."],
  ["subplot", [2n, 2n, 5n], "ValueError: num must be an integer with 1 <= num <= 4, not 5"],
  ["axis", ["foo"], "ValueError: Unrecognized string 'foo' to axis; try 'on' or 'off'"],
  ["axhline", [1n, { foo: 1n }], "AttributeError: Line2D.set() got an unexpected keyword argument 'foo'"],
  ["hlines", [1n, 2n, 3n, { foo: 1n }], "AttributeError: LineCollection.set() got an unexpected keyword argument 'foo'"],
  ["xticks", [[1n, 2n], ["a"]], "ValueError: The number of FixedLocator locations (2), usually from a call to set_ticks, does not match the number of labels (1)."],
  ["figure", [{ foo: 1n }], "AttributeError: Figure.set() got an unexpected keyword argument 'foo'"],
  ["savefig", ["x.foo"], "ValueError: Format 'foo' is not supported (supported formats: avif, eps, gif, jpeg, jpg, pdf, pgf, png, ps, raw, rgba, svg, svgz, tif, tiff, webp)"],
  ["savefig", [3n], "AttributeError: 'int' object has no attribute 'write'"],
  ["pie", [[1n], { foo: 1n }], "TypeError: pie() got an unexpected keyword argument 'foo'"],
  // What is not there says so.
  ["axes", [{ projection: "3d" }], "NotImplementedError: axes with projection='3d' are not supported"],
  ["streamplot", [square], "NotImplementedError: matplotlib's streamplot is not supported"],
  ["plot", ["a", "b", { data: new Map() }], "NotImplementedError: plot(): the argument 'data' is not supported"],
  ["legend", [{ shadow: true }], "NotImplementedError: the keyword 'shadow' is not supported"],
  ["bar", [[1n], [1n], { hatch: "/" }], "NotImplementedError: the keyword 'hatch' is not supported"],
]; // prettier-ignore

for (const [name, args, words] of mistakes)
  test(`${name}: ${words.slice(0, 70)}`, () => {
    const { plt } = session();
    assert.is(failure(() => plt(name, ...args)), words); // prettier-ignore
  });

test("nothing of JavaScript's is reached by a name", () => {
  const { plt, module } = session();
  const [line] = plt("plot", [1n]);
  for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"]) {
    for (const object of [
      module,
      module.module("matplotlib"),
      line,
      plt("gca"),
      plt("gcf"),
      plt("get_cmap", null),
    ])
      assert.is(object?.attribute(name), undefined, name);
    assert.is(module.module(`matplotlib.${name}`), undefined);
    assert.match(
      failure(() => plt("plot", [1n], { [name]: 1n })),
      /got an unexpected keyword argument/,
    );
    assert.match(
      failure(() => plt("plot", [1n], { color: name })),
      /is not a valid value for color/,
    );
    assert.match(
      failure(() => plt("plot", [1n], { ls: name })),
      /is not a valid value for ls/,
    );
    assert.match(
      failure(() => plt("title", "a", { loc: name })),
      /is not a valid value for loc/,
    );
    assert.match(
      failure(() => plt("imshow", square, { cmap: name })),
      /is not a valid value for cmap/,
    );
  }
});

test("modules beside pyplot", () => {
  const { plt, module, warnings } = session();
  const matplotlib = module.module("matplotlib") as PlotObject;
  on(matplotlib, "use", "Agg");
  const norm = on(module.module("matplotlib.colors") as PlotObject, "LogNorm", { vmin: 1n, vmax: 100n });
  assert.equal(Array.from(norm.call([array([1, 10, 100])]).data), [0, 0.5, 1]);
  plt("gca");
  on(plt("gca"), "add_patch", on(module.module("matplotlib.patches") as PlotObject, "Circle", [0n, 0n], 2n));
  on(plt("gca"), "add_patch", plt("Rectangle", [0n, 0n], 1n, 5n));
  assert.equal(numbers(plt("ylim")), [-2.35, 5.35]);
  assert.ok((module.attribute("cm") as PlotObject).attribute("magma_r"));
  on(module.attribute("style") as PlotObject, "use", "ggplot");
  assert.match(warnings[0], /styles are not supported/);
  module.rcParams.set("figure.figsize", [4n, 3n]);
  assert.is(repr(plt("figure")), "<Figure size 400x300 with 0 Axes>");
});

test("grids of subplots of several sizes", () => {
  const { plt } = session();
  const grid = plt("GridSpec", 2n, 3n);
  const wide = plt("subplot", grid.item([0n, { start: null, stop: null }]));
  const corner = plt("subplot", grid.item([-1n, { start: 1n, stop: null }]));
  const { row, column } = corner.slot;
  assert.equal([wide.slot.column, row, column], [[0, 2], [1, 1], [1, 2]]); // prettier-ignore
  assert.is(plt("subplot2grid", [3n, 3n], [1n, 0n], { colspan: 2n }).slot.column[1], 1);
});

test("a legend of nothing is a warning", () => {
  const { plt, warnings } = session();
  plt("legend");
  assert.match(warnings[0], /^No artists with labels found to put in legend\. {2}Note that/);
});
