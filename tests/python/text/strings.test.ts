/** The methods of str, reprs and textwrap against CPython. */
import { capitalize, casefold, swapcase, title } from "../../../compiler/python/text/casing.js";
import { predicates } from "../../../compiler/python/text/characters.js";
import { charAt, lengthOf, sliceString } from "../../../compiler/python/text/codePoints.js";
import {
  center,
  count,
  endswith,
  expandtabs,
  find,
  index,
  ljust,
  lstrip,
  maketrans,
  partition,
  removeprefix,
  removesuffix,
  replace,
  rfind,
  rindex,
  rjust,
  rpartition,
  rsplit,
  rstrip,
  split,
  splitlines,
  startswith,
  strip,
  translate,
  zfill,
} from "../../../compiler/python/text/strings.js";
import { asciiOnly, strRepr } from "../../../compiler/python/text/strRepr.js";
import { dedent, indent, wrap } from "../../../compiler/python/text/textwrap.js";
import { compareRecorded } from "./recorded.js";

type Function = (...args: never[]) => unknown;

/** Ints in and out are numbers here. */
const plain = (f: Function): Function => {
  return (...args: unknown[]) => {
    const result = f(...(args.map((a) => (typeof a === "bigint" ? Number(a) : a)) as never[]));
    return typeof result === "number" ? BigInt(result) : result;
  };
};

/** As `slice.indices`. */
function slice(s: string, start: number | null, stop: number | null, step: number): string {
  const [length, low] = [lengthOf(s), step > 0 ? 0 : -1];
  const clamp = (i: number): number => Math.min(Math.max(i < 0 ? i + length : i, low), length + low);
  const ends = step > 0 ? [0, length] : [length - 1, -1];
  return sliceString(s, start === null ? ends[0] : clamp(start), stop === null ? ends[1] : clamp(stop), step);
}

const functions = {
  ...{
    center,
    count,
    endswith,
    expandtabs,
    find,
    index,
    ljust,
    lstrip,
    partition,
    removeprefix,
    removesuffix,
  },
  ...{
    replace,
    rfind,
    rindex,
    rjust,
    rpartition,
    rsplit,
    rstrip,
    split,
    splitlines,
    startswith,
    strip,
    zfill,
  },
  ...{ capitalize, casefold, swapcase, title },
  ...predicates,
  upper: (s: string) => s.toUpperCase(),
  lower: (s: string) => s.toLowerCase(),
  maketrans: (...args: [string, string]) =>
    [...maketrans(...args)].map((pair) => pair.map((x) => (x === null ? x : BigInt(x)))),
  translate: (s: string, ...args: [string, string]) => {
    const table = maketrans(...args);
    return translate(s, (code) => table.get(code));
  },
  strRepr,
  ascii: (s: string) => asciiOnly(strRepr(s)),
  sliceString: slice,
  lengthOf,
  charAt,
  dedent,
  indent,
  wrap: (
    text: string,
    width: number,
    initialIndent: string,
    subsequentIndent: string,
    long: boolean,
    hyphens: boolean,
  ) => wrap(text, width, { initialIndent, subsequentIndent, breakLongWords: long, breakOnHyphens: hyphens }),
};

compareRecorded(
  "strings",
  Object.fromEntries(Object.entries<Function>(functions).map(([name, f]) => [name, plain(f)])),
);
