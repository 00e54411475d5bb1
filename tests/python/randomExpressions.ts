/** Random Python expressions of a wanted type; now and then one is of another, so that errors are compared too. */

export type Kind = "int" | "float" | "str" | "bool" | "none" | "list" | "tuple" | "dict" | "set";
const kinds: readonly Kind[] = ["int", "float", "str", "bool", "none", "list", "tuple", "dict", "set"];
/** Sets are printed in an order of their own: what is gone through in order is none. */
const ordered: readonly Kind[] = ["list", "tuple", "dict", "str"];

/** Random choices, the same for the same seed. */
export class Chooser {
  constructor(private state: number) {}

  /** An integer from 0 up to `n`, without it. */
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  many<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }
}

export class Expressions {
  /** The variables that are bound, by the kind of their values. */
  readonly variables: { readonly name: string; readonly kind: Kind }[] = [];

  constructor(readonly choose: Chooser) {}

  kind(): Kind {
    return this.choose.of(kinds);
  }

  any(depth: number): string {
    return this.of(this.choose.of(kinds.filter((k) => k !== "set")), depth);
  }

  /** An expression of the kind, or sometimes of another. */
  of(kind: Kind, depth: number): string {
    const { choose } = this;
    if (choose.chance(4)) kind = choose.of(["int", "float", "str", "none", "list", "tuple", "dict"]);
    const known = this.variables.filter((v) => v.kind === kind);
    if (known.length > 0 && choose.chance(25)) return choose.of(known).name;
    if (depth <= 0) return this.literal(kind);
    if (choose.chance(8)) return this.conditional(kind, depth - 1);
    return this.deeper(kind, depth - 1);
  }

  private conditional(kind: Kind, d: number): string {
    const [a, b] = [this.of(kind, d), this.of(kind, d)];
    switch (this.choose.below(4)) {
      case 0:
        return `(${a} or ${b})`;
      case 1:
        return `(${a} and ${b})`;
      case 2:
        return `(lambda x, y=${a}: x)(${b})`;
      default:
        return `(${a} if ${this.of("bool", d)} else ${b})`;
    }
  }

  literal(kind: Kind): string {
    const { choose } = this;
    switch (kind) {
      case "int":
        return choose.of([
          "0",
          "1",
          "2",
          "3",
          "-1",
          "-7",
          "10",
          "255",
          "1000000007",
          "2**70",
          "-3**41",
          "0x1f",
        ]);
      case "float":
        return choose.of([
          "0.0",
          "-0.0",
          "1.5",
          "-2.75",
          "0.1",
          "1e16",
          "1e-7",
          "123456.789",
          "1e300",
          "2.5",
          "float('inf')",
          "float('nan')",
        ]);
      case "str":
        return choose.of([
          "''",
          "'a'",
          "'Hello, World'",
          "'  pad\\t'",
          "'é\\n'",
          "'12'",
          "'x=1;y=2'",
          "'it\\'s \"q\"'",
          "'aXbXc'",
          "'ß🎉'",
        ]);
      case "bool":
        return choose.of(["True", "False"]);
      case "none":
        return "None";
      case "list":
        return choose.of([
          "[]",
          "[1, 2, 3]",
          "[3, 1, 2.5]",
          "['b', 'a']",
          "[[1], [2, 3]]",
          "[None, True]",
          "list(range(6))",
        ]);
      case "tuple":
        return choose.of(["()", "(1,)", "(1, 2, 3)", "('a', 2)", "((1, 2), 3)", "(0.5, -1)"]);
      case "dict":
        return choose.of([
          "{}",
          "{'a': 1}",
          "{1: 'x', 2.5: 'y'}",
          "{(1, 2): [3]}",
          "{'k': {'n': 0}}",
          "{True: 1, None: 2}",
        ]);
      case "set":
        return choose.of(["set()", "{1, 2}", "{'a', 'b'}", "frozenset({3})", "{1, 2.5, 3}"]);
    }
  }

  private deeper(kind: Kind, d: number): string {
    switch (kind) {
      case "int":
        return this.int(d);
      case "float":
        return this.float(d);
      case "str":
        return this.str(d);
      case "bool":
        return this.bool(d);
      case "none":
        return this.choose.of([`[].append(${this.any(d)})`, `{}.get(${this.of("int", d)})`, "None"]);
      case "list":
        return this.list(d);
      case "tuple":
        return this.tuple(d);
      case "dict":
        return this.dict(d);
      case "set":
        return this.set(d);
    }
  }

