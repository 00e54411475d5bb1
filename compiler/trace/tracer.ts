import type { ArrayType } from "../ir/arrayType.js";
import {
  ConcretizationTypeError,
  type ErrorDetails,
  TracerArrayConversionError,
  TracerBoolConversionError,
  UnexpectedTracerError,
} from "../ir/errors.js";
import type { Params } from "../ir/program.js";
import { currentRule, currentSource, type Rule, showSource, type Source } from "../ir/source.js";
import type { Primitive } from "./primitive.js";
import { type HostData, Value } from "./value.js";

/** An axis that is mapped over, by its name. */
export interface NamedAxis {
  readonly name: string;
  readonly size: number;
}

export interface Trace {
  /** The trace that was current when this one began. */
  readonly parent: Trace | null;
  /** Traces with one tag see each other's values as their own. */
  readonly tag?: object;
  /** Axes that functions running under this trace may speak of. */
  readonly axes?: readonly NamedAxis[];
  /** False once the function that was being traced has returned. */
  alive: boolean;
  process(primitive: Primitive, inputs: readonly Value[], params: Params): Value[];
  /** For messages: what is going on, e.g. "jit of loss". */
  describe(): string;
}

/** A stand-in for an array while a function is being traced. */
export abstract class Tracer extends Value {
  constructor(
    readonly owner: Trace,
    /** Where it was made, for errors. */
    readonly source: Source = currentSource(),
  ) {
    super();
  }

  abstract override readonly type: ArrayType;
  /** What JAX calls this kind of tracer. */
  abstract readonly kind: string;

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
    throw this.unreadable();
  }

  /** For code that wants the elements as they are. */
  unreadable(): TracerArrayConversionError {
    return new TracerArrayConversionError(
      `The numpy.ndarray conversion method __array__() was called on traced array with shape ${this.type.toLongString()}`,
      { origin: this.origin() },
    );
  }

  tolist(): unknown {
    const value = this.concrete();
    if (value) return value.tolist();
    throw concretizationError(
      this,
      `The tolist() method was called on traced array with shape ${this.type.toLongString()}.`,
    );
  }

  item(): number | boolean {
    const value = this.concrete();
    if (value) return value.item();
    throw this.dtype === "bool"
      ? this.undecided()
      : concretizationError(this, "This occurred in the item() method of jax.Array");
  }

  [Symbol.toPrimitive](hint: string): number | boolean | string {
    if (hint === "string") return this.toString();
    const value = this.concrete();
    if (value) return value.item();
    if (this.dtype === "bool") throw this.undecided();
    // A condition, or an operand of an operator: nobody says which.
    throw new TracerBoolConversionError(concretizationMessage(this, this.type)[0], this.decisionDetails());
  }

  /** For code that asks whether it is true. */
  undecided(): TracerBoolConversionError {
    const summary = `Attempted boolean conversion of traced array with shape ${this.type.toLongString()}.`;
    return new TracerBoolConversionError(summary, this.decisionDetails());
  }

  private decisionDetails(): ErrorDetails {
    const [, details] = concretizationMessage(this, this.type);
    return { ...details, hint: `${byOperator}\n${details.hint}` };
  }

  /** For messages: what is being traced, and which arguments the value depends on. */
  origin(): string {
    return `The value is being traced by ${this.owner.describe()}.`;
  }

  /** For messages: how the value came to outlive its trace, as far as that is known; lines, each with its end. */
  leak(): string {
    return "";
  }

  /** As JAX shows it. */
  abstract override toString(): string;

  /** With what is going on, and the line where the value was made. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const { source } = this;
    const place = source.file !== "" ? `, made at ${showSource(source)}` : "";
    return `${this.toString()} in ${this.owner.describe()}${place}`;
  }
}

type Message = [summary: string, details: ErrorDetails];

const byOperator =
  "The problem arose where JavaScript made a number of it. Arrays have methods in the place of operators, x.add(1) and " +
  "x.gt(0) for x + 1 and x > 0, and jnp.sin in the place of Math.sin.";

function concretizationMessage(tracer: Tracer, type: ArrayType, context?: string): Message {
  return [
    `Abstract tracer value encountered where concrete value is expected: traced array with shape ${type.toLongString()}`,
    {
      context,
      origin: tracer.origin(),
      hint:
        `Inside a traced function use jnp.where or lax.select to choose between numbers, ` +
        `or mark the argument static (jit's staticArgnums).`,
    },
  ];
}

/** For a use of a traced value that needs its elements, or a number of another type made of them. `context`: what for. */
export function concretizationError(
  tracer: Tracer,
  context: string,
  type: ArrayType = tracer.type,
): ConcretizationTypeError {
  return new ConcretizationTypeError(...concretizationMessage(tracer, type, context));
}

/** A tracer was used after its trace had ended. */
export function escaped(x: Tracer): UnexpectedTracerError {
  return new UnexpectedTracerError(
    `Encountered an unexpected tracer. A function transformed by JAX had a side effect, allowing for a reference to an ` +
      `intermediate value with type ${x.type.toLongString()} wrapped in a ${x.kind} to escape the scope of the transformation.`,
    {
      context:
        `JAX transformations require that functions explicitly return their outputs, and disallow saving intermediate values to global state.\n` +
        `${x.leak()}To catch the leak earlier, try setting the environment variable JAX_CHECK_TRACER_LEAKS or using the \`jax.checking_leaks\` context manager.`,
      hint: `The transformation was ${x.owner.describe()}. Return the value from the function instead of storing it outside.`,
      places: [{ what: "the value was made", source: x.source }],
    },
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
export function closedOver(x: Value, rule: Rule | undefined = currentRule()): UnexpectedTracerError {
  const { kind = "custom_jvp" } = rule ?? {};
  const [short, rules] = kind === "custom_jvp" ? ["JVP", "rule"] : ["VJP", "fwd and bwd rules"];
  return new UnexpectedTracerError(
    `Detected differentiation of a ${kind} function with respect to a closed-over value. That isn't supported because the ` +
      `custom ${short} rule only specifies how to differentiate the ${kind} function with respect to explicit input parameters. ` +
      `Try passing the closed-over value into the ${kind} function as an argument, and adapting the ${kind} ${rules}.`,
    {
      hint: `The closed-over value has type ${x.type.toLongString()}${rule ? `; the function is ${rule.functionName}` : ""}.`,
      places: [
        { what: "the value was made", source: x instanceof Tracer ? x.source : undefined },
        { what: "the rule was set", source: rule?.source },
      ],
    },
  );
}
