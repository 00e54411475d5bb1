/**
 * Sample folders: one test for each folder below `directory`, which holds
 *
 *     input.EXT        what `convert` is given
 *     everything else  what `convert` must return, by file name
 *
 *     samples(test, "tests/samples/print", ({ text }) => ({ "printed.txt": print(parse(text)) }));
 *
 * A missing, extra or different file fails. `npm test -- --update` writes what `convert` returns and removes the rest.
 * Node only.
 */
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { root } from "./paths.js";
import type { Test } from "./suite.js";

interface SampleInput {
  /** The folder's name. */
  name: string;
  /** The input's file name, "input.py". */
  file: string;
  text: string;
}

type Outputs = Record<string, string>;

const isUpdating = process.argv.includes("--update");

function readOutputs(folder: string, names: string[]): Outputs {
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

function write(folder: string, expected: string[], actual: Outputs): void {
  for (const name of expected) if (!(name in actual)) rmSync(join(folder, name));
  for (const [name, text] of Object.entries(actual)) writeFileSync(join(folder, name), text);
}

/** Declares the tests; `directory` is relative to the repository's root. */
export function samples(
  test: Test,
  directory: string,
  convert: (input: SampleInput) => Outputs | Promise<Outputs>,
): void {
  const entries = readdirSync(join(root, directory), { withFileTypes: true });
  for (const entry of entries.filter((candidate) => candidate.isDirectory())) {
    test(entry.name, async () => {
      const folder = join(root, directory, entry.name);
      const names = readdirSync(folder);
      const [file, ...others] = names.filter((name) => name.startsWith("input."));
      if (!file || others.length > 0)
        throw new Error(`${directory}/${entry.name} must have exactly one input file`);
      const expected = names.filter((name) => name !== file).sort();
      const text = readFileSync(join(folder, file), "utf8");
      const actual = await convert({ name: entry.name, file, text });
      if (isUpdating) return write(folder, expected, actual);
      assert.equal(Object.keys(actual).sort(), expected, "the outputs and the expected files differ in name");
      for (const [name, content] of Object.entries(readOutputs(folder, expected))) {
        assert.is(actual[name], content, `${name} differs`);
      }
    });
  }
}
