/** Every script of jax/ prints what JAX 0.10.2 printed, but for the last digits of numbers. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { Session } from "../../compiler/python/script.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";
import { assertLike } from "./likeness.js";

const path = `${root}tests/python/jax`;
const read = (name: string): string =>
  existsSync(`${path}/${name}`) ? readFileSync(`${path}/${name}`, "utf8") : "";

/** Scripts that need what there is not yet. */
const waiting = new Set(`WAITING`.split(/\s+/));

const test = suite("Python scripts of jax/");
for (const file of readdirSync(path).filter((name) => name.endsWith(".py"))) {
  const name = file.slice(0, -3);
  if (waiting.has(name)) continue;
  test(name.replaceAll("_", " "), async () => {
    const streams = { stdout: "", stderr: "" };
    const session = new Session({ maxSteps: 2e7, write: (text, to) => (streams[to] += text) });
    const exit = await session.run(read(file), file);
    assertLike(streams.stdout, read(`${name}.out`));
    assertLike(streams.stderr, read(`${name}.err`));
    assert.is(exit, (JSON.parse(read("exits.json") || "{}") as Record<string, number>)[name] ?? 0);
  });
}
