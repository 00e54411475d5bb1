import { fail } from "../text/failure.js";
import { floatRepr } from "../text/numberText.js";
import { toNumber } from "../objects/arithmetic.js";
import { List, Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { call } from "../objects/machine.js";
import { typeName } from "../objects/types.js";
import { plain, type Value } from "../objects/value.js";
import type { Library } from "./library.js";

interface Hooks {
  readonly wrong: Value;
  readonly object: Value;
  readonly pairs: Value;
  readonly float: Value;
  readonly int: Value;
  readonly constant: Value;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Reads one JSON text. */
class Parser {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly hooks: Hooks,
  ) {}

  all(): Value {
    this.space();
    const value = this.value();
    this.space();
    return this.at < this.text.length ? this.wrong("Extra data", this.at) : value;
  }

  private wrong(message: string, at: number): never {
    call(this.hooks.wrong, [message, this.text, BigInt([...this.text.slice(0, at)].length)]);
    return fail("ValueError", message);
  }

  private space(): void {
    while (/[ \t\n\r]/.test(this.text[this.at] ?? "")) this.at++;
  }

  private take(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private value(): Value {
    const start = this.at;
    const c = this.text[this.at];
    if (c === '"') return this.string();
    if (c === "{") return this.object();
    if (c === "[") return this.array();
    if (this.take("null")) return null;
    if (this.take("true")) return true;
    if (this.take("false")) return false;
    for (const [word, value] of [
      ["NaN", NaN],
      ["Infinity", Infinity],
      ["-Infinity", -Infinity],
    ] as const)
      if (this.take(word)) return this.hooks.constant === null ? value : call(this.hooks.constant, [word]);
    return this.number() ?? this.wrong("Expecting value", start);
  }

  private number(): Value | undefined {
    const pattern = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    const [text, fraction, exponent] = found;
    this.at += text.length;
    if (fraction === undefined && exponent === undefined)
      return this.hooks.int === null ? BigInt(text) : call(this.hooks.int, [text]);
    return this.hooks.float === null ? Number(text) : call(this.hooks.float, [text]);
  }

  private string(): string {
    const start = this.at++;
    let result = "";
    for (;;) {
      const c = this.text[this.at];
      if (c === undefined) return this.wrong("Unterminated string starting at", start);
      if (c === '"') break;
      if (c < " ") return this.wrong("Invalid control character at", this.at);
      this.at++;
      result += c === "\\" ? this.escape(start) : c;
    }
    this.at++;
    return result;
  }

  private escape(start: number): string {
    const c = this.text[this.at++];
    if (c === undefined) return this.wrong("Unterminated string starting at", start);
    if (c !== "u") return escapes[c] ?? this.wrong("Invalid \\escape", this.at - 2);
    const digits = this.text.slice(this.at, this.at + 4);
    if (!/^[\da-fA-F]{4}$/.test(digits)) this.wrong("Invalid \\uXXXX escape", this.at);
    this.at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  }

  private array(): Value {
    this.at++;
    const items: Value[] = [];
    this.space();
    if (this.take("]")) return new List(items);
    for (;;) {
      items.push(this.value());
      this.space();
      if (this.take("]")) return new List(items);
      if (!this.take(",")) this.wrong("Expecting ',' delimiter", this.at);
      this.space();
    }
  }

  private object(): Value {
    this.at++;
    const entries: [Value, Value][] = [];
    this.space();
    if (this.take("}")) return this.made(entries);
    for (;;) {
      if (this.text[this.at] !== '"')
        this.wrong("Expecting property name enclosed in double quotes", this.at);
      const key = this.string();
      this.space();
      if (!this.take(":")) this.wrong("Expecting ':' delimiter", this.at);
      this.space();
      entries.push([key, this.value()]);
      this.space();
      if (this.take("}")) return this.made(entries);
      if (!this.take(",")) this.wrong("Expecting ',' delimiter", this.at);
      this.space();
    }
  }

  private made(entries: readonly (readonly [Value, Value])[]): Value {
    const { pairs, object } = this.hooks;
    if (pairs !== null) return call(pairs, [new List(entries.map((entry) => new Tuple(entry)))]);
    const dict = Dict.of(entries);
    return object === null ? dict : call(object, [dict]);
  }
}

function quoted(text: string, ascii: boolean): string {
  const safe = JSON.stringify(text);
  const escape = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return ascii ? safe.replace(/[^\0-\x7f]/g, escape) : safe;
}

/** The JSON of a number; undefined if it is none. */
function numberText(x: Value, allowNan: boolean): string | null {
  if (typeof x === "boolean") return x ? "true" : "false";
  const n = toNumber(x);
  if (n === undefined) return null;
  if (typeof n === "bigint") return String(n);
  if (Number.isFinite(n)) return floatRepr(n);
  if (!allowNan) fail("ValueError", "Out of range float values are not JSON compliant");
  return Number.isNaN(n) ? "NaN" : n > 0 ? "Infinity" : "-Infinity";
}

export const json: Library = {
  natives: {
    "_parse(s, wrong, object, pairs, float, int, constant, /)": (s: Value, ...hooks: Value[]) => {
      if (typeof s !== "string")
        return fail("TypeError", `the JSON object must be str, bytes or bytearray, not ${typeName(s)}`);
      const [wrong, object, pairs, float, int, constant] = hooks;
      return new Parser(s, { wrong, object, pairs, float, int, constant }).all();
    },
    "_quoted(s, ascii, /)": (s: Value, ascii: boolean) => quoted(plain(s) as string, ascii),
    "_number(x, allow_nan, /)": numberText,
  },
  source: String.raw`
class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {self.lineno} column {self.colno} (char {pos})")
        self.msg, self.doc, self.pos = msg, doc, pos

def _wrong(msg, doc, pos):
    raise JSONDecodeError(msg, doc, pos)

class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = " " * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default
        self._open = set()

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        return self._text(o, "\n")

    def iterencode(self, o):
        yield self.encode(o)

    def _text(self, o, line):
        if isinstance(o, str):
            return _quoted(o, self.ensure_ascii)
        if o is None:
            return "null"
        number = _number(o, self.allow_nan)
        if number is not None:
            return number
        if id(o) in self._open:
            raise ValueError("Circular reference detected")
        self._open.add(id(o))
        try:
            if isinstance(o, dict):
                return self._joined("{}", self._entries(o, self._inner(line)), line)
            if isinstance(o, (list, tuple)):
                inner = self._inner(line)
                return self._joined("[]", [self._text(x, inner) for x in o], line)
            return self._text(self.default(o), line)
        finally:
            self._open.discard(id(o))

    def _inner(self, line):
        return line if self.indent is None else line + self.indent

    def _joined(self, brackets, parts, line):
        if not parts:
            return brackets
        if self.indent is None:
            return brackets[0] + self.item_separator.join(parts) + brackets[1]
        inner = line + self.indent
        return brackets[0] + inner + (self.item_separator + inner).join(parts) + line + brackets[1]

    def _entries(self, o, line):
        parts = []
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            if not isinstance(key, str):
                text = "null" if key is None else _number(key, self.allow_nan)
                if text is None:
                    if self.skipkeys:
                        continue
                    raise TypeError(
                        f"keys must be str, int, float, bool or None, not {key.__class__.__name__}"
                    )
                key = text
            parts.append(_quoted(key, self.ensure_ascii) + self.key_separator + self._text(value, line))
        return parts

class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self._hooks = object_hook, object_pairs_hook, parse_float, parse_int, parse_constant

    def decode(self, s):
        return _parse(s, _wrong, *self._hooks)

def dumps(obj, *, cls=None, **kw):
    return (JSONEncoder if cls is None else cls)(**kw).encode(obj)

def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))

def loads(s, *, cls=None, **kw):
    return (JSONDecoder if cls is None else cls)(**kw).decode(s)

def load(fp, **kw):
    return loads(fp.read(), **kw)
`,
};
