/** Code → WGSL. The one file that knows the language's syntax. */

import { fastBuiltin, shaderFunctions, shaderSource } from "../../shaders/index.js";
import { type BinaryOp, type Expr, type ScalarType } from "../ir/expression.js";
import { NotImplementedError } from "../ir/errors.js";
import { type Code, type Grid, type SharedArray, groupName, laneName, threadName } from "./code.js";
import type { Kernel, KernelBuffer } from "./kernel.js";
import type { Target } from "./options.js";

interface Module {
  readonly kernel: Pick<Kernel, "buffers">;
  readonly code: readonly Code[];
  /** Buffers that are bound as arrays of vectors. */
  readonly vectors: ReadonlySet<string>;
  readonly shared: readonly SharedArray[];
  readonly grid: Grid;
  /** Workgroups along x; more of them follow along y. */
  readonly workgroupsX: number;
  readonly workgroupsY: number;
  readonly precision: "exact" | "fast";
  readonly target: Target;
  /** Where the values of names, and of stores, come from in the user's code. */
  sourceOf(code: Code): string | undefined;
}

interface PrintedModule {
  readonly wgsl: string;
  /** Line (from 1) → place in the user's code. */
  readonly source: Record<number, string>;
}

/** The first line of modules that use half precision. */
export const enableHalf = "enable f16;";

export function printWgsl(module: Module): PrintedModule {
  return new Printer(module).print();
}

class Printer {
  private readonly lines: string[] = [];
  private readonly source: Record<number, string> = {};
  private readonly functions = new Set<string>();
  private readonly buffers: ReadonlyMap<string, KernelBuffer>;
  private readonly shared: ReadonlyMap<string, SharedArray>;
  private usesHalf = false;
  private lastSource: string | undefined;

  constructor(private readonly module: Module) {
    this.buffers = new Map(module.kernel.buffers.map((buffer) => [buffer.name, buffer]));
    this.shared = new Map(module.shared.map((array) => [array.name, array]));
  }

  print(): PrintedModule {
    const bindings = this.module.kernel.buffers.map((buffer, n) => this.binding(buffer, n));
    const shared = this.module.shared.map((array) => this.sharedArray(array));
    this.block(this.module.code, "  ");
    const library = shaderSource(this.functions, {
      skipsBranches: this.module.target !== "software",
    }).split("\n");
    const head = [...(this.usesHalf ? [enableHalf] : []), ...bindings, ...shared, ...library];
    const entry = [
      ...head.filter((line) => line !== ""),
      ...this.entry(library.some((l) => l.includes("var<private> pb_zero"))),
    ];
    const source = Object.fromEntries(
      Object.entries(this.source).map(([line, place]) => [Number(line) + entry.length, place]),
    );
    return { wgsl: [...entry, ...this.lines, "}", ""].join("\n"), source };
  }

  /** Arrays say their length: a place in one without is held against a length that every access computes anew. */
  private binding({ name, type, access, size }: KernelBuffer, n: number): string {
    const mode = access === "read" ? "read" : "read_write";
    const isAtomic = access === "update" && this.isAtomic(name);
    const scalar = isAtomic ? `atomic<${type === "i32" ? "i32" : "u32"}>` : this.stored(type);
    const isVector = this.module.vectors.has(name);
    const perElement = isVector ? 4 : isAtomic && type === "f16" ? 2 : 1;
    const element = isVector ? `vec4<${scalar}>` : scalar;
    const length = Math.max(1, Math.ceil(size / perElement));
    return `@group(0) @binding(${n}) var<storage, ${mode}> ${name}: array<${element}, ${length}>;`;
  }

  private sharedArray({ name, type, size, lanes }: SharedArray): string {
    const element = lanes > 1 ? `vec${lanes}<${this.stored(type)}>` : this.stored(type);
    return `var<workgroup> ${name}: array<${element}, ${size}>;`;
  }

