/** `jax._src.test_util`, in Python: what JAX's own tests are written with. */

import { cases } from "./cases.js";
import { checks } from "./checks.js";
import { conditions } from "./conditions.js";
import { samples } from "./samples.js";

export const testCases = [conditions, samples, checks, cases].join("");
