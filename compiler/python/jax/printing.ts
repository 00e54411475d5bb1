/** How arrays are printed: `jnp.set_printoptions`, `jnp.array_repr` and `jnp.array_str`. */

import { printOptions, setPrintOptions } from "../../trace/format.js";
import { Value as ArrayValue } from "../../trace/value.js";
import { Dict } from "../objects/dict.js";
import type { Natives } from "../objects/native.js";
import { repr, str } from "../objects/text.js";
import { type Keywords, plain, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";

const names = ["precision", "suppress", "linewidth", "threshold", "edgeitems"] as const;

function set(options: Keywords): void {
  const given: Record<string, unknown> = {};
  for (const [name, value] of options) {
    if (!(names as readonly string[]).includes(name)) unknownOption(name);
    if (value !== null) given[name] = typeof value === "bigint" ? Number(value) : plain(value);
  }
  setPrintOptions(given);
}

function unknownOption(name: string): never {
  return fail(
    "NotImplementedError",
    `set_printoptions: '${name}' is not supported: there are ${names.join(", ")}`,
  );
}

/** Text made under other options. */
function under(options: Readonly<Record<string, Value>>, make: () => string): string {
  const before = printOptions();
  set(new Map(Object.entries(options).filter(([, value]) => (value as unknown) !== undefined)));
  try {
    return make();
  } finally {
    setPrintOptions(before);
  }
}

export const printingNatives: Natives = {
  "set_printoptions(*, precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None)": (
    ...values: Value[]
  ) => {
    const order = ["precision", "threshold", "edgeitems", "linewidth", "suppress"];
    set(new Map(order.flatMap((n, i) => ((values[i] as unknown) === undefined ? [] : [[n, values[i]]]))));
  },
  "get_printoptions()": () => {
    const now = printOptions();
    return Dict.of(names.map((n) => [n, typeof now[n] === "number" ? BigInt(now[n]) : now[n]]));
  },
  "array_repr(arr, max_line_width=None, precision=None, suppress_small=None)": (
    x: Value,
    linewidth: Value,
    precision: Value,
    suppress: Value,
  ) =>
    under({ linewidth, precision, suppress }, () =>
      x instanceof ArrayValue ? repr(x).replace(/^Array\(/, "ArrayImpl(") : repr(x),
    ),
  "array_str(a, max_line_width=None, precision=None, suppress_small=None)": (
    x: Value,
    linewidth: Value,
    precision: Value,
    suppress: Value,
  ) => under({ linewidth, precision, suppress }, () => str(x)),
};