  private entry(usesZero: boolean): string[] {
    const { workgroupsX, workgroupsY } = this.module;
    const { of, count, workgroupSize } = this.module.grid;
    const unit = of === "threads" ? workgroupSize : 1;
    const isFlat = workgroupsY === 1;
    const number = isFlat ? "i32(id.x)" : `i32(id.y * ${workgroupsX * unit}u + id.x)`;
    const isCounted = count > 1 || unit > 1;
    const isPartial = unit * workgroupsX * workgroupsY > count;
    const name = of === "threads" ? threadName : groupName;
    const parameters = of === "threads" ? "@builtin(global_invocation_id) id: vec3<u32>" : "@builtin(workgroup_id) id: vec3<u32>, @builtin(local_invocation_index) local: u32"; // prettier-ignore
    return [
      `@compute @workgroup_size(${workgroupSize}, 1, 1)`,
      `fn main(${parameters}) {`,
      // Zero, but compilers cannot know: what is not to be folded away is combined with it.
      ...(usesZero ? ["  pb_zero = id.x >> 31u;"] : []),
      ...(isCounted ? [`  let ${name} = ${number};`] : []),
      ...(of === "workgroups" ? [`  let ${laneName} = i32(local);`] : []),
      ...(isPartial ? [`  if (${name} >= ${count}i) { return; }`] : []),
    ];
  }

  /** Types in buffers: a bool is a u32. */
  private stored(type: ScalarType): string {
    if (type === "f16") this.usesHalf = true;
    return type === "bool" ? "u32" : onDevice(type);
  }

  private block(code: readonly Code[], indent: string): void {
    for (const statement of code) this.statement(statement, indent);
  }

  private line(text: string, indent: string, place?: string): void {
    if (place && place !== this.lastSource) this.lines.push(`${indent}// ${place}`);
    this.lastSource = place ?? this.lastSource;
    this.lines.push(indent + text);
    if (place) this.source[this.lines.length] = place;
  }

  private statement(code: Code, indent: string): void {
    const place = this.module.sourceOf(code);
    const line = (text: string): void => this.line(text, indent, place);
    const nested = (head: string, body: readonly Code[]): void => {
      line(`${head} {`);
      this.block(body, indent + "  ");
      this.line("}", indent);
    };
    switch (code.kind) {
      case "let":
        return line(`let ${code.variable.name} = ${this.expression(code.value)};`);
      case "var":
        return line(`var ${code.variable.name} = ${this.expression(code.value)};`);
      case "assign":
        return this.assign(code, line);
      case "array":
        return line(`var ${code.name}: array<${code.type}, ${code.size}>;`);
      case "keep":
        return line(`${code.array}[${this.expression(code.index)}] = ${this.expression(code.value)};`);
      case "for": {
        const { name } = code.variable;
        return nested(`for (var ${name} = 0i; ${name} < ${code.extent}i; ${name}++)`, code.body);
      }
      case "loop": {
        const { turn, bound } = code;
        return nested(turn ? `for (var ${turn.name} = 0i; ${turn.name} < ${bound}i; ${turn.name}++)` : "loop", code.body); // prettier-ignore
      }
      case "while":
        return line(`if (!${this.operand(code.condition)}) { break; }`);
      case "if":
        return nested(`if (${this.expression(code.condition)})`, code.body);
      case "store":
        return line(`${code.buffer}[${this.expression(code.index)}] = ${this.toStored(code.value)};`);
      case "storeVector":
        return line(
          `${code.buffer}[${this.expression(code.index)}] = ${this.vectorOf(code.type, code.values)};`,
        );
      case "update":
        return this.update(code, line, indent);
      case "share":
        return line(
          `${code.array}[${this.expression(code.index)}] = ${this.vectorOf(code.type, code.values)};`,
        );
      case "fetch":
        return line(`let ${code.variable.name} = ${this.fetched(code)};`);
      case "barrier":
        return line(code.of === "storage" ? "storageBarrier();" : "workgroupBarrier();");
    }
  }

