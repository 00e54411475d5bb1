/** Lines of the user's code: in every engine's stacks, whatever transformation runs the code, and through programs. */

import * as assert from "uvu/assert";
import { type Array, customJvp, grad, jit, makeJaxpr, numpy as jnp, vmap } from "../../compiler/index.js";
import { userFrame, withSource } from "../../compiler/ir/source.js";
import { suite } from "../harness/suite.js";
import { thrown } from "../transforms/fails.js";

const test = suite("sources");

/** Where the compiler's own files are, as stacks show them. */
const own = /[^\s(@]*\/compiler\//.exec(thrown(() => jnp.add(jnp.ones([2]), jnp.ones([3]))).stack!)![0];

const stacks: [name: string, line: string, expected: string | undefined][] = [
  ["V8: a function", "    at loss (file:///home/me/app.ts:12:7)", "/home/me/app.ts:12:7 loss"],
  ["V8: no function", "    at file:///home/me/app.ts:12:7", "/home/me/app.ts:12:7 "],
  ["V8: a path", "    at loss (/home/me/app.ts:12:7)", "/home/me/app.ts:12:7 loss"],
  [
    "V8: parentheses and blanks",
    "    at loss (file:///home/my%20(app)/a.ts:1:2)",
    "/home/my (app)/a.ts:1:2 loss",
  ],
  ["V8: parentheses, no function", "    at /home/my (app)/a.ts:1:2", "/home/my (app)/a.ts:1:2 "],
  ["V8: a drive", "    at loss (file:///C:/me/app.ts:12:7)", "C:/me/app.ts:12:7 loss"],
  [
    "V8: a method",
    "    at Model.forward (http://localhost/m.js:3:4)",
    "http://localhost/m.js:3:4 Model.forward",
  ],
  ["V8: an alias", "    at Object.a [as b] (http://localhost/m.js:3:4)", "http://localhost/m.js:3:4 a"],
  ["V8: a constructor", "    at new Model (http://localhost/m.js:3:4)", "http://localhost/m.js:3:4 Model"],
  ["V8: async", "    at async main (http://localhost/m.js:3:4)", "http://localhost/m.js:3:4 main"],
  ["V8: native", "    at Array.map (<anonymous>)", undefined],
  ["V8: Node itself", "    at run (node:internal/modules/esm:3:4)", undefined],
  ["V8: unnamed eval", "    at eval (eval at f (http://localhost/m.js:3:4), <anonymous>:3:8)", undefined],
  ["V8: named eval", "    at g (cell.js:3:8)", "cell.js:3:8 g"],
  [
    "V8: a dev server",
    "    at g (webpack-internal:///./src/a.ts:3:8)",
    "webpack-internal:///./src/a.ts:3:8 g",
  ],
  ["SpiderMonkey: a function", "loss@http://localhost/a.js:12:7", "http://localhost/a.js:12:7 loss"],
  ["SpiderMonkey: no function", "@http://localhost/a.js:12:7", "http://localhost/a.js:12:7 "],
  [
    "SpiderMonkey: inside another",
    "main/loss<@http://localhost/a.js:12:7",
    "http://localhost/a.js:12:7 loss",
  ],
  ["SpiderMonkey: async", "async*main@http://localhost/a.js:12:7", "http://localhost/a.js:12:7 main"],
  ["SpiderMonkey: eval", "f@http://localhost/a.js line 3 > eval:1:2", undefined],
  ["JavaScriptCore: a function", "loss@https://cdn/x@1.0/a.js:12:7", "https://cdn/x@1.0/a.js:12:7 loss"],
  ["JavaScriptCore: a module", "module code@http://localhost/a.js:12:7", "http://localhost/a.js:12:7 "],
  ["JavaScriptCore: no function", "http://localhost/a.js:12:7", "http://localhost/a.js:12:7 "],
  ["JavaScriptCore: native", "map@[native code]", undefined],
  ["a message", "TypeError: x: 1:2", undefined],
];
for (const [name, line, expected] of stacks)
  test(name, () => {
    const shown = (stack: string) => {
      const frame = userFrame(stack);
      return frame && `${frame.file}:${frame.line}:${frame.column} ${frame.functionName ?? ""}`;
    };
    assert.is(shown(line), expected);
    assert.is(
      shown(`Error\n    at bind (${own}trace/trace.js:1:2)\nbind@${own}trace/trace.js:1:2\n${line}`),
      expected,
    );
  });

const misfit = (x: Array) => jnp.add(x, jnp.ones([4]));
const x3 = jnp.ones([3]);

test("the innermost line of the user's, whatever runs it", () => {
  const runs = [
    () => misfit(x3),
    () => x3.add(jnp.ones([4])),
    () => jit(misfit)(x3),
    () => vmap(jit((x: Array) => misfit(x.mul(x3))))(x3),
    () => jit(grad((x: Array) => misfit(x).sum()))(x3),
  ];
  for (const [i, run] of runs.entries()) {
    const error = thrown(run);
    assert.match(error.source.file, /sources\.test/);
    assert.ok(error.message.includes(`:${error.source.line}:`), error.message);
    if (i !== 1) assert.ok(error.message.includes("(misfit)"), error.message);
  }
});

test("errors in a rule show the rule's line, also when a program's equation runs it", () => {
  const f = customJvp((x: Array) => x);
  f.defjvp(function inRule([x], [t]) {
    return [x, misfit(t.mul(x3))];
  });
  for (const run of [() => grad(f)(1), () => grad(jit(f))(1), () => jit(grad(jit(f)))(1)])
    assert.match(thrown(run).message, "(misfit)");
});

test("equations carry the lines that made them, through every pass", () => {
  const square = function square(x: Array): Array {
    return x.mul(x);
  };
  const shown = makeJaxpr(vmap(grad(jit(square))))(x3).toString({ source: true });
  assert.match(shown, /sources\.test\.[jt]s:\d+:\d+ \(square\)/);
});

test("a front end says which line it is", () => {
  const line = { file: "script.py", line: 3, column: 5, functionName: "loss" };
  const error = thrown(() => withSource(line, () => jnp.add(x3, jnp.ones([4]))));
  assert.equal(error.source, line);
  assert.is(
    error.message,
    "add got incompatible shapes for broadcasting: (3,), (4,).\n  at script.py:3:5 (loss)",
  );
  assert.is(error.summary, "add got incompatible shapes for broadcasting: (3,), (4,).");
});
