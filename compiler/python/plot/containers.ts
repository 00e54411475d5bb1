/** Several artists that one call made. */
import type { Artist } from "./artist.js";
import type { Canvas } from "./canvas.js";
import type { Box } from "./label.js";
import { PlotObject, type Methods } from "./objects.js";
import { text } from "./values.js";

const containerMethods: Methods<Container> = {
  get_label: ["", ({ label }) => label],
  set_label: ["s", (self, { s }) => ((self.label = text(s)), null)],
  remove: ["", (self) => (self.artists.forEach((artist) => artist.remove()), null)],
};

export class Container extends PlotObject {
  label = "_nolegend_";
  /** The sample of legends; that of the first artist unless set. */
  sample: ((box: Box, canvas: Canvas) => string) | undefined;

  constructor(
    readonly className: string,
    private readonly parts: readonly unknown[],
    /** All artists, the first of which is the sample of legends. */
    readonly artists: readonly Artist[],
    private readonly names: Readonly<Record<string, unknown>> = {},
  ) {
    super();
  }

  override repr(): string {
    return `<${this.shortName} object of ${this.parts.length} artists>`;
  }

  override items(): readonly unknown[] {
    return this.parts;
  }

  protected override methods(): Methods<never> {
    return containerMethods;
  }

  protected override fields(): Readonly<Record<string, unknown>> {
    return this.names;
  }

  legendSample(box: Box, canvas: Canvas): string {
    if (this.sample) return this.sample(box, canvas);
    return this.artists.find((artist) => artist.legendSample)?.legendSample?.(box, canvas) ?? "";
  }
}
