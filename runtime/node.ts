/** WebGPU in Node, from the optional package `webgpu` (Dawn). This file alone knows of it. */

// The package frees the GPU with this object, so it must stay referenced. (Put on `navigator`, it would keep the
// process from ever exiting.)
let gpu: GPU | undefined;

/** Node's GPU, a sentence that says what is missing, or nothing where this is not Node. */
export async function nodeGpu(): Promise<GPU | string | undefined> {
  if (!globalThis.process?.versions?.node) return undefined;
  try {
    // A name that bundlers cannot resolve: a page never gets here, so the package must not be looked for.
    const name = ["webgpu"].join();
    const { create } = (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as {
      create: (options: string[]) => GPU;
    };
    return (gpu ??= create([]));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND";
    return missing
      ? "the package `webgpu` is not installed (npm install webgpu)"
      : `the package \`webgpu\` failed to load: ${(error as Error).message}`;
  }
}
