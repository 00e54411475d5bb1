/** Runs test files in a page of a real browser. */
import { fileURLToPath } from "node:url";
import { launchChromium } from "./chromium.js";
import type { RunEvent } from "./events.js";
import { FileRun, type FileResult } from "./fileRun.js";
import { startFirefox } from "./firefox.js";
import { root } from "./paths.js";
import { servePage } from "./server.js";

/** Packages that tests import by name; the page finds them in node_modules by an import map. */
const packages = ["uvu/assert", "uvu/diff", "diff", "dequal", "kleur", "py-ast"];

export interface PageRun {
  results: FileResult[];
  /** The adapter's description; without it the browser could not run the tests, and `problem` says why. */
  adapter?: string;
  problem?: string;
}

/** A browser showing the test page. */
interface OpenBrowser {
  /** Resolves with how it ended, when it ends before `close`. */
  ended: Promise<string>;
  close(): Promise<void>;
}

type OpenPage = (url: string, print: (text: string) => void) => Promise<OpenBrowser>;

function pageText(): string {
  const pairs = packages.map((name) => {
    const file = fileURLToPath(import.meta.resolve(name));
    return [name, `/${file.slice(root.length).replaceAll("\\", "/")}`] as const;
  });
  const importMap = JSON.stringify({ imports: Object.fromEntries(pairs) });
  return [
    '<!doctype html><meta charset="utf-8"><title>tests</title>',
    `<script type="importmap">${importMap}</script>`,
    '<script type="module" src="/build/tests/harness/page.js"></script>',
  ].join("\n");
}

/** Opens one page and runs files in it until it is done, ends, or hangs. */
async function runPage(where: string, files: string[], open: OpenPage): Promise<FileRun> {
  let end = (_reason: "done" | "silent"): void => undefined;
  const finished = new Promise<string>((resolve) => (end = resolve));
  const run = new FileRun(where, (reason) => end(reason));
  const modules = new Map(files.map((file) => [`/build/${file.replace(/\.ts$/, ".js")}`, file]));
  const server = await servePage({
    files: { "/tests.html": pageText(), "/files.json": JSON.stringify([...modules.keys()]) },
    onMessage: (message) => {
      const event = message as RunEvent;
      run.receive(
        event.kind === "file" ? { kind: "file", file: modules.get(event.file) ?? event.file } : event,
      );
    },
  });
  let browser: OpenBrowser | undefined;
  try {
    browser = await open(`${server.url}/tests.html`, (text) => run.print(text));
    const how = await Promise.race([finished, browser.ended]);
    if (how !== "done" && how !== "silent") run.endedEarly(how);
  } finally {
    run.stop();
    run.endFile();
    await browser?.close();
    await server.close();
  }
  return run;
}

async function runPages(where: string, files: string[], open: OpenPage): Promise<PageRun> {
  const results: FileResult[] = [];
  let adapter: string | undefined;
  // After a page that hung or crashed in a file, a new one goes on with the next file.
  for (let rest = files; rest.length > 0;) {
    const run = await runPage(where, rest, open);
    if (!run.adapter) {
      const [failure] = run.results.flatMap(({ failures }) => failures);
      const problem =
        run.adapter === null ? "no WebGPU adapter" : (failure?.message ?? "the page did not start");
      if (adapter === undefined) return { results: [], problem };
    }
    adapter = run.adapter ?? adapter;
    results.push(...run.results);
    rest = rest.slice(Math.max(run.results.length, 1));
  }
  return adapter === undefined ? { results, problem: "there is no test file" } : { results, adapter };
}

export function runInChromium(files: string[]): Promise<PageRun> {
  return runPages("chromium", files, async (url, print) => {
    const browser = await launchChromium();
    const page = await browser.newPage();
    const ended = new Promise<string>((resolve) => {
      page.once("crash", () => resolve("the page crashed"));
      browser.once("disconnected", () => resolve("the browser ended"));
    });
    // What a page's own handlers see is sent by the page; this adds what only the browser sees.
    page.on("console", (message) => {
      if (message.type() === "error" && message.location().url === "") print(`${message.text()}\n`);
    });
    await page.goto(url);
    return { ended, close: () => browser.close() };
  });
}

export function runInFirefox(program: string, files: string[]): Promise<PageRun> {
  return runPages("firefox", files, async (url) => {
    const firefox = await startFirefox(program, url);
    return { ended: firefox.ended.then(() => "Firefox ended"), close: () => firefox.stop() };
  });
}
