/**
 * The device mathematics: WGSL functions that are faithful to float32 on every adapter, and their twins on the host.
 * This folder imports nothing outside of itself.
 */

import { shaderDeclarations, shaderFunctions } from "./math.generated.js";

export { hostFunctions, hostMath, shaderFunctions } from "./math.generated.js";
export { fastBuiltin } from "./fast.js";

export type { ShaderFunction } from "./function.js";

interface ShaderSourceOptions {
  /** Whether lanes that don't take a branch are spared its work: true of GPUs (the default), false of SwiftShader. */
  readonly skipsBranches?: boolean;
}

/** The WGSL of these functions and of everything that they need, each once, in the order of the library. */
export function shaderSource(
  names: Iterable<string>,
  { skipsBranches = true }: ShaderSourceOptions = {},
): string {
  const wanted = new Set<string>();
  const add = (name: string): void => {
    if (wanted.has(name)) return;
    if (!Object.hasOwn(shaderFunctions, name) && !Object.hasOwn(shaderDeclarations, name))
      throw new Error(`the shader library has no ${name}`);
    wanted.add(name);
    if (Object.hasOwn(shaderFunctions, name)) shaderFunctions[name].needs.forEach(add);
  };
  for (const name of names) add(name);
  const declarations = { ...shaderDeclarations, PB_SKIPS: `const PB_SKIPS: bool = ${skipsBranches};` };
  const texts = [
    ...Object.entries(declarations).filter(([name]) => wanted.has(name)).map(([, text]) => text),
    ...Object.keys(shaderFunctions).filter((name) => wanted.has(name)).map((name) => shaderFunctions[name].source),
  ]; // prettier-ignore
  return texts.length > 0 ? texts.join("\n") + "\n" : "";
}
