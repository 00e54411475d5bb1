/**
 * The test runner behind `npm test`:
 *
 *     npm test                                everything
 *     npm test -- array jit                   test files whose path has "array" or "jit" in it, everywhere they run
 *     npm test -- --only node                 one of: checks, node, chromium, firefox
 *     npm test -- --update                    rewrites inline snapshots (in Node)
 *
 * Every tests/**.test.ts runs in a Node process of its own. Those below tests/gpu/ also run in a page of Chromium and,
 * where it is installed, of Firefox. The last line is "N passed, N failed" over all of it; the exit code is 0 only
 * when nothing failed and something ran.
 */
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { buildResult, checks, runCheck } from "./checks.js";
import type { FileResult } from "./fileRun.js";
import { findFirefox } from "./firefox.js";
import { findNodeAdapter, runNodeFile } from "./nodeRun.js";
import { runInChromium, runInFirefox, type PageRun } from "./pageRun.js";
import { root } from "./paths.js";
import { Summary } from "./summary.js";

type Job = () => Promise<FileResult[]>;
const places = ["checks", "node", "chromium", "firefox"] as const;

const { values: options, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    update: { type: "boolean", default: false },
    build: { type: "string" },
  },
});
if (options.only !== undefined && !places.some((place) => place === options.only)) {
  console.error(`--only takes one of: ${places.join(", ")}`);
  process.exit(2);
}

// On a contributor's machine one way to reach WebGPU is enough; on CI a missing one is a failure.
const needsEveryPlace = Boolean(process.env["CI"]);
const isWanted = (place: (typeof places)[number]): boolean =>
  options.only === undefined ? !(options.update && place !== "node") : options.only === place;

const all = readdirSync(`${root}tests`, { recursive: true, encoding: "utf8" })
  .map((path) => `tests/${path.replaceAll("\\", "/")}`)
  .filter((path) => path.endsWith(".test.ts"))
  .sort();
const files = filters.length === 0 ? all : all.filter((file) => filters.some((part) => file.includes(part)));
const gpuFiles = files.filter((file) => file.startsWith("tests/gpu/"));

const summary = new Summary();
const gpuPlaces: string[] = [];
const problems: string[] = [];

function notStarted(place: string, problem: string): FileResult[] {
  problems.push(`${place}: ${problem}`);
  if (!needsEveryPlace && options.only !== place) return [];
  const failures = [{ name: "(start)", message: problem }];
  return [{ where: place, file: "(start)", passed: 0, failures, output: "", milliseconds: 0 }];
}

function pageJob(place: string, start: () => Promise<PageRun>): Job {
  return async () => {
    const run = await start().catch((error: Error): PageRun => ({ results: [], problem: error.message }));
    if (run.adapter === undefined)
      return [...run.results, ...notStarted(place, run.problem ?? "it did not start")];
    gpuPlaces.push(`${place}: ${run.adapter}`);
    return run.results;
  };
}

async function collectJobs(): Promise<Job[]> {
  const jobs: Job[] = [];
  // The longest come first, so that the cores end their work together.
  if (gpuFiles.length > 0 && isWanted("chromium"))
    jobs.push(pageJob("chromium", () => runInChromium(gpuFiles)));
  if (gpuFiles.length > 0 && isWanted("firefox")) {
    const firefox = findFirefox();
    if (firefox) jobs.push(pageJob("firefox", () => runInFirefox(firefox, gpuFiles)));
    else summary.add(notStarted("firefox", "it is not installed"));
  }
  if (isWanted("checks") && filters.length === 0) {
    for (const check of checks) jobs.push(async () => [await runCheck(check)]);
  }
  if (isWanted("node")) {
    let nodeFiles = files;
    if (gpuFiles.length > 0) {
      const { adapter, problem } = await findNodeAdapter();
      if (adapter) gpuPlaces.push(`node: ${adapter}`);
      else {
        summary.add(notStarted("node", problem ?? ""));
        nodeFiles = files.filter((file) => !gpuFiles.includes(file));
      }
    }
    for (const file of nodeFiles) jobs.push(() => runNodeFile(file, options.update));
  }
  return jobs;
}

async function runAll(jobs: Job[]): Promise<void> {
  const queue = [...jobs];
  async function work(): Promise<void> {
    for (let job = queue.shift(); job; job = queue.shift()) summary.add(await job());
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

summary.add([buildResult(options.build)]);
if (files.length === 0 && options.only !== "checks") {
  summary.fail(
    filters.length > 0 ? `no test file has ${filters.join(" or ")} in its path` : "there is no test file",
  );
} else {
  await runAll(await collectJobs());
  if (gpuFiles.length > 0 && options.only !== "checks" && gpuPlaces.length === 0) {
    summary.fail(
      [
        "WebGPU could be started neither in a browser nor in Node, so nothing was tested on it.",
        ...problems,
      ].join("\n  "),
    );
  }
}
process.exitCode = summary.close([...gpuPlaces, ...problems.map((problem) => `${problem} (not run)`)]);
