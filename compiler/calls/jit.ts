/** Compilation: a function is traced once for each kind of arguments, and its program handed to the executor. */

import { expectOptions } from "../ir/options.js";
import { showProgram } from "../ir/print.js";
import type { Program } from "../ir/program.js";
import { pass } from "../passes/pass.js";
import { currentExecutor, type LoweredProgram, withLimits } from "../trace/executor.js";
import type { Primitive } from "../trace/primitive.js";
import { hoistConstants, stage } from "../trace/stageTrace.js";
import { namedAxesText } from "../trace/namedAxis.js";
import { EvalTrace } from "../trace/evalTrace.js";
import { evaluate } from "../trace/evaluate.js";
import { bind, currentTrace } from "../trace/trace.js";
import { Tracer } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";
import { type ArgumentOptions, checkApart, leavesOf, type NamedArguments, namedArguments, type SplitArguments, splitStatics, staticValue } from "./jitArguments.js"; // prettier-ignore
import { jitP } from "./jitCall.js";
import { wrapped } from "./parameters.js";
import { explainMiss, type Names, sameSignature, type Signature } from "./signature.js";
import {
  expectFunction,
  FlatFunction,
  flattenArguments,
  named,
  nameOf,
  placeOf,
  withShapes,
} from "./callable.js";
import type { Arguments, ArgumentShapes, Output, Transformed, UserFunction } from "./treeTypes.js";

export interface JitOptions extends ArgumentOptions {
  /** "fast" uses WGSL's built-in functions, which are less exact. */
  precision?: "exact" | "fast";
  /** Whether programs that call the function hold its operations in the place of the call. Default false. */
  inline?: boolean;
  /**
   * Ends loops that calls have begun on a device: reading what they would have given then rejects with the signal's reason, an
   * AbortError. The device goes on with what comes next. On the host nothing can abort it meanwhile; one that was aborted before ends a
   * long loop there too, whose call throws.
   */
  signal?: AbortSignal;
}

/** What `lower` gives: everything that would run. */
export interface Lowered extends LoweredProgram {
  readonly jaxpr: string;
}

export interface Jitted<F extends UserFunction> {
  (...args: Arguments<F>): Output<F>;
  /** What would run for these arguments, without running it. A `{ shape, dtype }` will do for an array. */
  lower(...args: ArgumentShapes<F>): Lowered;
  /** Why the last call that compiled did so: which argument changed shape, dtype, tree or static value. */
  explain(): string;
}

const jitOptions = [
  "staticArgnums",
  "staticArgnames",
  "donateArgnums",
  "donateArgnames",
  "precision",
  "inline",
  "signal",
] as const;

interface Compiled {
  readonly signature: Signature;
  readonly program: Program<Primitive>;
  readonly constants: readonly Value[];
  readonly flat: FlatFunction;
}

/**
 * Compiles `f`: the first call with arguments of some shapes and dtypes traces it; later ones run the compiled program,
 * on the device that `init` picked, or on the host. Results on a device are read with `await y.data()`.
 *
 *     const f = jit((x) => jnp.sum(jnp.sin(x)));
 *
 * Source: `jax.jit`.
 */
export function jit<F extends UserFunction>(f: F, options: JitOptions = {}): Jitted<F> {
  expectOptions("jit(f)", options, jitOptions);
  expectFunction(f, "jit");
  const compiler = new FunctionCompiler(f, options);
  const call = (...args: unknown[]): unknown =>
    withLimits({ signal: options.signal }, () => compiler.call(args));
  return Object.assign(wrapped(call as Transformed<F>, f), {
    lower: (...args: unknown[]) => compiler.lower(args),
    explain: () => compiler.explanation ?? "not called yet",
  });
}

const programs = new WeakMap<UserFunction, Map<string, Compiled[]>>();

/** What a function is compiled for. All jits of it with the same static arguments share that, as in JAX. */
function programsOf(f: UserFunction, statics: NamedArguments): Compiled[] {
  let ofFunction = programs.get(f);
  if (!ofFunction) programs.set(f, (ofFunction = new Map<string, Compiled[]>()));
  const key = [...statics.numbers, ...statics.names].join();
  let list = ofFunction.get(key);
  if (!list) ofFunction.set(key, (list = []));
  return list;
}

