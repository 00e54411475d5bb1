/** What scripts hold of a drawing: objects with attributes, methods and properties that are set by keyword. */
import { AttributeError, TypeError } from "../../ir/errors.js";
import { bindArguments, type Arguments, type Keywords } from "./signature.js";
import { own } from "./values.js";

/** A function that a script calls. */
export class PlotFunction {
  constructor(
    readonly name: string,
    readonly call: (args: unknown[], kwargs: Keywords) => unknown,
  ) {}
}

/** A tuple that a function returns, where a JavaScript array would be a list. */
export class PlotTuple {
  constructor(readonly items: readonly unknown[]) {}
}

/** NumPy's array of axes that `subplots` returns, in row-major order. */
export class AxesArray {
  constructor(
    readonly axes: readonly PlotObject[],
    readonly shape: readonly number[],
  ) {}
}

/** A method: its signature, as Python writes it, and what it does. */
type Method<T> = readonly [signature: string, body: (self: T, args: Arguments) => unknown];
export type Methods<T> = Readonly<Record<string, Method<T>>>;

/** How a keyword's value is read; the field has the property's name. */
type Reader = (value: unknown) => unknown;
export type Properties = Readonly<Record<string, Reader>>;

/** The short names of properties. */
const aliases: Record<string, string> = {
  aa: "antialiased",
  antialiaseds: "antialiased",
  c: "color",
  dashes: "linestyle",
  ds: "drawstyle",
  ec: "edgecolor",
  edgecolors: "edgecolor",
  facecolors: "facecolor",
  family: "fontfamily",
  fc: "facecolor",
  fontproperties: "font",
  ha: "horizontalalignment",
  linestyles: "linestyle",
  linewidths: "linewidth",
  ls: "linestyle",
  lw: "linewidth",
  ma: "multialignment",
  mec: "markeredgecolor",
  mew: "markeredgewidth",
  mfc: "markerfacecolor",
  ms: "markersize",
  name: "fontfamily",
  size: "fontsize",
  style: "fontstyle",
  va: "verticalalignment",
  weight: "fontweight",
};

/** Keywords under their full names. */
export function normalized(kwargs: Keywords, keep: readonly string[] = []): Keywords {
  const full: Keywords = new Map();
  const seen = new Map<string, string>();
  for (const [key, value] of kwargs) {
    const name = keep.includes(key) ? key : (own(aliases, key) ?? key);
    const other = seen.get(name);
    if (other !== undefined)
      throw new TypeError(`Got both '${other}' and '${key}', which are aliases of one another`);
    seen.set(name, key);
    full.set(name, value);
  }
  return full;
}

/** Anything of a drawing that a script can hold. */
export abstract class PlotObject {
  /** The full name of its class in Python: "matplotlib.lines.Line2D". */
  abstract readonly className: string;

  get shortName(): string {
    return this.className.slice(this.className.lastIndexOf(".") + 1);
  }

  /** As Python's `repr`; the address is the caller's: "0x7f00". */
  repr(address: string): string {
    return `<${this.className} object at ${address}>`;
  }

  /** As Python's `str`. */
  str(address: string): string {
    return this.repr(address);
  }

  /** What calling gives; undefined where Python's object can't be called. */
  call?(args: unknown[], kwargs: Keywords): unknown;

  /** What iterating gives, and `len` counts; undefined where Python's object can't. */
  items(): readonly unknown[] | undefined {
    return undefined;
  }

  /** What indexing gives; undefined where Python's object can't. An index counts from the end if it is negative. */
  item(key: unknown): unknown {
    const items = this.items();
    if (!items || (typeof key !== "bigint" && typeof key !== "number")) return undefined;
    return items.at(Number(key));
  }

  protected properties(): Properties {
    return {};
  }

  protected methods(): Methods<never> {
    return {};
  }

  /** Attributes that are neither methods nor properties. */
  protected fields(): Readonly<Record<string, unknown>> {
    return {};
  }

  /** An attribute's value; undefined where there is none. Methods are functions bound to the object. */
  attribute(name: string): unknown {
    const fields = this.fields();
    if (Object.hasOwn(fields, name)) return fields[name];
    const methods = this.methods();
    if (Object.hasOwn(methods, name)) return this.method(name, methods[name]);
    if (name === "set") return new PlotFunction("set", (_, kwargs) => this.set(kwargs));
    const [prefix, property = ""] = [name.slice(0, 4), own(aliases, name.slice(4)) ?? name.slice(4)];
    if (!Object.hasOwn(this.properties(), property)) return undefined;
    if (prefix === "set_")
      return new PlotFunction(name, ([value, ...rest], kwargs) => {
        bindArguments(`${this.shortName}.${name}`, property, [value, ...rest], kwargs);
        this.setProperty(property, value);
        return null;
      });
    if (prefix === "get_") return new PlotFunction(name, () => this.getProperty(property));
    return undefined;
  }

  private method(name: string, [signature, body]: Method<never>): PlotFunction {
    const full = `${this.shortName}.${name}`;
    return new PlotFunction(name, (args, kwargs) =>
      body(this as never, bindArguments(full, signature, args, kwargs)),
    );
  }

  /** Python's `set(**kwargs)`. */
  set(kwargs: Keywords): unknown[] {
    for (const [key, value] of normalized(kwargs, Object.keys(this.properties()))) {
      if (!Object.hasOwn(this.properties(), key)) throw this.unknownKeyword(key);
      this.setProperty(key, value);
    }
    return [];
  }

  protected unknownKeyword(key: string): Error {
    return new AttributeError(`${this.shortName}.set() got an unexpected keyword argument '${key}'`);
  }

  protected setProperty(name: string, value: unknown): void {
    (this as unknown as Record<string, unknown>)[name] = this.properties()[name](value);
  }

  private getProperty(name: string): unknown {
    const value = (this as unknown as Record<string, unknown>)[name];
    if (value instanceof Object && "source" in value) return value.source;
    return value ?? null;
  }
}
