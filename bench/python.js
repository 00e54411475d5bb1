/** How long loops of Python take here, and how often as long as in CPython: `node bench/python.js`, after `npx tsc`. */

import { spawnSync } from "node:child_process";
import { Session } from "../build/compiler/python/script.js";

const programs = {
  "function calls": "def f(a, b=1):\n    return a\nfor i in range(300000):\n    f(i)\n",
  "method calls":
    "class C:\n    def f(self, a):\n        return a\nc = C()\nfor i in range(300000):\n    c.f(i)\n",
  attributes:
    "class C:\n    def __init__(self):\n        self.n = 0\nc = C()\nfor i in range(300000):\n    c.n = c.n + 1\n",
  "integer arithmetic":
    "def f():\n    a = 0\n    for i in range(500000):\n        a = (a * 3 + i) % 1000003\n    return a\nf()\n",
  "float arithmetic":
    "def f():\n    x = 0.5\n    for i in range(500000):\n        x = x * 3.7 * (1.0 - x)\n    return x\nf()\n",
  lists:
    "def f():\n    a = [0] * 100\n    for i in range(300000):\n        a[i % 100] = a[(i + 1) % 100] + 1\n    b = []\n    for x in range(300000):\n        b.append(x)\nf()\n",
  dicts:
    "def f():\n    d = {}\n    for i in range(300000):\n        k = i % 1000\n        d[k] = d.get(k, 0) + 1\nf()\n",
  comprehensions: "for n in range(3):\n    sum([x * x for x in range(100000) if x % 2])\n",
  strings:
    "def f():\n    s = []\n    for i in range(100000):\n        s.append(f'{i:5d}' + str(i))\n    return ''.join(s)\nf()\n",
  exceptions:
    "def f():\n    for i in range(60000):\n        try:\n            raise ValueError(i)\n        except ValueError as e:\n            pass\nf()\n",
  generators: "def g(n):\n    for i in range(n):\n        yield i\nt = 0\nfor x in g(300000):\n    t += x\n",
  recursion: "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(23)\n",
};

async function here(text) {
  let best = Infinity;
  for (let k = 0; k < 3; k++) {
    const session = new Session({ write: () => undefined });
    const start = performance.now();
    await session.run(text, "bench.py");
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const timer = `import sys, time
text = sys.stdin.read()
best = 1e9
for k in range(3):
    start = time.perf_counter()
    exec(compile(text, 'bench.py', 'exec'), {'__name__': '__main__'})
    best = min(best, time.perf_counter() - start)
print(best * 1000)
`;

for (const [name, text] of Object.entries(programs)) {
  const own = await here(text);
  const { stdout } = spawnSync("python3", ["-c", timer], { input: text, encoding: "utf8" });
  const ratio = stdout ? (own / Number(stdout)).toFixed(1) : "-";
  console.log(`${name.padEnd(20)} ${own.toFixed(0).padStart(6)} ms ${ratio.padStart(6)} x`);
}
