import { type Counters, stats } from "../../runtime/index.js";

/** What a device did while some work was done. */
export async function costOf(
  device: Parameters<typeof stats>[0],
  work: () => Promise<unknown>,
): Promise<Counters> {
  const before = stats(device);
  await work();
  const after = stats(device);
  const names = Object.keys(after) as (keyof Counters)[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as unknown as Counters;
}
