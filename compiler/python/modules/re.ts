import { fail } from "../text/failure.js";
import { compileRegex, escapeRegex, type Match, type Pattern } from "../text/regex.js";
import { flag } from "../text/regexSyntax.js";
import { List, Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { type ExceptionObject, exceptionTypes, raise } from "../objects/exceptions.js";
import { ClassMethod } from "../objects/functions.js";
import { fromJs, Iter, iteratorType } from "../objects/iterate.js";
import { call, machine } from "../objects/machine.js";
import { getters, methods, Native, type Natives } from "../objects/native.js";
import { index } from "../objects/operators.js";
import { repr, str } from "../objects/text.js";
import { builtinType, type Type } from "../objects/type.js";
import { NotImplemented, typeName } from "../objects/types.js";
import { Obj, plain, type Value } from "../objects/value.js";
import { genericAlias } from "../types/rest/generics.js";
import type { Library } from "./library.js";

const errorType = builtinType("error", [exceptionTypes.get("Exception")!], "re");
exceptionTypes.set("re.error", errorType);
const messageOf = (e: ExceptionObject): string => str(e.args.items[0] ?? "");
getters(errorType, {
  msg: (e: ExceptionObject) => messageOf(e).replace(/ at position \d+.*$/, ""),
  pos: (e: ExceptionObject) => BigInt(/ at position (\d+)/.exec(messageOf(e))?.[1] ?? 0),
});

const patternType = builtinType("Pattern", undefined, "re");
const matchType = builtinType("Match", undefined, "re");
for (const type of [patternType, matchType])
  type.set(
    "__class_getitem__",
    new ClassMethod(
      new Native("__class_getitem__(cls, key, /)", (of: Type, key: Value) => genericAlias(of, key)),
    ),
  );

class PatternObject extends Obj {
  constructor(readonly regex: Pattern) {
    super(patternType);
  }
}

class MatchObject extends Obj {
  constructor(
    readonly found: Match,
    readonly pattern: PatternObject,
  ) {
    super(matchType);
  }
}

const known = new Map<string, PatternObject>();
const mostKnown = 500;

/** The pattern of a text, compiled once, or a pattern itself. */
function compiled(pattern: Value, flags: Value = 0n): PatternObject {
  const bits = Number(index(flags));
  if (pattern instanceof PatternObject)
    return bits === 0 ? pattern : fail("ValueError", "cannot process flags argument with a compiled pattern");
  const text = plain(pattern);
  if (typeof text !== "string") return fail("TypeError", "first argument must be string or compiled pattern");
  const key = `${bits}:${text}`;
  let made = known.get(key);
  if (!made) {
    made = new PatternObject(compileRegex(text, bits, (steps) => machine().tick(steps)));
    if (known.size >= mostKnown) known.clear();
    known.set(key, made);
  }
  return made;
}

function subject(x: Value): string {
  const text = plain(x);
  return typeof text === "string"
    ? text
    : fail("TypeError", `expected string or bytes-like object, got '${typeName(x)}'`);
}

const ends = (pos?: Value, endpos?: Value): [number, number] => [
  pos === undefined ? 0 : Number(index(pos)),
  endpos === undefined ? Infinity : Number(index(endpos)),
];
const matched = (self: PatternObject, found: Match | null): Value =>
  found ? new MatchObject(found, self) : null;

function replacement(self: PatternObject, by: Value): string | ((m: Match) => string) {
  const text = plain(by);
  if (typeof text === "string") return text;
  return (m) => {
    const made = plain(call(by, [new MatchObject(m, self)]));
    return typeof made === "string"
      ? made
      : fail("TypeError", `expected str instance, ${typeName(made)} found`);
  };
}

const onPattern: Record<string, (self: PatternObject, text: Value, pos?: Value, endpos?: Value) => Value> = {
  match: (self, text, ...range) => matched(self, self.regex.match(subject(text), ...ends(...range))),
  fullmatch: (self, text, ...range) => matched(self, self.regex.fullmatch(subject(text), ...ends(...range))),
  search: (self, text, ...range) => matched(self, self.regex.search(subject(text), ...ends(...range))),
  finditer: (self, text, ...range) => {
    const found = self.regex.finditer(subject(text), ...ends(...range));
    const next = fromJs(
      (function* (): Generator<Value> {
        for (const m of found) yield new MatchObject(m, self);
      })(),
    );
    return new Iter(next, iteratorType("callable_iterator"));
  },
  findall: (self, text, ...range) =>
    new List(
      self.regex
        .findall(subject(text), ...ends(...range))
        .map((x) => (typeof x === "string" ? x : new Tuple(x))),
    ),
};

const replacing = {
  sub: (self: PatternObject, by: Value, text: Value, count: Value = 0n): Value =>
    self.regex.sub(replacement(self, by), subject(text), Number(index(count))),
  subn(self: PatternObject, by: Value, text: Value, count: Value = 0n): Value {
    const [result, n] = self.regex.subn(replacement(self, by), subject(text), Number(index(count)));
    return new Tuple([result, BigInt(n)]);
  },
};
const split = (self: PatternObject, text: Value, most: Value = 0n): Value =>
  new List(self.regex.split(subject(text), Number(index(most))));

const natives: Record<string, Natives[string]> = {
  "compile(pattern, flags=0)": compiled,
  "escape(pattern)": (text: Value) => escapeRegex(subject(text)),
  "purge()": () => known.clear(),
  "split(pattern, string, maxsplit=0, flags=0)": (p: Value, text: Value, most?: Value, flags?: Value) =>
    split(compiled(p, flags), text, most),
};
const withRange = "string, pos=0, endpos=sys.maxsize";
for (const [name, f] of Object.entries(onPattern)) {
  methods(patternType, { [`${name}(self, /, ${withRange})`]: f });
  natives[`${name}(pattern, string, flags=0)`] = (p: Value, text: Value, flags?: Value) =>
    f(compiled(p, flags), text);
}
for (const [name, f] of Object.entries(replacing)) {
  methods(patternType, { [`${name}(self, /, repl, string, count=0)`]: f });
  natives[`${name}(pattern, repl, string, count=0, flags=0)`] = (
    p: Value,
    by: Value,
    text: Value,
    count?: Value,
    flags?: Value,
  ) => f(compiled(p, flags), by, text, count);
}

const flagNames = [
  ["IGNORECASE", flag.I],
  ["LOCALE", flag.L],
  ["MULTILINE", flag.M],
  ["DOTALL", flag.S],
  ["VERBOSE", flag.X],
  ["ASCII", flag.A],
] as const;

methods(patternType, {
  "split(self, /, string, maxsplit=0)": split,
  "__repr__(self, /)"({ regex }: PatternObject) {
    const names = flagNames.filter(([, bit]) => regex.flags & bit).map(([name]) => `re.${name}`);
    const shown = repr(regex.pattern);
    return `re.compile(${[shown.slice(0, 200), ...(names.length > 0 ? [names.join("|")] : [])].join(", ")})`;
  },
  "__eq__(self, value, /)": (self: PatternObject, other: Value) =>
    other instanceof PatternObject
      ? self.regex.pattern === other.regex.pattern && self.regex.flags === other.regex.flags
      : NotImplemented,
  "__hash__(self, /)": (self: PatternObject) => BigInt(self.regex.pattern.length * 31 + self.regex.flags),
  "__copy__(self, /)": (self: PatternObject) => self,
  "__deepcopy__(self, memo, /)": (self: PatternObject) => self,
});
getters(patternType, {
  pattern: (self: PatternObject) => self.regex.pattern,
  flags: (self: PatternObject) => BigInt(self.regex.flags),
  groups: (self: PatternObject) => BigInt(self.regex.groups),
  groupindex: (self: PatternObject) =>
    Dict.of(Array.from(self.regex.groupindex, ([name, i]) => [name, BigInt(i)] as const)),
});

/** The number of a group that is asked for by number or name. */
function groupOf(self: MatchObject, key: Value): number {
  const { regex } = self.pattern;
  const i = typeof key === "string" ? regex.groupindex.get(key) : Number(index(key));
  return i === undefined || i < 0 || i > regex.groups ? raise("IndexError", "no such group") : i;
}

const group = (self: MatchObject, key: Value): Value => self.found.group(groupOf(self, key));
const span = (self: MatchObject, key: Value = 0n): readonly bigint[] =>
  self.found.spans[groupOf(self, key)].map(BigInt);

methods(matchType, {
  "group(self, *groups)": (self: MatchObject, keys: readonly Value[]) =>
    keys.length > 1 ? new Tuple(keys.map((k) => group(self, k))) : group(self, keys[0] ?? 0n),
  "groups(self, default=None)": (self: MatchObject, other: Value = null) =>
    new Tuple(self.found.groups().map((g) => g ?? other)),
  "groupdict(self, default=None)": (self: MatchObject, other: Value = null) =>
    Dict.of(
      Array.from(self.pattern.regex.groupindex, ([name, i]) => [name, self.found.group(i) ?? other] as const),
    ),
  "start(self, group=0, /)": (self: MatchObject, key?: Value) => span(self, key)[0],
  "end(self, group=0, /)": (self: MatchObject, key?: Value) => span(self, key)[1],
  "span(self, group=0, /)": (self: MatchObject, key?: Value) => new Tuple(span(self, key)),
  "expand(self, template, /)": (self: MatchObject, template: Value) => self.found.expand(subject(template)),
  "__getitem__(self, key, /)": group,
  "__repr__(self, /)": (self: MatchObject) =>
    `<re.Match object; span=(${span(self).join(", ")}), match=${repr(self.found.group(0)).slice(0, 50)}>`,
  "__copy__(self, /)": (self: MatchObject) => self,
  "__deepcopy__(self, memo, /)": (self: MatchObject) => self,
});
getters(matchType, {
  string: (self: MatchObject) => self.found.string,
  re: (self: MatchObject) => self.pattern,
  pos: (self: MatchObject) => BigInt(self.found.pos),
  endpos: (self: MatchObject) => BigInt(self.found.endpos),
  lastindex: ({ found }: MatchObject) => (found.lastindex === null ? null : BigInt(found.lastindex)),
  lastgroup: ({ found, pattern }: MatchObject) => {
    for (const [name, i] of pattern.regex.groupindex) if (i === found.lastindex) return name;
    return null;
  },
  regs: (self: MatchObject) => new Tuple(self.found.spans.map((s) => new Tuple(s.map(BigInt)))),
});

export const re: Library = {
  natives,
  values: () => {
    const bits = [...flagNames, ["UNICODE", flag.U] as const];
    const flags = bits.flatMap(([name, bit]) => [
      [name, BigInt(bit)],
      [name === "VERBOSE" ? "X" : name === "DOTALL" ? "S" : name[0], BigInt(bit)],
    ]);
    return {
      error: errorType,
      Pattern: patternType,
      Match: matchType,
      NOFLAG: 0n,
      ...(Object.fromEntries(flags) as Record<string, Value>),
    };
  },
};
