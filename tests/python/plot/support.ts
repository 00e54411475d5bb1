/** A script's side of `matplotlib.pyplot`, and a look at what it drew. */
import * as assert from "uvu/assert";
import type { PlotObject } from "../../../compiler/python/plot/index.js";
import {
  AxesArray,
  Pyplot,
  PlotFunction,
  PlotTuple,
  toSvg,
  type Figure,
  type NumericArray,
  type PlotHost,
} from "../../../compiler/python/plot/index.js";

/** What a script's function returns: only the test knows. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Returned = any;

type Options = Record<string, unknown>;

/** Calls what an attribute of an object or of the module is. */
function call(
  owner: { attribute(name: string): unknown },
  name: string,
  args: unknown[],
  options: Options = {},
): Returned {
  const f = owner.attribute(name);
  assert.instance(f, PlotFunction, `there is no function ${name}`);
  return (f as PlotFunction).call(args, new Map(Object.entries(options)));
}

/** The last argument, if it is an object of options. */
function split(args: unknown[]): [unknown[], Options] {
  const last = args.at(-1);
  const isOptions =
    typeof last === "object" && last !== null && Object.getPrototypeOf(last) === Object.prototype;
  return isOptions && !("shape" in last) ? [args.slice(0, -1), last as Options] : [args, {}];
}

export interface Saved {
  path: string;
  svg: string;
  asked: string | undefined;
}

/** A session in which `plt("plot", [1n, 2n], { lw: 2 })` is what a script writes. */
export function session(): {
  plt: (name: string, ...args: unknown[]) => Returned;
  module: Pyplot;
  warnings: string[];
  shown: Figure[];
  saved: Saved[];
} {
  const [warnings, shown, saved]: [string[], Figure[], Saved[]] = [[], [], []];
  const host: PlotHost = {
    show: (figure) => void shown.push(figure),
    save: (path, svg, asked) => void saved.push({ path, svg, asked }),
    warn: (message) => void warnings.push(message),
  };
  const module = new Pyplot(host);
  return { plt: (name, ...args) => call(module, name, ...split(args)), module, warnings, shown, saved };
}

/** Calls a method of an object that a function returned. */
export const on = (owner: PlotObject, name: string, ...args: unknown[]): Returned =>
  call(owner, name, ...split(args));

export const array = (data: readonly number[], shape: number[] = [data.length]): NumericArray => ({
  data: Float64Array.from(data),
  shape,
});

export const linspace = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** A tuple's items as plain numbers. */
export const numbers = (value: unknown): number[] => {
  const items = value instanceof PlotTuple ? value.items : (value as NumericArray).data;
  return Array.from(items as ArrayLike<number>);
};

/** The axes of `subplots`. */
export function subplots(value: unknown): { figure: Figure; axes: PlotObject[] } {
  const [figure, axes] = (value as PlotTuple).items;
  return {
    figure: figure as Figure,
    axes: axes instanceof AxesArray ? [...axes.axes] : [axes as PlotObject],
  };
}

/** Draws the current figure, and checks that the result is well-formed. */
export function drawn(plt: (name: string) => Figure): Element {
  return parse(toSvg(plt("gcf")));
}

export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const unescaped: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
const unescape = (text: string): string => {
  assert.not.match(text, /&(?!(amp|lt|gt|quot);)/);
  return text.replace(/&\w+;/g, (entity) => unescaped[entity]);
};

/** Reads XML without comments and processing instructions; what is not well-formed is a failure. */
export function parse(xml: string): Element {
  assert.not.match(xml, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  assert.not.match(xml, /NaN|undefined|Infinity|\[object/);
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const tag = /<(\/?)([A-Za-z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let end = 0;
  for (const [whole, closing, name, attributes, empty, text] of xml.matchAll(tag)) {
    end += whole.length;
    const parent = open[open.length - 1];
    if (text !== undefined) parent.text += unescape(text);
    else if (closing) assert.is(open.pop()?.name, name, `</${name}> closes another element`);
    else {
      const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [
        key,
        unescape(value),
      ]);
      const element = {
        name,
        attributes: Object.fromEntries(pairs) as Record<string, string>,
        children: [],
        text: "",
      };
      assert.is(Object.keys(element.attributes).length, pairs.length, `<${name}> has an attribute twice`);
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  assert.is(end, xml.length, `XML stops at: ${xml.slice(end, end + 80)}`);
  assert.is(open.length, 1, `<${open[open.length - 1].name}> is not closed`);
  assert.is(root.children.length, 1);
  return root.children[0];
}

/** All elements below one, in order. */
export function all(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

/** The text of an element with that of what is in it. */
export const textOf = (element: Element): string => element.text + element.children.map(textOf).join("");

/** The points that a path of lines goes through, one list for each part. */
export function pathPoints(d: string): [number, number][][] {
  return d
    .split("M")
    .slice(1)
    .map((part) =>
      part
        .replace("Z", "")
        .split("L")
        .map((point) => point.split(" ").map(Number) as [number, number]),
    );
}
