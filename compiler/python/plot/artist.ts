/** What all that is drawn in axes has in common. */
import { NotImplementedError, TypeError, ValueError } from "../../ir/errors.js";
import type { Axes } from "./axes.js";
import type { Canvas, Units } from "./canvas.js";
import type { Box } from "./label.js";
import { PlotObject, type Methods, type Properties } from "./objects.js";
import type { Keywords } from "./signature.js";
import { isNone, number, text } from "./values.js";

/** What coordinates count, as scripts pass it: `transform=ax.transAxes`. */
export class Transform extends PlotObject {
  readonly className = "matplotlib.transforms.BboxTransformTo";

  constructor(readonly units: Units) {
    super();
  }
}

/** What autoscaling takes into account. */
export interface Limits {
  x: Iterable<number>;
  y: Iterable<number>;
  /** Where the view does not go beyond data that end there. */
  stickyX?: readonly number[];
  stickyY?: readonly number[];
}

export const toBoolean = (value: unknown): boolean => Boolean(value) && value !== 0n;

function toAlpha(value: unknown): number | undefined {
  if (isNone(value)) return undefined;
  const alpha = number(value);
  if (alpha >= 0 && alpha <= 1) return alpha;
  throw new ValueError(`alpha (${text(value).replace(/\.0$/, "")}) is outside 0-1 range`);
}

function toTransform(value: unknown): Transform {
  if (value instanceof Transform) return value;
  throw new TypeError(
    "transform must be one of ax.transData, ax.transAxes, fig.transFigure, and axes' blends of them",
  );
}

/** Keywords that change nothing in a drawing of ours. */
const withoutEffect =
  "rasterized antialiased gid url picker snap animated in_layout mouseover agg_filter capstyle joinstyle clip_box".split(
    " ",
  );
const unsupported = "hatch path_effects sketch_params clip_path".split(" ");

/** A reader for keywords that would change what is seen. */
export function refuse(keyword: string): (value: unknown) => unknown {
  return (value) => {
    if (isNone(value) || value === false) return undefined;
    throw new NotImplementedError(`the keyword '${keyword}' is not supported`);
  };
}

const artistProperties: Properties = {
  ...Object.fromEntries(withoutEffect.map((name) => [name, (value: unknown) => value])),
  ...Object.fromEntries(unsupported.map((name) => [name, refuse(name)])),
  alpha: toAlpha,
  zorder: number,
  label: (value) => (isNone(value) ? "_nolegend_" : text(value)),
  visible: toBoolean,
  clip_on: toBoolean,
  transform: toTransform,
};

const artistMethods: Methods<Artist> = {
  remove: ["", (artist) => (artist.remove(), null)],
};

export abstract class Artist extends PlotObject {
  alpha: number | undefined;
  zorder = 1;
  label = "_nolegend_";
  visible = true;
  clip_on = true;
  transform = new Transform(["data", "data"]);
  /** Set when it is added. */
  axes: Axes | undefined;

  protected override properties(): Properties {
    return artistProperties;
  }

  protected override methods(): Methods<never> {
    return artistMethods;
  }

  protected override fields(): Readonly<Record<string, unknown>> {
    return { axes: this.axes ?? null, figure: this.axes?.figure ?? null, zorder: this.zorder };
  }

  /** Sets properties by keyword; for constructors. */
  with(kwargs: Keywords | Record<string, unknown>): this {
    this.set(kwargs instanceof Map ? kwargs : new Map(Object.entries(kwargs)));
    return this;
  }

  remove(): void {
    this.axes?.removeArtist(this);
  }

  get units(): Units {
    return this.transform.units;
  }

  limits(): Limits {
    return { x: [], y: [] };
  }

  /** SVG, in points of the page. */
  abstract draw(canvas: Canvas): string;

  /** The sample of a legend, in a box; undefined if it has none. */
  legendSample?(box: Box, canvas: Canvas): string;
}
