/** Writes inline snapshots into the test's TypeScript source. Node only, and loaded by every Node test: keep it light. */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type TypeScript from "typescript";
import { updateSnapshotsWith } from "./snapshot.js";

interface Update {
  line: number;
  actual: string;
}

const updates = new Map<string, Map<number, Update>>();

/** Finds the call's place in the stack: the frame after `inlineSnapshot`, mapped to the source by Node. */
function callSite(stack: string): { file: string; line: number; column: number } {
  const frames = stack.split("\n").filter((line) => line.trimStart().startsWith("at "));
  const match = /((?:file:|\/|[A-Z]:)[^()]*?\.ts):(\d+):(\d+)\)?$/.exec(frames[1] ?? "");
  if (!match?.[1]) throw new Error(`the snapshot's place is unknown:\n${stack}`);
  const file = match[1].startsWith("file:") ? fileURLToPath(match[1]) : match[1];
  return { file, line: Number(match[2]), column: Number(match[3]) };
}

/** From here on, snapshots are collected. */
export function beginUpdating(): void {
  updateSnapshotsWith((actual, stack) => {
    const { file, line, column } = callSite(stack);
    const ofFile = updates.get(file) ?? new Map<number, Update>();
    updates.set(file, ofFile);
    const key = line * 1e5 + column;
    const earlier = ofFile.get(key);
    if (earlier && earlier.actual !== actual) {
      throw new Error("one inlineSnapshot call was given two different texts");
    }
    ofFile.set(key, { line, actual });
  });
}

function literal(text: string, indent: string): string {
  if (!text.includes("\n")) return JSON.stringify(text);
  const escaped = text.replace(/[\\`]|\$\{/g, "\\$&").split("\n");
  const lines = escaped.map((line) => (line === "" ? "" : indent + line));
  return ["`", ...lines, `${indent}\``].join("\n");
}

function calls(ts: typeof TypeScript, source: TypeScript.SourceFile): TypeScript.CallExpression[] {
  const found: TypeScript.CallExpression[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === "inlineSnapshot") found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

async function rewrite(file: string, changes: Update[]): Promise<boolean> {
  const { default: ts } = await import("typescript");
  const prettier = await import("prettier");
  const text = await readFile(file, "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line;

  const edits = changes.map(({ line, actual }) => {
    const onLine = calls(ts, source).filter((call) => lineOf(call.expression.getStart(source)) === line - 1);
    const [call, ...others] = onLine;
    const [value, expected] = call?.arguments ?? [];
    if (!call || !value || others.length > 0) {
      throw new Error(`${file}:${line}: there must be exactly one inlineSnapshot call on this line`);
    }
    const indent = /^\s*/.exec(text.split("\n")[line - 1] ?? "")?.[0] ?? "";
    const written = literal(actual, `${indent}  `);
    return { start: value.getEnd(), end: (expected ?? value).getEnd(), text: `, ${written}` };
  });
  edits.sort((a, b) => b.start - a.start);
  let result = text;
  for (const edit of edits) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  const options = await prettier.resolveConfig(file);
  result = await prettier.format(result, { ...options, filepath: file });
  if (result === text) return false;
  await writeFile(file, result);
  return true;
}

/** Writes what was collected, and names each file that changed. */
export async function writeUpdates(onWritten: (file: string) => void): Promise<void> {
  for (const [file, changes] of updates) {
    if (await rewrite(file, [...changes.values()])) onWritten(file);
  }
}
