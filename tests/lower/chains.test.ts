/** How many kernels and dispatches whole programs take, and that they compute what they should. */

import * as assert from "uvu/assert";
import { compileForHost } from "../../compiler/host/index.js";
import { type LowerOptions, lower } from "../../compiler/lower/index.js";
import { suite } from "../harness/suite.js";
import { inlineSnapshot } from "../harness/snapshot.js";
import { difference } from "./randomPrograms.js";
import { wholePrograms } from "./wholePrograms.js";

const test = suite("whole programs");

/** What the devices that we know bind. */
const limits = { maxStorageBuffersPerShaderStage: 10 };

test("compute with few dispatches what they compute operation by operation", () => {
  const lines = Object.entries(wholePrograms).map(([name, whole]) => {
    const { program, inputs, expected } = whole.make();
    const counts = (["software", "gpu"] as const).map((target) => {
      const lowered = lower(program, { target, limits });
      compileForHost(lowered)(inputs).forEach((data, n) =>
        assert.is(difference(data, expected[n]), undefined, `${name}, output ${n}`),
      );
      const { steps, kernels } = lowered.plan;
      const dispatches = steps.filter(({ kind }) => kind === "dispatch").length;
      return `${target} ${dispatches}/${kernels.length}`;
    });
    return `${name}: ${counts.join(", ")}\n`;
  });
  inlineSnapshot(
    lines.join(""),
    `
    recurrent network: software 1/1, gpu 1/1
    the recurrent network's gradient: software 1/1, gpu 1/1
    long short-term memory: software 1/1, gpu 1/1
    Runge-Kutta: software 1/1, gpu 1/1
    Runge-Kutta, mapped: software 40/4, gpu 30/3
    Kalman filters, mapped: software 11/8, gpu 5/5
    rotations: software 1/1, gpu 1/1
    distances: software 1/1, gpu 1/1
    Newton step: software 4/4, gpu 1/1
    logistic regression: software 1/1, gpu 1/1
    Kalman filter: software 1/1, gpu 1/1
    perceptron, mapped: software 2/2, gpu 1/1
    the perceptron's gradients by example: software 4/4, gpu 1/1
    padded convolution: software 2/2, gpu 2/2
    the convolution's gradient: software 3/3, gpu 3/3
    convolution by a large kernel: software 5/5, gpu 4/4
    maximum pooling: software 1/1, gpu 1/1
    differences on a padded grid: software 1/1, gpu 1/1
    rolled, flipped, tiled, repeated: software 1/1, gpu 1/1
    concatenated with empty parts: software 1/1, gpu 1/1
    running products: software 1/1, gpu 1/1
    polynomial: software 1/1, gpu 1/1
    constant outputs: software 1/1, gpu 1/1
    200 sines: software 34/2, gpu 34/2
    orbits: software 1/1, gpu 1/1
    the gradient of their energy: software 1/1, gpu 1/1
    Mandelbrot set: software 1/1, gpu 1/1
    attention: software 1/1, gpu 1/1
    Jacobi iteration: software 1/1, gpu 1/1
    linear regression: software 1/1, gpu 1/1
    independent sums: software 2/2, gpu 1/1
    an optimizer's updates: software 2/2, gpu 2/2

    `,
  );
});

test("steps that do the same are compiled once", () => {
  const parts = (name: string): number => {
    const { plan } = lower(wholePrograms[name].make().program, { target: "software", limits });
    return plan.kernels[0].wgsl.split("if (part ==").length - 1;
  };
  // Of 10 steps the first begins with zeros and the first row, and the last has an output.
  assert.ok(parts("long short-term memory") <= 7);
  assert.ok(parts("recurrent network") <= 5);
});

test("a chain stays within the limits, or there are several", () => {
  const { program } = wholePrograms["the recurrent network's gradient"].make();
  const plans = [4, 8, 10].map((maxStorageBuffersPerShaderStage) => {
    const narrow = { maxStorageBuffersPerShaderStage, maxComputeWorkgroupStorageSize: 6000 };
    const { plan } = lower(program, { target: "gpu", limits: narrow });
    assert.ok(plan.requires.maxStorageBuffersPerShaderStage <= maxStorageBuffersPerShaderStage);
    assert.ok(plan.requires.maxComputeWorkgroupStorageSize <= 6000);
    return plan;
  });
  assert.ok(plans[0].steps.length > plans[2].steps.length);
});

test("small kernels of the host, and those whose schedules are picked, stay apart", () => {
  const { program } = wholePrograms["Runge-Kutta"].make();
  const dispatches = (options: LowerOptions): number => lower(program, options).plan.steps.length;
  assert.is(dispatches({ target: "gpu" }), 1);
  assert.ok(dispatches({ target: "host" }) > 1);
  assert.ok(dispatches({ target: "gpu", pick: () => 0 }) > 1);
});
