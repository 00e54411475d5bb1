/** Watches and steers a GPUDevice by replacing its methods. */

const watched = [
  "createBuffer",
  "createBindGroup",
  "createShaderModule",
  "createComputePipelineAsync",
] as const;

type CallCounts = Record<(typeof watched)[number] | "submit", number>;

/** Counts calls of the device's methods from now on; the object stays up to date. */
export function countCalls(gpu: GPUDevice): CallCounts {
  const counts = { submit: 0 } as CallCounts;
  const wrap = <O extends object>(object: O, name: keyof O & keyof CallCounts) => {
    const original = object[name] as (...args: unknown[]) => unknown;
    counts[name] = 0;
    const counting = (...args: unknown[]) => {
      counts[name]++;
      return original.apply(object, args);
    };
    Object.defineProperty(object, name, { value: counting });
  };
  for (const name of watched) wrap(gpu, name);
  wrap(gpu.queue, "submit");
  return counts;
}

/** Lets no kernel of that name finish compiling until the function that is returned is called. */
export function holdCompilation(gpu: GPUDevice, name: string): () => void {
  const compile = gpu.createComputePipelineAsync.bind(gpu);
  let release!: () => void;
  const held = new Promise<void>((resolve) => (release = resolve));
  const holding = async (descriptor: GPUComputePipelineDescriptor) => {
    if (descriptor.label === name) await held;
    return compile(descriptor);
  };
  Object.defineProperty(gpu, "createComputePipelineAsync", { value: holding });
  return release;
}

/** Makes buffers of at least `bytes` fail as if the device had no memory left, until the returned function is called. */
export function refuseBuffers(gpu: GPUDevice, bytes: number): () => void {
  const createBuffer = gpu.createBuffer.bind(gpu);
  const popErrorScope = gpu.popErrorScope.bind(gpu);
  let refused = false;
  const createOrRefuse = (descriptor: GPUBufferDescriptor): GPUBuffer => {
    refused = descriptor.size >= bytes;
    if (!refused) return createBuffer(descriptor);
    // An invalid buffer, as a device hands out in that case.
    gpu.pushErrorScope("validation");
    const invalid = createBuffer({ ...descriptor, usage: 0 });
    void popErrorScope();
    return invalid;
  };
  const popRefusal = async (): Promise<GPUError | null> => {
    const error = refused ? new GPUOutOfMemoryError() : null;
    refused = false;
    return (await popErrorScope()) ?? error;
  };
  const replace = (create: GPUDevice["createBuffer"], pop: GPUDevice["popErrorScope"]) =>
    Object.defineProperties(gpu, {
      createBuffer: { value: create, configurable: true },
      popErrorScope: { value: pop, configurable: true },
    });
  replace(createOrRefuse, popRefusal);
  return () => void replace(createBuffer, popErrorScope);
}

/** The class is not global in Node. */
class GPUOutOfMemoryError implements GPUError {
  declare readonly __brand: "GPUError";
  readonly message = "no memory left";
}
