/** Enumerations and dimension numbers of `jax.lax`. */

import { getters, methods, Native } from "../objects/native.js";
import { repr } from "../objects/text.js";
import { Tuple } from "../objects/containers.js";
import { builtinType, type Type } from "../objects/type.js";
import { Obj, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";

/** What the library takes in the place of an object. */
export const libraryValue = Symbol("library value");

class Member extends Obj {
  readonly [libraryValue]: unknown;
  constructor(
    type: Type,
    readonly name: string,
    readonly value: Value,
    inside: unknown,
  ) {
    super(type);
    this[libraryValue] = inside;
  }
}

/** A class whose instances are these, by name: what each is to scripts, and to the library. */
function enumeration(name: string, members: Readonly<Record<string, readonly [Value, unknown]>>): Type {
  const type = builtinType(name, undefined, "jax.lax");
  const made = Object.entries(members).map(([key, [value, inside]]) => new Member(type, key, value, inside));
  for (const member of made) type.set(member.name, member);
  const find = (_: Type, value: Value): Value =>
    made.find((m) => m === value || m.value === value || m[libraryValue] === value) ??
    fail("ValueError", `${repr(value)} is not a valid ${name}`);
  type.set("__new__", new Native("__new__(cls, value)", find));
  methods(type, { "__repr__(self, /)": (m: Member) => `${name}.${m.name}` });
  getters(type, { name: (m: Member) => m.name, value: (m: Member) => m.value });
  return type;
}

/** Names by a number for axes, as gather, scatter and convolutions have them. */
class DimensionNumbers extends Obj {
  readonly [libraryValue]: unknown;
  constructor(
    type: Type,
    readonly values: readonly Value[],
    inside: Readonly<Record<string, unknown>>,
  ) {
    super(type);
    this[libraryValue] = inside;
  }
}

const camel = (name: string): string => name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase());
const axes = (x: Value): number[] => ("items" in (x as object) ? (x as Tuple).items : [x]).map(Number);

function dimensionNumbers(name: string, required: string, optional = ""): Type {
  const type = builtinType(name, undefined, "jax.lax");
  const fields = `${required} ${optional}`.trim().split(" ");
  const parameters = [...required.split(" "), ...(optional ? optional.split(" ").map((f) => `${f}=()`) : [])];
  type.set(
    "__new__",
    new Native(`__new__(cls, ${parameters.join(", ")}, mode=None)`, (_: Type, ...given: Value[]) => {
      const values = fields.map((__, i) => (given[i] as Value | undefined) ?? new Tuple([]));
      return new DimensionNumbers(
        type,
        values,
        Object.fromEntries(fields.map((f, i) => [camel(f), axes(values[i])])),
      );
    }),
  );
  methods(type, {
    "__repr__(self, /)": (d: DimensionNumbers) =>
      `${name}(${fields.map((f, i) => `${f}=${repr(d.values[i])}`).join(", ")})`,
  });
  getters(type, Object.fromEntries(fields.map((f, i) => [f, (d: DimensionNumbers) => d.values[i]])));
  return type;
}

const convolutionType = dimensionNumbers("ConvDimensionNumbers", "lhs_spec rhs_spec out_spec");

/** What `lax.conv_dimension_numbers` gives. */
export function convolutionNumbers(spec: Readonly<Record<string, readonly number[]>>): Value {
  const values = ["lhsSpec", "rhsSpec", "outSpec"].map((f) => new Tuple(spec[f].map(BigInt)));
  return new DimensionNumbers(convolutionType, values, spec);
}

export const laxTypes: readonly Type[] = [
  enumeration("Precision", { DEFAULT: [0n, "default"], HIGH: [1n, "high"], HIGHEST: [2n, "highest"] }),
  enumeration("RoundingMethod", {
    AWAY_FROM_ZERO: [0n, "awayFromZero"],
    TO_NEAREST_EVEN: [1n, "toNearestEven"],
  }),
  enumeration("GatherScatterMode", {
    CLIP: [0n, "clip"],
    FILL_OR_DROP: [1n, "fill"],
    PROMISE_IN_BOUNDS: [2n, "promise_in_bounds"],
    ONE_HOT: [3n, "one_hot"],
  }),
  dimensionNumbers(
    "GatherDimensionNumbers",
    "offset_dims collapsed_slice_dims start_index_map",
    "operand_batching_dims start_indices_batching_dims",
  ),
  dimensionNumbers(
    "ScatterDimensionNumbers",
    "update_window_dims inserted_window_dims scatter_dims_to_operand_dims",
    "operand_batching_dims scatter_indices_batching_dims",
  ),
  convolutionType,
];
