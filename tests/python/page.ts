/** The specification page as a notebook: its cells in order, in one session. */

import { Session } from "../../compiler/python/script.js";
import type { Options } from "../../compiler/python/vm/machine.js";
import { environment } from "../harness/environment.js";

/** A file of the repository, in Node and in browsers. */
export async function readText(path: string): Promise<string> {
  if (environment !== "node") return (await fetch(`/${path}`)).text();
  const { readFile } = await import("node:fs/promises");
  return readFile(new URL(`../../../${path}`, import.meta.url), "utf8");
}

/** The parts of a file that `# %% NAME` begins, by name, but for those that are there to be read alone. */
function sections(text: string): Map<string, string> {
  const parts = text.split(/^# %% (\d+(?:: shows a form, not run)?).*\n/m).slice(1);
  const found = new Map<string, string>();
  for (let i = 0; i < parts.length; i += 2) found.set(parts[i], parts[i + 1]);
  return found;
}

interface Cell {
  readonly name: string;
  readonly text: string;
  /** What it prints. */
  readonly prints: string;
}

export async function readCells(): Promise<Cell[]> {
  const [scripts, outputs] = await Promise.all(
    ["page.py", "page.out"].map(async (file) =>
      sections(await readText(`tests/python/specification/${file}`)),
    ),
  );
  return [...scripts]
    .filter(([name]) => !name.endsWith("not run"))
    .map(([name, text]) => ({ name, text, prints: (outputs.get(name) ?? "").trimEnd() }));
}

/** What is typed at the prompt of the debugger. */
const typed = ["p x", "p g", "q"];

/** Addresses are masked. */
function comparable(printed: string): string {
  return printed.replaceAll(/ at 0x[0-9a-f]+>/g, " at 0x…>").trimEnd();
}

/** Runs cells; each is given with what it printed, addresses masked. */
export async function* runPage(
  cells: readonly Cell[],
  device: Options["device"],
): AsyncGenerator<readonly [cell: Cell, printed: string]> {
  let printed = "";
  const answers = [...typed];
  const session = new Session({
    device,
    write: (text) => void (printed += text),
    readLine(prompt) {
      const line = answers.shift();
      printed += `${prompt}${line ?? ""}\n`;
      return line;
    },
  });
  for (const cell of cells) {
    printed = "";
    await session.run(cell.text, "<ipython-input-…>", { cell: true });
    yield [cell, comparable(printed)];
  }
}