  /** One value, or several as a vector, as memory has them. */
  private vectorOf(type: ScalarType, values: readonly Expr[]): string {
    const texts = values.map((value) => this.toStored(value));
    const whole = wholeVector(values);
    if (whole) return this.expression(whole);
    return texts.length === 1 ? texts[0] : `vec${texts.length}<${this.stored(type)}>(${texts.join(", ")})`;
  }

  private fetched({ array, index, isUniform }: Extract<Code, { kind: "fetch" }>): string {
    const { type, lanes } = this.shared.get(array)!;
    const place = `${array}[${this.expression(index)}]`;
    const element = isUniform ? `workgroupUniformLoad(&${place})` : place;
    return type === "bool" && lanes === 1 ? `(${element} != 0u)` : element;
  }

  private assign(
    { variables, values }: Extract<Code, { kind: "assign" }>,
    line: (text: string) => void,
  ): void {
    const texts = values.map((value) => this.expression(value));
    if (variables.length > 1) texts.forEach((text, n) => line(`let next_${variables[n].name} = ${text};`));
    variables.forEach(({ name }, n) =>
      line(`${name} = ${variables.length > 1 ? `next_${name}` : texts[n]};`),
    );
  }

  private isAtomic(name: string): boolean {
    return updatesOf(this.module.code).some((update) => update.buffer === name && update.combine !== "set");
  }

  /** Integers have atomic operations of their own; the others try until nobody interfered. */
  private update(
    code: Extract<Code, { kind: "update" }>,
    line: (text: string) => void,
    indent: string,
  ): void {
    const { buffer, index, value, type, combine } = code;
    const at = this.expression(index);
    if (combine === "set") return line(`${buffer}[${at}] = ${this.toStored(value)};`);
    const x = this.expression(value);
    if ((type === "i32" || type === "u32") && combine !== "mul")
      return line(`${atomics[combine]}(&${buffer}[${at}], ${x});`);
    // Two elements of half precision share a word.
    const isHalf = type === "f16";
    const narrow = onDevice(type);
    const old = { f32: "bitcast<f32>(before)", f16: "f16(pair[at & 1i])", bool: "(before != 0u)", i32: "before", u32: "before" }[narrow]; // prettier-ignore
    const after = this.combined(combine, type, old);
    const bits = { f32: `bitcast<u32>(${after})`, f16: "pack2x16float(pair)", bool: `u32(${after})`, i32: after, u32: after }[narrow]; // prettier-ignore
    const word = `&${buffer}[${isHalf ? "at >> 1u" : "at"}]`;
    const outer = indent + "  ";
    const inner = outer + "  ";
    line("{");
    this.line(`let at = ${at};`, outer);
    this.line(`let x = ${x};`, outer);
    this.line(`var before = atomicLoad(${word});`, outer);
    this.line("loop {", outer);
    if (isHalf) {
      this.usesHalf = true;
      this.line("var pair = unpack2x16float(before);", inner);
      this.line(`pair[at & 1i] = f32(${after});`, inner);
    }
    this.line(`let result = atomicCompareExchangeWeak(${word}, before, ${bits});`, inner);
    this.line("if (result.exchanged) { break; }", inner);
    this.line("before = result.old_value;", inner);
    this.line("}", outer);
    this.line("}", indent);
  }

  private combined(combine: string, type: ScalarType, old: string): string {
    const isExtreme = combine === "min" || combine === "max";
    if (type === "bool") return combine === "add" || combine === "max" ? `(${old} | x)` : `(${old} & x)`;
    if (!isExtreme) return `(${old} ${combine === "add" ? "+" : "*"} x)`;
    if (type !== "f32" && type !== "f16") return `${combine}(${old}, x)`;
    const name = this.functionName(`pb_${combine}`, []);
    return type === "f16" ? `f16(${name}(f32(${old}), f32(x)))` : `${name}(${old}, x)`;
  }

  private toStored(x: Expr): string {
    return x.type === "bool" ? `u32(${this.expression(x)})` : this.expression(x);
  }

