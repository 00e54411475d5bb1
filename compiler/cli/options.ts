import { parseArgs, type ParseArgsConfig } from "node:util";
import { readFileSync } from "node:fs";

/** A wrong command line. */
export class UsageError extends Error {}

/** What an option was given. */
type Given = string | boolean | (string | boolean)[] | undefined;

type Config = NonNullable<ParseArgsConfig["options"]>;

/** Options and what else stands on a command line. */
export function parseCommand(args: string[], options: Config): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args, options, allowPositionals: true, tokens: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

type DeviceName = "auto" | "webgpu" | "host";

export function deviceOption(given: Given): DeviceName {
  const name = given ?? "auto";
  if (name === "auto" || name === "webgpu" || name === "host") return name;
  throw new UsageError(`--device is auto, webgpu or host, not ${String(name)}`);
}

/** A script's text. */
export function readScript(path: string | undefined, command: string): string {
  if (path === undefined) throw new UsageError(`${command} needs a script: pullback ${command} FILE.py`);
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`can't open ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

/** `FILE.py:f`. */
export function parseTarget(given: string | undefined, command: string): { file: string; name: string } {
  const match = /^(.*):([^:\\/]+)$/.exec(given ?? "");
  if (!match) throw new UsageError(`${command} needs a script and a function: pullback ${command} FILE.py:f`);
  return { file: match[1], name: match[2] };
}
