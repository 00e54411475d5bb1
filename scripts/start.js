/** `npm start`: installs and builds what is missing, then runs the example. */
import { ensureBuilt, ensureInstalled, run } from "./setup.js";

ensureInstalled();
if (!ensureBuilt()) {
  console.error("The build failed; see the messages above.");
  process.exit(1);
}
process.exitCode = run(process.execPath, [
  "--enable-source-maps",
  "build/examples/start.js",
  ...process.argv.slice(2),
]);
