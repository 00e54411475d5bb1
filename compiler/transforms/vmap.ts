import { showShape } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import {
  broadcastPrefix,
  flatten,
  leaves,
  paths,
  structure,
  type TreeDef,
  unflatten,
  withoutLeaves,
} from "../ir/tree.js";
import { prefixErrors } from "../ir/treeErrors.js";
import { isNone, itemsOf } from "../ir/treeNode.js";
import { tupleText } from "../ir/valueText.js";
import { vmapFlat } from "../passes/vmap.js";
import { broadcastLeading, moveAxis } from "../primitives/views.js";
import type { Value } from "../trace/value.js";
import {
  expectFunction,
  type FlatArguments,
  FlatFunction,
  flattenArguments,
  nameOf,
  withArrays,
} from "../calls/callable.js";
import { keywordNames, splitKeywords } from "../calls/keywords.js";
import { wrapped } from "../calls/parameters.js";
import { showTree } from "../calls/treeText.js";
import type { Transformed, UserFunction } from "../calls/treeTypes.js";

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
  /** What the mapped axis is called in the function: by `lax.psum(x, "i")` its lanes are summed. */
  axisName?: string;
}

type Axis = number | null;
/**
 * A function that does for each slice along an axis what `f` does for one.
 *
 *     vmap((x, y) => jnp.dot(x, y), { inAxes: [0, null] })(jnp.eye(2), [1, 2]) // [1. 2.]
 *
 * Throws if sizes differ, or if an axis is out of range. Source: `jax.vmap`.
 */
export function vmap<F extends UserFunction>(f: F, options: VmapOptions = {}): Transformed<F> {
  expectOptions("vmap(f)", options, ["inAxes", "outAxes", "axisSize", "axisName"]);
  expectFunction(f, "vmap");
  const { inAxes = 0, outAxes = 0, axisSize, axisName } = options;
  return wrapped((...args: unknown[]) => {
    const [all, tree] = flatten(args);
    const axes = axesOf(args, inAxes, f);
    const given = mappedArguments(f, all, tree, axes);
    const { names } = given;
    const size = mappedSize(given, axes, f, args, axisSize);
    const inputs = given.leaves.flatMap((x, i) =>
      axes[i] === null ? [] : [moveAxis(x, normalize(axes[i], x, names[i], f), 0)],
    );
    const flat = new FlatFunction(f, tree, "vmap");
    const call = (...mapped: Value[]): Value[] => {
      let next = 0;
      return flat.call(...all.map((x, i) => (axes[i] === null ? withArrays(x) : mapped[next++])));
    };
    const out = vmapFlat(
      call,
      inputs,
      inputs.map(() => true),
      size,
      { axisName },
      nameOf(f),
    );
    const wanted = checkedPrefix(outAxes, flat.outputTree, "outAxes", f);
    const where = paths(flat.outputTree);
    const outputs = out.outputs.map((y, i) =>
      placeOutput(y, out.batched[i], wanted[i], { size, path: where[i], f, axisName }),
    );
    return unflatten(flat.outputTree, outputs);
  }, f) as Transformed<F>;
}

/** The axis of each leaf that is mapped. What is given by name is mapped over its first. */
function axesOf(args: readonly unknown[], inAxes: unknown, f: UserFunction): Axis[] {
  const { positional, keywords } = splitKeywords(args);
  const inOrder = flattenInAxes(inAxes, positional.length, structure(positional), f);
  return [...inOrder, ...leaves(keywords ?? null).map(() => 0)];
}

/** The arguments that are mapped, as arrays. The others may be anything: they are handed on. */
function mappedArguments(
  f: UserFunction,
  all: readonly unknown[],
  tree: TreeDef,
  axes: readonly Axis[],
): FlatArguments {
  const mapped = all.map((x, i) => (axes[i] === null ? 0 : x));
  return flattenArguments(f, unflatten(tree, mapped) as unknown[], "vmap");
}

function flattenInAxes(inAxes: unknown, count: number, tree: TreeDef, f: UserFunction): Axis[] {
  const entries =
    "vmap in_axes must be an int, None, or a tuple of entries corresponding to the positional arguments passed to the function, but got";
  const hint = `vmap of ${nameOf(f)}: inAxes is a number, null, or a list with an entry for each argument.`;
  const list = itemsOf(inAxes);
  if (list && list.length !== count)
    throw new ValueError(`${entries} len(in_axes)=${list.length}, len(args)=${count}`, { hint });
  if (!list && inAxes !== null && !isInteger(inAxes))
    throw new TypeError(`${entries} ${showTree(inAxes)}.`, { hint });
  return checkedPrefix(list ?? inAxes, tree, "inAxes", f);
}

/** Other languages' integers are bigints. */
function isInteger(x: unknown): boolean {
  return Number.isInteger(x) || typeof x === "bigint";
}