  private expression(x: Expr): string {
    if (x.type === "f16") this.usesHalf = true;
    switch (x.kind) {
      case "literal":
        return this.literal(x.type, x.value);
      case "variable":
        return x.name;
      case "load":
        return this.load(x.buffer, this.expression(x.index));
      case "vector":
        return `${x.buffer}[${this.expression(x.index)}]`;
      case "component": {
        const element = `${this.operand(x.x)}.${"xyzw"[x.lane]}`;
        return x.type === "bool" ? `(${element} != 0u)` : element;
      }
      case "unary":
        return this.unary(x.op, x.type, x.x);
      case "binary":
        return this.binary(x.op, x.x, x.y);
      case "select":
        return `select(${[x.y, x.x, x.condition].map((part) => this.expression(part)).join(", ")})`;
      case "cast":
        return `${x.type}(${this.expression(x.x)})`;
      case "bitcast":
        return `bitcast<${x.type}>(${this.expression(x.x)})`;
      case "call":
        return this.call(x.name, x.type, x.args);
      case "loop":
      case "result":
      case "element":
        throw new Error("loops become statements before they are printed");
    }
  }

  /** Safe beside an operator. */
  private operand(x: Expr): string {
    const text = this.expression(x);
    const isNegative = x.kind === "literal" && text.startsWith("-");
    return x.kind === "binary" || x.kind === "unary" || isNegative ? `(${text})` : text;
  }

  private load(name: string, index: string): string {
    const element = this.module.vectors.has(name)
      ? `${name}[(${index}) >> 2u][(${index}) & 3i]`
      : `${name}[${index}]`;
    return this.buffers.get(name)?.type === "bool" ? `(${element} != 0u)` : element;
  }

  private unary(op: string, type: ScalarType, x: Expr): string {
    if (op === "neg") return `-${this.operand(x)}`;
    if (op === "not") return `${type === "bool" ? "!" : "~"}${this.operand(x)}`;
    return `${op}(${this.expression(x)})`;
  }

  private binary(op: BinaryOp, x: Expr, y: Expr): string {
    if (op === "min" || op === "max") return `${op}(${this.expression(x)}, ${this.expression(y)})`;
    const isFloat = x.type === "f32" || x.type === "f16";
    // An ordered comparison in some compilers: false for NaN.
    if (op === "ne" && isFloat) return `!(${this.operand(x)} == ${this.operand(y)})`;
    const [a, b] =
      isFloat && arithmetic.has(op)
        ? [this.visibleZero(x), this.visibleZero(y)]
        : [this.operand(x), this.operand(y)];
    if (op === "div" && x.type === "f32" && this.dividesRoughly(x, y)) {
      this.functions.add("pb_div");
      return `pb_div(${a}, ${b})`;
    }
    if (op === "shl" || op === "shr") return `${a} ${symbols[op]} u32(${this.expression(y)})`;
    // `&&` and `||` are branches, which take drivers long to compile: `&` and `|` of booleans are not.
    if (x.type === "bool" && op === "xor") return `${a} != ${b}`;
    return `${a} ${symbols[op]} ${b}`;
  }

  /**
   * WGSL demands nothing of divisions by more than 2^126, of which those of numbers up to 1 may be zero anyway. Software
   * divides as IEEE 754 says.
   */
  private dividesRoughly(x: Expr, y: Expr): boolean {
    const { precision, target } = this.module;
    if (precision === "fast" || target === "software") return false;
    const exceeds = (e: Expr, limit: number): boolean =>
      e.kind !== "literal" || Math.abs(Number(e.value)) > limit;
    return exceeds(x, 1) && exceeds(y, 2 ** 126);
  }

  /** Compilers fold `x * 0` and `x + 0` as if x were finite and had no sign: they must not see the zero. */
  private visibleZero(x: Expr): string {
    return x.kind === "literal" && Object.is(x.value, 0) ? this.hiddenZero(x.type) : this.operand(x);
  }

