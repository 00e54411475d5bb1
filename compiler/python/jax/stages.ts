/** `jax.jit`, and what there is of a function before it runs. */

import { jit, type JitOptions } from "../../calls/jit.js";
import { namedArguments } from "../../calls/jitArguments.js";
import type { UserFunction } from "../../calls/treeTypes.js";
import { evalShape } from "../../transforms/staging.js";
import { call } from "../objects/machine.js";
import { methods, Native, type Natives } from "../objects/native.js";
import { repr } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import { builtinType } from "../objects/type.js";
import { type Keywords, Obj, type Value } from "../objects/value.js";
import { toStatic } from "./convert.js";
import { structTree, withStructs } from "./avals.js";
import { toFunction, Transformed, withKeywords, transformedMethods, same } from "./functions.js";
import { Func } from "../objects/functions.js";
import { argnums, flag, options } from "./options.js";
import { refuseGenerator, StaticArguments } from "./staticArguments.js";

/** `jit(f)`. */
const jittedType = builtinType("PjitFunction", undefined, "jaxlib._jax.jax_jit");
transformedMethods(jittedType);

class Jitted extends Transformed {
  readonly jitted: ReturnType<typeof jit>;
  private readonly statics: StaticArguments;

  constructor(given: JitOptions, wrapped: Value) {
    const f = toFunction(wrapped);
    const jitted = jit(f, given);
    super(jitted as UserFunction, wrapped, same, false, jittedType);
    this.jitted = jitted;
    this.statics = new StaticArguments(namedArguments(f, given, "static"));
  }

  override invoke(args: readonly Value[], keywords: Keywords): Value {
    const replaced = this.statics.replaced(args, keywords);
    return isDisabled ? call(this.wrapped, args, keywords) : super.invoke(...replaced);
  }
}

let isDisabled = false;

/** From now on, whether functions given to `jit` run as they are. */
export function disableJit(is: Value): void {
  isDisabled = truth(is);
}

export const isJitDisabled = (): boolean => isDisabled;
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
    ...[nums, names, donated, donatedNames, _keep, _device, _backend, inline]: (Value | undefined)[]
  ) {
    const pick = (x: Value | undefined): unknown => (x === undefined || x === null ? undefined : toStatic(x));
    const numbers = (x: Value | undefined): unknown => (x === null ? undefined : argnums(x));
    const given = options({
      staticArgnums: numbers(nums),
      staticArgnames: pick(names),
      donateArgnums: numbers(donated),
      donateArgnames: pick(donatedNames),
      inline: flag(inline),
    });
    const made = (g: Value): Value =>
      g instanceof Func && g.code.generator !== undefined ? refuseGenerator(g) : new Jitted(given, g);
    return f === undefined ? new Native("jit(fun)", made) : made(f);
  },
  "eval_shape(fun, *args, **kwargs)": (f: Value, args: readonly Value[], keywords: Keywords) =>
    shapeOf(toFunction(f), args, keywords),
};
