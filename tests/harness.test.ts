/** The harness itself: that it notices what it must notice. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as assert from "uvu/assert";
import type { FileResult } from "./harness/fileRun.js";
import { openPage, withPage } from "./harness/browser.js";
import { runNodeFile } from "./harness/nodeRun.js";
import { runInChromium } from "./harness/pageRun.js";
import { root } from "./harness/paths.js";
import { rejection } from "./harness/rejection.js";
import { suite } from "./harness/suite.js";

const fixture = (name: string): string => `tests/harness/fixtures/${name}.ts`;

/** Names and first lines of what failed. */
function failuresOf({ failures }: FileResult): string[] {
  return failures.map(({ name, message }) => `${name} | ${message.split("\n")[0]}`);
}

const expectedFailures = [
  "failures: asserts | Expected values to be deeply equal:",
  "failures: rejects | TypeError: rejected",
  "failures: leaves an error uncaught | Error: uncaught",
  "failures: leaves a rejection unhandled | Error: unhandled",
  "empty | the suite has no test",
];
const hangFailure = "hang: never ends | silent for 2 s: it hangs, or needs a larger `seconds`";

const nodeTest = suite("node runs");

nodeTest("report every kind of failure, with its place", async () => {
  const [result] = await runNodeFile(fixture("failures"), false);
  assert.is(result?.passed, 1);
  assert.equal(failuresOf(result), expectedFailures);
  assert.match(result.failures[0].message, "tests/harness/fixtures/failures.ts:8:");
});

nodeTest("name the test that hangs", async () => {
  const [result] = await runNodeFile(fixture("hang"), false);
  assert.is(result?.passed, 1);
  assert.equal(failuresOf(result), [hangFailure]);
});

nodeTest("fail for a file without tests, and for one that is not there", async () => {
  const [nothing] = await runNodeFile(fixture("nothing"), false);
  assert.equal(failuresOf(nothing), ["(file) | the file ran no test"]);
  const [missing] = await runNodeFile(fixture("missing"), false);
  assert.match(failuresOf(missing)[0], "(loading) | Error");
});

const pageTest = suite("page runs");

pageTest("report every kind of failure, and go on after a hang", async () => {
  const files = ["failures", "hang", "nothing"].map(fixture);
  const { results } = await runInChromium(files);
  assert.equal(
    results.map(({ file, passed }) => [file, passed]),
    files.map((file, i) => [file, i === 2 ? 0 : 1]),
  );
  const [failures, hang, nothing] = results.map(failuresOf);
  assert.equal(failures, expectedFailures);
  assert.equal(hang, [hangFailure]);
  assert.equal(nothing, ["(file) | the file ran no test"]);
  assert.match(results[0].failures[0].message, "tests/harness/fixtures/failures.ts:8:");
});

pageTest("openPage gives what a module returns, under a policy without eval", async () => {
  const result = await openPage({
    headers: { "Content-Security-Policy": "default-src 'none'; script-src 'self'" },
    files: { "/double.js": "export const double = (x) => 2 * x;" },
    script: `
      import { double } from "/double.js";
      export default async (x) => {
        let evaluates = true;
        try { new Function("return 1")(); } catch { evaluates = false; }
        const adapter = await navigator.gpu.requestAdapter();
        return { doubled: double(x), evaluates, hasAdapter: adapter !== null };
      };`,
    argument: 21,
  });
  assert.equal(result, { doubled: 42, evaluates: false, hasAdapter: true });
});

const messageOf = async (promise: Promise<unknown>): Promise<string> => (await rejection(promise)).message;

pageTest("openPage fails with the page's errors, and in time", async () => {
  const throwing = openPage({ script: "export default () => { throw new Error('from the page'); };" });
  assert.match(await messageOf(throwing), "from the page");
  const broken = openPage({ script: "import './missing.js'; export default () => 1;", seconds: 2 });
  assert.match(await messageOf(broken), "404");
  const endless = openPage({ script: "export default () => new Promise(() => {});", seconds: 1 });
  assert.match(await messageOf(endless), "not done after 1 s");
});

pageTest("say in a line why a browser does not start", async () => {
  const named = process.env["PULLBACK_CHROMIUM"];
  process.env["PULLBACK_CHROMIUM"] = "/nowhere/chromium";
  const message = await messageOf(runInChromium([fixture("nothing")]));
  if (named === undefined) delete process.env["PULLBACK_CHROMIUM"];
  else process.env["PULLBACK_CHROMIUM"] = named;
  assert.match(message, /^\/nowhere\/chromium did not start: .*\/nowhere\/chromium$/);
});

pageTest("serves a folder and nothing outside of it", async () => {
  await withPage({ folder: "tests/harness/fixtures" }, async (page, url) => {
    const inside = await page.request.get(`${url}/nothing.ts`);
    assert.is(inside.status(), 200);
    const outside = await page.request.get(`${url}/..%2f..%2f..%2fpackage.json`);
    assert.is(outside.status(), 404);
  });
});

const snapshotTest = suite("snapshots");

snapshotTest("compare to the letter", async () => {
  const [result] = await runNodeFile(fixture("snapshots"), false);
  assert.is(result?.passed, 2);
  assert.equal(failuresOf(result), ["snapshots: indentation counts | the text differs from the snapshot"]);
});

snapshotTest("are written into the source", async () => {
  // On a copy of the fixture, with its map pointing at a copy of the source.
  const folder = mkdtempSync(join(root, "build/tests/harness/snapshots-"));
  try {
    const [built, source] = [join(root, "build/tests/harness/fixtures"), join(folder, "snapshots.ts")];
    const map = JSON.parse(readFileSync(join(built, "snapshots.js.map"), "utf8")) as object;
    copyFileSync(join(built, "snapshots.js"), join(folder, "snapshots.js"));
    copyFileSync(join(root, fixture("snapshots")), source);
    writeFileSync(join(folder, "snapshots.js.map"), JSON.stringify({ ...map, sources: ["snapshots.ts"] }));

    const [result] = await runNodeFile(`tests/harness/${basename(folder)}/snapshots.ts`, true);
    assert.is(result?.passed, 3);
    const [text, original] = [source, join(root, fixture("snapshots"))].map((path) =>
      readFileSync(path, "utf8"),
    );
    assert.match(text ?? "", '    "  a\\n  b",\n    `\n      a\n      b\n    `');
    const secondCall = (code = ""): string | undefined => code.split("inlineSnapshot(")[2];
    assert.is(secondCall(text), secondCall(original), "the others stay as they are");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