  private int(d: number): string {
    const { choose } = this;
    const a = this.of("int", d);
    const forms = [
      () => `(${a} ${choose.of(["+", "-", "*", "//", "%", "&", "|", "^"])} ${this.of("int", d)})`,
      () => `(${a} ${choose.of(["**", "<<", ">>"])} ${choose.of(["0", "1", "3", "5", "-1", "True"])})`,
      () => `${choose.of(["-", "+", "~"])}${a}`,
      () => `len(${this.of(choose.of([...ordered, "set"]), d)})`,
      () => `abs(${a})`,
      () => `round(${this.of("float", d)})`,
      () => `int(${this.of(choose.of(["float", "str", "bool"]), d)})`,
      () => `int(${this.of("str", d)}, ${choose.of(["0", "2", "10", "16", "36", "1"])})`,
      () => `divmod(${a}, ${this.of("int", d)})[${choose.below(2)}]`,
      () => `sum(${this.of("list", d)})`,
      () => `${choose.of(["min", "max"])}(${a}, ${this.of("int", d)})`,
      () =>
        `${this.of(choose.of(["list", "tuple", "str"]), d)}.${choose.of(["index", "count"])}(${this.any(0)})`,
      () => `${this.of("str", d)}.${choose.of(["find", "rfind", "count"])}(${this.of("str", 0)})`,
      () => `${this.of(choose.of(["list", "tuple"]), d)}[${this.of("int", d)}]`,
      () => `${this.of("dict", d)}[${this.any(0)}]`,
      () => `(${a}).bit_length()`,
      () => `ord(${this.of("str", d)})`,
      () => `pow(${a}, ${choose.below(6)}, ${choose.of(["7", "-5", "1", "0"])})`,
      () => `(w := ${a}) + w`,
      () => `(${this.of("bool", d)} + ${a})`,
    ];
    return choose.of(forms)();
  }

  private float(d: number): string {
    const { choose } = this;
    const number = (): string => this.of(choose.of(["int", "float", "float"]), d);
    const forms = [
      () => `(${this.of("float", d)} ${choose.of(["+", "-", "*", "/", "//", "%"])} ${number()})`,
      () => `(${number()} ${choose.of(["+", "-", "*", "/", "//", "%"])} ${this.of("float", d)})`,
      () => `(${this.of("int", d)} / ${this.of("int", d)})`,
      () => `(${this.of("float", d)} ** ${choose.of(["2", "-1", "0.5", "0", "1/3", "3.0"])})`,
      () => `float(${this.of(choose.of(["int", "str", "bool"]), d)})`,
      () => `round(${this.of("float", d)}, ${choose.of(["0", "1", "2", "-1", "None"])})`,
      () => `${choose.of(["-", "+"])}${this.of("float", d)}`,
      () => `abs(${this.of("float", d)})`,
      () => `math.${choose.of(["sqrt", "floor", "ceil", "trunc", "fabs", "isnan"])}(${number()})`,
      () => `sum(${this.of("list", d)}, ${this.of("float", 0)})`,
      () => `divmod(${number()}, ${number()})[${choose.below(2)}]`,
    ];
    return choose.of(forms)();
  }

  private str(d: number): string {
    const { choose } = this;
    const s = this.of("str", d);
    const t = (): string => this.of("str", 0);
    const forms = [
      () => `(${s} + ${this.of("str", d)})`,
      () => `(${s} * ${choose.of(["0", "2", "-1", "True"])})`,
      () => `${s}${this.slice(d)}`,
      () => `${s}[${this.of("int", d)}]`,
      () => `str(${this.any(d === 0 ? 0 : d - 1)})`.replace("str({", "repr({"),
      () => `repr(${this.of(choose.of(["int", "float", "str", "list", "tuple", "dict"]), d)})`,
      () =>
        `${s}.${choose.of(["upper", "lower", "title", "swapcase", "capitalize", "strip", "casefold", "expandtabs"])}()`,
      () => `${s}.${choose.of(["strip", "lstrip", "rstrip", "removeprefix", "removesuffix"])}(${t()})`,
      () => `${s}.replace(${t()}, ${t()})`,
      () => `${s}.${choose.of(["center", "ljust", "rjust"])}(${choose.below(12)}${choose.of(["", ", '*'"])})`,
      () => `${s}.zfill(${choose.below(9)})`,
      () => `${t()}.join(${this.of(choose.of(["list", "tuple", "str"]), d)})`,
      () => `chr(${this.of("int", d)} % 900)`,
      () => `${choose.of(["hex", "oct", "bin"])}(${this.of("int", d)})`,
      () => `format(${this.of(choose.of(["int", "float", "str"]), d)}, '${this.spec()}')`,
      () => `f'{${this.field(d)}${choose.of(["", "!r", "!s", "!a"])}:${this.spec()}}'`,
      () => `f'<{${this.field(d)}}|{${this.field(d)}!r}>'`,
      () =>
        `'%${choose.of(["d", "s", "r", "5.2f", "-8d", "x", "e", "g", "+d", "05d", "c", "%"])}' % ${this.of(choose.of(["int", "float", "str", "tuple"]), d)}`,
      () =>
        `'{} {1:${this.spec()}} {a!r}'.format(${this.of("int", d)}, ${this.of("float", d)}, a=${this.of("str", d)})`.replace(
          "{} {1",
          choose.of(["{0} {1", "{} {1"]),
        ),
      () => `type(${this.any(d)}).__name__`,
    ];
    return choose.of(forms)();
  }

