/** Random Python programs, the same for the same seed: they print values and what was raised. */

import { Chooser, Expressions, type Kind } from "./randomExpressions.js";

/** Sets are shown sorted, since their order says nothing. */
const prelude = `import math
def show(x):
    if isinstance(x, (set, frozenset)):
        return type(x).__name__ + str(sorted(map(show, x)))
    if isinstance(x, (list, tuple)):
        return type(x).__name__ + '[' + ', '.join(map(show, x)) + ']'
    if isinstance(x, dict):
        return '{' + ', '.join(show(k) + ': ' + show(v) for k, v in x.items()) + '}'
    return repr(x)
`;

/** A program of some independent parts, each of which may fail. */
export function randomProgram(seed: number): string {
  const writer = new Writer(new Chooser(seed));
  return prelude + writer.choose.many(6, 12, () => writer.guarded()).join("");
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, "    ");

class Writer extends Expressions {
  private names = 0;

  private fresh(letter: string): string {
    return `${letter}${this.names++}`;
  }

  guarded(): string {
    return `try:\n${indented(this.part())}except Exception as e:\n    print(type(e).__name__, e)\n`;
  }

  private part(): string {
    const { choose } = this;
    return choose.of([
      () => this.shown(),
      () => this.shown(),
      () => this.assigned(),
      () => this.assigned(),
      () => this.augmented(),
      () => this.unpacked(),
      () => this.forLoop(),
      () => this.whileLoop(),
      () => this.calledFunction(),
      () => this.calledFunction(),
      () => this.closure(),
      () => this.generator(),
      () => this.classOfNumbers(),
      () => this.hierarchy(),
      () => this.matched(),
      () => this.changedList(),
      () => this.changedDict(),
      () => this.changedSet(),
      () => this.handled(),
      () => this.contexts(),
    ])();
  }

  private shown(): string {
    return this.choose.many(1, 3, () => `print(show(${this.any(3)}))\n`).join("");
  }

  private assigned(): string {
    const kind = this.kind();
    const value = this.of(kind, 3);
    const name = this.fresh("v");
    this.variables.push({ name, kind });
    return `${name} = ${this.literal(kind)}\n${name} = ${value}\nprint(show(${name}))\n`;
  }

  private augmented(): string {
    const { choose } = this;
    const kind = choose.of<Kind>(["int", "float", "str", "list", "set", "tuple", "dict"]);
    const other = choose.chance(70) ? this.of(kind, 1) : this.of(choose.of(["int", "tuple", "str"]), 1);
    const op = choose.of(["+=", "-=", "*=", "/=", "//=", "%=", "|=", "&=", "^=", ">>=", "@="]);
    const right = op === "*=" ? choose.of(["2", "0", "1.5"]) : other;
    return `a = b = ${this.of(kind, 2)}\na ${op} ${right}\nprint(show(a), show(b), a is b or not isinstance(a, (list, set, dict)))\n`;
  }

  private unpacked(): string {
    const { choose } = this;
    const target = choose.of([
      "a, b",
      "a, *b",
      "*a, b",
      "a, (b, *c)",
      "[a, b]",
      "a, *b, c",
      "(a,)",
      "a, b, c",
    ]);
    const names = target.match(/[abc]/g)!.join(", ");
    const value = this.of(choose.of(["list", "tuple", "str", "dict", "int"]), 2);
    return `${target} = ${value}\nprint(show((${names},)))\n`;
  }

  private forLoop(): string {
    const { choose } = this;
    const what = choose.of([
      this.of(choose.of(["list", "tuple", "str", "dict"]), 2),
      `enumerate(${this.of("list", 2)})`,
      `range(${choose.below(9)})`,
      `zip(${this.of("list", 1)}, ${this.of("tuple", 1)})`,
    ]);
    return `for i in ${what}:
    if ${choose.of(["i == 2", "not i", this.of("bool", 1)])}:
        ${choose.of(["continue", "break", "pass"])}
    print(show(i), end=' ')
else:
    print('else')
print(show(i))
`;
  }

