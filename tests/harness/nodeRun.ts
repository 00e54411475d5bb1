/** Runs a test file in a Node process of its own. */
import { fork } from "node:child_process";
import { join } from "node:path";
import { nodeGpuEnvironment } from "./chromium.js";
import type { RunEvent } from "./events.js";
import { FileRun, type FileResult } from "./fileRun.js";
import { root } from "./paths.js";

/** How long a process may live on after its last test. */
const exitSeconds = 10;

async function runProcess(args: string[], label: string): Promise<FileRun> {
  const child = fork(join(root, "build/tests/harness/nodeFile.js"), args, {
    cwd: root,
    env: {
      ...process.env,
      ...(await nodeGpuEnvironment()),
      ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}),
    },
    execArgv: ["--enable-source-maps"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const run = new FileRun("node", () => child.kill("SIGKILL"));
  run.begin(label);
  let isDone = false;
  let lingering: NodeJS.Timeout | undefined;
  child.on("message", (event: RunEvent) => {
    if (event.kind !== "fileDone") return run.receive(event);
    isDone = true;
    run.stop();
    lingering = setTimeout(() => {
      run.fail(
        "(file)",
        `the process still ran ${exitSeconds} s after its last test: something keeps it alive`,
      );
      child.kill("SIGKILL");
    }, exitSeconds * 1000);
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => run.print(text));
  }
  await new Promise<void>((resolve) => {
    child.once("close", (code, signal) => {
      run.stop();
      clearTimeout(lingering);
      const how = `the process ended with ${signal ? `signal ${signal}` : `exit code ${code}`}`;
      if (signal !== "SIGKILL" && (!isDone || code !== 0)) run.endedEarly(how);
      else run.endFile();
      resolve();
    });
  });
  return run;
}

/** The adapter that tests get in Node, or why there is none. */
export async function findNodeAdapter(): Promise<{ adapter?: string; problem?: string }> {
  const run = await runProcess(["--adapter"], "adapter");
  if (run.adapter) return { adapter: run.adapter };
  const [failure] = run.results.flatMap(({ failures }) => failures);
  return { problem: run.adapter === null ? "no adapter" : (failure?.message ?? "it did not start") };
}

/** Runs one test file; `file` is its source's path from the root. */
export async function runNodeFile(file: string, isUpdating: boolean): Promise<FileResult[]> {
  const built = join(root, "build", file.replace(/\.ts$/, ".js"));
  const { results } = await runProcess([built, ...(isUpdating ? ["--update"] : [])], file);
  return results;
}