  /** What may stand within the braces of an f-string: no quotes, no backslashes. */
  private field(d: number): string {
    const text = this.of(this.choose.of(["int", "float", "list", "tuple"]), d);
    return /['"\\{}]|:=|lambda/.test(text) ? "(1, 2.5)" : text;
  }

  spec(): string {
    const { choose } = this;
    return (
      choose.of(["", "", "<", ">", "^", "=", "*<", "0>", "é^"]) +
      choose.of(["", "", "", "+", "-", " "]) +
      choose.of(["", "", "", "#"]) +
      choose.of(["", "", "", "0"]) +
      choose.of(["", "", "6", "12"]) +
      choose.of(["", "", "", ",", "_"]) +
      choose.of(["", "", ".0", ".2", ".5"]) +
      choose.of(["", "", "d", "f", "g", "e", "%", "s", "x", "b", "n", "o", "X", "G", "c", "q"])
    );
  }

  slice(d: number): string {
    const part = (): string =>
      this.choose.chance(40) ? "" : this.choose.of(["0", "1", "-1", "2", "-3", "100", this.of("int", d)]);
    return `[${part()}:${part()}${this.choose.chance(50) ? `:${part()}` : ""}]`;
  }

  private bool(d: number): string {
    const { choose } = this;
    const order = (): string => choose.of(["<", "<=", ">", ">=", "==", "!="]);
    const forms = [
      () => `(${this.of("int", d)} ${order()} ${this.of("float", d)} ${order()} ${this.of("int", d)})`,
      () => {
        const k = choose.of<Kind>(["int", "str", "list", "tuple", "float", "set"]);
        return `(${this.of(k, d)} ${order()} ${this.of(k, d)})`;
      },
      () => `(${this.any(d)} ${choose.of(["==", "!="])} ${this.any(d)})`,
      () => `(${this.of("int", d)} ${order()} ${this.any(0)})`,
      () => `(not ${this.any(d)})`,
      () => `bool(${this.any(d)})`,
      () => `(${this.any(0)} ${choose.of(["in", "not in"])} ${this.of(choose.of([...ordered, "set"]), d)})`,
      () => `(${this.any(0)} is ${choose.of(["None", "not None"])})`,
      () => `${choose.of(["all", "any"])}(${this.of(choose.of(["list", "tuple"]), d)})`,
      () =>
        `isinstance(${this.any(d)}, ${choose.of(["int", "float", "(str, list)", "bool", "object", "int | None"])})`,
      () =>
        `${this.of("str", d)}.${choose.of(["isdigit", "isalpha", "isupper", "isspace", "isidentifier", "isalnum", "istitle"])}()`,
      () =>
        `${this.of("str", d)}.${choose.of(["startswith", "endswith"])}(${choose.of([this.of("str", 0), "('a', 'H')"])})`,
      () =>
        `${this.of("set", d)}.${choose.of(["issubset", "issuperset", "isdisjoint"])}(${this.of(choose.of(["set", "list"]), d)})`,
    ];
    return choose.of(forms)();
  }

  private list(d: number): string {
    const { choose } = this;
    const forms = [
      () => `[${choose.many(0, 4, () => this.any(d)).join(", ")}]`,
      () => `[*${this.of(choose.of(ordered), d)}, ${this.any(d)}]`,
      () => `(${this.of("list", d)} + ${this.of("list", d)})`,
      () => `(${this.of("list", d)} * ${choose.of(["0", "2", "-1"])})`,
      () => `${this.of("list", d)}${this.slice(d)}`,
      () =>
        `[${this.inLoop("x", d)} for x in ${this.of(choose.of(ordered), d)}${choose.of(["", " if x", ` if ${this.inLoop("x", d)}`])}]`,
      () => `[(x, y) for x in ${this.of(choose.of(ordered), d)} for y in range(${choose.below(3)})]`,
      () =>
        `sorted(${this.of(choose.of(["list", "tuple", "str"]), d)}${choose.of(["", ", reverse=True", ", key=str", ", key=lambda v: (str(type(v)), str(v))"])})`,
      () =>
        `list(${choose.of(["reversed", "enumerate", "iter", "list"])}(${this.of(choose.of(ordered), d)}))`,
      () =>
        `list(zip(${this.of(choose.of(ordered), d)}, ${this.of(choose.of(ordered), d)}${choose.of(["", ", strict=True"])}))`,
      () =>
        `list(map(${choose.of(["str", "abs", "len", "lambda v: v * 2", "float"])}, ${this.of("list", d)}))`,
      () => `list(filter(${choose.of(["None", "str", "lambda v: v != 2"])}, ${this.of("list", d)}))`,
      () => `list(range(${choose.many(1, 3, () => choose.of(["0", "5", "-4", "2", "7", "-2"])).join(", ")}))`,
      () =>
        `${this.of("str", d)}.${choose.of(["split()", "split('X')", "split(None, 1)", "rsplit(',', 1)", "splitlines()", "splitlines(True)", "split('')"])}`,
      () => `list(${this.of("dict", d)}.${choose.of(["keys", "values", "items"])}())`,
    ];
    return choose.of(forms)();
  }

  /** An expression in a loop's variable, whose kind is not known. */
  private inLoop(x: string, d: number): string {
    const { choose } = this;
    return choose.of([
      x,
      `${x} * 2`,
      `(${x}, ${this.of("int", d)})`,
      `str(${x})`,
      `${x} ${choose.of(["+", "-", "<", "==", "%"])} ${this.of("int", 0)}`,
      `[${x} for _ in range(2)]`,
      `${x} in ${this.of("list", 0)}`,
    ]);
  }

  private tuple(d: number): string {
    const { choose } = this;
    const forms = [
      () => `(${choose.many(0, 3, () => `${this.any(d)}, `).join("")})`.replace("()", "tuple()"),
      () => `tuple(${this.of(choose.of(ordered), d)})`,
      () => `(${this.of("tuple", d)} + ${this.of("tuple", d)})`,
      () => `(${this.of("tuple", d)} * ${choose.of(["0", "2"])})`,
      () => `${this.of("tuple", d)}${this.slice(d)}`,
      () => `divmod(${this.of("int", d)}, ${this.of("int", d)})`,
      () => `${this.of("str", d)}.partition(${this.of("str", 0)})`,
      () => `(*${this.of(choose.of(ordered), d)}, ${this.any(d)})`,
      () => `tuple(${this.inLoop("t", d)} for t in ${this.of(choose.of(ordered), d)})`,
      () =>
        `${this.of("float", d)}.as_integer_ratio()`
          .replace(/^([-\d])/, "(1.5 + $1")
          .replace(/^\(1\.5.*/, "(0.75).as_integer_ratio()"),
    ];
    return choose.of(forms)();
  }

  private dict(d: number): string {
    const { choose } = this;
    const forms = [
      () => `{${choose.many(0, 3, () => `${this.any(0)}: ${this.any(d)}`).join(", ")}}`,
      () => `{**${this.of("dict", d)}, 'z': ${this.any(d)}}`,
      () => `dict(${choose.of(["", `${this.of("dict", d)}, `])}p=${this.any(d)}, q=${this.any(0)})`,
      () => `dict(${this.of(choose.of(["list", "tuple", "dict"]), d)})`,
      () => `{x: ${this.inLoop("x", d)} for x in ${this.of(choose.of(ordered), d)}}`,
      () => `(${this.of("dict", d)} | ${this.of("dict", d)})`,
      () => `dict.fromkeys(${this.of(choose.of(ordered), d)}, ${this.any(0)})`,
      () => `dict(zip(${this.of("list", d)}, ${this.of("tuple", d)}))`,
    ];
    return choose.of(forms)();
  }

  private set(d: number): string {
    const { choose } = this;
    const forms = [
      () => `{${choose.many(1, 3, () => this.any(0)).join(", ")}}`,
      () => `(${this.of("set", d)} ${choose.of(["|", "&", "-", "^"])} ${this.of("set", d)})`,
      () => `${choose.of(["set", "frozenset"])}(${this.of(choose.of(ordered), d)})`,
      () => `{${this.inLoop("x", d)} for x in ${this.of(choose.of(ordered), d)}}`,
      () =>
        `${this.of("set", d)}.${choose.of(["union", "intersection", "difference", "symmetric_difference"])}(${this.of(choose.of(["set", "list"]), d)})`,
    ];
    return choose.of(forms)();
  }
}
