/** Collects garbage until something holds, in Node alone: elsewhere it cannot be asked for. */
export async function collectUntil(isDone: () => boolean): Promise<void> {
  const { setFlagsFromString } = await import("node:v8");
  const { runInNewContext } = await import("node:vm");
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let turn = 0; turn < 20 && !isDone(); turn++) {
    // What is collected is told to registries between turns of the event loop.
    await new Promise((resolve) => setTimeout(resolve, 5));
    collect();
  }
}
