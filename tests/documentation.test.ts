/** The examples in documentation comments run, and give what they say. Every function of the library has one. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import * as pullback from "../compiler/index.js";
import { root } from "./harness/paths.js";
import { suite } from "./harness/suite.js";

const test = suite("documentation");

/** A documentation comment, and the line of code after it. */
interface Comment {
  readonly lines: readonly string[];
  readonly code: string;
}

function commentsOf(text: string): Comment[] {
  return [...text.matchAll(/^ *\/\*\*(?<body>.*?)\*\/\n(?<code>[^\n]*)/gms)].map(({ groups }) => ({
    lines: groups!.body.split("\n").map((line) => line.replace(/^ *\* ?/, "").trimEnd()),
    code: groups!.code.trim(),
  }));
}

/** The lines of code in a comment: they are indented. */
const exampleOf = ({ lines }: Comment): string[] =>
  lines.filter((line) => line.startsWith("    ")).map((line) => line.slice(4));

function filesOf(folder: string): string[] {
  return readdirSync(join(root, "compiler", folder))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `compiler/${folder}/${name}`);
}

const read = (file: string): Comment[] => commentsOf(readFileSync(join(root, file), "utf8"));

/** A result as examples write it: what NumPy prints, on one line. */
function show(x: unknown): string {
  if (x instanceof pullback.Array) return x.toString().replace(/\n+ */g, ", ");
  if (Array.isArray(x)) return `[${x.map(show).join(", ")}]`;
  if (x instanceof pullback.Jaxpr) return x.toString().replace(/\s+/g, " ");
  if (typeof x !== "object" || x === null) return String(x);
  const fields = Object.entries(x).map(([name, field]) => `${name}: ${show(field)}`);
  return `{ ${fields.join(", ")} }`;
}

const names: Record<string, unknown> = { ...pullback, jnp: pullback.numpy };
delete names.Array;

/** Runs an example; where a line says what it gives, it must. */
function run(example: readonly string[]): void {
  const check = (actual: unknown, expected: string): void => assert.is(show(actual), expected);
  const body = example.map((line) => {
    const [, code, expected] = /^(.*?);?\s+\/\/ (.*)$/.exec(line) ?? [];
    return code === undefined ? line : `check(${code}, ${JSON.stringify(expected)});`;
  });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- examples are programs
  const program = new Function(...Object.keys(names), "check", body.join("\n"));
  program(...Object.values(names), check);
}

/** What is wrong with an example. */
function failure(comment: Comment): string[] {
  try {
    run(exampleOf(comment));
    return [];
  } catch (error) {
    return [`${comment.code}: ${(error as Error).message}`];
  }
}

const library = ["numpy", "lax", "nn", "scipy", "random", "equations"];

for (const file of ["transforms", "calls", ...library].flatMap(filesOf)) {
  const examples = read(file).filter((comment) => exampleOf(comment).length > 0);
  if (examples.length > 0) test(file, () => assert.equal(examples.flatMap(failure), []));
}

test("every function of the library has meaning, source and an example", () => {
  const lacking = library.flatMap(filesOf).flatMap((file) =>
    read(file).flatMap((comment) => {
      const name = /^export (?:function|const) (\w+)/.exec(comment.code)?.[1];
      const isAlias = /^export const \w+ = [\w.]+;$/.test(comment.code);
      if (name === undefined || isAlias || !comment.lines.some((line) => line.includes("Source: `jax.")))
        return [];
      return exampleOf(comment).length > 0 ? [] : [`${file}: ${name}`];
    }),
  );
  assert.equal(lacking, []);
});
