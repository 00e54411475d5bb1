/** Scripts that try to get out, or to use up what there is: each ends in a Python exception, and the session goes on. */

import * as assert from "uvu/assert";
import { Session } from "../../compiler/python/script.js";
import type { Options } from "../../compiler/python/vm/machine.js";
import { suite } from "../harness/suite.js";

const test = suite("closed box");

interface Run {
  readonly out: string;
  /** The last line of the traceback. */
  readonly error: string;
}

/** Runs a script, and sees that another one can be run after it. */
async function run(text: string, options: Partial<Options> = {}): Promise<Run> {
  const streams = { stdout: "", stderr: "" };
  const limits = { maxSteps: 300_000, maxMemory: 3e8, device: "host" as const };
  const session = new Session({
    ...limits,
    ...options,
    write: (written, to) => void (streams[to] = (streams[to] + written).slice(-1e5)),
  });
  await session.run(text, "box.py");
  const found = { out: streams.stdout, error: streams.stderr.trim().split("\n").at(-1)! };
  if (options.signal) return found;
  streams.stdout = "";
  await session.run("print(sum(x for x in range(3)))", "after.py");
  assert.is(streams.stdout, "3\n", `the session goes on after ${text}`);
  return found;
}

/** All scripts end in one kind of exception. */
function ends(name: string, kind: RegExp, scripts: readonly string[]): void {
  test(name, async () => {
    for (const script of scripts) {
      const { error } = await run(script);
      assert.match(error, kind, script);
    }
  });
}

const values = [
  ..."1 1.5 's' None True [] () {} set() range(3) len int object() Ellipsis slice(1) ValueError() 1j".split(
    " ",
  ),
  "(lambda: 1)",
  "(x for x in [])",
  "[].append",
  "math",
  "jnp",
  "jnp.ones(3)",
  "jax.grad",
  "plt",
  "plt.plot([1])[0]",
  "plt.gcf()",
  "re.compile('a')",
];
const javascript = ["constructor", "prototype", "__proto__", "toString", "hasOwnProperty", "valueOf"];

test("no attribute or item is JavaScript's", async () => {
  const { out, error } = await run(`
import math, re, jax, jax.numpy as jnp, matplotlib.pyplot as plt
for x in [${values.join(", ")}]:
    for name in ${JSON.stringify(javascript)}:
        try:
            print(name, getattr(x, name))
        except AttributeError:
            pass
        try:
            print(name, x[name])
        except (TypeError, LookupError):
            pass
        try:
            print("{0.constructor} {0.prototype}".format(x))
        except AttributeError:
            pass
`);
  assert.is(error, "");
  assert.is(out, "");
});

test("names that JavaScript's objects have are names like any other", async () => {
  const { out } = await run(`
def f(**kwargs):
    return kwargs
print(f(__proto__=1, constructor=2, hasOwnProperty=3))
d = {}
d["__proto__"] = 1
print(d, d.get("constructor"), "toString" in d)
class constructor:
    prototype = 1
    __proto__ = 2
x = constructor()
x.__proto__ = 3
print(constructor.prototype, constructor.__proto__, vars(x), hasattr(x, "toString"))
import collections
print(collections.namedtuple("P", ["constructor", "prototype"])(1, 2))
`);
  assert.is(
    out,
    `{'__proto__': 1, 'constructor': 2, 'hasOwnProperty': 3}
{'__proto__': 1} None False
1 2 {'__proto__': 3} False
P(constructor=1, prototype=2)
`,
  );
});

ends(
  "no name is JavaScript's",
  /^NameError/,
  "Function process require constructor window globalThis undefined".split(" "),
);
ends(
  "no module is",
  /^(ModuleNotFoundError|ImportError)/,
  "fs node constructor __proto__ socket ctypes".split(" ").map((name) => `import ${name}`),
);
ends("there are no files and no processes", /^(NotImplementedError|PermissionError)/, [
  "open('/etc/passwd')",
  "import os\nos.system('ls')",
  "import subprocess\nsubprocess.run(['ls'])",
  "import pickle\npickle.dumps(1)",
  "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.savefig('figure.svg')",
  "eval('1')",
]);

test("sessions do not see each other's classes", async () => {
  await run("class Secret: pass");
  const { out } = await run("print([c for c in object.__subclasses__() if c.__name__ == 'Secret'])");
  assert.is(out, "[]\n");
});

ends("what would be too large is refused", /^(MemoryError|OverflowError|ValueError)/, [
  "[0] * 10**12",
  "'a' * 10**12",
  "10 ** 10 ** 10",
  "1 << 10 ** 12",
  "'x'.ljust(10 ** 12)",
  "f'{1:>999999999999}'",
  "'%1000000000000d' % 1",
  "import jax.numpy as jnp\njnp.zeros((10 ** 6, 10 ** 6)) + 1",
  "x = 'a'\nwhile True: x = x + x",
  "x = [1] * 1000000\nwhile True: x = x + x",
  "x = [1] * 1000000\nwhile True: x.extend(x)",
  "x = 3\nwhile True: x = x * x",
]);

