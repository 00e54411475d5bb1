/** Reads what record.py recorded, and compares. */
import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { Failure } from "../../../compiler/python/text/failure.js";
import { root } from "../../harness/paths.js";
import { suite } from "../../harness/suite.js";

/** JSON in which a letter tells the types of numbers and strings: `i1`, `f1.5`, `stext`; `!Kind: message` is an exception. */
type Encoded = string | boolean | null | readonly Encoded[];
type Cases = Readonly<Record<string, readonly (readonly [args: readonly Encoded[], outcome: Encoded])[]>>;

export function decode(x: Encoded): unknown {
  if (Array.isArray(x)) return x.map(decode);
  if (typeof x !== "string") return x;
  const text = x.slice(1);
  if (x[0] === "i") return text[0] === "-" ? -BigInt(text.slice(1)) : BigInt(text);
  return x[0] === "f" ? Number(text.replace("inf", "Infinity")) : text;
}

/** What a function gives, in the same letters. */
function encode(x: unknown): Encoded {
  if (Array.isArray(x)) return x.map(encode);
  if (typeof x === "bigint") return `i${x}`;
  if (typeof x === "string") return `s${x}`;
  if (typeof x !== "number") return x as Encoded;
  const shown = Object.is(x, -0) ? "-0" : String(x);
  return `f${shown}`;
}

/** The recorded outcome as `encode` writes it: floats in JavaScript's spelling. */
const normal = (x: Encoded): Encoded => (typeof x === "string" && x[0] === "!" ? x : encode(decode(x)));

function outcomeOf(f: (...args: never[]) => unknown, args: unknown[]): Encoded {
  try {
    return encode(f(...(args as never[])));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return `!${error.kind}: ${error.message}`;
  }
}

export const readRecorded = (file: string): Cases =>
  JSON.parse(readFileSync(`${root}tests/python/text/samples/${file}.json`, "utf8")) as Cases;

/** Declares a test for each recorded function. */
export function compareRecorded(
  file: string,
  functions: Record<string, (...args: never[]) => unknown>,
): void {
  const test = suite(`recorded from CPython: ${file}`);
  const cases = readRecorded(file);
  for (const [name, all] of Object.entries(cases)) {
    test(name, () => {
      assert.type(functions[name], "function", `no function for the cases of ${name}`);
      const wrong = all.flatMap(([args, expected]) => {
        const [actual, right] = [outcomeOf(functions[name], args.map(decode)), normal(expected)];
        if (JSON.stringify(actual) === JSON.stringify(right)) return [];
        return [
          `${name}(${JSON.stringify(args)}) gives ${JSON.stringify(actual)}, not ${JSON.stringify(right)}`,
        ];
      });
      assert.is(wrong.length, 0, `${wrong.length} of ${all.length}:\n${wrong.slice(0, 20).join("\n")}`);
    });
  }
}
