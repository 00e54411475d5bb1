import type { StmtNode } from "py-ast";
import { syntaxError } from "../../syntax/parse.js";
import * as imports from "../../vm/instructions/rest/imports.js";
import * as stack from "../../vm/instructions/stack.js";
import type { Builder } from "../builder.js";

type Statement<K extends StmtNode["nodeType"]> = StmtNode & { nodeType: K };

export function compileImport(b: Builder, s: Statement<"Import">): void {
  for (const { name, asname } of s.names) {
    b.unit.imports.add(name);
    b.emit(imports.importModule, [name, asname !== undefined && asname !== null] as const, s);
    b.store(asname ?? name.split(".")[0], s);
  }
}

export function compileImportFrom(b: Builder, s: Statement<"ImportFrom">): void {
  if (s.module === "__future__") return;
  if (s.level) syntaxError("relative imports are not supported: a script stands alone", s);
  b.unit.imports.add(s.module ?? "");
  b.emit(imports.importModule, [s.module ?? "", true] as const, s);
  for (const { name, asname } of s.names) {
    if (name === "*") {
      if (b.scope.kind !== "module") syntaxError("import * only allowed at module level", s);
      return b.do(imports.importStar, s);
    }
    b.emit(imports.importFrom, name, s);
    b.store(asname ?? name, s);
  }
  b.do(stack.popTop);
}
