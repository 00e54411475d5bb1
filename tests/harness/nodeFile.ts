/**
 * Runs one test file in this process: `node --enable-source-maps build/tests/harness/nodeFile.js FILE [--update]`.
 * The runner starts it with a channel for events; without one, as under a debugger, it prints them.
 */
import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { requestTestAdapter } from "./device.js";
import { describeAdapter, type RunEvent } from "./events.js";
import { root } from "./paths.js";
import { failRunningTest, runDeclared } from "./suite.js";
import { beginUpdating, writeUpdates } from "./snapshotUpdate.js";

function send(event: RunEvent): void {
  if (process.send) process.send(event);
  else if (event.kind === "fail") console.log(`FAIL ${event.name}\n${event.message}`);
  else if (event.kind === "pass") console.log(`pass ${event.name}`);
}

const [file] = process.argv.slice(2);
process.on("uncaughtException", failRunningTest);
process.on("unhandledRejection", failRunningTest);
// uncaughtException hides a failure to load the file, so everything is caught here.
try {
  if (file === "--adapter") {
    const adapter = await requestTestAdapter();
    send({ kind: "adapter", description: adapter ? describeAdapter(adapter) : null });
  } else if (file) {
    if (process.argv.includes("--update")) beginUpdating();
    await import(pathToFileURL(file).href);
    await runDeclared(send);
    await writeUpdates((path) => send({ kind: "log", text: `updated ${relative(root, path)}` }));
  } else {
    throw new Error("name a test file");
  }
} catch (error) {
  send({
    kind: "fail",
    name: "(loading)",
    message: error instanceof Error ? (error.stack ?? "") : String(error),
  });
}
send({ kind: "fileDone" });
if (process.connected) process.disconnect();