test("memory has a limit", async () => {
  const { error } = await run("x = []\nwhile True: x.append([0] * 10000)", { maxSteps: undefined });
  assert.match(error, /^MemoryError: the script used more than 300000000 bytes/);
});

const forever = `import itertools, collections, functools, re, math, time
def ones():
    while True: yield 1
`;
ends(
  "what never ends is ended",
  /^StepLimitExceeded: the script ran for more than 300000 steps/,
  [
    "while True: pass",
    "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
    "def f():\n  try:\n    while True: pass\n  finally:\n    while True: pass\nf()",
    "list(itertools.count())",
    "list(range(10 ** 12))",
    "set(itertools.cycle([1]))",
    "sum(iter(int, 1))",
    "''.join(iter(str, 'a'))",
    "sorted(ones())",
    "max(ones())",
    "all(itertools.repeat(1))",
    "5 in itertools.repeat(1)",
    "next(filter(None, itertools.repeat(0)))",
    "dict(zip(itertools.count(), itertools.count()))",
    "collections.deque(itertools.count(), maxlen=3)",
    "functools.reduce(lambda a, b: a, itertools.count())",
    "list(itertools.chain.from_iterable(itertools.repeat([])))",
    "print(*itertools.count())",
    "a, *b = itertools.count()",
    "math.fsum(itertools.repeat(1.0))",
    "min(range(10 ** 12))",
    "x = [1]\nfor i in x: x.append(i)",
    "class A:\n  def __iter__(self): return self\n  def __next__(self): return 1\nlist(A())",
    "re.match(r'(a|aa)+$', 'a' * 50 + 'b')",
    "while True: print('x' * 10000)",
  ].map((script) => forever + script),
);

const array = "import jax, jax.numpy as jnp\nfrom jax import lax\ny = jnp.ones(100)\n";
ends(
  "loops on the host take steps",
  /^StepLimitExceeded/,
  [
    "lax.while_loop(lambda x: x >= 0, lambda x: x * 1, 1.0)",
    "jax.vmap(lambda x: lax.while_loop(lambda x: x >= 0, lambda x: x * 1, x))(y)",
    "jax.jit(lambda x: lax.while_loop(lambda y: y.sum() > 0, lambda y: jnp.roll(y, 1), x))(y)",
    "lax.fori_loop(0, 10**9, lambda i, x: x * 1, 1.0)",
    "lax.scan(lambda c, _: (jnp.roll(c, 1), None), y, None, length=10**9)",
    "jax.grad(lambda x: lax.while_loop(lambda x: x >= 0, lambda x: x * 1, x, max_steps=10**9))(1.0)",
    "lax.while_loop(lambda x: x >= 0, lambda x: (jax.debug.callback(lambda: None), x * 1)[1], 1.0)",
  ].map((script) => array + script),
);

test("a signal ends a script, whatever it catches", async () => {
  for (const body of ["pass", "list(range(10 ** 5))"]) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 10);
    const script = `while True:\n  try:\n    while True: ${body}\n  except BaseException: pass`;
    const { error } = await run(script, { signal: stop.signal, maxSteps: undefined, maxMemory: undefined });
    assert.is(error, "KeyboardInterrupt: the script was aborted");
  }
});

const deep = "def nest():\n  x = []\n  for _ in range(30000): x = [x]\n  return x\n";
ends(
  "recursion has a limit",
  /^(RecursionError|\[Previous line repeated)/,
  [
    "def f(): return f()\nf()",
    "repr(nest())",
    "x = ()\nfor _ in range(30000): x = (x,)\nhash(x)",
    "import copy\ncopy.deepcopy(nest())",
    "class A:\n  def __repr__(self): return repr(self)\nrepr(A())",
    "class A:\n  def __eq__(self, other): return self == other\nA() == A()",
    "class A:\n  def __hash__(self): return hash(self)\nhash(A())",
    "class A:\n  def __getattr__(self, name): return self.other\nA().x",
    "class A:\n  def __bool__(self): return bool(self)\nif A(): pass",
    "class A:\n  def __init__(self): A()\nA()",
    "class A:\n  def __call__(self): return self()\nA()()",
    "def f(x): return sorted([1, 2], key=f)\nf(1)",
    "def f(x): return list(map(f, [x]))\nf(1)",
    "def g(n): yield from g(n + 1)\nlist(g(0))",
    "g = iter([])\nfor _ in range(30000): g = map(lambda x: x, g)\nlist(g)",
    "import functools\n@functools.lru_cache(None)\ndef f(n): return f(n + 1)\nf(0)",
    "import jax\ndef f(x): return jax.grad(f)(x)\nf(1.0)",
    "import json\njson.dumps(nest())",
    `x = ${"(".repeat(5000)}1${")".repeat(5000)}`,
    `x = ${"-".repeat(20000)}1`,
    `x = ${"1+".repeat(20000)}1`,
  ].map((script) => deep + script),
);

test("a long chain of exceptions is shown", async () => {
  const { error } = await run(
    "e = None\nfor _ in range(3000):\n  x = ValueError()\n  x.__context__ = e\n  e = x\nraise e",
  );
  assert.is(error, "ValueError");
});
