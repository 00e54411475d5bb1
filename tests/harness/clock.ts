/** Does some work while no time goes by: what follows the clock, as the length of submits, is then the same on every machine. */
export async function withClockStopped<T>(work: () => Promise<T>): Promise<T> {
  const { now } = performance;
  const moment = performance.now();
  performance.now = () => moment;
  try {
    return await work();
  } finally {
    performance.now = now;
  }
}
