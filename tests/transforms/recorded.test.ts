/**
 * Functions, rules and transformations as JAX has them: samples in both languages, and what JAX logged and gave for them
 * (record.py). An error is told in JAX's words, of which we may leave out the last ones.
 */

import { readdirSync, readFileSync } from "node:fs";
import { inspect } from "node:util";
import * as assert from "uvu/assert";
import * as pullback from "../../compiler/index.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";

type Log = (x: unknown) => void;
type Case = (log: Log, ...scope: unknown[]) => unknown;

const scope = { ...pullback, jnp: pullback.numpy, Array: globalThis.Array };

function show(x: unknown): string {
  if (typeof x === "number") return show(pullback.numpy.array(x));
  if (x instanceof pullback.Array) return inspect(x).replace(/\n\s*/g, " ");
  if (Array.isArray(x)) return `[${x.map(show).join(", ")}]`;
  if (x === null) return "None";
  if (typeof x === "boolean") return x ? "True" : "False";
  if (typeof x === "string") return x;
  if (typeof x !== "object") return typeof x;
  const entries = Object.entries(x).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, value]) => `${key}: ${show(value)}`).join(", ")}}`;
}

function runCase(javascript: string): string[] {
  const lines: string[] = [];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the samples are ours
  const run = new Function("log", ...Object.keys(scope), javascript) as Case;
  try {
    const result = run((x) => lines.push(`log ${String(x).replace(/\n\s*/g, " ")}`), ...Object.values(scope));
    lines.push(...(Array.isArray(result) ? result.map(show) : [show(result)]));
  } catch (error) {
    const { name, summary } = error as Error & { summary: string };
    lines.push(`${name}: ${summary.replace(/\s+/g, " ")}`);
  }
  return lines;
}

const folder = `${root}tests/transforms/samples/`;
for (const file of readdirSync(folder)) {
  const test = suite(`recorded: ${file.replace(".txt", "")}`);
  for (const sample of readFileSync(folder + file, "utf8")
    .split(/^## /m)
    .slice(1)) {
    const [, title, javascript, expected] = /^(.*)\n([^]*?)^--\n[^]*?^==\n([^]*)$/m.exec(sample)!;
    test(title, () => {
      const lines = runCase(javascript);
      const wanted = expected.trim().split("\n");
      if (/^\w+Error: /.test(wanted.at(-1)!) && wanted.at(-1)!.startsWith(lines.at(-1)!))
        wanted[wanted.length - 1] = lines.at(-1)!;
      assert.equal(lines, wanted);
    });
  }
}
