/** Every script of jax/ prints what JAX 0.10.2 printed, but for the last digits of numbers. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { Session } from "../../compiler/python/script.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";
import { assertLike } from "./likeness.js";

const path = `${root}tests/python/jax`;
const read = (name: string): string =>
  existsSync(`${path}/${name}`) ? readFileSync(`${path}/${name}`, "utf8") : "";

/** Scripts that need what there is not yet. */
const waiting = new Set(
  `array_printing array_properties_and_methods autodiff_tour broadcasting closures_and_partials complex_numbers
   custom_gradient_decorator custom_jvp_basic custom_jvp_call_counts custom_jvp_errors custom_jvp_nondiff
   custom_jvp_stability custom_vjp_errors custom_vjp_inside_jit_and_vmap custom_vjp_nondiff
   custom_vjp_structures custom_vmap_rules debug_and_misc dtype_promotion elementwise_full_precision
   eval_shape_and_structs grad_errors indexing jaxprs jit_static_arguments jit_tracing jvp_vjp_linearize
   lax_functions linear_products loops_custom_rules loops_scan_errors loops_while_errors nn_functions
   numpy_and_jax_mixed numpy_reductions numpy_shapes operators_on_arrays program_finite_differences
   random_basics random_statistics scipy_special sharp_edges tree_operations vmap_axes vmap_errors weak_types`.split(
    /\s+/,
  ),
);

const test = suite("Python scripts of jax/");
for (const file of readdirSync(path).filter((name) => name.endsWith(".py"))) {
  const name = file.slice(0, -3);
  if (waiting.has(name)) continue;
  test(name.replaceAll("_", " "), async () => {
    const streams = { stdout: "", stderr: "" };
    const session = new Session({ maxSteps: 2e7, write: (text, to) => (streams[to] += text) });
    const exit = await session.run(read(file), file);
    assertLike(streams.stdout, read(`${name}.out`));
    assertLike(streams.stderr, read(`${name}.err`));
    assert.is(exit, (JSON.parse(read("exits.json") || "{}") as Record<string, number>)[name] ?? 0);
  });
}
