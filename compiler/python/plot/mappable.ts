/** Artists whose colours stand for numbers. */
import { Artist } from "./artist.js";
import { channels, colormap, Norm, sample, toColor, type Color, type Colormap } from "./colors.js";
import type { Methods, Properties } from "./objects.js";
import { floats, optionalNumber, vector } from "./values.js";

const mappableProperties: Properties = {
  cmap: colormap,
  array: vector,
};

const mappableMethods: Methods<Mappable> = {
  set_clim: [
    "vmin=None, vmax=None",
    (self, { vmin, vmax }) => {
      const [low, high] = Array.isArray(vmin) ? (vmin as unknown[]) : [vmin, vmax];
      self.norm.vmin = optionalNumber(low) ?? self.norm.vmin;
      self.norm.vmax = optionalNumber(high) ?? self.norm.vmax;
      return null;
    },
  ],
  get_clim: ["", ({ norm }) => [norm.vmin ?? null, norm.vmax ?? null]],
  get_array: ["", ({ array }) => (array ? floats(array) : null)],
};

export abstract class Mappable extends Artist {
  array: readonly number[] | undefined;
  cmap: Colormap = colormap(null);
  norm = new Norm(undefined, undefined);

  protected override properties(): Properties {
    return { ...super.properties(), ...mappableProperties };
  }

  protected override methods(): Methods<never> {
    return { ...super.methods(), ...mappableMethods };
  }

  /** The values that are mapped, with how they are. */
  map(array: readonly number[], cmap: unknown, norm: Norm): this {
    this.array = array;
    this.cmap = colormap(cmap);
    this.norm = norm.autoscale(array);
    return this;
  }

  /** The colour of a number; what is not a number has none. */
  colorOf(value: number): Color {
    const position = this.norm.position(value);
    return Number.isNaN(position) ? toColor("none") : channels(sample(this.cmap, position));
  }
}
