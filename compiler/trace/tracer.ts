import type { ArrayType } from "../ir/arrayType.js";
import type { Params } from "../ir/program.js";
import { currentSource, showSource, type Source } from "../ir/source.js";
import {
  ConcretizationTypeError,
  TracerArrayConversionError,
  TracerBoolConversionError,
  UnexpectedTracerError,
} from "./errors.js";
import type { Primitive } from "./primitive.js";
import { type HostData, Value } from "./value.js";

export interface Trace {
  /** The trace that was current when this one began. */
  readonly parent: Trace | null;
  /** Traces with one tag see each other's values as their own. */
  readonly tag?: object;
  /** False once the function that was being traced has returned. */
  alive: boolean;
  process(primitive: Primitive, inputs: readonly Value[], params: Params): Value[];
  /** For messages: what is going on, e.g. "jit of loss". */
  describe(): string;
}

/** A stand-in for an array while a function is being traced. */
export abstract class Tracer extends Value {
  /** Where it was made, for errors. */
  readonly source: Source | undefined;

  constructor(readonly owner: Trace) {
    super();
    this.source = currentSource();
  }

  abstract override readonly type: ArrayType;

  /** The value behind the tracer, where there is one: transforms of a concrete computation know it. */
  concrete(): Value | undefined {
    return undefined;
  }

  /** The same value for a trace that took over from this tracer's own, when what is behind it was revived. */
  revived(_current: Trace, _revive: (x: Value) => Value): Value | undefined {
    return undefined;
  }

  data(): Promise<HostData> {
    const value = this.concrete();
    if (value) return value.data();
    throw new TracerArrayConversionError(concretizationMessage(this, "its elements were needed"));
  }

  tolist(): unknown {
    const value = this.concrete();
    if (value) return value.tolist();
    throw new TracerArrayConversionError(concretizationMessage(this, "its elements were needed"));
  }

  item(): number | boolean {
    return this[Symbol.toPrimitive]("number") as number | boolean;
  }

  [Symbol.toPrimitive](hint: string): number | boolean | string {
    if (hint === "string") return this.toString();
    const value = this.concrete();
    if (value) return value.item();
    throw new TracerBoolConversionError(
      concretizationMessage(this, "a concrete number or boolean was needed"),
    );
  }

  /** As JAX shows it. */
  abstract override toString(): string;

  /** With what is going on, and the line where the value was made. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const { source } = this;
    const place = source && source.file !== "" ? `, made at ${showSource(source)}` : "";
    return `${this.toString()} in ${this.owner.describe()}${place}`;
  }
}

export function concretizationMessage(tracer: Tracer, why: string): string {
  const here = currentSource();
  const at = here.file === "" ? "" : `\nIt was used at ${showSource(here)}.`;
  return (
    `Abstract tracer value encountered where concrete value is expected: traced array with shape ${tracer.type.toLongString()}; ${why}.\n` +
    `The value is being traced by ${tracer.owner.describe()}.${at}\n` +
    `Inside a traced function use jnp.where or lax.select (for numbers), or mark the argument static (jit's staticArgnums).`
  );
}

/** Throws a ConcretizationTypeError for a use of a traced value that needs its elements. */
export function concretizationError(tracer: Tracer, why: string): ConcretizationTypeError {
  return new ConcretizationTypeError(concretizationMessage(tracer, why));
}

/** A tracer was used after its trace had ended. */
export function escaped(x: Tracer): UnexpectedTracerError {
  const made = x.source && x.source.file !== "" ? ` made at ${showSource(x.source)}` : "";
  return new UnexpectedTracerError(
    `Encountered an unexpected tracer. A function transformed by Pullback had a side effect, allowing for a reference ` +
      `to an intermediate value with type ${x.type.toString()}${made} to escape the scope of the transformation ` +
      `(${x.owner.describe()}). Return the value from the function instead of storing it outside.`,
  );
}

/** Whether values of `other` may appear as constants under `trace`. */
export function encloses(other: Trace, trace: Trace): boolean {
  for (let t: Trace | null = trace; t; t = t.parent)
    if (t === other || (t.tag !== undefined && t.tag === other.tag)) return true;
  return false;
}

/**
 * A rule or a traced function used a value that is being differentiated or batched around it, other than as an argument.
 */
export function closedOver(x: Value): UnexpectedTracerError {
  const what = customCall ? `a ${customCall.kind} function` : "a function";
  const rule = customCall?.kind === "custom_vjp" ? "VJP" : "JVP";
  return new UnexpectedTracerError(
    `Detected differentiation or batching of ${what}${customCall ? ` (${customCall.name})` : ""} with respect to a closed-over value ` +
      `of type ${x.type.toString()}. That's not supported because the custom ${rule} rule only specifies how to differentiate ` +
      `the function with respect to explicit input parameters. Try passing the closed-over value into the function ` +
      `as an argument, and adapting the custom ${rule} rule.`,
  );
}

let customCall: { readonly kind: string; readonly name: string } | undefined;

/** For messages: which custom rule is running. */
export function withCustomCall<T>(call: { readonly kind: string; readonly name: string }, f: () => T): T {
  const outer = customCall;
  customCall = call;
  try {
    return f();
  } finally {
    customCall = outer;
  }
}
