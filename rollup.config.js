/**
 * Bundles tsc's output in build/ into the published files in dist/: one module per entry of the package, with the
 * code that both use in a shared chunk, and the declarations beside them.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const entries = {
  index: "build/compiler/index",
  runtime: "build/runtime/index",
  python: "build/compiler/python/index",
  cli: "build/compiler/cli/index",
};

/** What users install beside the package, or with it. */
const external = (/** @type {string} */ id) => id === "py-ast" || id.startsWith("node:");

/**
 * Copies the declarations that an entry reaches, in build/'s layout, under dist/types/.
 * @param {string} file
 * @param {Set<string>} seen
 */
function copyDeclarations(file, seen) {
  if (seen.has(file)) return;
  seen.add(file);
  const text = readFileSync(file, "utf8");
  // Such a reference would force @webgpu/types on users whose TypeScript has its own, clashing, declarations.
  if (/^\/\/\/\s*<reference types/m.test(text)) throw new Error(`${file} has a reference to types`);
  const target = join("dist/types", relative("build", file));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(file, target);
  for (const [, path] of text.matchAll(/(?:from|import|import\(|module)\s*"(\.[^"]+)\.js"/g)) {
    copyDeclarations(relative(".", resolve(dirname(file), `${path}.d.ts`)), seen);
  }
}

const declarations = {
  name: "declarations",
  generateBundle() {
    // Nothing of an earlier build may stay: chunk names have hashes in them.
    rmSync("dist", { recursive: true, force: true });
  },
  writeBundle() {
    const seen = new Set();
    for (const [name, path] of Object.entries(entries)) {
      copyDeclarations(`${path}.d.ts`, seen);
      writeFileSync(`dist/${name}.d.ts`, `export * from "./types/${relative("build", path)}.js";\n`);
    }
  },
};

/**
 * What scripts need that keep to the basics of the language is in chunks of its own, and all the rest of the language in one.
 * @type {import("rollup").GetManualChunk}
 */
function manualChunks(id, { getModuleInfo }) {
  const isBasic = reachable("build/compiler/python/index.js", getModuleInfo).has(id);
  return !isBasic && reachable("build/compiler/python/rest.js", getModuleInfo).has(id)
    ? "python-rest"
    : undefined;
}

/** @type {Map<string, Set<string>>} */
const known = new Map();

/**
 * The modules that one imports, itself included.
 * @param {string} path
 * @param {import("rollup").GetModuleInfo} getModuleInfo
 */
function reachable(path, getModuleInfo) {
  const found = known.get(path) ?? new Set();
  if (known.has(path)) return found;
  known.set(path, found);
  const pending = [resolve(path)];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    pending.push(...(getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}

const missing = Object.values(entries).filter((path) => !existsSync(`${path}.js`));
if (missing.length > 0) throw new Error(`run tsc first: there is no ${missing.join(".js, ")}.js`);

export default {
  input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, `${path}.js`])),
  external,
  output: {
    dir: "dist",
    format: "es",
    chunkFileNames: "[name]-[hash].js",
    minifyInternalExports: false,
    manualChunks,
    onlyExplicitManualChunks: true,
    // Users' bundlers take an import for its effects as a use of the whole module.
    hoistTransitiveImports: false,
  },
  plugins: [declarations],
};
