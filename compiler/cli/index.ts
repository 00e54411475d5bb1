#!/usr/bin/env node
/** The `pullback` command. */

import { UsageError } from "./options.js";

const help = `Usage: pullback <command> [options]

  pullback run FILE.py [ARGS]     runs a script
  pullback show FILE.py:f         shows what a function becomes: jaxpr, kernels, plan
  pullback compile FILE.py:f      writes a function's kernels and plan as JSON, for pullback/runtime
  pullback check FILE.py          looks for mistakes without running

Options
  --device auto|webgpu|host       where compiled functions run (auto: WebGPU if there is an adapter)
  --args "f32[8], i32"            show, compile: types of the arguments; a scalar is f32
  --grad, --vmap                  show, compile: transform the function, in the order given
  --output FILE                   compile: where the plan goes (default: FILE.f.json)
  --help, --version

Examples
  pullback run train.py
  pullback show loss.py:loss --args "f32[128], f32[128]" --grad
  pullback compile loss.py:loss --args "f32[128], f32[128]" --grad --output loss.json

Scripts are in a Python-like language with JAX's functions: import jax, jax.numpy, numpy, matplotlib.pyplot, and the usual
modules of the standard library. Figures are written beside the script as SVG. NO_COLOR turns colours off.
Exit codes: 0, what the script gave to exit(), 1 after an error in the script, 2 for a wrong command line.
`;

type Command = (args: string[]) => Promise<number>;

/** Each loads what it needs: to run a script is to begin at once. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import("./run.js")).run,
  show: async () => (await import("./show.js")).show,
  compile: async () => (await import("./compile.js")).compile,
  check: async () => (await import("./check.js")).check,
};

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(help);
    return name === undefined ? 2 : 0;
  }
  if (name === "--version") {
    process.stdout.write(`${await version()}\n`);
    return 0;
  }
  if (!Object.hasOwn(commands, name)) throw new UsageError(`there is no command "${name}"`);
  if (args.includes("--help")) {
    process.stdout.write(help);
    return 0;
  }
  return (await commands[name]())(args);
}

async function version(): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`pullback: ${error.message}\nSee pullback --help.\n`);
  process.exitCode = 2;
}
