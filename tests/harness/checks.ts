/** The checks that are programs: each counts as one test. */
import { spawn } from "node:child_process";
import type { FileResult } from "./fileRun.js";
import { root } from "./paths.js";

/** Names of scripts in package.json. */
export const checks = ["lint", "check:format", "check:package"];

function execute(script: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(`npm run --silent ${script}`, {
      cwd: root,
      shell: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

function result(name: string, failure: string | undefined, milliseconds: number): FileResult {
  const failures = failure === undefined ? [] : [{ name, message: failure }];
  return { where: "check", file: name, passed: 1 - failures.length, failures, output: "", milliseconds };
}

/** Runs one of the checks. */
export async function runCheck(script: string): Promise<FileResult> {
  const started = performance.now();
  const { code, output } = await execute(script);
  return result(script, code === 0 ? undefined : output, performance.now() - started);
}

/** The build came before the runner, which is part of it. */
export function buildResult(outcome: string | undefined): FileResult {
  return result(
    "build",
    outcome === "passed" ? undefined : "the build reported errors, see the top of this output",
    0,
  );
}
