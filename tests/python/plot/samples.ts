/** Figures whose drawings stand in `samples/`: a look at them is the best test. */
import type { Figure } from "../../../compiler/python/plot/index.js";
import { array, linspace, on, session, subplots, type Returned } from "./support.js";

type Script = (plt: (name: string, ...args: unknown[]) => Returned) => void;

/** Numbers that look random, always the same. */
function noise(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

function normal(seed: number, count: number, mean = 0): number[] {
  const next = noise(seed);
  return Array.from(
    { length: count },
    () => mean + Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()),
  );
}

const table = (x: number[], y: number[], f: (x: number, y: number) => number): unknown =>
  array(y.flatMap((v) => x.map((u) => f(u, v))), [y.length, x.length]); // prettier-ignore

const hills = (x: number, y: number): number =>
  2 * (Math.exp(-(x ** 2) - y ** 2) - Math.exp(-((x - 1) ** 2) - (y - 1) ** 2));

const scripts: Record<string, Script> = {
  // The cells of the specification page.
  page(plt) {
    const t = linspace(0, 10, 1000);
    plt("plot", array(t.map((x) => Math.fround(Math.sin(x)))));
    plt("plot", array(t.map((x) => Math.fround(Math.max(-0.75, Math.min(0.75, Math.cos(x)))))));
  },
  lines(plt) {
    const x = linspace(0, 6, 25);
    const y = x.map(Math.sin);
    plt("fill_between", x, y.map((v) => v - 0.2), y.map((v) => v + 0.2), { alpha: 0.2, color: "r" }); // prettier-ignore
    plt("plot", x, y, "r--o", { label: "$\\sin(x) < 1$ & more" });
    plt("plot", x, x.map((v) => (v > 2 && v < 3 ? NaN : 1.3 * Math.cos(v))), "g^-.", { label: "with a gap" }); // prettier-ignore
    plt("plot", x, x.map((v) => (v * v) / 30), { color: "0.2", lw: 2.5, label: "$x^2/30$" }); // prettier-ignore
    plt("axhline", 0n, { color: "gray", ls: ":" });
    plt("axvspan", 4n, 4.5, { alpha: 0.2, color: "C2" });
    plt("annotate", "peak", [Math.PI / 2, 1], [3, 1.2], { arrowprops: new Map([["arrowstyle", "->"]]) });
    plt("title", "$\\alpha_i^2 + \\hat{\\beta} \\leq \\frac{\\pi}{2}$");
    plt("xlabel", "time $t$ [s]");
    plt("ylabel", "$f(x) = e^{-x^2}$");
    plt("grid", true, { alpha: 0.3 });
    plt("legend");
  },
  logarithmic(plt) {
    const { figure, axes } = subplots(plt("subplots", 1n, 2n, { figsize: [9n, 4n] }));
    const x = linspace(0, 6, 19).map((e) => 10 ** e);
    on(axes[0], "loglog", x, x.map((v) => v ** 2), "o-", { label: "quadratic" }); // prettier-ignore
    on(axes[0], "loglog", x, x.map((v) => 5 * v), { label: "linear" }); // prettier-ignore
    on(axes[0], "grid", true, { which: "both", alpha: 0.4 });
    on(axes[0], "legend");
    const steps = linspace(1, 40, 40);
    on(axes[1], "semilogy", steps, steps.map((k) => 3 * Math.exp(-k / 20) + 0.1 / k)); // prettier-ignore
    on(axes[1], "set", { title: "loss", xlabel: "step" });
    on(figure, "tight_layout");
  },
  bars(plt) {
    const { figure, axes } = subplots(plt("subplots", 2n, 2n, { figsize: [8n, 6n] }));
    const colors = ["tab:red", "tab:blue", "gold", "tab:orange"];
    on(axes[0], "bar", ["apple", "blueberry", "cherry", "orange"], [40n, 100n, 30n, 55n], {
      color: colors,
      yerr: [4n, 8n, 3n, 5n],
      capsize: 4n,
    });
    on(axes[0], "set_ylabel", "supply");
    on(axes[0], "tick_params", { axis: "x", rotation: 30n });
    on(axes[1], "hist", array(normal(7, 600)), { bins: 25n, density: true, alpha: 0.6, label: "first" });
    on(axes[1], "hist", array(normal(11, 600, 2)), { bins: 25n, density: true, alpha: 0.6, label: "second" });
    on(axes[1], "legend");
    on(axes[2], "barh", ["a", "b", "c"], [3n, 5n, 2n], { color: "C4", edgecolor: "black" });
    on(axes[3], "boxplot", [normal(1, 80), normal(2, 80, 1), normal(3, 80, -1)], {
      tick_labels: ["x", "y", "z"],
    });
    on(axes[3], "grid", true, { axis: "y" });
    on(figure, "suptitle", "Bars");
    on(figure, "tight_layout");
  },
  points(plt) {
    const next = noise(1);
    const [x, y] = [0, 1].map(() => Array.from({ length: 60 }, next));
    const sizes = x.map((v) => 20 + 300 * v * next());
    const points = plt("scatter", x, y, {
      c: x.map((v, i) => v + y[i]),
      s: sizes,
      alpha: 0.7,
      cmap: "plasma",
    });
    plt("colorbar", points, { label: "sum" });
    plt("scatter", [0.1, 0.2], [0.5, 0.6], { marker: "x", color: "k", label: "marked" });
    plt("legend", { loc: "lower right", title: "Points" });
  },
  errors(plt) {
    const { figure, axes } = subplots(plt("subplots", 2n, 2n, { sharex: true }));
    const x = linspace(0, 5, 8);
    on(axes[0], "errorbar", x, x.map((v) => v / 2 + 1), { yerr: 0.4, fmt: "o", capsize: 3n, label: "data" }); // prettier-ignore
    on(axes[0], "legend");
    on(axes[1], "step", x, x.map(Math.sin), { where: "mid" }); // prettier-ignore
    on(axes[2], "stem", x, x.map(Math.cos)); // prettier-ignore
    on(axes[3], "plot", x, x.map((v) => 1e6 + v)); // prettier-ignore
    axes.forEach((panel, i) => on(panel, "set", { title: `panel ${i}`, xlabel: "x", ylabel: "value" }));
    on(figure, "tight_layout");
  },
  images(plt) {
    const { figure, axes } = subplots(plt("subplots", 1n, 2n, { figsize: [9n, 3.5] }));
    const grid = table(linspace(0, 7, 30), linspace(0, 6, 20), (u, v) => Math.sin(v) * Math.cos(u));
    const image = on(axes[0], "imshow", grid, { cmap: "RdBu" });
    on(figure, "colorbar", image, { ax: axes[0], shrink: 0.8 });
    const [x, y] = [linspace(0, 1, 7).map((v) => v * v), linspace(0, 2, 6)];
    const mesh = on(
      axes[1],
      "pcolormesh",
      x,
      y,
      table(linspace(0, 1, 6), linspace(0, 1, 5), (u, v) => u * v),
      { cmap: "magma" },
    );
    on(figure, "colorbar", mesh, { ax: axes[1], orientation: "horizontal" });
  },
  contours(plt) {
    const { figure, axes } = subplots(plt("subplots", 1n, 2n, { figsize: [10n, 4n], sharey: true }));
    const [x, y] = [linspace(-3, 3, 41), linspace(-2, 2, 31)];
    const z = table(x, y, hills);
    const areas = on(axes[0], "contourf", x, y, z, { levels: 9n, cmap: "viridis" });
    on(figure, "colorbar", areas, { ax: axes[0] });
    const lines = on(axes[1], "contour", x, y, z, { colors: "k" });
    on(axes[1], "clabel", lines, { inline: true, fontsize: 9n });
    const [u, v] = [linspace(-3, 3, 10), linspace(-2, 2, 8)];
    on(
      axes[1],
      "quiver",
      u,
      v,
      table(u, v, (_, b) => -b),
      table(u, v, (a) => a),
      { color: "C3" },
    );
    on(axes[0], "set_title", "areas");
    on(axes[1], "set_title", "lines and arrows");
  },
  frames(plt) {
    const { axes } = subplots(plt("subplots", 1n, 2n, { figsize: [9n, 4n] }));
    const x = linspace(-5, 5, 201);
    on(axes[0], "plot", x, x.map(Math.tan)); // prettier-ignore
    on(axes[0], "set_ylim", -5n, 5n);
    const spines = axes[0].attribute("spines") as Figure;
    on(spines.item(["top", "right"]) as Figure, "set_visible", false);
    for (const side of ["left", "bottom"]) on(spines.item(side) as Figure, "set_position", "zero");
    on(axes[0], "text", 1.8, 3n, "boxed", { bbox: new Map<string, unknown>([["boxstyle", "round"], ["facecolor", "wheat"], ["alpha", 0.5]]) }); // prettier-ignore
    on(axes[1], "plot", [100000n, 100010n], [1e7, 3e7]);
    const twin = on(axes[1], "twinx");
    on(twin, "plot", linspace(100000, 100010, 20), linspace(-1, 1, 20).map((v) => v * v), "C1"); // prettier-ignore
    on(twin, "set_ylabel", "right");
  },
  pie(plt) {
    plt("pie", [15n, 30n, 45n, 10n], {
      labels: ["Frogs", "Hogs", "Dogs", "Logs"],
      autopct: "%1.1f%%",
      explode: [0n, 0.1, 0n, 0n],
      startangle: 90n,
    });
  },
};

export const sampleNames = Object.keys(scripts);

/** The figure that a sample draws. */
export function sampleFigure(name: string): Figure {
  const { plt } = session();
  scripts[name](plt);
  return plt("gcf") as Figure;
}