  private whileLoop(): string {
    const { choose } = this;
    return `n, total = ${choose.of(["0", "3", "-2"])}, ${this.of("int", 1)}
while n < ${choose.below(12)}:
    n += ${choose.of(["1", "2", "3"])}
    if n % ${2 + choose.below(4)} == 0: ${choose.of(["continue", "break", "pass"])}
    total ${choose.of(["+=", "-=", "^=", "|="])} n ${choose.of(["+", "*", "-", "//"])} ${this.of("int", 1)}
else:
    print('done', end=' ')
print(n, total)
`;
  }

  private parameters(): string {
    const { choose } = this;
    const names = ["a", "b", "c"].slice(0, choose.below(4));
    const firstDefault = choose.below(names.length + 1);
    const parts = names.map((n, i) => (i >= firstDefault ? `${n}=${this.any(0)}` : n));
    if (parts.length > 0 && choose.chance(25)) parts.splice(1 + choose.below(parts.length), 0, "/");
    if (choose.chance(30)) parts.push("*rest");
    else if (choose.chance(30)) parts.push("*", `k${choose.of(["", "=1"])}`, `m${choose.of(["", "=None"])}`);
    if (choose.chance(30)) parts.push("**others");
    return parts.join(", ");
  }

  private arguments(): string {
    const { choose } = this;
    const parts = choose.many(0, 3, () => this.any(1));
    if (choose.chance(20)) parts.push(`*${this.of(choose.of(["list", "tuple", "str", "int"]), 1)}`);
    const names = ["a", "b", "c", "k", "m", "z"].filter(() => choose.chance(25));
    parts.push(...names.map((n) => `${n}=${this.any(1)}`));
    if (choose.chance(15))
      parts.push(`**${choose.of(["{'k': 1}", "{'z': 2, 'a': 3}", "{'b': 0}", "{1: 2}", "None"])}`);
    return parts.join(", ");
  }

  private calledFunction(): string {
    const { choose } = this;
    const f = this.fresh("f");
    const wrap = choose.of([
      "",
      "",
      "@staticmethod\n",
      "@(lambda g: lambda *x, **y: ('wrapped', g(*x, **y)))\n",
    ]);
    const body = `${wrap}def ${f}(${this.parameters()}):\n    return sorted(locals().items(), key=lambda p: p[0])\n`;
    const calls = choose.many(2, 4, () => {
      const call = `print(show(${f}(${this.arguments()})))`;
      return `try: ${call}\nexcept TypeError as e: print(e)\n`;
    });
    return body + calls.join("");
  }

  private closure(): string {
    const { choose } = this;
    return `def outer(x):
    count = ${this.of("int", 0)}
    def inner(y=${this.of("int", 1)}):
        ${choose.of(["nonlocal count", "pass"])}
        count ${choose.of(["+=", "-=", "*="])} ${choose.of(["x", "y", "2"])}
        return count, x
    return inner, lambda: count
f, g = outer(${this.of("int", 1)})
print(f(), f(${this.of("int", 1)}), g())
fs = [lambda ${choose.of(["i=i", ""])}: i for i in range(3)]
print([h() for h in fs])
`;
  }

  private generator(): string {
    const { choose } = this;
    return `def gen(n):
    try:
        for i in range(n):
            got = yield ${choose.of(["i", "(i, i * i)", "[i] * 2"])}
            if got: print('got', show(got))
            ${choose.of([`if i == 2: return ${this.any(1)}`, "pass", "if i == 1: yield from 'xy'", `if i == 2: ${this.any(1)}.missing`])}
    except ${choose.of(["ValueError", "KeyError"])} as e:
        yield ('caught', repr(e))
    print('last')
def outer(n):
    result = yield from gen(n)
    print('result', show(result))
g = ${choose.of(["gen", "outer"])}(${choose.below(5)})
print(next(g))
print(g.send(${this.any(1)}))
${choose.of(["g.close()", "print(g.throw(ValueError('v')))", "print(list(g))", "print(next(g, 'end'), next(g, 'end'))", "print(sum(1 for _ in g))"])}
print(show(list(g)))
`;
  }

