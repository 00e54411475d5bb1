/** Classes of scripts that are nodes of trees. */

import { GetAttrKey } from "../../ir/treeKeys.js";
import type { NodeType } from "../../ir/treeNode.js";
import { fail } from "../text/failure.js";
import { getAttribute } from "../objects/attributes.js";
import { equal } from "../objects/compare.js";
import { Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { listOf } from "../objects/iterate.js";
import { call } from "../objects/machine.js";
import { repr, str } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import { Type } from "../objects/type.js";
import type { Value } from "../objects/value.js";
import { registerClass } from "./trees.js";
import { keyOf } from "./treeObjects.js";

/** All of a dataclass's own fields are said to be data or not, and nothing else. */
export function checkFields(type: Type, data: Value, meta: Value, drop: Value): void {
  if (data === null && meta === null) return;
  if (data === null || meta === null)
    fail(
      "TypeError",
      `register_dataclass: data_fields and meta_fields must both be specified when either is specified. Got data_fields=${repr(data)} meta_fields=${repr(meta)}.`,
    );
  const fields = type.lookup("__dataclass_fields__");
  if (!(fields instanceof Dict)) return;
  const known = [...fields.entries()].filter(([, f]) => truth(getAttribute(f, "init"))).map(([n]) => str(n));
  const given = [...listOf(data), ...listOf(meta)].map(str);
  const set = (names: readonly string[]): string => `{${names.map((n) => repr(n)).join(", ")}}`;
  const missing = known.filter((n) => !given.includes(n) && !listOf(drop).map(str).includes(n));
  const unexpected = given.filter((n) => !known.includes(n));
  if (missing.length + unexpected.length === 0) return;
  const parts = [
    ...(missing.length > 0
      ? [` Missing fields: ${set(missing)}. Add them to drop_fields to suppress this error.`]
      : []),
    ...(unexpected.length > 0 ? [` Unexpected fields: ${set(unexpected)}.`] : []),
  ];
  fail(
    "ValueError",
    `data_fields and meta_fields must include all dataclass fields with \`\`init=True\`\` and only them.${parts.join("")}`,
  );
}

interface Registration {
  readonly flatten: Value;
  readonly unflatten: Value;
  readonly withKeys: Value;
}

/** What a flatten function gave. */
function pairOf(result: Value, what: string): [Value[], Value] {
  if (!(result instanceof Tuple) || result.items.length !== 2)
    return fail("ValueError", `${what} must return a pair (children, aux_data)`);
  return [listOf(result.items[0]), result.items[1]];
}

export function register(type: Value, { flatten, unflatten, withKeys }: Registration): void {
  if (!(type instanceof Type)) fail("TypeError", `Expected a class, got ${repr(type)}.`);
  const split = (x: Value): [keys: Value[] | undefined, children: Value[], meta: Value] => {
    if (flatten !== null) {
      const [children, meta] = pairOf(call(flatten, [x]), "The flatten function");
      return [undefined, children, meta];
    }
    const [pairs, meta] = pairOf(call(withKeys, [x]), "The flatten function");
    return [pairs.map((p) => listOf(p)[0]), pairs.map((p) => listOf(p)[1]), meta];
  };
  const node: NodeType = {
    name: type.name,
    flatten(x) {
      const [, children, meta] = split(x as Value);
      return { children, meta };
    },
    unflatten: (meta, children) => call(unflatten, [meta as Value, new Tuple(children as Value[])]),
    sameMeta: (a, b) => equal(a as Value, b as Value),
    ...(withKeys === null
      ? {}
      : {
          keys: (x: unknown) =>
            pairOf(call(withKeys, [x as Value]), "The flatten function")[0].map((p) => keyOf(listOf(p)[0])),
        }),
  };
  registerClass(type, node);
}

export function registerDataclass(type: Type, data: Value, meta: Value): void {
  const [dataFields, metaFields] =
    data === null ? fieldsOf(type) : [namesOf(data), meta === null ? [] : namesOf(meta)];
  registerClass(type, {
    name: type.name,
    kind: "dataclass",
    flatten: (x) => ({
      children: dataFields.map((f) => getAttribute(x as Value, f)),
      meta: new Tuple(metaFields.map((f) => getAttribute(x as Value, f))),
    }),
    unflatten(values, children) {
      const keywords = new Map<string, Value>();
      dataFields.forEach((f, i) => keywords.set(f, children[i] as Value));
      metaFields.forEach((f, i) => keywords.set(f, (values as Tuple).items[i]));
      return call(type, [], keywords);
    },
    sameMeta: (a, b) => equal(a as Value, b as Value),
    key: (_meta, i) => new GetAttrKey(dataFields[i]),
  });
}

function namesOf(x: Value): string[] {
  return listOf(x).map(str);
}

/** The fields of a dataclass: those whose metadata says `static` are no data. */
function fieldsOf(type: Type): [data: string[], meta: string[]] {
  const all = type.lookup("__dataclass_fields__");
  if (!(all instanceof Dict))
    return fail(
      "TypeError",
      "register_dataclass: data_fields and meta_fields are required when nodetype is not a dataclass. Got nodetype=" +
        repr(type) +
        ".",
    );
  const isStatic = (f: Value): boolean => {
    const found = call(getAttribute(getAttribute(f, "metadata"), "get"), ["static", false]);
    return truth(found);
  };
  const names = [...all.entries()].filter(([, f]) => truth(getAttribute(f, "init")));
  return [
    names.filter(([, f]) => !isStatic(f)).map(([n]) => str(n)),
    names.filter(([, f]) => isStatic(f)).map(([n]) => str(n)),
  ];
}
