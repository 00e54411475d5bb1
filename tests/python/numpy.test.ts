/** Python's `numpy` against values, texts and warnings that were recorded from NumPy. */
import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { Session } from "../../compiler/python/script.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";

interface Section {
  name: string;
  setup: string;
  rows: [expression: string, result: string, ...warnings: string[]][];
}

const test = suite("numpy");
const sections = JSON.parse(
  readFileSync(`${root}tests/python/numpy/results.json`, "utf8"),
) as readonly Section[];

/** What differs, and may: warnings that only some processors give, and dtypes that are not here. */
const known = new Set([
  "np.reciprocal(b)",
  "np.logaddexp(e, e)",
  "np.logaddexp(e, 0.0)",
  "np.nextafter(u, 3)",
  "np.nextafter(half, 2)",
  "i * 'a'",
  "np.std(half)",
  "np.var(half)",
]);

/** Functions that NumPy rounds in ways that depend on the processor: their numbers are compared up to the last digits. */
const isRough = /exp|log|sin|cos|tan|cbrt|hypot|2deg|random|linalg/;

/** A text with its numbers rounded, and without the space that aligns them. */
function rounded(text: string): string {
  const digits = text.includes("float32") ? 5 : text.includes("float16") ? 2 : 12;
  return text
    .replace(/-?\d+\.?\d*(e[+-]?\d+)?/g, (x) => String(Number(Number(x).toPrecision(digits))))
    .replace(/\s+/g, "");
}

const script = (expression: string): string => `
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    try:
        result = re.sub(r"0x[0-9A-Fa-f]+", "0x", repr((${expression})))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
print(json.dumps([result] + [f"{w.category.__name__}: {w.message}" for w in caught]))`;

for (const { name, setup, rows } of sections)
  test(`${name}: ${rows.length} as NumPy has them`, async () => {
    let out = "";
    const session = new Session({ write: (text) => (out += text) });
    await session.run(`import json, re, warnings\nimport numpy as np\n${setup}`, "setup.py");
    const different: string[] = [];
    for (const [expression, ...wanted] of rows) {
      out = "";
      await session.run(name === "programs" ? expression : script(expression), "expression.py");
      const got = name === "programs" ? [out] : (JSON.parse(out) as string[]);
      const isSame = (change: (text: string) => string): boolean =>
        got.map(change).join("\n") === wanted.map(change).join("\n");
      if (isSame((x) => x) || (isRough.test(expression) && isSame(rounded)) || known.has(expression))
        continue;
      different.push(`${expression}\n  got  ${got.join("\n")}\n  want ${wanted.join("\n")}`);
    }
    assert.is(different.join("\n"), "");
  });
