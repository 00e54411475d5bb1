/** Runs test files one after the other in a page that the harness serves, and sends what happens to the runner. */
import { requestTestAdapter } from "./device.js";
import { describeAdapter, type RunEvent } from "./events.js";
import { failRunningTest, runDeclared } from "./suite.js";

async function send(event: RunEvent): Promise<void> {
  await fetch("/event", { method: "POST", body: JSON.stringify(event) });
}

function forwardConsole(level: "error" | "warn" | "log"): void {
  const original = console[level].bind(console);
  console[level] = (...values: unknown[]) => {
    original(...values);
    void send({ kind: "log", text: values.map(String).join(" ") });
  };
}

async function run(): Promise<void> {
  (["error", "warn", "log"] as const).forEach(forwardConsole);
  addEventListener("error", ({ error, message }) => failRunningTest(error ?? new Error(message)));
  addEventListener("unhandledrejection", ({ reason }) => failRunningTest(reason));

  const adapter = await requestTestAdapter();
  await send({ kind: "adapter", description: adapter ? describeAdapter(adapter) : null });
  const files = (await (await fetch("/files.json")).json()) as string[];
  for (const file of adapter ? files : []) {
    await send({ kind: "file", file });
    try {
      await import(file);
      await runDeclared(send);
    } catch (error) {
      const message = error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error);
      await send({ kind: "fail", name: "(loading)", message });
    }
    await send({ kind: "fileDone" });
  }
  await send({ kind: "done" });
}

void run();