/** Kinds of arguments for which a function stays compiled; of more, those used longest ago are forgotten. */
const keptPrograms = 512;

class FunctionCompiler {
  private readonly known: Compiled[];
  private readonly statics: NamedArguments;
  private readonly donated: NamedArguments;
  explanation: string | undefined;

  constructor(
    private readonly f: UserFunction,
    private readonly options: JitOptions,
  ) {
    this.statics = namedArguments(f, options, "static");
    this.donated = namedArguments(f, options, "donate");
    checkApart(f, this.statics, this.donated);
    this.known = programsOf(f, this.statics);
  }

  call(args: readonly unknown[]): unknown {
    const { compiled, leaves, donated } = this.prepare(args);
    const k = compiled.constants.length;
    const inputs = [...compiled.constants, ...leaves];
    if (this.options.inline && !(currentTrace() instanceof EvalTrace))
      return compiled.flat.unflatten(evaluate(compiled.program, inputs));
    const outputs = bind(jitP, inputs, {
      name: nameOf(this.f),
      precision: this.options.precision,
      donated: donated.length > 0 ? donated.map((i) => i + k) : undefined,
      jaxpr: compiled.program,
    });
    return compiled.flat.unflatten(outputs);
  }

  lower(args: readonly unknown[]): Lowered {
    const { compiled } = this.prepare(withShapes(args));
    const lowered = currentExecutor().lower(compiled.program, {
      name: nameOf(this.f),
      precision: this.options.precision,
    });
    return { jaxpr: showProgram(compiled.program), ...lowered };
  }

  private prepare(values: readonly unknown[]) {
    const { dynamic, statics, complete } = splitStatics(this.f, this.statics, values);
    const flat = flattenArguments(this.f, dynamic, "jit");
    const { leaves, tree } = flat;
    const signature: Signature = {
      tree,
      types: leaves.map((x) => x.type),
      statics: statics.map((argument) => staticValue(this.f, argument)),
      axes: namedAxesText(),
    };
    const names = (): Names => ({ leaves: flat.names, statics: statics.map((s) => s.name) });
    const compiled = this.find(signature) ?? this.compile(complete, signature, names());
    this.explanation ??= `${nameOf(this.f)}: compiled before, by another jit of it`;
    return { compiled, leaves, donated: leavesOf(this.donated, dynamic) };
  }

  /** The one used last stands last, where it is found soonest. */
  private find(signature: Signature): Compiled | undefined {
    const at = this.known.findLastIndex((c) => sameSignature(c.signature, signature));
    if (at < 0) return undefined;
    const [found] = this.known.splice(at, 1);
    this.known.push(found);
    return found;
  }

  private compile(complete: SplitArguments["complete"], signature: Signature, names: Names): Compiled {
    const name = nameOf(this.f);
    // Called as a method it would be named one in stacks.
    const { f } = this;
    const withStatics: UserFunction = (...values: unknown[]) => f(...complete(values)) as unknown;
    const flat = new FlatFunction(named(withStatics, f), signature.tree, "jit", f);
    const traced = { transform: "jit", name: placeOf(f), inputs: names.leaves };
    const staged = pass(`trace ${name}`, undefined, () => stage(flat.call, signature.types, traced));
    const closed = hoistConstants(staged);
    const compiled = { signature, program: closed.program, constants: closed.constants, flat };
    this.explanation = this.explainCompilation(signature, names);
    // A function that closes over traced values means something else on the next call.
    if (!closed.constants.some((c) => c instanceof Tracer)) this.known.push(compiled);
    if (this.known.length > keptPrograms) this.known.shift();
    return compiled;
  }

  private explainCompilation(signature: Signature, names: Names): string {
    const name = nameOf(this.f);
    if (this.known.length === 0) return `${name}: first call`;
    const misses = this.known.map((c) => explainMiss(c.signature, signature, names));
    // Of equals the one used last, which stands last.
    const nearest = misses.reduce((a, b) => (b.length <= a.length ? b : a));
    return `${name} was compiled again: ${nearest.join("; ")}`;
  }
}
