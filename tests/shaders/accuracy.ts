/**
 * Measures every function, on the host and on the WebGPU device that Node finds, and writes docs/accuracy.md:
 * `npm run accuracy`.
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fastBuiltin } from "../../shaders/index.js";
import { nodeGpuEnvironment } from "../harness/chromium.js";
import { requestTestAdapter } from "../harness/device.js";
import { describeAdapter } from "../harness/events.js";
import { root } from "../harness/paths.js";
import { pairCases, pairPoints, unaryCases } from "./cases.js";
import { callOnDevice, roundsLikeTheHost, shaderName, type HostName } from "./device.js";
import { measureOnHost, pairErrors, unaryErrors, type Measurement } from "./measure.js";
import { points } from "./points.js";

const ulp = (error: number): string => (error < 0.005 ? "0" : error.toFixed(2));

/** A Markdown table, its columns padded. */
function table(rows: string[][]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: string[]): string => `| ${row.map((cell, k) => cell.padEnd(widths[k])).join(" | ")} |`;
  return [line(rows[0]), line(widths.map((width) => "-".repeat(width))), ...rows.slice(1).map(line)].join(
    "\n",
  );
}

async function main(): Promise<void> {
  const adapter = await requestTestAdapter();
  if (!adapter) throw new Error("there is no WebGPU adapter");
  const device = await adapter.requestDevice();
  const rows = [["function", "max ulp, host", "at", "max ulp, device", "WGSL's own: points beyond 4 ulp"]];

  async function measure(
    name: HostName,
    args: readonly ArrayLike<number>[],
    errors: (results: number[]) => Measurement,
  ): Promise<void> {
    const onHost = measureOnHost(name, 1_000_000).worst;
    const [results] = await callOnDevice(device, [{ name, args }]);
    const builtin = fastBuiltin[shaderName(name)];
    const own = builtin && (await callOnDevice(device, [{ name, args, builtin }]))[0];
    rows.push([
      `\`${name}\``,
      ulp(onHost.error),
      onHost.at,
      ulp(errors(results as number[]).worst.error),
      own ? `${(100 * errors(own as number[]).beyond).toFixed(1)} %` : "",
    ]);
  }

  for (const unary of unaryCases) {
    const xs = points(30_000, unary.ranges);
    await measure(unary.name, [xs], (results) => unaryErrors(unary, xs, results));
  }
  for (const pair of pairCases) {
    const args = pairPoints(pair, 60_000);
    await measure(pair.name, args, (results) => pairErrors(pair, args, results));
  }
  const rounding = (await roundsLikeTheHost(device))
    ? "rounds as the host does"
    : "rounds differently from the host";
  mkdirSync(`${root}docs`, { recursive: true });
  writeFileSync(
    `${root}docs/accuracy.md`,
    page(table(rows), `${describeAdapter(adapter)}, which ${rounding}`),
  );
  device.destroy();
}

const page = (rows: string, device: string): string => `# Accuracy of the mathematical functions

The largest errors found, in units in the last place (ulp) of the float32 result, against float64. Written by
\`npm run accuracy\`.

- The points on the host: a million random bit patterns (all exponents, both signs), as many in each of up to four ranges in which the
  function is interesting, and every landmark (poles, zeros, changes of formula, limits of the format) with its neighbours.
  Fewer (60,000) for \`erfInv\`, whose reference is slow, and on the device.
- The device: ${device}.
- NaN, infinities and signed zeros must be exact; results below the smallest normal number may be anything there, since
  devices flush them.
- \`lgamma\` and \`digamma\` at negative arguments are differences of larger terms; their errors are counted in ulp of the
  largest term. Next to their zeros on the negative side they therefore have a small absolute, not a small relative error.
  On the positive side the zeros (1 and 2; 1.4616) keep full relative accuracy.
- \`integerPow\` multiplies as XLA does, with about half an ulp for each unit of the exponent.

${rows}

On a device that rounds + - * / and sqrt as IEEE 754 says, the results are the host's bit for bit (denormals aside), which
\`tests/gpu/math.test.ts\` checks. Where a driver fuses and reorders operations (Mesa's do), the same test holds every
function to 4 ulp. WGSL itself allows 2.5 ulp for a division; functions that end in one (\`tan\`, \`logistic\`, \`rsqrt\`,
\`erfc\`) inherit that there.
`;

// The driver is found through the environment, which must be set before the process starts.
if (process.argv.includes("--measure")) await main();
else {
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "--measure"], {
    env: { ...process.env, ...(await nodeGpuEnvironment()) },
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
}
