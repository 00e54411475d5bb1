import { showShape } from "../ir/arrayType.js";
import { broadcastPrefix, unflatten } from "../ir/tree.js";
import { vmapFlat } from "../passes/vmap.js";
import { broadcastLeading, transpose } from "../primitives/views.js";
import { ValueError } from "../trace/errors.js";
import type { Value } from "../trace/value.js";
import {
  expectFunction,
  FlatFunction,
  flattenArguments,
  named,
  nameOf,
  type UserFunction,
} from "../calls/callable.js";

export interface VmapOptions {
  /**
   * Which axis of each argument is mapped: a number for all, or a list with a number, `null` (not mapped) or a tree of
   * these for each argument. Default 0.
   */
  inAxes?: unknown;
  /** Where the mapped axis goes in each output. Default 0. */
  outAxes?: unknown;
  /** The length of the mapped axis, for functions that get no mapped argument. */
  axisSize?: number;
}

type Axis = number | null;
const isAxis = (x: unknown): boolean => x === null;

/**
 * A function that does for each slice along an axis what `f` does for one.
 *
 *     vmap((x, y) => jnp.dot(x, y), { inAxes: [0, null] })(matrix, vector)
 *
 * Throws if sizes differ, or if an axis is out of range. Source: `jax.vmap`.
 */
export function vmap(f: UserFunction, options: VmapOptions = {}): UserFunction {
  expectFunction(f, "vmap");
  const { inAxes = 0, outAxes = 0, axisSize } = options;
  return named((...args: unknown[]) => {
    const { leaves, tree, names } = flattenArguments(f, args, "vmap");
    const axes = flattenInAxes(inAxes, args.length, tree, f);
    const size = mappedSize(leaves, axes, names, f, axisSize);
    const inputs = leaves.map((x, i) =>
      axes[i] === null ? x : moveAxis(x, normalize(axes[i], x, names[i], f), 0),
    );
    const flat = new FlatFunction(f, tree, "vmap");
    const out = vmapFlat(
      flat.call,
      inputs,
      axes.map((a) => a !== null),
      size,
      { name: nameOf(f) },
    );
    const wanted = flattenOutAxes(outAxes, flat, f);
    const outputs = out.outputs.map((y, i) => placeOutput(y, out.batched[i], wanted[i], size, f));
    return unflatten(flat.outputTree, outputs);
  }, f);
}

function flattenInAxes(inAxes: unknown, count: number, tree: FlatArgumentsTree, f: UserFunction): Axis[] {
  if (Array.isArray(inAxes) && inAxes.length !== count)
    throw new ValueError(
      `vmap inAxes must be a number, null, or a list of entries corresponding to the positional arguments passed to the ` +
        `function, but got ${inAxes.length} entries for ${count} arguments (vmap of ${nameOf(f)}).`,
    );
  return checkedPrefix(inAxes, tree, "inAxes", f);
}

type FlatArgumentsTree = FlatFunction["outputTree"];

function flattenOutAxes(outAxes: unknown, flat: FlatFunction, f: UserFunction): Axis[] {
  return checkedPrefix(outAxes, flat.outputTree, "outAxes", f);
}

function checkedPrefix(axes: unknown, tree: FlatArgumentsTree, which: string, f: UserFunction): Axis[] {
  let found: unknown[];
  try {
    found = broadcastPrefix(axes, tree, isAxis);
  } catch {
    throw new ValueError(
      `vmap ${which} specification must be a tree prefix of the corresponding value, got specification ` +
        `${JSON.stringify(axes)} for value tree ${tree.toString()} (vmap of ${nameOf(f)}).`,
    );
  }
  for (const a of found)
    if (a !== null && !Number.isInteger(a))
      throw new TypeError(
        `vmap ${which} must be an int, null, or a (nested) container of these, but got ${JSON.stringify(a)} (vmap of ${nameOf(f)}).`,
      );
  return found as Axis[];
}

function normalize(axis: number, x: Value, name: string, f: UserFunction): number {
  const at = axis < 0 ? axis + x.ndim : axis;
  if (at >= 0 && at < x.ndim) return at;
  throw new ValueError(
    `vmap was requested to map its argument ${name} along axis ${axis}, which implies that its rank should be at least ` +
      `${axis >= 0 ? axis + 1 : -axis}, but is only ${x.ndim} (its shape is ${showShape(x.shape)}) (vmap of ${nameOf(f)}).`,
  );
}

function mappedSize(
  leaves: readonly Value[],
  axes: readonly Axis[],
  names: readonly string[],
  f: UserFunction,
  axisSize: number | undefined,
): number {
  const sizes = leaves.flatMap((x, i) => {
    const axis = axes[i];
    return axis === null
      ? []
      : [{ name: names[i], axis, type: x.type, size: x.shape[normalize(axis, x, names[i], f)] }];
  });
  const size = axisSize ?? sizes[0]?.size;
  if (size === undefined)
    throw new ValueError(
      `vmap must have at least one non-null value in inAxes, or axisSize must be specified (vmap of ${nameOf(f)}).`,
    );
  if (sizes.every((s) => s.size === size)) return size;
  const lines = sizes.map(
    (s) => `  * axis ${s.axis} of argument ${s.name} of type ${s.type.toLongString()} had size ${s.size}`,
  );
  throw new ValueError(
    `vmap got inconsistent sizes for array axes to be mapped (vmap of ${nameOf(f)}):\n${lines.join("\n")}`,
  );
}

function placeOutput(y: Value, batched: boolean, axis: Axis, size: number, f: UserFunction): Value {
  if (axis === null) {
    if (!batched) return y;
    throw new ValueError(`vmap has mapped output but outAxes is null (vmap of ${nameOf(f)}).`);
  }
  const whole = batched ? y : broadcastLeading(y, size);
  const to = axis < 0 ? axis + whole.ndim : axis;
  if (to < 0 || to >= whole.ndim)
    throw new ValueError(
      `vmap outAxes ${axis} is out of range for an output of rank ${whole.ndim} (vmap of ${nameOf(f)}).`,
    );
  return moveAxis(whole, 0, to);
}

function moveAxis(x: Value, from: number, to: number): Value {
  if (from === to) return x;
  const rest = Array.from({ length: x.ndim }, (_, i) => i).filter((i) => i !== from);
  return transpose(x, [...rest.slice(0, to), from, ...rest.slice(to)]);
}
