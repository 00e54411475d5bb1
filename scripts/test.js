/** `npm test`: installs and builds what is missing, then hands over to tests/harness/main.ts. */
import { ensureBuilt, ensureInstalled, run } from "./setup.js";

ensureInstalled();
// Tests run even when there are type errors, so that one unfinished file does not stop work on another;
// the errors count as a failed check.
const outcome = ensureBuilt() ? "passed" : "failed";
process.exitCode = run(process.execPath, [
  "--enable-source-maps",
  "build/tests/harness/main.js",
  "--build",
  outcome,
  ...process.argv.slice(2),
]);
