/** What a page loads first is small, runs plain programs by itself, and knows when a script needs more. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { rollup } from "rollup";
import ts from "typescript";
import * as assert from "uvu/assert";
import { basics } from "../../compiler/python/basics.js";
import { compileScript } from "../../compiler/python/code/compile.js";
import { Incomplete } from "../../compiler/python/code/language.js";
import { basicBuiltins } from "../../compiler/python/modules/builtins.js";
import { dictType, listType, rangeType, strType, tupleType } from "../../compiler/python/objects/types.js";
import { Session } from "../../compiler/python/script.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";

const test = suite("the basics of Python");

// The order matters: nothing has loaded the rest before the programs have run.
const folder = `${root}tests/python/basics`;
for (const file of readdirSync(folder).filter((name) => name.endsWith(".py")))
  test(`${file} runs without the rest`, async () => {
    const text = readFileSync(`${folder}/${file}`, "utf8");
    compileScript(text, file, basics);
    let out = "";
    const session = new Session({ write: (part) => (out += part) });
    assert.is(await session.run(text, file), 0);
    assert.is(out, readFileSync(`${folder}/${file.replace(/py$/, "out")}`, "utf8"));
  });

for (const text of [
  "import math",
  "class C: pass",
  "try:\n  1\nfinally:\n  2",
  "with f() as x: pass",
  "raise ValueError",
  "match x:\n  case 1: pass",
  "(x for x in y)",
  "def f(): yield 1",
  "{1, 2}",
  "f(*x)",
  "print(*[1])",
  "a, *b = c",
  "del x",
  "x.y",
  "x.y = 1",
  "x.title()",
  "d.items()",
  "print(sorted(d.keys() & e.keys()))",
  "x[1:2] = y",
  "x ** 0.5",
  "x **= -1",
  "1j",
  "...",
  "b''",
  "'\\N{BULLET}'",
  "'%d' % 1",
  "f'{x:.2f}'",
  "x: int = 1",
  "@f\ndef g(): pass",
  "isinstance(1, f)",
  "list[f]",
  "f(len)",
  "f = print",
  "async def f(): pass",
  "x = (",
  "print('",
])
  test(`${JSON.stringify(text)} needs the rest`, () => {
    let error: unknown;
    try {
      compileScript(text, "script.py", basics);
    } catch (thrown) {
      error = thrown;
    }
    assert.instance(error, Incomplete);
  });

test("the methods that the basics have of a name are all that there are", async () => {
  const types = [strType, listType, dictType, tupleType, rangeType];
  const before = types.map((type) => new Set(type.attributes.keys()));
  const known = new Set(before.flatMap((names) => [...names]).filter((name) => !name.startsWith("__")));
  await import("../../compiler/python/rest.js");
  const added = types.flatMap((type, i) =>
    [...type.attributes.keys()].filter((name) => !before[i].has(name)),
  );
  assert.equal(
    added.filter((name) => known.has(name)),
    [],
  );
});

test("all other built-in names are known to need the rest", async () => {
  const { builtins } = await import("../../compiler/python/rest.js");
  const basic = basicBuiltins();
  for (const name of builtins().keys())
    if (!basic.has(name)) assert.throws(() => basics.checkGlobal(name, true), /more of the language/, name);
});

test("an error loads the rest, which says what it was", async () => {
  let err = "";
  const session = new Session({ write: (part, to) => (err += to === "stderr" ? part : "") });
  assert.is(await session.run("count = 1\nprint(cuont)", "script.py"), 1);
  assert.match(
    err,
    /line 2.*\n.*\n.*\^{5}\nNameError: name 'cuont' is not defined. Did you mean: 'count'\?\n$/,
  );
  assert.is(await session.run("assert isinstance(count, int)", "script.py"), 0);
});

/** The code of what `dist/python.js` imports at once, py-ast included, without comments and indentation. */
async function loadedFirst(): Promise<string> {
  const pyAst = `${root}node_modules/py-ast/dist/index.esm.js`;
  assert.ok(existsSync(pyAst));
  const bundle = await rollup({
    input: `${root}dist/python.js`,
    external: /^node:/,
    plugins: [{ name: "py-ast", resolveId: (id) => (id === "py-ast" ? pyAst : null) }],
    onwarn: () => undefined,
  });
  const { output } = await bundle.generate({ format: "es" });
  const chunks = new Map(output.flatMap((part) => (part.type === "chunk" ? [[part.fileName, part]] : [])));
  const first = new Set(["python.js"]);
  for (const name of first)
    for (const imported of chunks.get(name)!.imports) if (chunks.has(imported)) first.add(imported);
  const options = { removeComments: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return [...first]
    .map((name) => ts.transpileModule(chunks.get(name)!.code, { compilerOptions: options }).outputText)
    .join("")
    .replaceAll(/^ +/gm, "");
}

test("what a page loads first is under 45 kB", async () => {
  // What esbuild makes of these chunks is smaller by a factor of 1.23, since it shortens names.
  const size = gzipSync(await loadedFirst(), { level: 9 }).length / 1.23;
  assert.ok(size < 45_000, `${Math.round(size)} bytes`);
});
