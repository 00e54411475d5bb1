/** Runs programs: lowers each once, and executes its plan on the device in use, or its kernels on the host. */

import { ConcretizationTypeError } from "../ir/errors.js";
import { showProgram } from "../ir/print.js";
import { type Params, Program, Var } from "../ir/program.js";
import { compileForHost, type HostFunction } from "../host/index.js";
import { type Lowered, lower, type LowerOptions } from "../lower/index.js";
import { isEffectful } from "../trace/effects.js";
import {
  currentSignal,
  type ExecutionOptions,
  type Executor,
  type LoweredProgram,
} from "../trace/executor.js";
import { HostArray, toHeld } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import type { DeviceData, Value } from "../trace/value.js";
import { type Device, LoadedPlan, type PlanInput } from "../../runtime/index.js";
import { DeviceArray } from "./deviceArray.js";
import { runWithEffects } from "./effects.js";
import { callsBackFromDevice, EffectTurns } from "./effectTurns.js";
import { usesWideTypes } from "./wide.js";

/** Compiled forms of one program: on each device by precision; the host has one precision. */
interface Compiled {
  host?: HostFunction;
  readonly device: WeakMap<Device, Map<string, Loaded>>;
}

interface Loaded {
  readonly plan: LoadedPlan;
  /** Errors for the last outputs of the plan, which are counts, where they are not 0. */
  readonly checks: Lowered["checks"];
}

/** Operations that stay compiled. */
const keptOperations = 512;

/** Inputs at least this large are uploaded once per array; smaller ones travel with each call. */
const keptElements = 64;

export class PlanExecutor implements Executor {
  private readonly programs = new WeakMap<Program<Primitive>, Compiled>();
  /** Programs of single operations, by text: they are made anew for each operation on a device array. */
  private readonly operations = new Map<string, Program<Primitive>>();
  private readonly turns = new EffectTurns({
    run: (program, inputs, options) => this.runOnHost(program, inputs, options),
    runOperation: (primitive, inputs, params) => this.runOperation(primitive, inputs, params),
  });

  constructor(
    readonly device: Device | undefined,
    private readonly precision: "exact" | "fast" = "exact",
  ) {}

  run(program: Program<Primitive>, inputs: readonly Value[], options: ExecutionOptions): Value[] {
    return runWithEffects(program, inputs, this.turns, (pure) => {
      const device = usesWideTypes(pure) ? undefined : this.deviceOf(inputs);
      return device ? this.runOnDevice(device, pure, inputs, options) : this.runOnHost(pure, inputs, options);
    });
  }

  runOperation(primitive: Primitive, inputs: readonly Value[], params: Params): Value[] {
    if (primitive.callsBack) throw callsBackFromDevice();
    if (isEffectful(primitive, params)) return this.turns.operation(primitive, inputs, params);
    const variables = inputs.map((x) => new Var(x.type));
    const types = variables.map((v) => v.type);
    const outputs = primitive.type(types, params).map((t) => new Var(t));
    const program = new Program<Primitive>(
      variables,
      [{ primitive, inputs: variables, params, outputs }],
      outputs,
    );
    const options = { name: primitive.name };
    // The error of a check names the line of this one.
    const same = primitive.lowering.kind === "check" ? program : this.sameOperation(program);
    const device = usesWideTypes(same) ? undefined : holderOf(inputs);
    return device ? this.runOnDevice(device, same, inputs, options) : this.runOnHost(same, inputs, options);
  }

  /** Without a device: for any GPU, within WebGPU's guaranteed limits. */
  lower(program: Program<Primitive>, options: ExecutionOptions): LoweredProgram {
    const known = this.lowerOptions(this.device, options);
    const { plan } = lower(program, this.device ? known : { ...known, target: "gpu" });
    const kernels = plan.kernels.map(({ name, wgsl, source }) => ({ name, wgsl, source }));
    return { kernels, plan };
  }

