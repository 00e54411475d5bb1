import { Signature } from "./signature.js";
import type { Type } from "./type.js";
import { getterType, nativeType } from "./types.js";
import { type Keywords, noKeywords, Obj, type Value } from "./value.js";

/** What stands behind a function of a module: parameters in order, `undefined` where none was given. */
// Each takes parameters of its own kinds, which its signature text says and it checks itself.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Implementation = (...args: any[]) => Value | undefined | void;

/** A function written in TypeScript. Its parameters are written as Python writes them: `pop(self, index=-1, /)`. */
export class Native extends Obj {
  readonly name: string;
  private parsed: Signature | undefined;

  constructor(
    private readonly text: string,
    private readonly run: Implementation,
    /** The class whose method it is. */
    readonly owner?: Type,
    readonly module = "builtins",
  ) {
    super(nativeType);
    this.name = text.slice(0, text.indexOf("("));
  }

  get signature(): Signature {
    return (this.parsed ??= Signature.parse(this.text));
  }

  /** The name in messages. */
  get qualname(): string {
    return this.owner ? `${this.owner.name}.${this.name}` : this.name;
  }

  invoke(args: readonly Value[], keywords: Keywords = noKeywords): Value {
    const { signature } = this;
    const given =
      keywords.size === 0 && signature.takesPlainly(args.length) ? args : this.bind(args, keywords);
    return this.run(...given) ?? null;
  }

  /** Arguments by parameter. */
  protected bind(args: readonly Value[], keywords: Keywords): readonly unknown[] {
    return this.signature.bind(this, args, keywords);
  }
}

/** Functions by their signatures. */
export type Natives = Readonly<Record<string, Implementation>>;

/** Gives a built-in class its methods. The first parameter is `self`, and is checked. */
export function methods(type: Type, table: Natives): void {
  for (const [text, run] of Object.entries(table)) {
    const native = new Native(text, run, type);
    type.set(native.name, native);
  }
}

/** Makes a property of a built-in class that is only read. */
export class Getter extends Obj {
  constructor(
    readonly name: string,
    readonly get: (self: Value) => Value,
    readonly set?: (self: Value, value: Value) => void,
    readonly remove?: (self: Value) => void,
  ) {
    super(getterType);
  }
}

// Properties are called with objects of their class only: `getattr` looks them up there.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function getters(type: Type, table: Readonly<Record<string, (self: any) => Value>>): void {
  for (const [name, get] of Object.entries(table)) type.set(name, new Getter(name, get));
}
