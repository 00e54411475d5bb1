/** Regular expressions against CPython's `re`. */
import * as assert from "uvu/assert";
import { compileRegex, escapeRegex, type Match, type Pattern } from "../../../compiler/python/text/regex.js";
import { suite } from "../../harness/suite.js";
import { compareRecorded } from "./recorded.js";

const ints = (x: unknown): unknown => {
  if (Array.isArray(x)) return x.map(ints);
  return typeof x === "number" ? BigInt(x) : x;
};
const spansOf = (match: Match | null): unknown => match && ints([match.spans, match.lastindex]);

const compiled = (source: string, flags = 0n): Pattern => compileRegex(source, Number(flags));

compareRecorded("regexes", {
  matches(source: string, flags: bigint, text: string) {
    const pattern = compiled(source, flags);
    const all = [...pattern.finditer(text)];
    return [
      ints(pattern.flags),
      spansOf(pattern.match(text)),
      spansOf(pattern.fullmatch(text)),
      all.map(spansOf),
    ];
  },
  findall: (source: string, flags: bigint, text: string) => compiled(source, flags).findall(text),
  split: (source: string, text: string, most: bigint) => compiled(source).split(text, Number(most)),
  subn: (source: string, by: string, text: string, count: bigint) =>
    ints(compiled(source).subn(by, text, Number(count))),
  upper: (source: string, text: string) => compiled(source).sub((m) => m.group(0)!.toUpperCase(), text),
  between: (method: "search", source: string, text: string, pos: bigint, end: bigint) =>
    spansOf(compiled(source)[method](text, Number(pos), Number(end))),
  escape: escapeRegex,
  expand: (source: string, text: string, template: string) => compiled(source).search(text)!.expand(template),
  names: (source: string) => [...compiled(source).groupindex].map(ints),
});

const test = suite("regular expressions");

test("a match knows its text, range and pattern", () => {
  const match = compileRegex("(?P<first>b)|c").search("abc", 1, 2)!;
  assert.equal([match.string, match.pos, match.endpos, match.groups()], ["abc", 1, 2, ["b"]]);
  assert.is(match.pattern.pattern, "(?P<first>b)|c");
});

test("a tick may end a match that takes too long", () => {
  let left = 1e5;
  const tick = (steps: number): void => {
    if ((left -= steps) < 0) throw new Error("too many steps");
  };
  assert.throws(() => compileRegex("(a*)*b", 0, tick).match("a".repeat(40)), "too many steps");
});

test("repetitions of a long text need no stack of JavaScript's", () => {
  assert.equal(compileRegex("(?:ab|c)*").match("ab".repeat(1e5))!.spans, [[0, 2e5]]);
});
