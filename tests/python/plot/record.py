"""Records what matplotlib computes, as `recorded.ts`: python record.py > recorded.ts (with matplotlib and numpy installed)."""

import json
import math

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import MaxNLocator

rng = np.random.default_rng(0)


def plain(values):
    return [float(v) for v in values]


def linear_views():
    fixed = [
        (0, 1), (-1, 1), (0, 10), (0, 100), (-3.3, 7.1), (0.1, 0.35), (1e-5, 9e-5), (0, 1e6), (1e6, 3e6), (1e10, 5e10),
        (1000.001, 1000.009), (1e5, 1e5 + 10), (-1e5 - 3, -1e5 + 4), (0.999, 1.001), (-0.05, 0.05), (2, 2.5), (0, 7), (0, 13),
        (1990, 2024), (-17.5, 367.5), (1e-12, 3e-12), (0, 0.3), (99999, 100001), (123456.7, 123456.9), (-49.95, 1048.95),
    ]
    for low, high in fixed:
        yield low, high
    for _ in range(80):
        size = 10.0 ** rng.uniform(-8, 9)
        low = rng.uniform(-1, 1) * size
        yield low, low + size * 10.0 ** rng.uniform(-3, 1)


def axis_ticks(low, high, scale):
    """Ticks and labels of an x axis in a figure of the usual size."""
    plt.close("all")
    ax = plt.gca()
    ax.set_xscale(scale)
    ax.set_xlim(low, high)
    plt.gcf().draw_without_rendering()
    seen = lambda ticks: [t for t in ticks if low * (1 - 1e-12) - 1e-300 <= t <= high * (1 + 1e-12) + 1e-300]
    axis = ax.xaxis
    major = axis.get_majorticklocs()
    labels = [t.get_text() for t in axis.get_majorticklabels()]
    minor = axis.get_minorticklocs()
    minor_labels = axis.get_minor_formatter().format_ticks(minor)
    return major, labels, minor, minor_labels, axis.get_offset_text().get_text()


def linear_cases():
    for low, high in linear_views():
        major, labels, _, _, offset = axis_ticks(low, high, "linear")
        yield {"view": [low, high], "ticks": plain(major), "labels": labels, "offset": offset}


def log_cases():
    views = [(1, 1e6), (0.8, 1.2e3), (2, 9), (1.1, 1.5), (1e-3, 1e-1), (1e-20, 1e20), (3, 300), (1, 10), (5, 15), (1e-5, 2e6), (20, 80), (0.3, 4)]
    views += [tuple(sorted(10.0 ** rng.uniform(-6, 6, 2))) for _ in range(30)]
    for low, high in views:
        major, labels, minor, minor_labels, _ = axis_ticks(float(low), float(high), "log")
        yield {
            "view": [float(low), float(high)],
            "major": plain(major),
            "labels": labels,
            "minor": plain(minor),
            "minorLabels": minor_labels,
        }


def level_cases():
    for low, high in [(0, 1), (-1, 1), (-1.74, 1.86), (0.2, 133), (1e-7, 3e-6), (5, 6), (-100, 3)]:
        for count in (None, 5, 12):
            z = np.array([[low, high], [low, high]], dtype=float)
            plt.close("all")
            args = [z] if count is None else [z, count]
            yield {"range": [low, high], "count": count, "levels": plain(plt.contourf(*args).levels)}


def limit_cases():
    """The view that data lead to."""
    draws = {
        "plot": lambda x: plt.plot(x),
        "scatter": lambda x: plt.scatter(range(len(x)), x),
        "bar": lambda x: plt.bar(range(len(x)), x),
        "fill_between": lambda x: plt.fill_between(range(len(x)), x),
        "stem": lambda x: plt.stem(x),
        "semilogy": lambda x: plt.semilogy(x),
        "step": lambda x: plt.step(range(len(x)), x),
        "hist": lambda x: plt.hist(x),
    }
    data = [[1, 2, 3], [5, 5, 5], [0, 0], [-2, 7.5, 3], [0.001, 1000, 20]]
    for name, draw in draws.items():
        for values in data:
            if name == "semilogy" and min(values) <= 0:
                continue
            plt.close("all")
            draw(values)
            yield {"name": name, "data": values, "x": plain(plt.xlim()), "y": plain(plt.ylim())}


def contour_cases():
    """Contours of a surface: how many lines a level has, how long they are, and how large the areas are."""
    x, y = np.linspace(-3, 3, 31), np.linspace(-2, 2, 21)
    X, Y = np.meshgrid(x, y)
    surfaces = {
        "hills": 2 * (np.exp(-(X**2) - Y**2) - np.exp(-((X - 1) ** 2) - (Y - 1) ** 2)),
        "waves": np.sin(2 * X) * np.cos(2 * Y),
        "plane": X + 2 * Y,
    }

    def pieces(path):
        return [p for p in path.to_polygons(closed_only=False) if len(p) > 1]

    def length(p):
        return float(np.hypot(*np.diff(p, axis=0).T).sum())

    def area(p):
        return float(0.5 * np.sum(p[:-1, 0] * p[1:, 1] - p[1:, 0] * p[:-1, 1]))

    for name, Z in surfaces.items():
        levels = [-0.9, -0.4, 0.1, 0.5, 0.95]
        lines = plt.contour(X, Y, Z, levels=levels).get_paths()
        areas = plt.contourf(X, Y, Z, levels=levels).get_paths()
        yield {
            "name": name,
            "levels": levels,
            "counts": [len(pieces(path)) for path in lines],
            "lengths": [sum(map(length, pieces(path))) for path in lines],
            "areas": [abs(sum(map(area, pieces(path)))) for path in areas],
        }


def color_cases():
    for name in ["viridis", "plasma", "magma", "inferno", "cividis", "gray", "jet", "coolwarm", "RdBu", "RdBu_r", "hot", "Blues", "twilight", "tab10", "bwr"]:
        yield {"name": name, "at": [[*plain(matplotlib.colormaps[name](t))[:3]] for t in (0.0, 0.1, 0.35, 0.5, 0.77, 1.0)]}


def bin_cases():
    values = plain(np.round(rng.normal(0, 2, 60), 3))
    for bins in [10, 7, "auto", "sqrt", "sturges", [-3.0, -1.0, 0.0, 2.5]]:
        counts, edges = np.histogram(values, bins)
        yield {"values": values, "bins": bins, "counts": plain(counts), "edges": plain(edges)}


def write(name, kind, cases):
    print(f"\nexport const {name}: {kind}[] = [")
    for case in cases:
        print(f"  {json.dumps(case)},")
    print("];")


print("/** Recorded from matplotlib by record.py. */")
print("/* eslint-disable no-loss-of-precision */")
write("linearTicksRecorded", "{ view: [number, number]; ticks: number[]; labels: string[]; offset: string }", linear_cases())
write(
    "logTicksRecorded",
    "{ view: [number, number]; major: number[]; labels: string[]; minor: number[]; minorLabels: string[] }",
    log_cases(),
)
write("levelsRecorded", "{ range: [number, number]; count: number | null; levels: number[] }", level_cases())
write("limitsRecorded", "{ name: string; data: number[]; x: number[]; y: number[] }", limit_cases())
write("contoursRecorded", "{ name: string; levels: number[]; counts: number[]; lengths: number[]; areas: number[] }", contour_cases())
write("colormapsRecorded", "{ name: string; at: number[][] }", color_cases())
write("binsRecorded", "{ values: number[]; bins: number | string | number[]; counts: number[]; edges: number[] }", bin_cases())
