/** Classes whose instances are trees. */

import { TypeError, ValueError } from "../ir/errors.js";
import { GetAttrKey, type TreeKey } from "../ir/treeKeys.js";
import { type Class, registerNode } from "../ir/treeNode.js";

/**
 * Makes trees of a class's instances. `flatten` gives the children, and what else is needed to make an instance again,
 * which is part of the structure; `unflatten` makes one. It is called with tracers and with placeholders as children, so
 * it should not look into them.
 *
 *     class Circle {
 *       constructor(centre, radius, name) { Object.assign(this, { centre, radius, name }); }
 *     }
 *     tree.registerPytreeNode(Circle, (c) => [[c.centre, c.radius], c.name], (name, [p, r]) => new Circle(p, r, name));
 *     tree.leaves(new Circle(1, 2, "unit")) // [1, 2]
 *
 * Throws if the class has been registered. Source: `jax.tree_util.register_pytree_node`.
 */
export function registerPytreeNode<T, Meta>(
  type: Class<T>,
  flatten: (node: T) => readonly [children: readonly unknown[], meta: Meta],
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- children are the class's own fields
  unflatten: (meta: Meta, children: any[]) => T,
): void {
  registerNode(type, {
    name: type.name,
    flatten(node) {
      const [children, meta] = flatten(node);
      return { children, meta };
    },
    unflatten: (meta, children) => unflatten(meta as Meta, children),
  });
}

/**
 * As `registerPytreeNode`, with a name for each child: `flatten` gives `[key, child]` pairs in the place of children.
 *
 *     class Span {
 *       constructor(from, to) { Object.assign(this, { from, to }); }
 *     }
 *     tree.registerPytreeWithKeys(
 *       Span,
 *       (s) => [[[new tree.GetAttrKey("from"), s.from], [new tree.GetAttrKey("to"), s.to]], null],
 *       (_, [from, to]) => new Span(from, to),
 *     );
 *     tree.leavesWithPath(new Span(1, 2)).map(([path]) => tree.keystr(path)) // [.from, .to]
 *
 * Throws if the class has been registered. Source: `jax.tree_util.register_pytree_with_keys`.
 */
export function registerPytreeWithKeys<T, Meta>(
  type: Class<T>,
  flatten: (node: T) => readonly [children: readonly (readonly [key: TreeKey, child: unknown])[], meta: Meta],
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- children are the class's own fields
  unflatten: (meta: Meta, children: any[]) => T,
): void {
  registerNode(type, {
    name: type.name,
    flatten(node) {
      const [pairs, meta] = flatten(node);
      return { children: pairs.map(([, child]) => child), meta };
    },
    unflatten: (meta, children) => unflatten(meta as Meta, children),
    keys: (node) => flatten(node)[0].map(([key]) => key),
  });
}

/** A class that says itself how it comes apart and together. */
interface TreeClass<T, Meta> extends Class<T> {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- children are the class's own fields
  treeUnflatten(meta: Meta, children: any[]): T;
}

/**
 * `registerPytreeNode` for a class that has `flatten` as the method `treeFlatten()` and `unflatten` as the static method
 * `treeUnflatten`. Gives the class. Source: `jax.tree_util.register_pytree_node_class`.
 */
export function registerPytreeNodeClass<
  Meta,
  T extends { treeFlatten(): readonly [readonly unknown[], Meta] },
  C extends TreeClass<T, Meta>,
>(type: C & TreeClass<T, Meta>): C {
  registerPytreeNode<T, Meta>(
    type,
    (node) => node.treeFlatten(),
    (meta, children) => type.treeUnflatten(meta, children),
  );
  return type;
}

/**
 * `registerPytreeWithKeys` for a class that has `flatten` as the method `treeFlattenWithKeys()` and `unflatten` as the
 * static method `treeUnflatten`. Gives the class. Source: `jax.tree_util.register_pytree_with_keys_class`.
 */
export function registerPytreeWithKeysClass<
  Meta,
  T extends { treeFlattenWithKeys(): readonly [readonly (readonly [TreeKey, unknown])[], Meta] },
  C extends TreeClass<T, Meta>,
>(type: C & TreeClass<T, Meta>): C {
  registerPytreeWithKeys<T, Meta>(
    type,
    (node) => node.treeFlattenWithKeys(),
    (meta, children) => type.treeUnflatten(meta, children),
  );
  return type;
}

/**
 * Makes trees of a class's instances by their fields: those in `dataFields` are children, those in `metaFields` part of
 * the structure. New instances get the fields set, without a call of the constructor.
 *
 *     class Disk {
 *       constructor(centre, radius, name) { Object.assign(this, { centre, radius, name }); }
 *     }
 *     tree.registerDataclass(Disk, ["centre", "radius"], ["name"]);
 *     tree.leaves(new Disk(1, 2, "unit")) // [1, 2]
 *
 * Throws if the class has been registered. Source: `jax.tree_util.register_dataclass`.
 */
export function registerDataclass<T extends object>(
  type: Class<T>,
  dataFields: readonly (keyof T & string)[],
  metaFields: readonly (keyof T & string)[] = [],
): void {
  if (![dataFields, metaFields].every((list: unknown) => Array.isArray(list)))
    throw new TypeError(
      `registerDataclass of ${type.name}: dataFields and metaFields are lists of the names of fields.`,
    );
  const overlap = dataFields.filter((field) => metaFields.includes(field));
  if (overlap.length > 0)
    throw new ValueError(
      `data_fields and meta_fields must not overlap. Overlapping fields: {${overlap.map((field) => `'${field}'`).join(", ")}}.`,
      { hint: `registerDataclass of ${type.name}.` },
    );
  registerNode(type, {
    name: type.name,
    kind: "dataclass",
    flatten: (node) => ({
      children: dataFields.map((field) => node[field]),
      meta: metaFields.map((field) => node[field]),
    }),
    unflatten(meta, children) {
      const node = Object.create(type.prototype as object) as T;
      const fields = [...dataFields, ...metaFields];
      return Object.assign(
        node,
        Object.fromEntries([...children, ...(meta as unknown[])].map((x, i) => [fields[i], x])),
      );
    },
    key: (_meta, i) => new GetAttrKey(dataFields[i]),
  });
}

/**
 * Makes a class's instances trees without leaves: part of the structure, compared by identity.
 * Source: `jax.tree_util.register_static`.
 */
export function registerStatic(type: Class<unknown>): void {
  registerNode(type, {
    name: type.name,
    flatten: (node) => ({ children: [], meta: node }),
    unflatten: (meta) => meta,
  });
}
