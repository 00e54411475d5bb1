/** A function of a script's, transformed and lowered for arguments of given types. */

import { jit, type Lowered } from "../calls/jit.js";
import { ShapeDtypeStruct } from "../calls/shapeDtypeStruct.js";
import type { UserFunction } from "../calls/treeTypes.js";
import type { Jaxpr } from "../transforms/staging.js";
import { makeJaxpr } from "../transforms/staging.js";
import { grad } from "../transforms/reverse.js";
import { vmap } from "../transforms/vmap.js";
import { isTransformable, toFunction } from "../python/jax/functions.js";
import { Session } from "../python/script.js";
import { parseCommand, parseTarget, readScript, UsageError, deviceOption } from "./options.js";
import { terminal } from "./run.js";

export interface Target {
  readonly file: string;
  readonly name: string;
  readonly jaxpr: Jaxpr;
  readonly lowered: Lowered;
  readonly values: Readonly<Record<string, unknown>>;
}

const transforms: Readonly<Record<string, (f: UserFunction) => UserFunction>> = {
  grad: (f) => grad(f) as UserFunction,
  vmap: (f) => vmap(f) as UserFunction,
};

/** Runs the script, finds the function, and lowers it; a number instead is an exit code, after a message. */
export async function lowerTarget(args: string[], command: string): Promise<Target | number> {
  const { values, positionals, tokens } = parseCommand(args, {
    args: { type: "string", default: "" },
    device: { type: "string" },
    output: { type: "string" },
    grad: { type: "boolean" },
    vmap: { type: "boolean" },
  });
  const { file, name } = parseTarget(positionals[0], command);
  const session = new Session({ ...toStderr(), device: deviceOption(values.device), argv: [file] });
  await session.load("jax");
  const status = await session.run(readScript(file, command), file);
  if (status !== 0) return status;
  const found = session.global(name);
  if (found === undefined) throw new UsageError(`${file} defines no ${name}`);
  if (!isTransformable(found)) throw new UsageError(`${name} of ${file} is no function`);
  const order = tokens?.flatMap((t) => (t.kind === "option" && t.name in transforms ? [t.name] : [])) ?? [];
  const structs = parseTypes(String(values.args));
  return await session.guard(() => {
    const f = order.reduce((g, transform) => transforms[transform](g), toFunction(found));
    const jaxpr = makeJaxpr(f)(...(structs as never[]));
    return { file, name, jaxpr, lowered: jit(f).lower(...(structs as never[])), values };
  });
}

/** What the script prints goes to standard error: standard output is for the result. */
function toStderr(): ReturnType<typeof terminal> {
  return { ...terminal(), write: (text) => void process.stderr.write(text) };
}

const dtypes: Readonly<Record<string, string>> = {
  f32: "float32",
  f16: "float16",
  i32: "int32",
  u32: "uint32",
  bool: "bool",
};

/** `f32[8], i32`: types of arrays, separated by commas. */
function parseTypes(text: string): ShapeDtypeStruct[] {
  const parts = text.split(/,(?![^[]*\])/).map((p) => p.trim());
  return parts.filter((p) => p !== "").map(parseType);
}

function parseType(text: string): ShapeDtypeStruct {
  const match = /^(\w+)(?:\[([\d,\s]*)\])?$/.exec(text);
  const name = match?.[1] ?? "";
  const dtype = dtypes[name] ?? Object.values(dtypes).find((d) => d === name);
  if (!match || dtype === undefined)
    throw new UsageError(`--args: ${text} is no type: write f32[8], i32[2,3], or f32 for a scalar`);
  const lengths = (match[2] ?? "").split(",").map((n) => n.trim());
  return new ShapeDtypeStruct(lengths.filter((n) => n !== "").map(Number), dtype);
}
