/** `pullback compile`. */

import { writeFileSync } from "node:fs";
import { lowerTarget } from "./target.js";

/** Writes a plan, which `load` of `pullback/runtime` takes, as JSON. */
export async function compile(args: string[]): Promise<number> {
  const target = await lowerTarget(args, "compile");
  if (typeof target === "number") return target;
  const { output } = target.values;
  const path =
    typeof output === "string" ? output : `${target.file.replace(/\.py$/, "")}.${target.name}.json`;
  writeFileSync(path, `${JSON.stringify(target.lowered.plan)}\n`);
  const { kernels } = target.lowered;
  process.stderr.write(`${path}: ${kernels.length} kernel${kernels.length === 1 ? "" : "s"}\n`);
  return 0;
}
