/**
 * Counts what a page does with WebGPU, whoever does it: the methods of the interfaces' prototypes are wrapped, so that
 * every library of the page is counted by the same code.
 */

const newCounts = () => ({
  dispatches: 0,
  submits: 0,
  buffersCreated: 0,
  pipelinesCreated: 0,
  readbacks: 0,
  bytesBound: 0,
});

let counts = newCounts();
/** Bytes of the buffers of a device: now, and the most since they were last asked for. */
const bytesOf = new WeakMap();
const deviceOfBuffer = new WeakMap();
const devices = [];
/** Bytes bound by a bind group, and by the groups that a pass has set, by index. */
const bytesOfGroup = new WeakMap();
const groupsOfPass = new WeakMap();

/** Calls `after(this, args, result)` when the method has returned. */
function observe(prototype, method, after) {
  const original = prototype[method];
  prototype[method] = function (...args) {
    const result = original.apply(this, args);
    after(this, args, result);
    return result;
  };
}

function boundBytes({ resource }) {
  if (resource instanceof GPUBuffer) return resource.size;
  const { buffer, offset = 0, size } = resource;
  return buffer ? (size ?? buffer.size - offset) : 0;
}

function dispatched(pass) {
  counts.dispatches++;
  for (const group of groupsOfPass.get(pass) ?? []) counts.bytesBound += bytesOfGroup.get(group) ?? 0;
}

function bytesOn(device) {
  if (!bytesOf.has(device)) bytesOf.set(device, { now: 0, peak: 0 });
  return bytesOf.get(device);
}

function created(device, _, buffer) {
  counts.buffersCreated++;
  deviceOfBuffer.set(buffer, device);
  const bytes = bytesOn(device);
  bytes.now += buffer.size;
  bytes.peak = Math.max(bytes.peak, bytes.now);
}

function destroyed(buffer) {
  const device = deviceOfBuffer.get(buffer);
  if (device) bytesOn(device).now -= buffer.size;
  deviceOfBuffer.delete(buffer);
}

/** Starts counting; to be called before any library asks for a device. */
export function installCounting() {
  observe(GPUAdapter.prototype, "requestDevice", (_, __, device) => devices.push(device));
  observe(GPUDevice.prototype, "createBuffer", created);
  observe(GPUBuffer.prototype, "destroy", destroyed);
  observe(GPUDevice.prototype, "createComputePipeline", () => counts.pipelinesCreated++);
  observe(GPUDevice.prototype, "createComputePipelineAsync", () => counts.pipelinesCreated++);
  observe(GPUDevice.prototype, "createBindGroup", (_, [{ entries }], group) =>
    bytesOfGroup.set(
      group,
      [...entries].reduce((sum, entry) => sum + boundBytes(entry), 0),
    ),
  );
  observe(GPUComputePassEncoder.prototype, "setBindGroup", (pass, [index, group]) => {
    if (!groupsOfPass.has(pass)) groupsOfPass.set(pass, []);
    groupsOfPass.get(pass)[index] = group;
  });
  observe(GPUComputePassEncoder.prototype, "dispatchWorkgroups", dispatched);
  observe(GPUComputePassEncoder.prototype, "dispatchWorkgroupsIndirect", dispatched);
  observe(GPUQueue.prototype, "submit", () => counts.submits++);
  observe(GPUBuffer.prototype, "mapAsync", () => counts.readbacks++);
}

/** The device that was asked for last. */
export const latestDevice = async () => devices.at(-1);

/** The bytes of a device's buffers now, and the most that they had together since this was last asked. */
export function takeBytes(device) {
  const bytes = bytesOn(device);
  const taken = { ...bytes };
  bytes.peak = bytes.now;
  return taken;
}

/** What happened since the last call. */
export function takeCounts() {
  const taken = counts;
  counts = newCounts();
  return taken;
}
