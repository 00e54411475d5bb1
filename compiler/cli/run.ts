/** `pullback run`. */

import { readSync, writeFileSync } from "node:fs";
import { Session } from "../python/script.js";
import type { Options } from "../python/vm/machine.js";
import { deviceOption, parseCommand, readScript } from "./options.js";

export async function run(args: string[]): Promise<number> {
  const { device, script } = splitArguments(args);
  const text = readScript(script[0], "run");
  const session = new Session({ ...terminal(), device, argv: script, writeFile: writeFileSync });
  return session.run(text, script[0]);
}

/** Our options stand before the script; what follows it is the script's. */
function splitArguments(args: string[]): { device: ReturnType<typeof deviceOption>; script: string[] } {
  const valued = args[0] === "--device" ? 2 : args[0]?.startsWith("--device=") ? 1 : 0;
  const { values } = parseCommand(args.slice(0, valued), { device: { type: "string" } });
  const rest = args.slice(valued);
  if (rest[0]?.startsWith("--")) parseCommand(rest, { device: { type: "string" } });
  return { device: deviceOption(values.device), script: rest };
}

/** What a script sees of the terminal. */
export function terminal(): Pick<Options, "write" | "readLine"> {
  return {
    write: (text, stream) => void process[stream].write(text),
    readLine(prompt) {
      process.stdout.write(prompt);
      return readLine();
    },
  };
}

const pending: number[] = [];
const newline = 10;

/** The next line of standard input; undefined at its end. */
function readLine(): string | undefined {
  const buffer = Buffer.alloc(4096);
  for (;;) {
    const end = pending.indexOf(newline);
    if (end >= 0)
      return Buffer.from(pending.splice(0, end + 1).slice(0, -1))
        .toString("utf8")
        .replace(/\r$/, "");
    const count = readSync(0, buffer);
    if (count === 0)
      return pending.length === 0 ? undefined : Buffer.from(pending.splice(0)).toString("utf8");
    pending.push(...buffer.subarray(0, count));
  }
}
