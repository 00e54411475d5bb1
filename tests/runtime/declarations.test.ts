/** The published declarations, as a strict user's compiler sees them. */

import * as assert from "uvu/assert";
import ts from "typescript";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";

const test = suite("declarations");

test("need nothing but WebGPU's", () => {
  const program = ts.createProgram([`${root}dist/index.d.ts`, `${root}dist/runtime.d.ts`], {
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    // TypeScript 6 brings them along.
    types: ["@webgpu/types"],
  });
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    return `${file?.fileName.slice(root.length)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
  assert.equal(problems, []);
});
