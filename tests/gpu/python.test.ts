/** Scripts whose values are on the device: they print, branch on and convert them as if they were at hand. */

import * as assert from "uvu/assert";
import { Session } from "../../compiler/python/script.js";
import type { Options } from "../../compiler/python/vm/machine.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
import { assertLike } from "../python/likeness.js";

const test = suite("Python with values on the device");

async function run(text: string, device: Options["device"]): Promise<string> {
  let printed = "";
  const session = new Session({ device, write: (part) => void (printed += part) });
  await session.run(`import jax\nimport jax.numpy as jnp\n${text}`, "script.py");
  return printed;
}

const scripts = {
  "prints, branches, converts and indexes": `
x = jax.jit(lambda x: x * 2)(jnp.arange(4.0))
print(x, x[1], x.tolist(), float(x[2]), int(x[3]), bool(x[0]), f"{x[1]:.2f}")
if x[1] > x[0]:
    print("greater")
i = jax.jit(jnp.argmax)(x)
print([10, 20, 30, 40][i], x[i], {int(i): "key"}, "ab" * int(i), range(i))
print(sorted(x, reverse=True), max(x), sum(x), list(map(float, x)), x == 2, 2 in x)
while x.sum() > 1:
    x = x / 2
print(x, len(x), [float(y) for y in x if y > 0.1], *x)
assert x[3] > 0, "positive"
`,
  "in functions, methods, generators and comprehensions": `
f = jax.jit(lambda x: x + 1)
class Counter:
    def __init__(self, x):
        self.x = f(x)
        self.is_large = bool(self.x > 2)
    def __enter__(self):
        print("enter", self.x)
        return self
    def __exit__(self, *error):
        print("exit", float(self.x))
    def __lt__(self, other):
        return bool(self.x < other.x)
    def __iter__(self):
        x = self.x
        while x < 5:
            yield x
            x = f(x)
with Counter(1.0) as c, Counter(2.0) as d:
    print(c < d, c.is_large, d.is_large, [float(x) for x in c], list(d))
print([c.x.item() for c in sorted([d, c])], {float(c.x): 1 for c in (c, d)}, any(f(x) > 3 for x in [1.0, 2.5]))
def recurse(x):
    return x if x > 10 else recurse(f(x) * 2)
print(recurse(1.0), sorted([3, 1, 2], key=lambda n: f(-n)), max([1.0, 5.0, 2.0], key=lambda v: float(f(v))))
`,
  "where built-in functions go through generators and iterators that have to wait": `
f = jax.jit(lambda x: x * 2)
def some(n=3):
    return tuple(f(jnp.float32(i + 1)) for i in range(n))
def numbers():
    for x in some():
        yield float(x)
    yield from (float(x) for x in some(2))
    yield 100
print(";".join(f"{float(x)}" for x in some()), sum(float(x) for x in some()), max(float(x) for x in some()))
print(list(map(lambda x: float(x), some())), list(filter(lambda x: float(x) > 3, numbers())))
print(list(zip(numbers(), map(float, iter(some())), numbers())), list(enumerate(numbers())))
print(sum(sum(float(a) * float(b) for a in some()) for b in some()))
print(",".join(map(str, (float(x) for x in some()))), dict(zip("abc", numbers())), [*numbers()])
it = iter(numbers())
print(next(it), list(zip(it, it)), next(it, None))
def talk():
    try:
        heard = yield float(some()[0])
        print("heard", heard, float(some()[1]))
        yield float(some()[2])
    finally:
        print("closed", float(some()[0]))
g = talk()
print(next(g), g.send(5))
g.close()
a, b, *rest = numbers()
print(a, b, rest)
`,
  "where what built-in functions call has effects, each of which happens once": `
import functools
f = jax.jit(lambda x: x * 2)
def twice(x):
    return f(jnp.float32(x))
log = []
def told(x):
    log.append(x)
    return float(twice(x))
print(sorted([3, 1, 2], key=told), list(map(told, [1, 2])), functools.reduce(lambda a, b: a + told(b), range(3)), log)
class Counted:
    def __init__(self):
        self.n = 0
    def count(self, x):
        self.n += 1
        return float(twice(x)) + self.n
    def __getitem__(self, i):
        return self.count(i)
    def __add__(self, x):
        return self.count(x)
    def __len__(self):
        return int(self.count(1))
    def __eq__(self, other):
        return self.count(0) > other
    def __iter__(self):
        return self
    def __next__(self):
        if self.n > 4:
            raise StopIteration
        return self.count(self.n)
    @property
    def value(self):
        return self.count(4)
c = Counted()
print(c[1], c + 2, len(c), c == 3, c.value, c.n, list(c), list(Counted()), [x for x in Counted()])
def total(n):
    return 0 if n == 0 else sum([told(n), *map(total, [n - 1])])
log.clear()
print(total(4), log)
try:
    list(map(lambda x: log.append("again") or 1 / (told(x) - 4), [1, 2, 3]))
except ZeroDivisionError as e:
    print(e, log)
`,
  "inside of derivatives, vmap and custom rules": `
w = jax.jit(lambda x: x * 3)(jnp.arange(3.0))
def loss(x):
    print("loss", w.shape)
    y = jnp.sum(w * x)
    return y if y > 1 else -y
print(jax.grad(loss)(2.0), jax.grad(loss)(w), jax.value_and_grad(loss)(-2.0))
@jax.custom_vjp
def scaled(x):
    return x * w[1]
def forward(x):
    print("forward", w[1])
    return scaled(x), x
def backward(x, g):
    print("backward", x, float(w[2]))
    return (g * w[2],)
scaled.defvjp(forward, backward)
print(jax.grad(scaled)(f := jax.jit(jnp.sin)(1.0)), f)
step = jax.jit(lambda x: x * w[1])
print(jax.grad(lambda x: step(x) ** 2)(1.5), jax.vmap(lambda x: x * w[2])(w), jax.jvp(loss, (1.0,), (1.0,)))
params = {"w": w, "b": [jnp.zeros(3)]}
print(jax.grad(lambda p: jnp.sum(p["w"] ** 2 + p["b"][0]))(params))
class Model:
    def __init__(self):
        self.scale = w[2]
    def __call__(self, x):
        print("scale", float(self.scale))
        return self.scale * x
model = Model()
print(jax.grad(model)(1.0), jax.grad(lambda x: model(x))(2.0))
`,
  "what has been printed is not printed again where a call has to wait": `
w = jax.jit(lambda x: x * 3)(2.0)
def loss(x):
    print("begins", x)
    print("has", float(globals()["w"]), x)
    return x * globals()["w"]
print(jax.grad(loss)(3.0))
for i in range(2):
    print(jax.grad(loss)(3.0))
`,
  "debug.print": `
@jax.jit
def f(x):
    jax.debug.print("x = {}", x)
    return x * 2
y = f(jnp.arange(2.0))
jax.effects_barrier()
print(y)
f(y)
`,
  "debug.print in turns that call compiled functions": `
step = jax.jit(lambda c: c + 1)
def body(c):
    jax.debug.print("c = {}", c)
    return step(c)
print(jax.lax.while_loop(lambda c: jax.jit(lambda c: c < 3)(c), body, 0))
print(jax.lax.fori_loop(0, 2, lambda i, c: jax.lax.cond(c > 0, body, step, c), 0))
`,
  "callbacks for values": `
import numpy as np
number = jax.ShapeDtypeStruct((), jnp.float32)
twice = lambda x: jax.pure_callback(lambda a: np.asarray(2 * a), number, x, vmap_method="sequential")
y = jax.jit(lambda x: jnp.cos(x) + 1)(0.0)
print(twice(y), jax.jit(lambda y: twice(jax.jit(jnp.exp)(y)) * 2)(y))
print(jax.lax.fori_loop(0, 3, lambda i, c: jax.jit(lambda c: twice(c) + 1)(c) + y, y))
print(jax.vmap(lambda a: twice(a + y))(jax.jit(lambda: jnp.arange(3.0))()))
`,
};

