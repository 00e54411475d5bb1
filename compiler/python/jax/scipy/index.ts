/** Modules of `jax.scipy` that are Python over `jax.numpy`, by name. */

import { statistics } from "../statistics.js";
import { integrate } from "./integrate.js";
import { interpolate } from "./interpolate.js";
import { ndimage } from "./ndimage.js";
import { optimize } from "./optimize.js";
import { signal } from "./signal.js";

export const scipyModules: Readonly<Record<string, string>> = {
  ...statistics,
  "jax.scipy.integrate": integrate,
  "jax.scipy.interpolate": interpolate,
  "jax.scipy.ndimage": ndimage,
  "jax.scipy.optimize": optimize,
  "jax.scipy.signal": signal,
};
