/** A figure as SVG. */
import { Canvas, fillAttributes } from "./canvas.js";
import { drawAxes, type DrawnAxes } from "./drawAxes.js";
import type { Figure } from "./figure.js";
import { placeLabel, union, type Box, type PlacedLabel } from "./label.js";
import { frameOf, slotBox, tightSpace, type Overhang, type SubplotSpace } from "./layout.js";
import { linearScale } from "./scales.js";
import { coordinate, Definitions, element, identify } from "./svg.js";
import type { Text } from "./texts.js";

/** How a figure is saved: `savefig`'s keywords. */
interface SvgOptions {
  /** Whether the page is cut to what is on it. */
  isTight?: boolean;
  isTransparent?: boolean;
  /** In inches, around a page that is cut. */
  padding?: number;
  dpi?: number;
}

const fonts = "DejaVu Sans, Bitstream Vera Sans, Verdana, Geneva, sans-serif";
const pointsPerInch = 72;

/**
 * The figure as one SVG element: text as text, identifiers that no other figure on a page has. The size is that of matplotlib,
 * in pixels; inside, a unit is a point.
 *
 *     document.body.innerHTML = toSvg(figure);
 */
export function toSvg(figure: Figure, options: SvgOptions = {}): string {
  const page = {
    left: 0,
    top: 0,
    right: figure.width * pointsPerInch,
    bottom: figure.height * pointsPerInch,
  };
  const space = figure.isTight ? tight(figure, page) : figure.space;
  const definitions = new Definitions();
  const drawn = drawAll(figure, space, page, definitions);
  const labels = drawFigureTexts(figure, page, definitions);
  const seen = options.isTight
    ? cut(
        [...drawn, ...labels].map(({ box }) => box),
        options.padding ?? 0.1,
      )
    : page;
  const [width, height] = [seen.right - seen.left, seen.bottom - seen.top];
  const background = element("rect", {
    x: seen.left,
    y: seen.top,
    width,
    height,
    ...fillAttributes(figure.background),
  });
  const content = [...drawn, ...labels].map(({ markup }) => markup).join("");
  const scale = (options.dpi ?? figure.dpi) / pointsPerInch;
  return identify(
    element(
      "svg",
      {
        xmlns: "http://www.w3.org/2000/svg",
        width: width * scale,
        height: height * scale,
        viewBox: [seen.left, seen.top, width, height].map(coordinate).join(" "),
        "font-family": fonts,
        "font-size": 10,
        "stroke-linejoin": "round",
      },
      definitions.markup() + (options.isTransparent ? "" : background) + content,
    ),
  );
}

function drawAll(figure: Figure, space: SubplotSpace, page: Box, definitions: Definitions): DrawnAxes[] {
  return [...figure.axes]
    .filter(({ visible }) => visible)
    .sort((a, b) => a.zorder - b.zorder)
    .map((axes) => drawAxes(axes, frameOf(axes, space, page), page, definitions));
}

/** The page's part around boxes, with a margin. */
function cut(boxes: readonly Box[], padding: number): Box {
  const box = union(boxes) ?? { left: 0, right: 1, top: 0, bottom: 1 };
  const pad = padding * pointsPerInch;
  return { left: box.left - pad, right: box.right + pad, top: box.top - pad, bottom: box.bottom + pad };
}

/** The space that leaves room for what surrounds axes. Ticks depend on it, so a second look is taken. */
function tight(figure: Figure, page: Box): SubplotSpace {
  let { space } = figure;
  const heading = figure.suptitle && placeText(figure.suptitle, page);
  const head = heading ? heading.box.bottom - heading.box.top + 4 : 0;
  for (let pass = 0; pass < 2; pass++) {
    const overhangs = figure.axes.map((axes): Overhang => {
      const { box } = drawAxes(axes, frameOf(axes, space, page), page, new Definitions());
      const slot = slotBox(axes.slot, space, page);
      return {
        slot: axes.slot,
        left: slot.left - box.left,
        right: box.right - slot.right,
        top: slot.top - box.top,
        bottom: box.bottom - slot.bottom,
      };
    });
    space = tightSpace(overhangs, page, head);
  }
  return space;
}

function placeText(text: Text, page: Box): PlacedLabel {
  return placeLabel(text.text, text.x * page.right, (1 - text.y) * page.bottom, text.labelStyle);
}

function drawFigureTexts(figure: Figure, page: Box, definitions: Definitions): PlacedLabel[] {
  const whole = { scale: linearScale, limits: [0, 1] };
  const canvas = new Canvas(page, page, whole, whole, definitions);
  const texts = [figure.suptitle, figure.supLabels.x, figure.supLabels.y, ...figure.texts];
  const shown = texts.filter((text) => text?.visible && text.text !== "") as Text[];
  const legends = figure.legends.map((legend) => ({
    markup: legend.draw(canvas),
    box: legend.place(canvas),
  }));
  return [...shown.map((text) => placeText(text, page)), ...legends];
}
