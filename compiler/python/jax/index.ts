/** The modules `jax` and its submodules. */

import { truth } from "../objects/truth.js";
import { enableX64, x64IsEnabled } from "../../ir/dtype.js";
import { condP } from "../../calls/condCall.js";
import { effectsBarrier } from "../../calls/debug.js";
import { linearSolveP } from "../../calls/linearSolveCall.js";
import { scanP } from "../../calls/scanCall.js";
import { whileP } from "../../calls/whileCall.js";
import { init } from "../../execute/init.js";
import { numpy as jnp } from "./library.js";
import { flatten, map, unflatten } from "../../ir/tree.js";
import { EvalTrace } from "../../trace/evalTrace.js";
import { enterTrace } from "../../trace/trace.js";
import { Value as ArrayValue } from "../../trace/value.js";
import { fail } from "../text/failure.js";
import { Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import type { Type } from "../objects/type.js";
import { defineException } from "../objects/exceptions.js";
import { Module } from "../objects/functions.js";
import { Native, type Natives } from "../objects/native.js";
import { noKeywords, type Value } from "../objects/value.js";
import { call } from "../objects/machine.js";
import { keepPrintOptions } from "../modules/printOptions.js";
import type { Machine, Options } from "../vm/machine.js";
import { isAbsent } from "./absent.js";
import { arrayType, tracerType, useArrayTypes } from "./arrayType.js";
import "./arrays.js";
import { JaxFunction } from "./jaxFunction.js";
import { keyType } from "./keys.js";
import { partialType } from "./partial.js";
import { randomFunctions } from "./random.js";
import { treeFunctions, treeUtilFunctions } from "./tree.js";
import { treeTypes } from "./treeObjects.js";
import type { LibraryNative } from "./bind.js";
import { fetchAll, useExecutorFor } from "./device.js";
import { errorWords } from "./errorWords.js";
import { useSourcesOf } from "./sources.js";
import { dtypeObject, namedDType, narrowed, scalarType } from "./dtypes.js";
import { abstractTypes } from "../numpy/abstractTypes.js";
import { dtypeNatives, extendedTypes, scalarAliases } from "./dtypeFunctions.js";
import { image } from "./image.js";
import { indexTricks } from "./indexTricks.js";
import { initializers } from "./initializers.js";
import { printingNatives } from "./printing.js";
import { segments } from "./segments.js";
import { scipyModules } from "./scipy/index.js";
import { runModule } from "../modules/library.js";
import { laxTypes } from "./laxTypes.js";
import { collectiveNatives } from "./collectives.js";
import { laxFunctions, nnFunctions, specialFunctions } from "./lax.js";
import { laxLinalgFunctions, linalgFunctions, scipyLinalgFunctions } from "./linalg.js";
import { numpyFunctions } from "./numpy.js";
import {
  customBatchingTypes,
  customDerivativeTypes,
  customRuleNatives,
  customRuleTypes,
} from "./customRules.js";
import { disableJit, stageNatives } from "./stages.js";
import { transformNatives } from "./transforms.js";
import { checkpointNames, policies } from "./checkpoint.js";
import { primitives } from "../../primitives/index.js";
import { interpreterNatives, interpreterValues } from "./scriptPrimitives.js";
import { debugNatives, effectNatives, ioNatives } from "./effects.js";
import { debugging, environment } from "./environment.js";
import { avalType, structType } from "./avals.js";
import { coreNatives, coreTypes, extendedCoreNatives, primitive } from "./jaxprs.js";
import { loopNatives } from "./loops.js";
import { solverNatives, sparseNatives } from "./solvers.js";
import { testUtil } from "./testUtil.js";
import { notation } from "./trees.js";
import { setNotation } from "../../ir/notation.js";

type Members = [string, Value][];

/** The functions of `jax` itself, which other modules have too. */
const jaxNatives: Natives = { ...transformNatives, ...stageNatives, ...customRuleNatives };

function boundMembers(table: ReadonlyMap<string, LibraryNative>): Members {
  return [...table].map(([name, b]) => [name, b]);
}

function nativeMembers(table: Natives, module: string): Members {
  return Object.entries(table).map(([text, run]) => {
    const native = new JaxFunction(text, run, undefined, module);
    return [native.name, native];
  });
}

function typeMembers(types: readonly Type[]): Members {
  return types.map((t) => [t.name, t]);
}

function transformsIn(module: string, names: readonly string[]): Members {
  return nativeMembers(jaxNatives, module).filter(([n]) => names.includes(n));
}

const flattenUtil: Natives = {
  "ravel_pytree(pytree)"(tree: Value) {
    const [arrays, def] = flatten(tree);
    const values = arrays.map((x) => jnp.asarray(x));
    const sizes = values.map((x) => x.size);
    const flat = values.length === 0 ? jnp.array([]) : jnp.concatenate(values.map((x) => jnp.ravel(x)));
    const isUniform = values.every((x) => x.dtype === flat.dtype);
    const total = sizes.reduce((a, b) => a + b, 0);
    const unravel = (given: Value): Value => {
      const row = jnp.asarray(given);
      if (row.ndim === 0 || row.shape[0] !== total)
        fail(
          "ValueError",
          `Sum of sizes ${total} must be equal to dimension 0 of the operand shape [${row.shape.join(", ")}]`,
        );
      if (!isUniform && row.dtype !== flat.dtype)
        fail(
          "TypeError",
          `unravel function given array of dtype ${row.dtype}, but expected dtype ${flat.dtype}`,
        );
      let at = 0;
      const parts = values.map((x, i) => {
        const part = row.get(jnp.slice(at, (at += sizes[i]))).reshape([...x.shape]);
        return isUniform ? part : part.astype({ dtype: x.dtype });
      });
      return unflatten(def, parts) as Value;
    };
    return new Tuple([flat, new Native("unravel_pytree(arr)", unravel, undefined, "jax.flatten_util")]);
  },
};

const dtypeNames =
  "float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 uint16 uint32 uint64 complex64 complex128 bool".split(
    " ",
  );

/** What `jax.dtypes` shares with `jax.numpy`. */
const sharedDtypeFunctions = ["finfo", "iinfo", "issubdtype", "result_type"];

const constants: Members = [
  ["pi", jnp.pi],
  ["e", jnp.e],
  ["inf", Infinity],
  ["nan", NaN],
  ["euler_gamma", jnp.eulerGamma],
  ["newaxis", null],
];

/** What Python of ours defines in a module, the members before it being there already. */
function pythonMembers(name: string, source: string, machine: Machine, before: Members = []): Members {
  const globals = Dict.of([["__name__", name], ...before]);
  runModule(source, name, globals, machine);
  return [...globals.names].filter(([n]) => !n.startsWith("_"));
}

const makers: Readonly<Record<string, (machine: Machine) => Members>> = {
  "jax.numpy": (machine) =>
    pythonMembers("jax.numpy", indexTricks, machine, [
      ...boundMembers(numpyFunctions),
      ...constants,
      ...dtypeNames.map((n): [string, Value] => [n, scalarType(n)]),
      ...scalarAliases,
      ...abstractTypes.map((t): [string, Value] => [t.name, t]),
      ...nativeMembers(dtypeNatives, "jax.numpy"),
      ...nativeMembers(printingNatives, "jax.numpy"),
      ["ndarray", arrayType],
    ]),
  "jax.numpy.linalg": () => boundMembers(linalgFunctions),
  "jax.scipy.linalg": () => boundMembers(scipyLinalgFunctions),
  "jax.lax": () => [
    ...boundMembers(laxFunctions),
    ...typeMembers(laxTypes),
    ...[...primitives, whileP, scanP, condP].map((p): [string, Value] => [`${p.name}_p`, primitive(p)]),
    ["linear_solve_p", primitive(linearSolveP)],
    ...nativeMembers({ "optimization_barrier(operand, /)": (x: Value) => x }, "jax.lax"),
    ...nativeMembers({ "stop_gradient(x)": transformNatives["stop_gradient(x)"] }, "jax.lax"),
    ...nativeMembers({ ...loopNatives, ...solverNatives }, "jax.lax"),
    ...nativeMembers({ "platform_dependent(*args, default=None, **per_platform)": platformDependent }, "jax.lax"), // prettier-ignore
    ...nativeMembers(collectiveNatives, "jax.lax"),
  ],
  "jax.lax.linalg": () => boundMembers(laxLinalgFunctions),
  "jax.nn": () => boundMembers(nnFunctions),
  "jax.nn.initializers": (machine) => pythonMembers("jax.nn.initializers", initializers, machine),
  "jax.ops": (machine) => pythonMembers("jax.ops", segments, machine),
  "jax.image": (machine) => pythonMembers("jax.image", image, machine),
  "jax.scipy": () => [],
  "jax.scipy.sparse": () => [],
  "jax.scipy.sparse.linalg": () => nativeMembers(sparseNatives, "jax.scipy.sparse.linalg"),
  ...Object.fromEntries(
    Object.entries(scipyModules).map(([name, source]) => [
      name,
      (machine: Machine) => pythonMembers(name, source, machine),
    ]),
  ),
  "jax.typing": () => [
    ["ArrayLike", arrayType],
    ["DTypeLike", arrayType],
  ],
  "jax.scipy.special": () => boundMembers(specialFunctions),
  "jax.dtypes": () => [
    ["float0", dtypeObject("float0")],
    ["bfloat16", scalarType("bfloat16")],
    ...typeMembers(extendedTypes),
    ...nativeMembers(dtypeNatives, "jax.dtypes").filter(([n]) => sharedDtypeFunctions.includes(n)),
    ...nativeMembers(
      {
        "canonicalize_dtype(dtype, allow_extended_dtype=False)": (x: Value) =>
          dtypeObject(narrowed(namedDType(x))),
      },
      "jax.dtypes",
    ),
  ],
  "jax.errors": () => errorTypes,
  "jax.custom_derivatives": () => [
    ...typeMembers(customDerivativeTypes),
    ...transformsIn("jax.custom_derivatives", [
      "custom_gradient",
      "closure_convert",
      "custom_vjp_primal_tree_values",
      "zero_from_primal",
    ]),
  ],
  "jax.custom_batching": () => [
    ...typeMembers(customBatchingTypes),
    ...transformsIn("jax.custom_batching", ["sequential_vmap"]),
  ],
  "jax.checkpoint_policies": () => policies.map(([name, value]) => [name, value]),
  "jax.ad_checkpoint": () => [
    ...transformsIn("jax.ad_checkpoint", ["checkpoint"]),
    ...nativeMembers(checkpointNames, "jax.ad_checkpoint"),
  ],
  "jax.flatten_util": () => nativeMembers(flattenUtil, "jax.flatten_util"),
  "jax.debug": (machine) =>
    pythonMembers("jax.debug", debugging, machine, nativeMembers(debugNatives, "jax.debug")),
  "jax.test_util": (machine) => pythonMembers("jax.test_util", testUtil, machine),
  jax: (machine) => [
    ...nativeMembers(jaxNatives, "jax").filter(([n]) => n !== "stop_gradient"),
    ...nativeMembers({ ...effectNatives, "device_get(x)": (x: Value) => onHostAsNumpy(x, machine) }, "jax"),
    ...pythonMembers("jax", environment, machine, nativeMembers(environmentNatives, "jax")),
    ...[...customRuleTypes, structType].map((t): [string, Value] => [t.name, t]),
    ["Array", arrayType],
    ["float0", dtypeObject("float0")],
    ["__version__", "0.10.2"],
  ],
  "jax.random": () => boundMembers(randomFunctions),
  "jax.tree": () => nativeMembers(treeFunctions, "jax.tree"),
  "jax.tree_util": () => [
    ...nativeMembers(treeUtilFunctions, "jax.tree_util"),
    ...treeTypes.map((t): [string, Value] => [t.name, t]),
    ["Partial", partialType],
  ],
  "jax.core": (machine) => [
    ...["ensure_compile_time_eval", "eval_context"].map((name): [string, Value] => [
      name,
      machine.importModule("jax").globals.get("ensure_compile_time_eval")!,
    ]),
    ["Tracer", tracerType],
    ["ShapedArray", avalType],
    ...nativeMembers(coreNatives, "jax.core"),
  ],
  "jax.api_util": () => [],
  "jax.extend": () => [],
  "jax.experimental": () => nativeMembers(ioNatives, "jax.experimental"),
  "jax.interpreters": () => [],
  ...Object.fromEntries(
    Object.entries(interpreterNatives).map(([name, natives]) => [
      `jax.interpreters.${name}`,
      () => [...nativeMembers(natives, `jax.interpreters.${name}`), ...interpreterValues[name]],
    ]),
  ),
  "jax.extend.core": () => [
    ...typeMembers(coreTypes),
    ...nativeMembers(extendedCoreNatives, "jax.extend.core"),
  ],
};

/** A tree of NumPy's arrays. */
function onHostAsNumpy(tree: Value, machine: Machine): Value {
  fetchAll([tree]);
  const asarray = machine.importModule("numpy").globals.get("asarray")!;
  return map((x) => (x instanceof ArrayValue ? machine.call(asarray, [x]) : x), tree) as Value;
}

const errorTypes: Members = [
  ["ConcretizationTypeError", "TypeError"],
  ["TracerBoolConversionError", "ConcretizationTypeError"],
  ["TracerArrayConversionError", "TypeError"],
  ["TracerIntegerConversionError", "TypeError"],
  ["NonConcreteBooleanIndexError", "IndexError"],
  ["UnexpectedTracerError", "TypeError"],
  ["InvalidInputException", "TypeError"],
  ["KeyReuseError", "RuntimeError"],
  ["JaxRuntimeError", "RuntimeError"],
  // Ours: of loops with `max_steps`.
  ["LoopBoundReached", "RuntimeError"],
].map(([name, base]) => [name, defineException(name, base, "jax.errors")]);

export const needs = ["contextlib", "math", "functools", "warnings"];

let backend = "cpu";

/** The function for where compiled functions run. */
function platformDependent(args: readonly Value[], fallback: Value = null, platforms = noKeywords): Value {
  const f = platforms.get(backend) ?? fallback;
  if (f === null) fail("NotImplementedError", `no function is given for ${backend}, and no default`);
  return call(f, args);
}

export async function prepare({ device }: Options): Promise<void> {
  if (device === undefined) return;
  const { kind } = await init({ device });
  backend = kind === "host" ? "cpu" : "gpu";
}

const environmentNatives: Natives = {
  "default_backend()": () => backend,
  "_disable_jit(value)": disableJit,
  "_begin_evaluation()"() {
    const leave = enterTrace(new EvalTrace());
    return new Native("leave()", leave as never);
  },
  "_enable_x64(value)": (value: Value) => enableX64(truth(value)),
};

useArrayTypes(keyType);

const surrounded = new WeakSet<Machine>();

/** While a script runs, the library computes, reports and writes for it. */
function surround(machine: Machine): void {
  if (surrounded.has(machine)) return;
  surrounded.add(machine);
  keepPrintOptions(machine);
  machine.surround(() => useExecutorFor(machine));
  let hasX64 = false;
  machine.surround(() => {
    const before = x64IsEnabled();
    enableX64(hasX64);
    return () => {
      hasX64 = x64IsEnabled();
      enableX64(before);
    };
  });
  machine.surround(() => useSourcesOf(machine));
  machine.atEnd(effectsBarrier);
  machine.wordsOf = errorWords;
  machine.surround(() => {
    const before = setNotation(notation);
    return () => void setNotation(before);
  });
}

/** Makes `jax` or a module in it; submodules are attributes of those around them. */
export function makeModule(name: string, machine: Machine): Module | undefined {
  const make = makers[name] as (typeof makers)[string] | undefined;
  if (!make) return undefined;
  surround(machine);
  const module = Module.of(name, []);
  // Modules that are written in Python may import it while it is made.
  machine.modules.set(name, module);
  for (const [member, value] of make(machine)) module.globals.set(member, value);
  module.globals.set("__getattr__", submodules(name, machine));
  return module;
}

/** Submodules are attributes, and made when they are asked for. */
function submodules(name: string, machine: Machine): Native {
  return new Native("__getattr__(name)", (member: string) => {
    const inner = `${name}.${member}`;
    if (Object.hasOwn(makers, inner) || machine.modules.has(inner)) return machine.importModule(inner);
    const reason = isAbsent(name, member) ? ` (JAX has it; it is not supported here)` : "";
    return fail("AttributeError", `module '${name}' has no attribute '${member}'${reason}`);
  });
}
