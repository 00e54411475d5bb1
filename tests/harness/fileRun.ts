/** Gathers the events of running files, in a Node process or a page, into results; notices silence. */
import { stripVTControlCharacters } from "node:util";
import type { RunEvent } from "./events.js";
import { mapPlaces } from "./sourceMaps.js";

interface Failure {
  name: string;
  message: string;
}

/** What came of one file in one environment, or of one check. */
export interface FileResult {
  /** "node", "chromium", "firefox" or "check". */
  where: string;
  file: string;
  passed: number;
  failures: Failure[];
  output: string;
  milliseconds: number;
}

/** How long loading a file, or starting a page, may stay silent. */
const loadingSeconds = 120;

export class FileRun {
  readonly results: FileResult[] = [];
  /** undefined until the page has said what its adapter is. */
  adapter: string | null | undefined;
  #where: string;
  #current: FileResult | undefined;
  #running: string | undefined;
  #started = 0;
  #timer: NodeJS.Timeout | undefined;
  #onEnd: (reason: "done" | "silent") => void;

  /** `onEnd` hears either that the run said it was done, or that it was silent for too long. */
  constructor(where: string, onEnd: (reason: "done" | "silent") => void) {
    this.#where = where;
    this.#onEnd = onEnd;
    this.#watch(loadingSeconds);
  }

  #watch(seconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.fail(
        this.#running ?? "(loading)",
        `silent for ${seconds} s: it hangs, or needs a larger \`seconds\``,
      );
      this.#onEnd("silent");
    }, seconds * 1000);
  }

  /** Whether a file has begun and not ended. */
  get isInFile(): boolean {
    return this.#current !== undefined;
  }

  begin(file: string): void {
    this.#started = performance.now();
    this.#current = { where: this.#where, file, passed: 0, failures: [], output: "", milliseconds: 0 };
    this.#running = undefined;
    this.results.push(this.#current);
  }

  fail(name: string, message: string): void {
    this.#current ??= this.results.at(-1);
    if (!this.#current) this.begin("(start)");
    this.#current?.failures.push({ name, message });
  }

  print(text: string): void {
    if (this.#current) this.#current.output += text;
  }

  /** Records that the process or page ended when it should not have. */
  endedEarly(how: string): void {
    this.fail(this.#running ?? "(outside of tests)", how);
    this.endFile();
  }

  endFile(): void {
    const file = this.#current;
    if (!file) return;
    file.milliseconds = performance.now() - this.#started;
    if (file.passed + file.failures.length === 0) {
      file.failures.push({ name: "(file)", message: "the file ran no test" });
    }
    this.#current = undefined;
    this.#running = undefined;
  }

  receive(event: RunEvent): void {
    this.#watch(event.kind === "start" ? event.seconds : loadingSeconds);
    switch (event.kind) {
      case "adapter":
        this.adapter = event.description;
        break;
      case "file":
        this.begin(event.file);
        break;
      case "start":
        this.#running = event.name;
        break;
      case "pass":
        this.#running = undefined;
        if (this.#current) this.#current.passed++;
        break;
      case "fail":
        this.#running = undefined;
        this.fail(
          event.name,
          mapPlaces(process.stdout.isTTY ? event.message : stripVTControlCharacters(event.message)),
        );
        break;
      case "log":
        this.print(`${event.text}\n`);
        break;
      case "fileDone":
        this.endFile();
        break;
      case "done":
        this.#onEnd("done");
        break;
    }
  }

  /** No more events are expected. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
