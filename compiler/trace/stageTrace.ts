import type { ArrayType } from "../ir/arrayType.js";
import { type Atom, type Equation, Literal, type Params, Program, Var } from "../ir/program.js";
import { showLoneEquation } from "../ir/print.js";
import { currentSource, showSource, type Source } from "../ir/source.js";
import { HostArray } from "./hostArray.js";
import type { Primitive } from "./primitive.js";
import { currentTrace, withTemporaryTrace, withTrace } from "./trace.js";
import { closedOver, encloses, type NamedAxis, type Trace, Tracer } from "./tracer.js";
import type { Value } from "./value.js";

/** What is being traced, for error messages. */
interface Traced {
  readonly transform: string;
  readonly name: string;
  /** Names of the inputs, one a leaf: `x`, `params['w']`. */
  readonly inputs?: readonly string[];
  /** Axes that the function may speak of, besides those around it. */
  readonly axes?: readonly NamedAxis[];
}

export class StagedTracer extends Tracer {
  readonly kind = "DynamicJaxprTracer";

  constructor(
    override readonly owner: StageTrace,
    readonly variable: Var,
    source?: Source,
  ) {
    super(owner, source);
  }

  get type(): ArrayType {
    return this.variable.type;
  }

  override origin(): string {
    return this.owner.originOf(this);
  }

  override leak(): string {
    const { transform, name } = this.owner.traced;
    const made = showSource(this.source);
    const line = "------------------------------\n";
    return (
      `The function being traced when the value leaked was ${name} traced for ${transform}.\n` +
      `${line}The leaked intermediate value was created on line ${made}. \n${line}` +
      `When the value was created, the final 5 stack frames (most recent last) excluding JAX-internal frames were:\n` +
      `${line}${made}\n${line}\n`
    );
  }

  override toString(): string {
    return `JitTracer(${this.type.weakType ? "~" : ""}${this.type.toLongString()})`;
  }
}

/** Writes down operations instead of computing them. */
export class StageTrace implements Trace {
  alive = true;
  /** Whether only what is linear is written down here, and the rest handed on. */
  readonly isPartial: boolean = false;
  private readonly equations: Equation<Primitive>[] = [];
  private readonly constants = new Map<Value, Var>();
  private readonly inputs: Var[] = [];

  constructor(
    readonly traced: Traced,
    readonly parent: Trace = currentTrace(),
  ) {}

  get axes(): readonly NamedAxis[] {
    return this.traced.axes ?? [];
  }

  input(type: ArrayType): StagedTracer {
    const tracer = new StagedTracer(this, new Var(type));
    this.inputs.push(tracer.variable);
    return tracer;
  }

  process(primitive: Primitive, inputs: readonly Value[], params: Params): Value[] {
    const staged = primitive.stage
      ? withTrace(this, () => primitive.stage!(inputs, params))
      : { inputs, params };
    return this.emit(primitive, staged.inputs, staged.params);
  }

  emit(primitive: Primitive, inputs: readonly Value[], params: Params): Value[] {
    const types = primitive.type(
      inputs.map((x) => x.type),
      params,
    );
    const outputs = types.map((t) => new Var(t));
    const source = currentSource();
    this.equations.push({
      primitive,
      inputs: inputs.map((x) => this.atom(x)),
      params,
      outputs,
      source,
    });
    return outputs.map((v) => new StagedTracer(this, v, source));
  }

  /** What stands for a value in the program: one of its own variables, a literal, or a constant it closes over. */
  private atom(x: Value): Atom {
    if (x instanceof StagedTracer && x.owner === this) return x.variable;
    if (x instanceof HostArray && x.ndim === 0 && x.dtype !== "float0") return new Literal(x.item(), x.type);
    if (x instanceof Tracer && !encloses(x.owner, this)) throw closedOver(x);
    let variable = this.constants.get(x);
    if (!variable) this.constants.set(x, (variable = new Var(x.type)));
    return variable;
  }

  finish(inputs: readonly StagedTracer[], outputs: readonly Value[]): Program<Primitive> {
    const results = outputs.map((x) => this.atom(x));
    const constants = Array.from(this.constants, ([value, variable]) => ({ variable, value }));
    return new Program(
      inputs.map((t) => t.variable),
      this.equations,
      results,
      constants,
    );
  }

  describe(): string {
    const { transform, name } = this.traced;
    return `${transform} of ${name}`;
  }

  /** For messages: the traced function, and the arguments that a value depends on. */
  originOf(tracer: StagedTracer): string {
    const { transform, name, inputs } = this.traced;
    const traced = `The error occurred while tracing the function ${name} for ${transform}.`;
    if (!inputs) return traced;
    const needed = this.neededFor(tracer.variable);
    const names = inputs.filter((_, i) => needed.has(this.inputs[i]));
    if (names.length === 0) return `${traced}${this.originLines(needed)}`;
    const arguments_ = names.length === 1 ? "value of the argument" : "values of the arguments";
    return `${traced} This concrete value was not available because it depends on the ${arguments_} ${names.join(" and ")}.`;
  }

  /** The operations that brought in what no argument did. */
  private originLines(needed: ReadonlySet<Atom>): string {
    const constants = new Set<Atom>(this.constants.values());
    const origins = this.equations.filter(({ inputs }) =>
      inputs.some((a) => a instanceof Literal || (constants.has(a) && needed.has(a))),
    );
    if (origins.length === 0) return "";
    const lines = origins.slice(0, 5).map((equation) => {
      const { file, line, column, functionName } = equation.source ?? currentSource();
      return `  operation ${showLoneEquation(equation)}\n    from line ${file}:${line}:${column - 1} (${functionName ?? ""})`;
    });
    const more = origins.length > 5 ? "\n\n(Additional originating lines are not shown.)" : "";
    return ` This value became a tracer due to JAX operations on these lines:\n\n${lines.join("\n\n")}${more}`;
  }

  private neededFor(variable: Var): Set<Atom> {
    const needed = new Set<Atom>([variable]);
    for (let i = this.equations.length - 1; i >= 0; i--) {
      const equation = this.equations[i];
      if (equation.outputs.some((v) => needed.has(v))) for (const a of equation.inputs) needed.add(a);
    }
    return needed;
  }
}

/** A program with the arrays that it closes over taken out as leading inputs. */
export interface ClosedProgram {
  readonly program: Program<Primitive>;
  readonly constants: readonly Value[];
}

/** Traces a function of flat arrays to a program. */
export function stage(
  f: (...inputs: Value[]) => readonly Value[],
  types: readonly ArrayType[],
  traced: Traced,
): Program<Primitive> {
  return withTemporaryTrace(new StageTrace(traced), (trace) => {
    const inputs = types.map((t) => trace.input(t));
    return trace.finish(inputs, f(...inputs));
  });
}

/** Turns closed-over arrays into leading inputs. */
export function hoistConstants(program: Program<Primitive>): ClosedProgram {
  const variables = program.constants.map((c) => c.variable);
  return {
    program: new Program([...variables, ...program.inputs], program.equations, program.outputs),
    constants: program.constants.map((c) => c.value as Value),
  };
}
