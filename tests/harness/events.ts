/** What a running test file tells the runner: a Node process by its channel, a page by POST. */
import type { TestEvent } from "./suite.js";

export type RunEvent =
  | TestEvent
  /** The adapter that GPU tests get; null where there is none. The first event of a page. */
  | { kind: "adapter"; description: string | null }
  /** The file that the following events belong to. */
  | { kind: "file"; file: string }
  /** Something the tests printed. */
  | { kind: "log"; text: string }
  /** The end of a file, and of a Node process. */
  | { kind: "fileDone" }
  /** The end of a page. */
  | { kind: "done" };

/** An adapter in one line. */
export function describeAdapter({ info, features }: GPUAdapter): string {
  const name =
    info.description || [info.vendor, info.architecture].filter(Boolean).join(" ") || "unnamed adapter";
  return features.has("shader-f16") ? `${name}, with float16` : name;
}
