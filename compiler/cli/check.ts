/** `pullback check`. */

import { Session } from "../python/script.js";
import { terminal } from "./run.js";
import { parseCommand, readScript, UsageError } from "./options.js";

/** Compiles scripts without running them, and says of each what is wrong. */
export async function check(args: string[]): Promise<number> {
  const { positionals } = parseCommand(args, {});
  if (positionals.length === 0) throw new UsageError("check needs a script: pullback check FILE.py");
  let wrong = 0;
  for (const file of positionals) {
    const problems = await new Session(terminal()).check(readScript(file, "check"), file);
    for (const problem of problems) process.stderr.write(problem);
    if (problems.length > 0) wrong++;
    else process.stdout.write(`${file}: ok\n`);
  }
  return wrong === 0 ? 0 : 1;
}
