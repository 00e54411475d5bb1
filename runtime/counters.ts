/**
 * What the runtime has done on a device since it was obtained; plain numbers for tests, benches and curious users.
 * Sizes are in bytes.
 */
export interface Counters {
  /** Command buffers submitted, readbacks included. */
  submits: number;
  dispatches: number;
  /** Sizes of the buffers bound, summed over all dispatches. */
  bytesBound: number;
  pipelinesCompiled: number;
  bindGroupsCreated: number;
  buffersCreated: number;
  bytesCreated: number;
  /** Held by values, constants and scratch now. */
  bytesLive: number;
  /** Free, waiting to be used again. */
  bytesPooled: number;
  /** Highest sum of live and pooled bytes. */
  bytesPeak: number;
  /** Transfers from the host, and buffers read back. */
  uploads: number;
  bytesUploaded: number;
  readbacks: number;
}

export const newCounters = (): Counters => ({
  submits: 0,
  dispatches: 0,
  bytesBound: 0,
  pipelinesCompiled: 0,
  bindGroupsCreated: 0,
  buffersCreated: 0,
  bytesCreated: 0,
  bytesLive: 0,
  bytesPooled: 0,
  bytesPeak: 0,
  uploads: 0,
  bytesUploaded: 0,
  readbacks: 0,
});
