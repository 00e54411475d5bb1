/** Runs one hand-written shader, without the library's runtime. This file runs in Node and in browsers alike. */

type Data = Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

// Named as WebGPU does. Node has no such globals, and the library must not come to rely on a test's.
const usage = { MAP_READ: 0x1, COPY_SRC: 0x4, COPY_DST: 0x8, STORAGE: 0x80 };
const mapModeRead = 0x1;

interface ShaderRun {
  /** WGSL with one compute entry point; binding `n` of group 0 is a storage buffer, read_write, with `buffers[n]`. */
  code: string;
  buffers: Data[];
  workgroups: [number, number?, number?];
}

/** Gives what each buffer holds afterwards. A shader that does not compile throws with the compiler's messages. */
export async function runShader(
  device: GPUDevice,
  { code, buffers, workgroups }: ShaderRun,
): Promise<Data[]> {
  const module = device.createShaderModule({ code });
  const { messages } = await module.getCompilationInfo();
  const errors = messages.filter(({ type }) => type === "error");
  if (errors.length > 0) {
    const lines = errors.map(({ lineNum, linePos, message }) => `${lineNum}:${linePos} ${message}`);
    throw new Error(`the shader does not compile:\n${lines.join("\n")}\n${code}`);
  }
  const pipeline = await device.createComputePipelineAsync({ layout: "auto", compute: { module } });

  const storages = buffers.map((data) => {
    const storage = device.createBuffer({
      size: data.byteLength,
      usage: usage.STORAGE | usage.COPY_SRC | usage.COPY_DST,
    });
    device.queue.writeBuffer(storage, 0, data);
    return storage;
  });
  const readbacks = buffers.map(({ byteLength }) =>
    device.createBuffer({ size: byteLength, usage: usage.MAP_READ | usage.COPY_DST }),
  );
  const entries = storages.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(...workgroups);
  pass.end();
  storages.forEach((storage, i) => encoder.copyBufferToBuffer(storage, 0, readbacks[i], 0, storage.size));
  device.queue.submit([encoder.finish()]);

  const results = await Promise.all(
    readbacks.map(async (readback, i) => {
      await readback.mapAsync(mapModeRead);
      const bytes = readback.getMappedRange().slice(0);
      const View = buffers[i].constructor as new (bytes: ArrayBuffer) => Data;
      return new View(bytes);
    }),
  );
  for (const buffer of [...storages, ...readbacks]) buffer.destroy();
  return results;
}
