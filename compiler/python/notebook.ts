/** How a notebook shows the value of a cell: as IPython does, which differs from `repr` in what has no `repr` of its own. */

import { getAttribute } from "./objects/attributes.js";
import { List, Tuple } from "./objects/containers.js";
import { Dict, PySet } from "./objects/dict.js";
import { Func } from "./objects/functions.js";
import { call, machine } from "./objects/machine.js";
import { repr, str } from "./objects/text.js";
import { Type } from "./objects/type.js";
import { typeOf } from "./objects/types.js";
import { Obj, type Value } from "./objects/value.js";
import { address, fullName } from "./types/object.js";
import type { Machine } from "./vm/machine.js";

const width = 79;

/** A text, or a group: on one line if that is short enough, else an item a line. */
type Layout = string | { readonly open: string; readonly items: readonly Layout[][]; readonly close: string };

/** The text of a value. */
export function notebookText(x: Value): string {
  return render(layoutOf(x), 0);
}

function layoutOf(x: Value): Layout {
  if (!(x instanceof Obj)) return repr(x);
  const own = typeOf(x).lookup("__repr__") === typeOf(x).builtin.lookup("__repr__");
  const group = own ? groupOf(x) : undefined;
  if (group) return machine().showing.has(x) ? group.inner : within(x, group.layout);
  if (x instanceof Func) return functionText(x);
  if (x instanceof Type) return own ? fullName(x) : repr(x);
  const text = repr(x);
  const name = fullName(x.type);
  return text === `<${name} object at ${address(x)}>` ? `<${name} at ${address(x)}>` : text;
}

function within(x: Obj, layout: () => Layout): Layout {
  const { showing } = machine();
  showing.add(x);
  try {
    return layout();
  } finally {
    showing.delete(x);
  }
}

/** Built-in containers, and what is shown of one within itself. */
function groupOf(x: Obj): { inner: string; layout: () => Layout } | undefined {
  const group = (open: string, items: () => Layout[][], close: string): ReturnType<typeof groupOf> => ({
    inner: `${open}...${close}`,
    layout: () => ({ open, items: items(), close }),
  });
  if (x instanceof List) return group("[", () => x.items.map((i) => [layoutOf(i)]), "]");
  if (x instanceof Tuple && x.type.builtin.name === "tuple")
    return group("(", () => x.items.map((i) => [layoutOf(i)]), x.items.length === 1 ? ",)" : ")");
  if (x instanceof Dict && x.type.builtin.name === "dict")
    return group("{", () => [...x.entries()].map(([k, v]) => [layoutOf(k), ": ", layoutOf(v)]), "}");
  if (x instanceof PySet && x.size > 0 && x.type.name === "set")
    return group("{", () => [...x.items()].map((i) => [layoutOf(i)]), "}");
  return undefined;
}

function functionText(f: Func): string {
  const inspect = (machine() as Machine).importModule("inspect");
  const signature = str(call(getAttribute(inspect, "signature"), [f]));
  const module = getAttribute(f, "__module__");
  return `<function ${module === null ? "" : `${str(module)}.`}${f.qualname}${signature}>`;
}

const flat = (l: Layout): string =>
  typeof l === "string" ? l : `${l.open}${l.items.map((i) => i.map(flat).join("")).join(", ")}${l.close}`;

function render(l: Layout, column: number): string {
  const line = flat(l);
  if (typeof l === "string" || (column + line.length <= width && !line.includes("\n"))) return line;
  const indent = column + l.open.length;
  const items = l.items.map((parts) => {
    let text = "";
    for (const part of parts) text += render(part, indent + text.length - (text.lastIndexOf("\n") + 1));
    return text;
  });
  return `${l.open}${items.join(`,\n${" ".repeat(indent)}`)}${l.close}`;
}