function checkedPrefix(axes: unknown, tree: TreeDef, option: "inAxes" | "outAxes", f: UserFunction): Axis[] {
  const which = `vmap ${option === "inAxes" ? "in_axes" : "out_axes"}`;
  const hint = `vmap of ${nameOf(f)}, option ${option}.`;
  if (!leaves(axes).every(isInteger))
    throw new TypeError(
      `${which} must be an int, None, or (nested) container with those types as leaves, but got ${showTree(axes)}.`,
      { hint },
    );
  // Where trees say axes, null is one of them, and not a tree without leaves.
  const found = broadcastPrefix(axes, tree, isNone);
  if (found) return found.map((axis) => (isNone(axis) ? null : Number(axis)));
  const problems = prefixErrors(axes, withoutLeaves(tree)).map((problem) => problem(which));
  throw new ValueError(
    `${which} specification must be a tree prefix of the corresponding value; \n` +
      `  Mismatch details (${problems.length} found):\n  ${problems.join("\n  ")}`,
    { hint },
  );
}

function normalize(axis: number, x: Value, name: string, f: UserFunction): number {
  const at = axis < 0 ? axis + x.ndim : axis;
  if (at >= 0 && at < x.ndim) return at;
  throw new ValueError(
    `vmap was requested to map its argument along axis ${axis}, which implies that its rank should be at least ` +
      `${axis >= 0 ? axis + 1 : -axis}, but is only ${x.ndim} (its shape is ${showShape(x.shape)})`,
    { hint: `It is argument ${name} of ${nameOf(f)}.` },
  );
}

/** An axis that is mapped over, of an argument. */
interface MappedAxis {
  readonly axis: number;
  readonly size: number;
  /** `argument x of type float32[3]` */
  readonly of: string;
}

function mappedSize(
  { leaves: inputs, names, tree }: FlatArguments,
  axes: readonly Axis[],
  f: UserFunction,
  args: readonly unknown[],
  axisSize: number | undefined,
): number {
  const described = inWords(names, tree);
  const mapped = inputs.flatMap((x, i): MappedAxis[] => {
    const axis = axes[i];
    if (axis === null) return [];
    const of = `${described[i]} of type ${x.type.toLongString()}`;
    return [{ axis, of, size: x.shape[normalize(axis, x, names[i], f)] }];
  });
  const size = axisSize ?? mapped[0]?.size;
  const hint = `vmap of ${nameOf(f)}.`;
  if (size === undefined)
    throw new ValueError(
      inputs.length === 0
        ? "vmap wrapped function must be passed at least one argument containing an array or axis_size must be specified, " +
            emptyArguments(args)
        : "vmap must have at least one non-None value in in_axes or axis_size must be specified",
      { hint },
    );
  if (mapped.every((m) => m.size === size)) return size;
  const lines = axisSize === undefined ? [] : [`  * the \`axis_size\` argument was ${axisSize}`];
  throw new ValueError(
    `vmap got inconsistent sizes for array axes to be mapped:\n${[...lines, ...sizesInWords(mapped)].join(";\n")}`,
    { hint },
  );
}

/** What the leaves of arguments are called in messages: `argument x`, `kwargs['k']`. */
function inWords(names: readonly string[], tree: TreeDef): string[] {
  const last = tree.children.at(-1);
  const named = last && keywordNames(last) ? paths(last, "kwargs") : [];
  const inOrder = names.slice(0, names.length - named.length);
  return [...inOrder.map((name) => `argument ${name}`), ...named];
}

function emptyArguments(args: readonly unknown[]): string {
  const { positional, keywords } = splitKeywords(args);
  const named = [...(keywords?.values ?? [])].map(([name, x]) => `'${name}': ${showTree(x)}`);
  return `got empty *args=${tupleText(positional.map(showTree))} and **kwargs={${named.join(", ")}}`;
}

/** The sizes that there are, most frequent first, each with its first axis. */
function sizesInWords(mapped: readonly MappedAxis[]): string[] {
  const groups = new Map<number, MappedAxis[]>();
  for (const m of mapped) groups.set(m.size, [...(groups.get(m.size) ?? []), m]);
  const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
  return sorted.map((group, i) => {
    const [{ axis, size, of }] = group;
    const count = group.length;
    const who = count === 1 ? "one axis" : `${i === 0 ? "most" : "some"} axes (${count} of them)`;
    return `  * ${who} had size ${size}${count === 1 ? ":" : ", e.g."} axis ${axis} of ${of}`;
  });
}

function placeOutput(
  y: Value,
  batched: boolean,
  axis: Axis,
  { size, path, f, axisName }: { size: number; path: string; f: UserFunction; axisName?: string },
): Value {
  const hint = `vmap of ${nameOf(f)}, output${path}.`;
  if (axis === null) {
    if (!batched) return y;
    const problem =
      axisName === undefined
        ? `at vmap out_axes${path}, got axis spec None but output was batched on axis 0`
        : `vmap has mapped output (axis_name=${axisName}) but out_axes is None`;
    throw new ValueError(problem, {
      hint: `${hint} It differs from slice to slice: outAxes must say where the mapped axis goes.`,
    });
  }
  const whole = batched ? y : broadcastLeading(y, size);
  const to = axis < 0 ? axis + whole.ndim : axis;
  if (to < 0 || to >= whole.ndim)
    throw new ValueError(`axis ${axis} is out of bounds for array of dimension ${whole.ndim}`, {
      hint: `${hint} outAxes counts the mapped axis too.`,
    });
  return moveAxis(whole, 0, to);
}
