/** `jax.jit`, and what there is of a function before it runs. */

import { jit } from "../../calls/jit.js";
import { type ArgumentOptions, type NamedArguments, namedArguments } from "../../calls/jitArguments.js";
import type { UserFunction } from "../../calls/treeTypes.js";
import { evalShape } from "../../transforms/staging.js";
import { hash } from "../objects/compare.js";
import { Raised } from "../objects/exceptions.js";
import { call } from "../objects/machine.js";
import { methods, Native, type Natives } from "../objects/native.js";
import { repr, str } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import { builtinType } from "../objects/type.js";
import { typeOf } from "../objects/types.js";
import { type Keywords, Obj, type Value } from "../objects/value.js";
import { fail, Failure } from "../text/failure.js";
import { fullName } from "../types/object.js";
import { toStatic } from "./convert.js";
import { structTree, withStructs } from "./avals.js";
import { toFunction, Transformed, withKeywords, transformedMethods, same } from "./functions.js";
import { argnums, options } from "./options.js";

/** `jit(f)`. */
const jittedType = builtinType("PjitFunction", undefined, "jaxlib._jax.jax_jit");
transformedMethods(jittedType);

class Jitted extends Transformed {
  private readonly statics: NamedArguments;

  constructor(
    readonly jitted: ReturnType<typeof jit>,
    wrapped: Value,
    options: ArgumentOptions,
  ) {
    super(jitted as UserFunction, wrapped, same, false, jittedType);
    this.statics = namedArguments(toFunction(wrapped), options, "static");
  }

  /** Programs are kept by the values of their static arguments. */
  private checkStatics(args: readonly Value[], keywords: Keywords): void {
    const { numbers, names } = this.statics;
    for (const n of numbers) {
      const x = args.at(n);
      if (x !== undefined) checkHashable(x);
    }
    for (const name of names) if (keywords.has(name)) checkHashable(keywords.get(name)!);
  }

  override invoke(args: readonly Value[], keywords: Keywords): Value {
    this.checkStatics(args, keywords);
    return isJitDisabled ? call(this.wrapped, args, keywords) : super.invoke(args, keywords);
  }
}

function checkHashable(x: Value): void {
  try {
    hash(x);
  } catch (error) {
    if (!(error instanceof Failure || error instanceof Raised)) throw error;
    const reason = error instanceof Raised ? str(error.exception) : error.message;
    fail(
      "ValueError",
      `Non-hashable static arguments are not supported. An error occurred while trying to hash an object of type <class '${fullName(typeOf(x))}'>, ${str(x)}. The error was:\nTypeError: ${reason}\n`,
    );
  }
}

let isJitDisabled = false;

/** From now on, whether functions given to `jit` run as they are. */
export function disableJit(is: Value): void {
  isJitDisabled = truth(is);
}
methods(jittedType, {
  "__repr__(self, /)": (j: Jitted) => `<PjitFunction of ${repr(j.wrapped)}>`,
  "lower(self, /, *args, **kwargs)": (j: Jitted, args: readonly Value[], keywords: Keywords) =>
    new Lowered(j.jitted.lower(...(withKeywords(withStructs(args) as Value[], keywords) as never[])), j),
  "eval_shape(self, /, *args, **kwargs)": (j: Jitted, args: readonly Value[], keywords: Keywords) =>
    shapeOf(j.f, args, keywords),
  "clear_cache(self, /)": () => null,
});

/** Shapes and dtypes of what a function would give. */
function shapeOf(f: UserFunction, args: readonly Value[], keywords: Keywords): Value {
  const named = new Map([...keywords].map(([name, x]) => [name, withStructs([x])[0] as Value]));
  const given = withKeywords(withStructs(args) as Value[], named) as never[];
  return structTree(evalShape(f, ...given));
}

const loweredType = builtinType("Lowered", undefined, "jax.stages");
/** What would run. */
class Lowered extends Obj {
  constructor(
    readonly of: { jaxpr: string; kernels: readonly { name: string; wgsl: string }[] },
    readonly jitted: Jitted,
  ) {
    super(loweredType);
  }
}
const stageText = (l: Lowered): string => l.of.kernels.map((k) => k.wgsl).join("\n");
methods(loweredType, {
  "as_text(self, dialect=None, *, debug_info=False)": stageText,
  "compile(self, compiler_options=None)": (l: Lowered) => new Compiled(l),
});

const compiledType = builtinType("Compiled", undefined, "jax.stages");
class Compiled extends Obj {
  constructor(readonly lowered: Lowered) {
    super(compiledType);
  }
}
methods(compiledType, {
  "__call__(self, /, *args, **kwargs)": (c: Compiled, args: readonly Value[], keywords: Keywords) =>
    c.lowered.jitted.invoke(args, keywords),
  "as_text(self)": (c: Compiled) => stageText(c.lowered),
});

export const stageNatives: Natives = {
  "jit(fun=None, /, *, static_argnums=None, static_argnames=None, donate_argnums=None, donate_argnames=None, keep_unused=False, device=None, backend=None, inline=False, in_shardings=None, out_shardings=None, abstracted_axes=None, compiler_options=None)"(
    f?: Value,
    ...[nums, names, donated, donatedNames]: (Value | undefined)[]
  ) {
    const pick = (x: Value | undefined): unknown => (x === undefined || x === null ? undefined : toStatic(x));
    const numbers = (x: Value | undefined): unknown => (x === null ? undefined : argnums(x));
    const given = options({
      staticArgnums: numbers(nums),
      staticArgnames: pick(names),
      donateArgnums: numbers(donated),
      donateArgnames: pick(donatedNames),
    });
    const made = (g: Value): Value => new Jitted(jit(toFunction(g), given), g, given);
    return f === undefined ? new Native("jit(fun)", made) : made(f);
  },
  "eval_shape(fun, *args, **kwargs)": (f: Value, args: readonly Value[], keywords: Keywords) =>
    shapeOf(toFunction(f), args, keywords),
};