  /** Computation follows data: the device in use, or the one that holds an input. */
  private deviceOf(inputs: readonly Value[]): Device | undefined {
    return holderOf(inputs) ?? this.device;
  }

  private sameOperation(program: Program<Primitive>): Program<Primitive> {
    // The text has everything but the weakness of types.
    const weak = program.inputTypes.map((t) => (t.weakType ? "w" : "-")).join("");
    const key = `${weak} ${showProgram(program)}`;
    const known = this.operations.get(key) ?? program;
    // The one used longest ago stands first.
    this.operations.delete(key);
    this.operations.set(key, known);
    if (this.operations.size > keptOperations) this.operations.delete(this.operations.keys().next().value!);
    return known;
  }

  private compiled(program: Program<Primitive>): Compiled {
    let found = this.programs.get(program);
    if (!found) this.programs.set(program, (found = { device: new WeakMap() }));
    return found;
  }

  private lowerOptions(device: Device | undefined, options: ExecutionOptions): LowerOptions {
    const precision = options.precision ?? this.precision;
    if (!device) return { name: options.name, target: "host", precision };
    return { name: options.name, target: targetOf(device), precision, limits: device.limits };
  }

  private runOnHost(
    program: Program<Primitive>,
    inputs: readonly Value[],
    options: ExecutionOptions,
  ): Value[] {
    const compiled = this.compiled(program);
    const run = (compiled.host ??= compileForHost(lower(program, this.lowerOptions(undefined, options))));
    const outputs = run(inputs.map((x) => onHost(x, options.name).values));
    return outputs.map((values, i) => new HostArray(program.outputTypes[i], values));
  }

  private runOnDevice(
    device: Device,
    program: Program<Primitive>,
    inputs: readonly Value[],
    options: ExecutionOptions,
  ): Value[] {
    const { plan, checks } = this.loadedPlan(device, program, options);
    const donate = options.donated?.filter((i) => inputs[i] instanceof DeviceArray);
    const outputs = plan.run(inputs.map(planInput), { donate, signal: currentSignal() });
    const counts = outputs.splice(outputs.length - checks.length);
    const before = inputs.flatMap((x) => (x instanceof DeviceArray ? x.checks : []));
    const all = [...before, ...checks.map((error, n) => ({ count: counts[n], error }))];
    return outputs.map((buffer, i) => new DeviceArray(program.outputTypes[i], buffer, all));
  }

  private loadedPlan(device: Device, program: Program<Primitive>, options: ExecutionOptions): Loaded {
    const compiled = this.compiled(program);
    let plans = compiled.device.get(device);
    if (!plans) compiled.device.set(device, (plans = new Map<string, Loaded>()));
    const precision = options.precision ?? this.precision;
    let plan = plans.get(precision);
    if (!plan) {
      const lowered: Lowered = lower(program, this.lowerOptions(device, options));
      plan = { plan: new LoadedPlan(lowered.plan, device), checks: lowered.checks };
      plans.set(precision, plan);
    }
    return plan;
  }
}

/** An input of a program that only the host can run. */
function onHost(x: Value, name: string): HostArray {
  if (x instanceof HostArray) return x;
  throw new ConcretizationTypeError(
    `${name} has values of 64 bits and runs on the host, but an argument (${x.type.toLongString()}) is on the device: ` +
      `await x.toHost() first.`,
  );
}

function holderOf(inputs: readonly Value[]): Device | undefined {
  for (const x of inputs) if (x instanceof DeviceArray) return x.buffer.device;
  return undefined;
}

function planInput(x: Value): PlanInput {
  if (x instanceof DeviceArray) return x.buffer;
  const { values } = x as HostArray;
  const data = toHeld(x.dtype, values) as DeviceData;
  return x.size < keptElements ? { data } : { data, identity: x };
}

/** Software adapters want other schedules than GPUs. */
function targetOf(device: Device): "gpu" | "software" {
  return /swiftshader|llvmpipe|lavapipe|software/i.test(device.description) ? "software" : "gpu";
}
