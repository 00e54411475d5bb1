/** Holds the map of the source tree: who may import whom, no cycle, no third-party code. */
import { readFileSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";
import * as assert from "uvu/assert";
import { root } from "./harness/paths.js";
import { suite } from "./harness/suite.js";

/** From left to right: each may import what stands to its left. */
const ranks = [
  ["ir"],
  ["trace"],
  ["primitives"],
  ["passes"],
  ["calls"],
  ["transforms"],
  ["numpy", "lax", "nn", "scipy", "random"],
  ["python", "lower"],
  ["host"],
  ["execute"],
  ["aot"],
  ["cli"],
];
/** These stand side by side and may import each other. */
const siblings = new Set(["numpy", "lax", "nn", "scipy", "random"]);
/** These hand plans to the runtime; the rest of the compiler must not know of it. */
const runtimeUsers = new Set(["execute", "index"]);
/** The plan is the contract between compiler and runtime: these may import its types. */
const planReaders = new Set(["lower", "aot"]);
/** These touch files and processes, and only they may import Node's modules. */
const nodeAreas = new Set(["aot", "cli", "generator"]);
/** The one file that may import at run time what bundlers must not see: the optional package for WebGPU in Node. */
const nodeDeviceFile = "runtime/node.ts";

interface Import {
  from: string;
  to: string;
  isTypeOnly: boolean;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  return ts.isImportDeclaration(node) ? (node.importClause?.isTypeOnly ?? false) : node.isTypeOnly;
}

function importsOf(from: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (!specifier) return;
    const text = ts.isStringLiteralLike(specifier) ? specifier.text : "(computed)";
    const to = text.startsWith(".") ? posix.join(posix.dirname(from), text).replace(/\.js$/, ".ts") : text;
    found.push({ from, to, isTypeOnly: typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, isTypeOnly(node));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(from, readFileSync(root + from, "utf8"), ts.ScriptTarget.Latest));
  return found;
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .sort();
}

/**
 * "runtime", "shaders", or below compiler/ the folder's or the file's own name: "ir", "cli", "index". What writes the
 * generated part of shaders/ is an area of its own, which nothing may import.
 */
function areaOf(file: string): string {
  const [top = "", second = ""] = file.split("/");
  if (top === "shaders" && /^generate(\.ts)?$/.test(second)) return "generator";
  return top === "compiler" ? second.replace(/\.ts$/, "") : top;
}

const rankOf = (area: string): number => ranks.findIndex((names) => names.includes(area));

function mayImport({ from, to, isTypeOnly }: Import): boolean {
  const [area, target] = [areaOf(from), areaOf(to)];
  if (to.startsWith("node:")) return nodeAreas.has(area);
  if (to === "(computed)" || to === "webgpu") return from === nodeDeviceFile;
  if (!/^(compiler|runtime|shaders)\//.test(to)) return false;
  if (area === target || area === "index") return true;
  if (area === "runtime" || area === "shaders" || target === "generator") return false;
  if (target === "shaders") return true;
  if (target === "runtime") {
    return runtimeUsers.has(area) || (isTypeOnly && to === "runtime/plan.ts" && planReaders.has(area));
  }
  if (target === "index") return area === "cli";
  return rankOf(target) < rankOf(area) || (siblings.has(area) && siblings.has(target));
}

function findCycle(edges: Map<string, string[]>): string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const next of edges.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of edges.keys()) {
    const cycle = visit(file);
    if (cycle) return cycle;
  }
  return undefined;
}

const test = suite("layering");
const files = ["compiler", "runtime", "shaders"].flatMap(sourcesBelow);
const imports = files.flatMap(importsOf);

test("every folder of the compiler has a place in the order", () => {
  const areas = new Set(files.filter((file) => file.startsWith("compiler/")).map(areaOf));
  assert.equal(
    [...areas].filter((area) => area !== "index" && rankOf(area) < 0),
    [],
  );
});

test("imports run one way", () => {
  const wrong = imports.filter((line) => !mayImport(line));
  assert.equal(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
});

test("no import cycle", () => {
  const edges = new Map(files.map((file) => [file, [] as string[]]));
  for (const { from, to, isTypeOnly: erased } of imports) if (!erased) edges.get(from)?.push(to);
  assert.is(findCycle(edges)?.join(" → "), undefined);
});
