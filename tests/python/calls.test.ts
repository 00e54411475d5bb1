/**
 * Every call of calls/ answers as JAX 0.10.2 did. Lines behind `>>! ` are those that are still answered otherwise: when one is
 * answered right, its mark has to go.
 */

import { readdirSync, readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { Session } from "../../compiler/python/script.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";
import { isLike } from "./likeness.js";

/** The exception's own lines, as an interpreter shows them, with addresses masked. */
function shown(text: string): string {
  return text
    .replace(/^Traceback.*\n(?: {2}.*\n)*/m, "")
    .replace(/^call\.py:1: \w*Warning.*\n.*\n/gm, "")
    .replace(/-{20}\nFor simplicity, JAX has removed.*\n?/, "")
    .replace(/ at 0x[0-9a-f]+/g, " at 0x")
    .trimEnd();
}

interface Call {
  readonly line: string;
  readonly answer: string;
  readonly isMarked: boolean;
}

function callsOf(text: string): Call[] {
  return text
    .split(/^(?=>>[>!] )/m)
    .filter((part) => part !== "")
    .map((part) => {
      const end = part.indexOf("\n");
      return { line: part.slice(4, end), answer: part.slice(end + 1).trimEnd(), isMarked: part[2] === "!" };
    });
}

const path = `${root}tests/python/calls/`;
const test = suite("Calls of JAX's functions");
for (const file of readdirSync(path).filter((name) => name.endsWith(".txt")))
  test(file.slice(0, -4), async () => {
    let out = "";
    const session = new Session({ maxSteps: 2e7, write: (text) => (out += text) });
    const different: string[] = [];
    for (const { line, answer, isMarked } of callsOf(readFileSync(path + file, "utf8"))) {
      out = "";
      await session.run(line, "call.py", { cell: true });
      const given = shown(out);
      if (isLike(given, answer) !== isMarked) continue;
      different.push(
        isMarked ? `>>! ${line}\nis answered right now` : `>>> ${line}\n${given}\ninstead of\n${answer}`,
      );
    }
    assert.is(different.join("\n\n"), "");
  });
