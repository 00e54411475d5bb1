/** Prints results as they come, and counts them. */
import { styleText } from "node:util";
import type { FileResult } from "./fileRun.js";

function styled(style: "red" | "green" | "dim", text: string): string {
  const isColored = process.stdout.isTTY && !process.env["NO_COLOR"];
  return isColored ? styleText(style, text) : text;
}

const indent = (text: string): string => text.trimEnd().replace(/^(?=.)/gm, "    ");

export class Summary {
  #passed = 0;
  #failed = 0;
  #started = performance.now();

  add(results: FileResult[]): void {
    for (const { where, file, passed, failures, output, milliseconds } of results) {
      this.#passed += passed;
      this.#failed += failures.length;
      const mark = failures.length > 0 ? styled("red", "FAIL") : styled("green", "ok  ");
      const counts = failures.length > 0 ? `${passed} passed, ${failures.length} failed` : `${passed} passed`;
      const time = styled("dim", `${(milliseconds / 1000).toFixed(1)} s`);
      console.log(`${mark} ${where.padEnd(8)} ${file}  ${counts}  ${time}`);
      if (output.trim()) console.log(styled("dim", indent(output)));
      for (const { name, message } of failures)
        console.log(`\n  ${styled("red", name)}\n${indent(message)}\n`);
    }
  }

  /** A failure of the run as a whole. */
  fail(message: string): void {
    this.#failed++;
    console.log(`${styled("red", "FAIL")} ${message}`);
  }

  /** Prints the closing lines and gives the exit code. The very last line holds nothing but the two counts. */
  close(notes: string[]): number {
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(1);
    console.log(["", ...notes, `${seconds} s`].join("\n"));
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0 && this.#passed > 0 ? 0 : 1;
  }
}
