/**
 * For Node tests that need a browser page:
 *
 *     const result = await openPage({
 *       headers: { "Content-Security-Policy": "default-src 'none'; script-src 'self'" },
 *       script: 'import { run } from "/dist/runtime.js"; export default async () => run(…);',
 *     });
 *
 * gives what the script's default export returns, as JSON. `withPage` gives Playwright's page itself instead.
 */
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "./chromium.js";
import { afterFile } from "./suite.js";
import { servePage, type PageOptions } from "./server.js";

let browser: Promise<Browser> | undefined;

async function sharedBrowser(): Promise<Browser> {
  if (!browser) {
    browser = launchChromium();
    afterFile(async () => (await browser)?.close());
  }
  return browser;
}

/**
 * Serves a folder of the repository and hands `use` a fresh page of the test file's Chromium, with the address served.
 * What the page logs as an error, or does not catch, fails it once `use` is done.
 */
export async function withPage<T>(
  options: PageOptions,
  use: (page: Page, url: string) => Promise<T>,
): Promise<T> {
  const server = await servePage(options);
  const page = await (await sharedBrowser()).newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
  page.on("crash", () => errors.push("the page crashed"));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  const withErrors = (text: string): string => [text, ...errors].join("\n");
  try {
    const result = await use(page, server.url).catch((error: unknown) => {
      throw new Error(withErrors(error instanceof Error ? error.message : String(error)), { cause: error });
    });
    if (errors.length > 0) throw new Error(withErrors("the page reported errors:"));
    return result;
  } finally {
    await page.close();
    await server.close();
  }
}

/** A page's task: a module whose default export is called with `argument` and returns what can be JSON. */
interface PageTask extends PageOptions {
  /** The module's text; its imports are paths on the server, "/dist/runtime.js". */
  script: string;
  argument?: unknown;
  /** How long the page may take; 60 without it. */
  seconds?: number;
}

/** Runs a module in a fresh Chromium page and gives what its default export returns. */
export async function openPage(task: PageTask): Promise<unknown> {
  const { script, argument, seconds = 60, ...options } = task;
  const files = {
    ...options.files,
    "/page.html":
      '<!doctype html><meta charset="utf-8"><title>test</title><script type="module" src="/page.js"></script>',
    "/task.js": script,
    "/argument.js": `export default ${JSON.stringify(argument ?? null)};`,
    // The page starts by itself: in what a browser's tools start, a policy's ban of eval does not hold.
    "/page.js": `import argument from "/argument.js";
import task from "/task.js";
globalThis.outcome = Promise.resolve(argument).then(task);`,
  };
  return withPage({ ...options, files }, async (page, url) => {
    page.setDefaultTimeout(seconds * 1000);
    await page.goto(`${url}/page.html`);
    const ran = page.evaluate(() => {
      const { outcome } = globalThis as { outcome?: Promise<unknown> };
      if (!outcome) throw new Error("the page's module did not load");
      return outcome;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`the page was not done after ${seconds} s`)), seconds * 1000);
    });
    return Promise.race([ran, late]).finally(() => clearTimeout(timer));
  });
}
