/** Random programs print what CPython 3.11 prints. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { Session } from "../../compiler/python/script.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";
import { programsJson, randomProgram } from "./randomPrograms.js";

type Outputs = Readonly<Record<string, string>>;

/** Addresses differ from run to run. */
const masked = (text: string): string => text.replaceAll(/ at 0x[0-9a-f]+/g, " at 0x…");

async function outputOf(program: string): Promise<string> {
  let out = "";
  const session = new Session({ maxSteps: 2e6, write: (text) => (out += text) });
  await session.run(program, "random.py");
  return masked(out);
}

async function compareAll(expected: Outputs): Promise<void> {
  for (const [seed, output] of Object.entries(expected)) {
    const program = randomProgram(Number(seed));
    assert.is(await outputOf(program), masked(output), `seed ${seed}:\n${program}`);
  }
}

const test = suite("random Python programs");

test("print what was recorded from CPython", async () => {
  const recorded = JSON.parse(readFileSync(`${root}tests/python/random.json`, "utf8")) as Outputs;
  assert.ok(Object.keys(recorded).length > 100);
  await compareAll(recorded);
});

test("are the same for the same seed, and differ between seeds", () => {
  assert.is(randomProgram(7), randomProgram(7));
  assert.is.not(randomProgram(7), randomProgram(8));
});

const version = spawnSync("python3", ["--version"], { encoding: "utf8" }).stdout ?? "";
if (version.startsWith("Python 3.11."))
  test("print what CPython prints on this machine", async () => {
    const input = programsJson(20020, 75);
    const { stdout } = spawnSync("python3", [`${root}tests/python/random_outputs.py`], {
      input,
      encoding: "utf8",
      env: { ...process.env, PYTHONIOENCODING: "utf-8" },
    });
    await compareAll(JSON.parse(stdout) as Outputs);
  });
