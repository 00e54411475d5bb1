/** How wide text is in DejaVu Sans, the font that drawings ask for: layouts and legends need to know. */

/** Advance widths of ASCII from the space on, in thousandths of the size. */
const widths = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
  636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
  295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
  500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
  392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];
const wide = /[\u2212\u221e\u00b1\u00d7\u2264\u2265\u2248\u2260]/;
const narrow = /[\u2009\u00b7\u0300-\u036f]/;

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 32 && code < 127) return widths[code - 32];
  if (narrow.test(character)) return code >= 0x300 && code < 0x370 ? 0 : 200;
  if (wide.test(character)) return 838;
  return code > 0x2e80 ? 1000 : 620;
}

/** The width of a text of size 1. */
export function textWidth(text: string): number {
  let sum = 0;
  for (const character of text) sum += characterWidth(character);
  return sum / 1000;
}

/** From the baseline to the top of capitals with accents, for size 1. */
export const ascent = 0.76;
/** From the baseline to the bottom of letters like p, for size 1. */
export const descent = 0.236;
/** From baseline to baseline, for size 1. */
export const lineHeight = 1.15;
