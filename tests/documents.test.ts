/** What the documents show is what the software does, and what they link to exists. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import * as assert from "uvu/assert";
import * as pullback from "../compiler/index.js";
import { lower, showKernel } from "../compiler/lower/index.js";
import { root } from "./harness/paths.js";
import { suite } from "./harness/suite.js";

const test = suite("documents");

const read = (document: string): string => readFileSync(root + document, "utf8");

/** The blocks of code in a language, in order. */
function blocks(document: string, language: string): string[] {
  const found = read(document).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"));
  return [...found].map(([, code]) => code);
}

const AsyncFunction = (async () => undefined).constructor as new (
  ...text: string[]
) => (...args: unknown[]) => Promise<unknown>;

/** Runs an example as if its imports were there, and gives what it ends with. */
function run(code: string, names: Record<string, unknown>, end = ""): Promise<unknown> {
  const body = code.replace(/^import .*\n/gm, "");
  return new AsyncFunction(...Object.keys(names), `${body}\n${end}`)(...Object.values(names));
}

const { numpy, init } = pullback;
const api = { ...pullback, jnp: numpy };

test("links lead somewhere", () => {
  const folders = ["", "docs/", "docs/decisions/", "bench/"];
  const documents = folders.flatMap((folder) =>
    readdirSync(root + folder)
      .filter((name) => name.endsWith(".md"))
      .map((name) => folder + name),
  );
  const broken = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\((?!https?:)([^)#]+)/g)]
      .filter(([, to]) => !existsSync(root + posix.join(posix.dirname(document), to)))
      .map(([, to]) => `${document} links to ${to}`),
  );
  assert.equal(broken, []);
});

test("the readme's examples print what they say", async () => {
  for (const code of blocks("README.md", "ts")) {
    const printed: string[] = [];
    const console = { log: (x: unknown) => printed.push(String(x)) };
    await run(code, { ...api, init: () => init({ device: "host" }), console });
    assert.equal(
      printed,
      [...code.matchAll(/^ *console\.log.*\/\/ (.*)$/gm)].map(([, said]) => said),
    );
  }
});

test("the readme lists transformations that there are", () => {
  const names = /Transformations,[^:]*: `([^`]*)`/.exec(read("README.md"))?.[1].split(" ") ?? [];
  assert.ok(names.length > 5);
  assert.equal(
    names.filter((name) => !Object.hasOwn(pullback, name)),
    [],
  );
});

test("the walk through the architecture shows what each stage makes", async () => {
  const document = "ARCHITECTURE.md";
  const [code] = blocks(document, "ts");
  const x = numpy.zeros([1_000_000]);
  const gradients = "return { slopes, program: makeJaxpr(vmap(grad(f)))(x) };";
  const { slopes, program } = (await run(code, { ...api, x }, gradients)) as {
    slopes: pullback.Jitted<(x: pullback.Array) => pullback.Array>;
    program: pullback.Jaxpr;
  };
  const [, , text, kernel] = blocks(document, "text");
  assert.is(text, `${program.toString()}\n`);
  assert.equal(lower(program.program, { name: "slopes" }).kernels.map(showKernel), [kernel]);

  const { kernels } = slopes.lower(x);
  assert.is(kernels.length, 1);
  const main = kernels[0].wgsl.slice(kernels[0].wgsl.indexOf("@compute")).replace(/^\s*\/\/.*\n/gm, "");
  const words = (wgsl: string): string => wgsl.replace(/\s+/g, "");
  assert.is(words(blocks(document, "wgsl")[0]), words(main));
});
