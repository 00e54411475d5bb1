/** Holds the map of the source tree: who may import whom, no cycle, no third-party code, no export that nobody imports. */
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
  ["numpy", "lax", "nn", "scipy", "random", "equations"],
  ["lower"],
  ["host"],
  ["execute"],
  ["python"],
  ["cli"],
];
/** These stand side by side and may import each other. */
const siblings = new Set(["numpy", "lax", "nn", "scipy", "random", "equations"]);
/** These hand plans to the runtime; the rest of the compiler must not know of it. */
const runtimeUsers = new Set(["execute", "index"]);
/** The plan is the contract between compiler and runtime: this area may import its types. */
const planReader = "lower";
/** These touch files, and alone may import Node's modules. */
const nodeAreas = new Set(["generator", "cli"]);
/** Third-party code, and the area that may import it. */
const thirdParty = new Map([["py-ast", "python"]]);
/** What they export is for users. */
const entries = new Set(["compiler/index.ts", "compiler/python/index.ts", "runtime/index.ts"]);
/** The one file that may import at run time what bundlers must not see: the optional package for WebGPU in Node. */
const nodeDeviceFile = "runtime/node.ts";

interface Import {
  from: string;
  to: string;
  isTypeOnly: boolean;
  /** What is imported, or handed on; "all" where a file hands on all that the other exports, "any" where it loads the file on demand. */
  names: string[] | "all" | "any";
}

/** What one file imports and exports. */
class Imports {
  readonly found: Import[] = [];
  readonly exported: string[] = [];
  private readonly source: ts.SourceFile;

  constructor(private readonly file: string) {
    this.source = ts.createSourceFile(file, readFileSync(root + file, "utf8"), ts.ScriptTarget.Latest, true);
    this.visit(this.source);
  }

  private visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) {
      this.add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false, this.importedNames(node));
    } else if (ts.isExportDeclaration(node)) {
      const clause = node.exportClause;
      const elements = clause && ts.isNamedExports(clause) ? clause.elements : undefined;
      const names = elements?.map((e) => (e.propertyName ?? e.name).text) ?? "all";
      this.add(node.moduleSpecifier, node.isTypeOnly, names);
      this.exported.push(...(elements ?? []).map((e) => e.name.text));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      this.add(node.arguments[0], false, "any");
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      this.add(node.argument.literal, true, node.qualifier ? [node.qualifier.getText(this.source)] : "all");
    } else if (node.parent === this.source && ts.canHaveModifiers(node)) {
      if (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)) this.addExport(node);
    }
    ts.forEachChild(node, (child) => this.visit(child));
  }

  private importedNames({ importClause }: ts.ImportDeclaration): string[] {
    const bindings = importClause?.namedBindings;
    if (!bindings) return [];
    if (ts.isNamedImports(bindings)) return bindings.elements.map((e) => (e.propertyName ?? e.name).text);
    const uses = this.source.text.matchAll(new RegExp(`\\b${bindings.name.text}\\.(\\w+)`, "g"));
    return [...uses].map(([, name]) => name);
  }

  private add(specifier: ts.Node | undefined, isTypeOnly: boolean, names: Import["names"]): void {
    if (!specifier) return;
    const { file } = this;
    const text = ts.isStringLiteralLike(specifier) ? specifier.text : "(computed)";
    const to = text.startsWith(".") ? posix.join(posix.dirname(file), text).replace(/\.js$/, ".ts") : text;
    this.found.push({ from: file, to, isTypeOnly, names });
  }

  private addExport(node: ts.Node): void {
    const declared = ts.isVariableStatement(node) ? node.declarationList.declarations : [node];
    for (const { name } of declared as readonly { name?: ts.Node }[])
      if (name) this.exported.push(name.getText(this.source));
  }
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .sort();
}

/**
 * "runtime", "shaders", or below compiler/ the folder's or the file's own name: "ir", "index". What writes the
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
  if (thirdParty.has(to)) return thirdParty.get(to) === area;
  if (to === "(computed)" || to === "webgpu") return from === nodeDeviceFile;
  if (!/^(compiler|runtime|shaders)\//.test(to)) return false;
  if (area === target || area === "index") return true;
  if (area === "runtime" || area === "shaders" || target === "generator") return false;
  if (target === "shaders") return true;
  if (target === "runtime") {
    return runtimeUsers.has(area) || (isTypeOnly && to === "runtime/plan.ts" && area === planReader);
  }
  if (target === "index") return false;
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
const readings = new Map(files.map((file) => [file, new Imports(file)]));
const imports = [...readings.values()].flatMap(({ found }) => found);

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

test("nothing is exported that no other file imports", () => {
  const users = ["tests", "examples"].flatMap(sourcesBelow).flatMap((file) => new Imports(file).found);
  const all = [...imports, ...users];
  const isUsed = (file: string, name: string): boolean =>
    !readings.has(file) ||
    entries.has(file) ||
    all.some(({ from, to, names }) => {
      if (to !== file) return false;
      if (names === "any") return true;
      return names === "all" ? isUsed(from, name) : names.includes(name);
    });
  const needless = [...readings].flatMap(([file, { exported }]) =>
    exported.filter((name) => !isUsed(file, name)).map((name) => `${file} exports ${name}`),
  );
  assert.equal(needless, []);
});
