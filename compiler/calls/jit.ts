/** Compilation: a function is traced once for each kind of arguments, and its program handed to the executor. */

import { typeOf, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { showProgram } from "../ir/print.js";
import type { Program } from "../ir/program.js";
import { flatten } from "../ir/tree.js";
import { pass } from "../passes/pass.js";
import { currentExecutor, type LoweredProgram } from "../trace/executor.js";
import type { Primitive } from "../trace/primitive.js";
import { hoistConstants, stage } from "../trace/stageTrace.js";
import { bind } from "../trace/trace.js";
import { Tracer } from "../trace/tracer.js";
import { Value } from "../trace/value.js";
import { argnumList, showArgnums } from "./argnums.js";
import { argumentName, parameters } from "./parameters.js";
import { jitP } from "./jitCall.js";
import { explainMiss, type Names, sameSignature, type Signature, type StaticValue } from "./signature.js";
import {
  asGiven,
  expectFunction,
  FlatFunction,
  flattenArguments,
  named,
  nameOf,
  withShapes,
} from "./callable.js";
import type { Arguments, ArgumentShapes, Output, Transformed, UserFunction } from "./treeTypes.js";

export interface JitOptions {
  /**
   * Arguments that are not arrays but part of the program: it is compiled anew for each value. Lists and plain objects are
   * compared by what is in them, everything else by identity.
   */
  staticArgnums?: number | readonly number[];
  /** Arguments that are not used after the call: their device memory may be taken for results. */
  donateArgnums?: number | readonly number[];
  /** "fast" uses WGSL's built-in functions, which are less exact. */
  precision?: "exact" | "fast";
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
  expectOptions("jit(f)", options, ["staticArgnums", "donateArgnums", "precision"]);
  expectFunction(f, "jit");
  const compiler = new FunctionCompiler(f, options);
  const call = (...args: unknown[]): unknown => compiler.call(args);
  return Object.assign(named(call as Transformed<F>, f), {
    lower: (...args: unknown[]) => compiler.lower(args),
    explain: () => compiler.explanation ?? "not called yet",
  });
}

const programs = new WeakMap<UserFunction, Map<string, Compiled[]>>();

/** What a function is compiled for. All jits of it with the same static arguments share that, as in JAX. */
function programsOf(f: UserFunction, staticArgnums: readonly number[]): Compiled[] {
  let ofFunction = programs.get(f);
  if (!ofFunction) programs.set(f, (ofFunction = new Map<string, Compiled[]>()));
  const key = staticArgnums.join();
  let list = ofFunction.get(key);
  if (!list) ofFunction.set(key, (list = []));
  return list;
}

/** Kinds of arguments for which a function stays compiled; of more, those used longest ago are forgotten. */
const keptPrograms = 512;

class FunctionCompiler {
  private readonly known: Compiled[];
  private readonly staticArgnums: readonly number[];
  private readonly donateArgnums: readonly number[];
  explanation: string | undefined;

  constructor(
    private readonly f: UserFunction,
    private readonly options: JitOptions,
  ) {
    this.staticArgnums = this.checkedArgnums("staticArgnums");
    this.donateArgnums = this.checkedArgnums("donateArgnums");
    const both = this.staticArgnums.filter((n) => this.donateArgnums.includes(n));
    if (both.length > 0)
      throw new ValueError(
        `\`static_argnums\` ${showArgnums(this.staticArgnums)} and \`donate_argnums\` ${showArgnums(this.donateArgnums)} cannot intersect.`,
        { hint: `jit of ${nameOf(f)}: options staticArgnums and donateArgnums.` },
      );
    this.known = programsOf(f, this.staticArgnums);
  }

  private checkedArgnums(option: "staticArgnums" | "donateArgnums"): readonly number[] {
    const numbers = argnumList(this.options[option] ?? [], option, "jit");
    const { names, required, rest } = parameters(this.f);
    const count = Math.max(names.length, required);
    if (!rest && numbers.some((n) => n >= count || n < -count))
      throw new ValueError(
        `Jitted function has ${option === "staticArgnums" ? "static_argnums" : "donate_argnums"}=${showArgnums(numbers)}, ` +
          `but only accepts ${count} positional arguments.`,
        { hint: `jit of ${nameOf(this.f)}, option ${option}.` },
      );
    return numbers;
  }

  call(args: readonly unknown[]): unknown {
    const { compiled, leaves, donated } = this.prepare(args);
    const k = compiled.constants.length;
    const outputs = bind(jitP, [...compiled.constants, ...leaves], {
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
    const statics = given(this.staticArgnums, values);
    const args = statics.length > 0 ? values.map((x, i) => (statics.includes(i) ? asGiven(x) : x)) : values;
    const dynamic = args.map((_, i) => i).filter((i) => !statics.includes(i));
    const flat = this.dynamicArguments(args, statics);
    const { leaves, tree } = flat;
    const signature: Signature = {
      tree,
      types: leaves.map((x) => x.type),
      statics: statics.map((i) => this.staticValue(args[i], i)),
    };
    const compiled = this.find(signature) ?? this.compile(args, dynamic, signature, flat.names);
    this.explanation ??= `${nameOf(this.f)}: compiled before, by another jit of it`;
    return { compiled, leaves, donated: this.donatedLeaves(args, dynamic) };
  }

  private dynamicArguments(args: readonly unknown[], statics: readonly number[]) {
    const holes = args.map((x, i) => (statics.includes(i) ? null : x));
    return flattenArguments(this.f, holes, "jit");
  }

  private donatedLeaves(args: readonly unknown[], dynamic: readonly number[]): number[] {
    const donated = given(this.donateArgnums, args);
    if (donated.length === 0) return [];
    let leaf = 0;
    return dynamic.flatMap((i) => {
      const count = flatten(args[i])[1].numLeaves;
      const own = Array.from({ length: count }, (_, j) => leaf + j);
      leaf += count;
      return donated.includes(i) ? own : [];
    });
  }

  private staticValue(x: unknown, position: number): StaticValue {
    const value = flatten(x);
    const array = value[0].find((leaf) => leaf instanceof Value);
    if (array instanceof Value)
      throw new ValueError(
        `Non-hashable static arguments are not supported. Static argument (index ${position}) of type ` +
          `${typeOf(array)} for function ${nameOf(this.f)} is non-hashable.`,
        {
          hint: "A static argument is part of the program: a number, a string, a function, or a list or object of these, but no array.",
        },
      );
    return value;
  }

  /** The one used last stands last, where it is found soonest. */
  private find(signature: Signature): Compiled | undefined {
    const at = this.known.findLastIndex((c) => sameSignature(c.signature, signature));
    if (at < 0) return undefined;
    const [found] = this.known.splice(at, 1);
    this.known.push(found);
    return found;
  }

  private compile(
    args: readonly unknown[],
    dynamic: readonly number[],
    signature: Signature,
    names: readonly string[],
  ): Compiled {
    const name = nameOf(this.f);
    // Called as a method it would be named one in stacks.
    const { f } = this;
    // The other arguments of this call must not be kept alive.
    const statics = args.map((x, i) => (dynamic.includes(i) ? undefined : x));
    const withStatics: UserFunction = (...values: unknown[]) =>
      f(...statics.map((x, i) => (dynamic.includes(i) ? values[i] : x))) as unknown;
    const flat = new FlatFunction(named(withStatics, f), signature.tree, "jit");
    const traced = { transform: "jit", name, inputs: names };
    const staged = pass(`trace ${name}`, undefined, () => stage(flat.call, signature.types, traced));
    const closed = hoistConstants(staged);
    const compiled = { signature, program: closed.program, constants: closed.constants, flat };
    const staticNames = given(this.staticArgnums, args).map((i) => argumentName(parameters(f), i));
    this.explanation = this.explainCompilation(signature, { leaves: names, statics: staticNames });
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

/** Positions of the arguments that a call was given, of those that an option names; others are optional ones. */
function given(argnums: readonly number[], args: readonly unknown[]): number[] {
  return argnums.map((n) => (n < 0 ? n + args.length : n)).filter((n) => n >= 0 && n < args.length);
}