  private classOfNumbers(): string {
    const { choose } = this;
    const c = this.fresh("C");
    const value = "(o.v if isinstance(o, type(self)) else o)";
    const methods = [
      ...["add", "sub", "mul", "radd", "rsub", "iadd", "mod", "rmul"].map((name) => {
        const op = { ad: "+", su: "-", mu: "*", mo: "%" }[name.replace(/^[ri]/, "").slice(0, 2)] ?? "+";
        const body = name.startsWith("r") ? `o ${op} self.v` : `self.v ${op} ${value}`;
        return `def __${name}__(self, o): return ${choose.chance(15) ? "NotImplemented" : `${c}(${body})`}`;
      }),
      `def __repr__(self): return f'${c}({self.v!r})'`,
      `def __str__(self): return '<%s>' % (self.v,)`,
      `def __eq__(self, o): return self.v == ${value}`,
      `def __lt__(self, o): return self.v < ${value}`,
      `def __len__(self): return ${choose.below(4)}`,
      `def __bool__(self): return ${choose.of(["self.v > 1", "1", "False"])}`,
      `def __hash__(self): return hash(self.v)`,
      `def __getitem__(self, i): return (self.v, i, 3)[i]`,
      `def __contains__(self, x): return x == self.v`,
      `def __iter__(self): return iter([self.v, 1])`,
      `def __call__(self, *a, k=2): return (self.v, a, k)`,
      `def __neg__(self): return ${c}(-self.v)`,
      `def __index__(self): return self.v`,
      `def __float__(self): return ${choose.of(["float(self.v)", "self.v"])}`,
      `def __getattr__(self, name): return name + '?'`,
      `def __format__(self, spec): return '[' + spec + ']'`,
    ].filter(() => choose.chance(50));
    const x = `${c}(${this.of(choose.of(["int", "float"]), 1)})`;
    const uses = choose.many(4, 8, () =>
      choose.of([
        `x ${choose.of(["+", "-", "*", "%", "@", "//"])} ${choose.of(["x", "2", "'s'", `${c}(3)`])}`,
        `${choose.of(["2", "1.5", "'s'", "[1]"])} ${choose.of(["+", "-", "*"])} x`,
        `x ${choose.of(["==", "!=", "<", ">", "<=", ">="])} ${choose.of(["x", "2", `${c}(1)`, "'a'"])}`,
        ...[
          "len(x)",
          "bool(x)",
          "hash(x) == hash(x)",
          "x[1]",
          "3 in x",
          "list(x)",
          "x(1, k=3)",
          "x(2)",
          "-x",
          "f'{x:>4}'",
        ],
        ...[
          "str(x)",
          "float(x)",
          "int(x)",
          "[1, 2, 3][x]",
          "x.other",
          "x.v",
          "sorted([x, x])",
          "{x: 1}[x]",
          "x()",
          "x[1:2]",
        ],
        ...[
          "range(x)",
          "max(x, x)",
          "sum([x, x])",
          "a, b = x",
          "x += 1",
          "x.v += 1",
          "del x.v",
          "round(x)",
          "'%s' % x",
          "reversed(x)",
        ],
      ]),
    );
    const shown = uses.map((u) => {
      const statement = /^(a, b|x \+=|x\.v \+=|del)/.test(u) ? u : `print(repr(${u}).split(' at 0x')[0])`;
      return `try: ${statement}\nexcept Exception as e: print(type(e).__name__, e)\n`;
    });
    const head = `class ${c}:\n    def __init__(self, v=0): self.v = v\n`;
    return `${head}${methods.map((m) => `    ${m}\n`).join("")}x = ${x}\n${shown.join("")}print(repr(x).split(' at 0x')[0])\n`;
  }