for (const [name, text] of Object.entries(scripts))
  test(name, async () => {
    const device = await requestTestDevice();
    assertLike(await run(text, device), await run(text, "host"));
  });

test("a training loop reads back only what it prints", async () => {
  const device = await requestTestDevice();
  // What the library asks of a new device is not the script's.
  await run("", device);
  const { queue } = device;
  let submits = 0;
  const submit = queue.submit.bind(queue);
  queue.submit = (commands) => {
    submits++;
    submit(commands);
  };
  let maps = 0;
  const createBuffer = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = createBuffer(descriptor);
    const mapAsync = buffer.mapAsync.bind(buffer);
    buffer.mapAsync = (...args) => {
      maps++;
      return mapAsync(...args);
    };
    return buffer;
  };
  const printed = await run(
    `
x = jnp.linspace(0.0, 1.0, 32)
y = 2 * x + 1
@jax.jit
def update(params):
    loss = lambda p: jnp.mean((p["a"] * x + p["b"] - y) ** 2)
    return jax.tree.map(lambda p, g: p - 0.3 * g, params, jax.grad(loss)(params))
params = {"a": jnp.float32(0.0), "b": jnp.float32(0.0)}
for i in range(100):
    params = update(params)
    if i % 50 == 49:
        print(i, params["a"])
`,
    device,
  );
  assert.match(printed, /^49 1\.\d+\n99 1\.9\d+\n$/);
  assert.is(maps, 2, "readbacks");
  assert.ok(submits <= 110, `${submits} submits`);
});

/** Loops that a script would wait for for ever, and one that takes days. */
const endless = [
  "jax.jit(lambda x: lax.while_loop(lambda y: y.sum() > 0, lambda y: jnp.roll(y, 1), x))",
  "jax.jit(jax.vmap(lambda x: lax.while_loop(lambda y: y > 0, lambda y: y * 1, x)))",
  "jax.jit(lambda x: lax.fori_loop(0, 10**9, lambda i, y: jnp.roll(y, 1), x))",
];
for (const function_ of endless)
  test(`a signal ends a script that waits for ${function_}`, async () => {
    const stop = new AbortController();
    let printed = "";
    const device = await requestTestDevice();
    const session = new Session({ device, signal: stop.signal, write: (part) => void (printed += part) });
    const script = `
import jax, jax.numpy as jnp
from jax import lax
y = ${function_}(jnp.ones(100))
print("under way")
print(y.sum())
`;
    setTimeout(() => stop.abort(), 500);
    assert.is(await session.run(script, "script.py"), 130);
    assert.match(printed, /^under way\n[^]*line 6[^]*KeyboardInterrupt: the script was aborted\n$/);
  });
