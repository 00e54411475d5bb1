/** Leaving what stands around: loops, and blocks with something to do on the way out. */

import type { Builder, Unwinding } from "./builder.js";

/**
 * Emits what leaving each construct takes, from the innermost outwards, up to the one that `stops`. With `hasValue`, a
 * value on the stack goes along.
 */
export function unwind(
  b: Builder,
  stops: (u: Unwinding) => boolean,
  hasValue = false,
): Unwinding | undefined {
  const all = [...b.unwinding];
  try {
    while (b.unwinding.length > 0) {
      const u = b.unwinding[b.unwinding.length - 1];
      if (stops(u)) return u;
      // While it is left, what stands in it is outside of it.
      b.unwinding.pop();
      u.leave(hasValue);
    }
    return undefined;
  } finally {
    b.unwinding.splice(0, b.unwinding.length, ...all);
  }
}

export function within(b: Builder, u: Unwinding, body: () => void): void {
  b.unwinding.push(u);
  body();
  b.unwinding.pop();
}