  private hierarchy(): string {
    const { choose } = this;
    const bases = choose.of([
      "A, B",
      "B, A",
      "A",
      "B",
      "A, int",
      "A, dict",
      "B, list",
      "A, object",
      "object, A",
    ]);
    return `class A:
    tag = ${this.any(0)}
    def who(self): return ['A', ${this.of("int", 1)}]
    @property
    def size(self): return ${this.any(1)}
    @classmethod
    def make(cls, *args): return cls(*args)
class B(${choose.of(["A", "object", "Exception"])}):
    def who(self): return ['B'] + ${choose.of(["super().who()", "[]"])}
    @staticmethod
    def helper(x=1): return x
class C(${bases}):
    def who(self): return ['C'] + super().who()
print([k.__name__ for k in C.__mro__])
c = C${choose.of(["()", ".make()", `(${this.of("int", 0)})`, ".make(3)"])}
print(c.who(), isinstance(c, A), issubclass(C, B))
${choose.of(["print(show(c.tag), show(C.tag))", "print(show(c.size))", "c.size = 3", "c.tag = 5; print(c.tag, show(A.tag))", "print(c.helper(), C.helper(2))", "print(c.missing)", "del c.tag", "print(C.missing)"])}
`;
  }

  private matched(): string {
    const { choose } = this;
    const patterns = [
      "0 | 1",
      "int(n) if n > 5",
      "[]",
      "[x]",
      "[x, *rest]",
      "(x, y)",
      "{'a': v}",
      "{'k': {'n': n}, **more}",
      "str() as s",
      "None",
      "True",
      "float()",
      "{}",
      "[[a], *_]",
      "'a' | 'b'",
      "-1",
      "1.5",
      "dict(keys=k)",
      "tuple((x, y, z))",
      "[1, _, 3]",
    ];
    const cases = choose.many(2, 5, () => {
      const pattern = choose.of(patterns);
      const names = [...pattern.matchAll(/(?<![a-z'=])\b([a-z]|rest|more)\b(?!['(])/g)].map((m) => m[1]);
      return `    case ${pattern}:\n        print(${[`'${pattern.replaceAll("'", "")}'`, ...new Set(names)].join(", ")})\n`;
    });
    return `match ${this.any(2)}:\n${cases.join("")}    case _:\n        print('other')\n`;
  }

  private changedList(): string {
    const { choose } = this;
    const changes = choose.many(2, 5, () =>
      choose.of([
        () => `a.append(${this.any(1)})`,
        () => `a.extend(${this.of(choose.of(["list", "tuple", "str", "int"]), 1)})`,
        () => `a.insert(${this.of("int", 0)} % 5, ${this.any(0)})`,
        () => `print(show(a.pop(${choose.of(["", "0", "-1", "3", "9"])})))`,
        () => `a.remove(${this.any(0)})`,
        () => `a.sort(${choose.of(["", "key=str", "reverse=True", "key=len"])})`,
        () => "a.reverse()",
        () => `a${this.slice(0)} = ${this.of(choose.of(["list", "tuple", "str", "int"]), 1)}`,
        () => `del a${choose.of([this.slice(0), "[0]", "[-1]", "[7]"])}`,
        () => `a[${this.of("int", 0)}] = ${this.any(1)}`,
        () => "a *= 2",
        () => `a[${choose.of(["'k'", "1.5", "None", "0"])}]`,
        () => `a[0], a[1] = a[1], a[0]`,
      ])(),
    );
    return this.changed(`${this.of("list", 2)}[:8]`, changes);
  }

  private changedDict(): string {
    const { choose } = this;
    const changes = choose.many(2, 5, () =>
      choose.of([
        () => `a[${this.any(0)}] = ${this.any(1)}`,
        () => `a.update(${choose.of([this.of("dict", 1), "[(1, 2)]", "k=1", "[1]", "5"])})`,
        () => `print(show(a.pop(${this.any(0)}${choose.of(["", ", 'no'"])})))`,
        () => `print(show(a.setdefault(${this.any(0)}, ${this.any(1)})))`,
        () => "print(show(a.popitem()))",
        () => `del a[${this.any(0)}]`,
        () => `print(show(a.get(${this.any(0)}, -1)))`,
        () => `a |= ${this.of(choose.of(["dict", "list"]), 1)}`,
        () => "for k in a: a[(k, 1)] = 0",
        () => "print(show(list(reversed(a))))",
        () => `print(a.keys() ${choose.of(["&", "=="])} {'a'})`,
      ])(),
    );
    return this.changed(this.of("dict", 2), changes);
  }

  private changedSet(): string {
    const { choose } = this;
    const changes = choose.many(2, 5, () =>
      choose.of([
        () => `a.add(${this.any(0)})`,
        () => `a.${choose.of(["discard", "remove"])}(${this.any(0)})`,
        () => `a ${choose.of(["|=", "&=", "-=", "^="])} ${this.of(choose.of(["set", "set", "list"]), 1)}`,
        () =>
          `a.${choose.of(["update", "intersection_update", "difference_update"])}(${this.of(choose.of(["set", "list", "tuple"]), 1)})`,
        () => `print(show(a ${choose.of(["<", "<=", "==", "|", "-"])} ${this.of("set", 1)}))`,
        () => "print(len(a), show(a.copy()))",
      ])(),
    );
    return this.changed(this.of("set", 2), changes);
  }

  private changed(value: string, changes: readonly string[]): string {
    const steps = changes.map((c) => `try:\n    ${c}\nexcept Exception as e: print(type(e).__name__, e)\n`);
    return `a = ${value}\n${steps.join("")}print(show(a))\n`;
  }

  private handled(): string {
    const { choose } = this;
    const kind = choose.of([
      "ValueError",
      "KeyError",
      "(TypeError, ZeroDivisionError)",
      "LookupError",
      "ArithmeticError",
    ]);
    return `def attempt(n):
    try:
        if n == 0: raise ${choose.of(["ValueError('v', 1)", "KeyError('k')", "TypeError", "IndexError()", "RuntimeError('r') from None"])}
        return show(${this.any(2)})
    except ${kind} as e:
        ${choose.of(["print('caught', repr(e))", "raise", "raise RuntimeError('again') from e", `return ${this.any(1)}`, "e.missing"])}
    else:
        print('else')
    finally:
        print('finally', n)${choose.of(["", "\n        if n == 1: return 'last'"])}
for n in range(2):
    try: print(attempt(n))
    except Exception as e: print(repr(e), repr(e.__cause__), repr(e.__context__), e.args)
`;
  }

  private contexts(): string {
    const { choose } = this;
    return `class Scope:
    def __init__(self, n): self.n = n
    def __enter__(self):
        print('enter', self.n)
        return ${choose.of(["self", "self.n", "None"])}
    def __exit__(self, kind, value, trace):
        print('exit', self.n, kind and kind.__name__, value)
        return ${choose.of(["True", "False", "None", "self.n == 2"])}
with Scope(1) as a, Scope(2) as b:
    print(type(b).__name__)
    print(show(${this.any(2)}))
${choose.of(["with 3: pass", `with Scope(${this.of("int", 0)}): raise ValueError('in')`, "assert not a, 'message'", "print('after')"])}
`;
  }
}

/** Programs by their seeds. */
export function programsJson(first: number, count: number): string {
  const seeds = Array.from({ length: count }, (_, i) => first + i);
  return JSON.stringify(Object.fromEntries(seeds.map((seed) => [seed, randomProgram(seed)])));
}
