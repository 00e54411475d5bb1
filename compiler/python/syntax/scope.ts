/** Which variables of which function a name means: Python decides it for a whole function, before it runs. */

import type { ASTNodeUnion, Arguments, ExprNode, StmtNode } from "py-ast";
import { syntaxError } from "./parse.js";

type Node = ASTNodeUnion;
type Kind = "module" | "class" | "function";

/** The names in one function, class body, comprehension, or module. */
export class Scope {
  /** Names that are assigned to here, in order. */
  readonly bound = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  readonly used = new Set<string>();
  readonly children: Scope[] = [];
  /** Variables of this scope that inner ones use. */
  readonly cells = new Set<string>();
  /** Variables of outer scopes that this one, or one within it, uses. */
  readonly free = new Set<string>();
  isGenerator = false;

  constructor(
    readonly kind: Kind,
    readonly parent: Scope | undefined,
    readonly parameters: readonly string[] = [],
    readonly isComprehension = false,
    /** Whose private names (`__x`) are meant. */
    readonly className: string | undefined = parent?.className,
  ) {
    for (const p of parameters) this.bound.add(p);
    parent?.children.push(this);
  }

  /** How code of this scope reaches a name. */
  access(name: string): "local" | "cell" | "global" | "name" {
    if (this.cells.has(name) || this.free.has(name)) return "cell";
    if (this.globals.has(name)) return "global";
    if (this.kind !== "function") return "name";
    return this.bound.has(name) ? "local" : "global";
  }

  /** Says for every name whose it is, inner scopes first. */
  resolve(): void {
    for (const child of this.children) {
      child.resolve();
      for (const name of child.free) this.provide(name);
    }
    for (const name of [...this.used, ...this.nonlocals]) {
      if (this.globals.has(name)) continue;
      if (this.bound.has(name) && !this.nonlocals.has(name)) continue;
      if (this.definedOutside(name)) this.free.add(name);
    }
  }

  private provide(name: string): void {
    const own = this.bound.has(name) && !this.nonlocals.has(name) && !this.globals.has(name);
    const isClassCell = this.kind === "class" && name === "__class__";
    if ((own && this.kind === "function") || isClassCell) this.cells.add(name);
    else if (this.definedOutside(name)) this.free.add(name);
  }

  private definedOutside(name: string): boolean {
    for (let s = this.parent; s; s = s.parent) {
      if (s.kind === "class" && name === "__class__") return true;
      if (s.kind === "function" && s.globals.has(name)) return false;
      if (s.kind === "function" && s.bound.has(name)) return true;
    }
    return false;
  }
}

/** `__x` in a class `C` is `_C__x`. */
export function mangle(name: string, className: string | undefined): string {
  if (className === undefined || !name.startsWith("__") || name.endsWith("__") || name.includes("."))
    return name;
  const plain = className.replace(/^_+/, "");
  return plain === "" ? name : `_${plain}${name}`;
}

/** The names of parameters in the order in which a frame holds them. */
function parameterNames(args: Arguments): string[] {
  const names = [...args.posonlyargs, ...args.args, ...args.kwonlyargs].map((a) => a.arg);
  if (args.vararg) names.push(args.vararg.arg);
  if (args.kwarg) names.push(args.kwarg.arg);
  return names;
}

/** Finds the scopes of a module. The map is from the node that opens a scope. */
export function findScopes(body: readonly StmtNode[], root: Node): Map<Node, Scope> {
  const finder = new ScopeFinder();
  const module = new Scope("module", undefined);
  finder.scopes.set(root, module);
  finder.walkAll(body, module);
  module.resolve();
  for (const check of finder.declared) check();
  return finder.scopes;
}

const comprehensions = new Set(["ListComp", "SetComp", "DictComp", "GeneratorExp"]);

class ScopeFinder {
  readonly scopes = new Map<Node, Scope>();
  /** What can be said only when all scopes are known. */
  readonly declared: (() => void)[] = [];

  walkAll(nodes: readonly (Node | null | undefined)[], scope: Scope): void {
    for (const node of nodes) if (node) this.walk(node, scope);
  }

  private walk(node: Node, scope: Scope): void {
    if (comprehensions.has(node.nodeType)) {
      this.comprehension(node, scope);
      return;
    }
    switch (node.nodeType) {
      case "FunctionDef":
        this.bindName(node.name, scope);
        this.walkAll(node.decorator_list, scope);
        this.functionScope(node, node.args, node.body, scope, node.returns);
        return;
      case "Lambda":
        this.functionScope(node, node.args, [node.body], scope);
        return;
      case "ClassDef":
        this.classScope(node, scope);
        return;
      case "Name":
        if ((node.ctx.nodeType ?? node.ctx) === "Load") this.use(node.id, scope);
        else this.bindName(node.id, scope);
        return;
      case "NamedExpr":
        this.namedExpression(node.target as Node & { id: string }, scope);
        this.walk(node.value, scope);
        return;
      case "Global":
      case "Nonlocal":
        this.declare(node, scope);
        return;
      case "Yield":
      case "YieldFrom":
        if (scope.kind !== "function" || scope.isComprehension) syntaxError("'yield' outside function", node);
        scope.isGenerator = true;
        break;
      default:
        this.bindNames(node, scope);
    }
    this.walkChildren(node, scope);
  }

