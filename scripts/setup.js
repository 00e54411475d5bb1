/**
 * What the commands share: installing dependencies and building, each only when out of date.
 * Plain JavaScript with nothing but Node's own modules, because it runs before anything is installed.
 */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Folders and files whose change makes the build out of date. */
const sources = [
  "compiler",
  "runtime",
  "shaders",
  "tests",
  "examples",
  "package-lock.json",
  "rollup.config.js",
  "tsconfig.json",
];
const typecheckResult = join(root, "build/.typecheck");

/**
 * Runs a program in the repository's root with the terminal attached.
 * @param {string} program
 * @param {string[]} args
 * @returns {number} its exit status
 */
export function run(program, args) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: "inherit" });
  if (error) throw error;
  return status ?? 1;
}

/**
 * @param {string} file
 * @returns {{packages: Record<string, {version?: string, optional?: boolean}>}}
 */
function readLock(file) {
  return JSON.parse(readFileSync(join(root, file), "utf8"));
}

/** Whether node_modules holds the versions that package-lock.json names. npm keeps its own list there. */
function isInstalled() {
  if (!existsSync(join(root, "node_modules/.package-lock.json"))) return false;
  const installed = readLock("node_modules/.package-lock.json").packages;
  // Optional packages are builds for other platforms, which npm leaves out.
  return Object.entries(readLock("package-lock.json").packages).every(
    ([path, { version, optional }]) => path === "" || optional || installed[path]?.version === version,
  );
}

/** Installs the dependencies when node_modules is missing or out of date. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.log("Installing dependencies …");
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  // Under `npm start` and `npm test` npm names itself here; starting npm by name needs a shell on Windows.
  const npm = process.env.npm_execpath;
  const status = npm?.endsWith(".js")
    ? run(process.execPath, [npm, ...args])
    : spawnSync(`npm ${args.join(" ")}`, { cwd: root, stdio: "inherit", shell: true }).status;
  if (status !== 0) {
    console.error("Installing the dependencies failed; see npm's message above.");
    process.exit(1);
  }
}

/**
 * @param {string} path
 * @returns {number} the newest modification time at or below the path; a folder's own time tells of deletions
 */
function newest(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/**
 * Compiles to build/ and bundles to dist/ when a source is newer than the last build.
 * Type errors do not stop it: TypeScript emits all the same, and the caller decides.
 * @returns {boolean} whether everything compiled without an error
 */
export function ensureBuilt() {
  const started = Date.now();
  const built = statSync(typecheckResult, { throwIfNoEntry: false });
  const changed = Math.max(...sources.map((name) => newest(join(root, name))));
  const upToDate = built !== undefined && existsSync(join(root, "dist")) && changed < built.mtimeMs;
  if (upToDate && readFileSync(typecheckResult, "utf8") === "passed") return true;

  const compiled = run(process.execPath, ["node_modules/typescript/bin/tsc"]) === 0;
  const bundled =
    run(process.execPath, ["node_modules/rollup/dist/bin/rollup", "--config", "--silent"]) === 0;
  const passed = compiled && bundled;
  mkdirSync(dirname(typecheckResult), { recursive: true });
  writeFileSync(typecheckResult, passed ? "passed" : "failed");
  // A source saved while the compiler ran is newer than this build.
  utimesSync(typecheckResult, started / 1000, started / 1000);
  if (passed) console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return passed;
}
