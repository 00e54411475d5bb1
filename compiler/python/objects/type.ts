import { fail } from "../text/failure.js";
import { Obj, type Value } from "./value.js";

/** A class. Its attributes are a plain map: what scripts see as `__dict__` is a view of it. */
export class Type extends Obj {
  readonly attributes = new Map<string, Value>();
  readonly mro: readonly Type[];
  /** Attributes found through the method resolution order; dropped whenever a class changes. */
  private found = new Map<string, Value | undefined>();
  private foundAt = 0;
  private static changes = 0;

  constructor(
    public name: string,
    readonly bases: readonly Type[],
    metaclass?: Type,
    /** Whether a script made it: its instances have attributes, and it can be changed. */
    readonly isUser = false,
    public module = "builtins",
  ) {
    super(metaclass as Type);
    this.qualname = name;
    // The root of all classes is its own metaclass's instance: see `typeType`.
    if (metaclass === undefined) this.type = this;
    this.mro = [this, ...linearize(bases)];
    // Built-in classes are the same for all sessions, which must not see each other's.
    if (isUser) for (const base of bases) if (base.isUser) base.derived.push(new WeakRef(this));
  }

  private readonly derived: WeakRef<Type>[] = [];

  /** The script's classes that have this one as a base. */
  subclasses(): Type[] {
    return this.derived.flatMap((d) => d.deref() ?? []);
  }

  qualname: string;
  /** What messages call the class, where that isn't its name: C's classes carry their module in it. */
  messageName: string | undefined;

  /** What a class or one of its bases defines, unbound. */
  lookup(name: string): Value | undefined {
    if (this.foundAt !== Type.changes) {
      this.found = new Map();
      this.foundAt = Type.changes;
    }
    const known = this.found.get(name);
    if (known !== undefined || this.found.has(name)) return known;
    let value: Value | undefined;
    for (const type of this.mro) {
      value = type.attributes.get(name);
      if (value !== undefined) break;
    }
    this.found.set(name, value);
    return value;
  }

  set(name: string, value: Value): void {
    this.attributes.set(name, value);
    Type.changes++;
  }

  delete(name: string): boolean {
    Type.changes++;
    return this.attributes.delete(name);
  }

  isSubclassOf(other: Type): boolean {
    return this === other || this.mro.includes(other);
  }

  /** The first built-in class in the order: it decides how instances are stored. */
  get builtin(): Type {
    return this.mro.find((t) => !t.isUser)!;
  }
}

/** C3: each class before its bases, bases in the order given. */
function linearize(bases: readonly Type[]): Type[] {
  const lists = [...bases.map((b) => [...b.mro]), [...bases]];
  const order: Type[] = [];
  for (;;) {
    const rest = lists.filter((l) => l.length > 0);
    if (rest.length === 0) return order;
    const next = rest.map((l) => l[0]).find((c) => !rest.some((l) => l.indexOf(c) > 0));
    if (!next) {
      const names = [...new Set(rest.map((l) => l[0].name))].join(", ");
      return fail(
        "TypeError",
        `Cannot create a consistent method resolution\norder (MRO) for bases ${names}`,
      );
    }
    order.push(next);
    for (const l of rest) if (l[0] === next) l.shift();
  }
}

export const objectType = new Type("object", []);
export const typeType = new Type("type", [objectType]);
objectType.type = typeType;

/** A built-in class. */
export function builtinType(name: string, bases: readonly Type[] = [objectType], module = "builtins"): Type {
  const type = new Type(name, bases, typeType, false, module);
  type.attributes.set("__doc__", null);
  return type;
}
