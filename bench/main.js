/**
 * `npm start`: measures in the Chromium of the tests, prints the report, and writes it to results.md; with `--loops` it measures loops, and writes
 * results-loops.md.
 * With words as arguments only the workloads that contain one of them run, and nothing is written; `--seconds=N` bounds
 * each workload; `--serve` only serves the page, for a browser of yours; `--node` measures in Node and writes nothing.
 * With PULLBACK_GPU set, Node uses the machine's own driver.
 */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const harness = "build/tests/harness";
for (const path of ["dist/index.js", `${harness}/chromium.js`]) {
  if (existsSync(inRoot(path))) continue;
  console.error(`There is no ${path}: run "npm ci && npm run build" in the repository's root first.`);
  process.exit(1);
}
const { launchChromium, nodeGpuEnvironment } = await import(`../${harness}/chromium.js`);
const { servePage } = await import(`../${harness}/server.js`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string" },
    serve: { type: "boolean" },
    loops: { type: "boolean" },
    node: { type: "boolean" },
  },
});
const query = new URLSearchParams(positionals.map((word) => ["only", word]));
if (values.loops) query.set("loops", "");
if (values.seconds) query.set("seconds", values.seconds);

async function measure(address) {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    page.on("console", (message) => console.error(message.text()));
    page.on("pageerror", (error) => console.error(error.stack ?? error.message));
    page.on("crash", () => console.error("the page crashed"));
    await page.goto(address);
    return await page.evaluate(() => globalThis.outcome);
  } finally {
    await browser.close();
  }
}

async function measureInNode() {
  const env = { ...process.env, ...(await nodeGpuEnvironment()) };
  const { status } = spawnSync(process.execPath, [inRoot("bench/node.js"), String(query)], {
    env,
    stdio: "inherit",
  });
  process.exit(status ?? 1);
}

if (values.node) await measureInNode();
const server = await servePage();
const address = `${server.url}/bench/page.html?${query}`;
if (values.serve) {
  console.log(address);
} else {
  const text = await measure(address);
  await server.close();
  console.log(text);
  const file = values.loops ? "results-loops.md" : "results.md";
  if (positionals.length === 0) writeFileSync(new URL(file, import.meta.url), text);
}