  private hiddenZero(type: ScalarType, sign = ""): string {
    this.functions.add("pb_kernel_fence");
    const fenced = `${sign}pb_kernel_fence(0.0)`;
    return type === "f16" ? `f16(${fenced})` : fenced;
  }

  private call(name: string, type: ScalarType, args: readonly Expr[]): string {
    const texts = args.map((arg) =>
      arg.type === "f16" ? `f32(${this.expression(arg)})` : this.expression(arg),
    );
    const text = `${this.functionName(name, args)}(${texts.join(", ")})`;
    return type === "f16" ? `f16(${text})` : text;
  }

  /** Built-ins of constants would be evaluated by the compiler, which refuses results that are not finite. */
  private functionName(name: string, args: readonly Expr[]): string {
    const isConstant = args.length > 0 && args.every((arg) => arg.kind === "literal");
    const builtin = this.module.precision === "fast" && !isConstant ? fastBuiltin[name] : undefined;
    if (builtin) return builtin;
    if (!Object.hasOwn(shaderFunctions, name)) throw new Error(`the shader library has no ${name}`);
    this.functions.add(name);
    return name;
  }

  private literal(type: ScalarType, value: number | boolean): string {
    if (typeof value === "boolean") return String(value);
    switch (type) {
      case "i32":
        return value === -(2 ** 31) ? "i32(-2147483648)" : `${value}i`;
      case "u32":
        return `${value}u`;
      default:
        return this.float(type, value);
    }
  }

  private float(type: ScalarType, value: number): string {
    // Some compilers take the constant -0 for 0.
    if (Object.is(value, -0)) return this.hiddenZero(type, "-");
    const suffix = type === "f16" ? "h" : "f";
    if (Number.isFinite(value)) return shortest(value) + suffix;
    const name = Number.isNaN(value) ? "pb_nan" : "pb_inf";
    this.functions.add(name);
    const text = value < 0 ? `-${name}()` : `${name}()`;
    return type === "f16" ? `f16(${text})` : text;
  }
}

function onDevice(type: ScalarType): Exclude<ScalarType, "f64" | "i64" | "u64"> {
  if (type === "f64" || type === "i64" || type === "u64") throw notOnDevices(type);
  return type;
}

/** The error for values of 64 bits, which only the host has. */
export function notOnDevices(type: string): NotImplementedError {
  return new NotImplementedError(`Devices have no ${type}.`, {
    hint: "Programs with dtypes of 64 bits run on the host.",
  });
}

const atomics = { add: "atomicAdd", min: "atomicMin", max: "atomicMax" };
const arithmetic = new Set<BinaryOp>(["add", "sub", "mul", "div"]);
const symbols: Record<BinaryOp, string> = {
  add: "+", sub: "-", mul: "*", div: "/", rem: "%", min: "min", max: "max", and: "&", or: "|", xor: "^", shl: "<<", shr: ">>",
  eq: "==", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=",
}; // prettier-ignore

const largestFloat = 2 ** 128 - 2 ** 104;

/** The shortest decimal that reads back as the same float32, and isn't larger than any: WGSL refuses such. */
function shortest(value: number): string {
  const isSame = (x: number): boolean => Math.fround(x) === value && Math.abs(x) <= largestFloat;
  let digits = 1;
  while (digits < 17 && !isSame(Number(value.toPrecision(digits)))) digits++;
  const text = String(Number(value.toPrecision(digits)));
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** The vector whose components, all and in order, these are. */
function wholeVector(values: readonly Expr[]): Expr | undefined {
  const parts = values.map((value, lane) =>
    value.kind === "component" && value.lane === lane ? value.x : undefined,
  );
  return values.length > 1 && parts.every((part) => part === parts[0]) ? parts[0] : undefined;
}

function updatesOf(code: readonly Code[]): Extract<Code, { kind: "update" }>[] {
  return code.flatMap((statement) =>
    statement.kind === "update" ? [statement] : "body" in statement ? updatesOf(statement.body) : [],
  );
}
