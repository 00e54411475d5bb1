/** `pullback show`. */

import { lowerTarget, type Target } from "./target.js";

export async function show(args: string[]): Promise<number> {
  const target = await lowerTarget(args, "show");
  if (typeof target === "number") return target;
  process.stdout.write(describe(target));
  return 0;
}

/** Jaxpr, kernels and plan, each with the lines of the script that it comes from. */
function describe({ jaxpr, lowered }: Target): string {
  const kernels = lowered.kernels.map(({ name, wgsl }) => `${heading(`kernel ${name}`)}${wgsl}\n`);
  return [
    heading("jaxpr"),
    jaxpr.toString({ source: true }),
    "\n\n",
    ...kernels,
    heading("plan"),
    planText(lowered.plan),
  ].join("");
}

function heading(text: string): string {
  const isPlain = process.env.NO_COLOR !== undefined || !process.stdout.isTTY;
  return isPlain ? `── ${text}\n` : `\u001b[1m── ${text}\u001b[0m\n`;
}

interface Step {
  readonly kernel?: number | string;
  readonly [key: string]: unknown;
}

/** The plan in a few lines: its steps and its buffers. */
function planText(plan: object): string {
  const { steps = [], ...rest } = plan as { steps?: readonly Step[] };
  const { kernels: _, ...parts } = rest as Record<string, unknown>;
  const lines = Object.entries(parts).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `${[...lines, ...steps.map((s, i) => `step ${i}: ${JSON.stringify(s)}`)].join("\n")}\n`;
}
