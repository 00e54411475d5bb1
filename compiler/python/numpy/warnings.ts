/** RuntimeWarnings of arithmetic, as `np.errstate` directs. */

import { getAttribute } from "../objects/attributes.js";
import { exceptionTypes } from "../objects/exceptions.js";
import { call, machine } from "../objects/machine.js";
import { fail } from "../text/failure.js";
import type { Machine } from "../vm/machine.js";

const texts: Readonly<Record<string, string>> = {
  divide: "divide by zero",
  over: "overflow",
  under: "underflow",
  invalid: "invalid value",
};

/** What is done about each kind: `warn`, `ignore` or `raise`. */
export const errorState = new Map(
  Object.keys(texts).map((kind) => [kind, kind === "under" ? "ignore" : "warn"]),
);

/** Tells that a function met one of these. */
export function report(kind: string, name: string): void {
  const action = errorState.get(kind);
  if (action === "ignore") return;
  const text = `${texts[kind]} encountered in ${name}`;
  if (action === "raise") fail("FloatingPointError", text);
  warn(text);
}

export function warn(text: string, category = "RuntimeWarning"): void {
  const warnings = (machine() as Machine).importModule("warnings");
  call(getAttribute(warnings, "warn"), [text, exceptionTypes.get(category)!]);
}