  private walkChildren(node: Node, scope: Scope): void {
    for (const [key, value] of Object.entries(node)) {
      if (value === null || typeof value !== "object" || key === "inlineComment") continue;
      if (Array.isArray(value)) this.walkAll(value.filter(isNode), scope);
      else if (isNode(value)) this.walk(value, scope);
    }
  }

  /** Statements that give a name a value without a `Name` node. */
  private bindNames(node: Node, scope: Scope): void {
    switch (node.nodeType) {
      case "Import":
        for (const { name, asname } of node.names) this.bindName(asname ?? name.split(".")[0], scope);
        return;
      case "ImportFrom":
        for (const { name, asname } of node.names) if (name !== "*") this.bindName(asname ?? name, scope);
        return;
      case "ExceptHandler":
      case "MatchAs":
      case "MatchStar":
        if (node.name) this.bindName(node.name, scope);
        return;
      case "MatchMapping":
        if (node.rest) this.bindName(node.rest, scope);
    }
  }

  private functionScope(
    node: Node,
    args: Arguments,
    body: readonly Node[],
    outer: Scope,
    returns?: Node,
  ): void {
    this.walkAll([...args.defaults, ...args.kw_defaults], outer);
    const all = [...args.posonlyargs, ...args.args, ...args.kwonlyargs, args.vararg, args.kwarg];
    this.walkAll([...all.map((a) => a?.annotation), returns], outer);
    const parameters = parameterNames(args).map((p) => mangle(p, outer.className));
    const twice = parameters.find((p, i) => parameters.indexOf(p) !== i);
    const second = all.filter((a) => a?.arg === twice)[1];
    if (twice !== undefined)
      syntaxError(`duplicate argument '${twice}' in function definition`, second ?? node);
    const scope = new Scope("function", outer, parameters);
    this.scopes.set(node, scope);
    this.walkAll(body, scope);
  }

  private classScope(node: Node & { nodeType: "ClassDef" }, outer: Scope): void {
    this.bindName(node.name, outer);
    this.walkAll([...node.decorator_list, ...node.bases, ...node.keywords], outer);
    const scope = new Scope("class", outer, [], false, node.name);
    this.scopes.set(node, scope);
    this.walkAll(node.body, scope);
  }

  /** The first iterable belongs to the outer scope, everything else to one of its own. */
  private comprehension(node: Node, outer: Scope): void {
    const { generators } = node as unknown as {
      generators: { target: ExprNode; iter: ExprNode; ifs: ExprNode[] }[];
    };
    this.walk(generators[0].iter, outer);
    const scope = new Scope("function", outer, [".0"], true);
    this.scopes.set(node, scope);
    generators.forEach(({ target, iter, ifs }, i) => {
      this.walk(target, scope);
      if (i > 0) this.walk(iter, scope);
      this.walkAll(ifs, scope);
    });
    const { elt, key, value } = node as unknown as { elt?: Node; key?: Node; value?: Node };
    this.walkAll([elt, key, value], scope);
  }

  /** `x := …` in a comprehension gives a variable of the function around it. */
  private namedExpression(target: Node & { id: string }, scope: Scope): void {
    let owner = scope;
    while (owner.isComprehension) owner = owner.parent!;
    this.bindName(target.id, owner);
    const name = mangle(target.id, scope.className);
    for (let s = scope; s !== owner; s = s.parent!) {
      if (owner.kind === "function") s.nonlocals.add(name);
      else s.globals.add(name);
    }
  }

  private declare(node: Node & { nodeType: "Global" | "Nonlocal" }, scope: Scope): void {
    const word = node.nodeType === "Global" ? "global" : "nonlocal";
    for (const given of node.names) {
      const name = mangle(given, scope.className);
      if (scope.parameters.includes(name)) syntaxError(`name '${name}' is parameter and ${word}`, node);
      if (scope.bound.has(name))
        syntaxError(`name '${name}' is assigned to before ${word} declaration`, node);
      if (scope.used.has(name)) syntaxError(`name '${name}' is used prior to ${word} declaration`, node);
      if (word === "global") {
        scope.globals.add(name);
        continue;
      }
      if (scope.kind === "module") syntaxError("nonlocal declaration not allowed at module level", node);
      scope.nonlocals.add(name);
      this.declared.push(() => {
        if (!scope.free.has(name)) syntaxError(`no binding for nonlocal '${given}' found`, node);
      });
    }
  }

  private use(name: string, scope: Scope): void {
    scope.used.add(mangle(name, scope.className));
    // `super()` finds its class through a variable of the class body.
    if (name === "super" && scope.kind === "function") scope.used.add("__class__");
  }

  private bindName(name: string, scope: Scope): void {
    scope.bound.add(mangle(name, scope.className));
    if (scope.nonlocals.has(mangle(name, scope.className))) scope.used.add(mangle(name, scope.className));
  }
}

function isNode(x: unknown): x is Node {
  return typeof x === "object" && x !== null && "nodeType" in x;
}
