/**
 * Expected text inside the test's own source:
 *
 *     inlineSnapshot(print(program));
 *
 * after `npm test -- --update`:
 *
 *     inlineSnapshot(
 *       print(program),
 *       `
 *       { lambda ; a:f32[] . let
 *           b:f32[] = sin a
 *         in (b,) }
 *       `,
 *     );
 *
 * The white space before the closing backtick is what every line is indented by; nothing else is trimmed. A text of
 * one line may stand as "text". This file runs in Node and in browsers alike; the source is rewritten in Node.
 */
import * as assert from "uvu/assert";

type Updater = (actual: string, stack: string) => void;

let updater: Updater | undefined;

/** From here on, snapshots are given to `update` instead of compared. */
export function updateSnapshotsWith(update: Updater): void {
  updater = update;
}

function unindent(expected: string): string {
  const lines = expected.split("\n");
  const indent = lines.at(-1) ?? "";
  if (lines.length < 3 || lines[0] !== "" || indent.trim() !== "") return expected;
  return lines
    .slice(1, -1)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join("\n");
}

/** Compares a text with the one written in the test, which `--update` writes. */
export function inlineSnapshot(actual: string, expected?: string): void {
  if (updater) return updater(actual, new Error().stack ?? "");
  if (expected === undefined) throw new Error("the snapshot has no text yet: run npm test -- --update");
  assert.is(actual, unindent(expected), "the text differs from the snapshot");
}
