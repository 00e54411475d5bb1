/** Programs as text, in JAX's form for jaxprs. */

import type { ArrayType } from "./arrayType.js";
import { concat, type Doc, group, join, lineBreak, nest, note, render } from "./document.js";
import { pythonFloat } from "./floatText.js";
import { shortestFloat16, shortestFloat32 } from "./shortestDecimal.js";
import { isProgram, NamedTuple, programsIn, shownParams, snakeCase } from "./params.js";
import { type Atom, type Equation, Literal, Program, Var } from "./program.js";
import { showSource } from "./source.js";
import { isBareWord, namedTupleText, nestedText, quoted, valueText } from "./valueText.js";

export interface ShowOptions {
  /** Writes behind each equation where it comes from. */
  readonly source?: boolean;
  /** Where lines are broken; 80 without it. */
  readonly width?: number;
  /**
   * Writes the type of every literal, as JAX does since 0.4.36: `add 1.0:f32[] b`.
   * Without it only of those whose type their spelling does not tell.
   */
  readonly literalTypes?: boolean;
}

/**
 * The text of a program, in JAX's form.
 *
 *     { lambda ; a:f32[]. let
 *         b:f32[] = exp a
 *         c:f32[] = add 1.0 b
 *       in (c,) }
 *
 * A program that is called twice, or is long, is written once, above: `let f = { lambda … } in`.
 */
export function showProgram(program: Program, options: ShowOptions = {}): string {
  return render(new Printer(program, options).top(), options.width ?? 80);
}

/** An equation that stands alone: what it gives is named first, and literals say their types. */
export function showLoneEquation(equation: Equation): string {
  const variables = equation.inputs.filter((a): a is Var => !(a instanceof Literal));
  const alone = new Program([...equation.outputs, ...new Set(variables)], [equation], equation.outputs);
  return /let\s+([^]*?)\s+in /.exec(showProgram(alone, { literalTypes: true }))![1];
}

/** One equation of a program, with the names that the whole program's text gives. */
export function showEquation(equation: Equation, program: Program): string {
  const printer = new Printer(program, {});
  printer.top();
  const doc = printer.equations.get(equation) ?? printer.equation(equation, new Scope());
  return render(doc, 80);
}

/** Programs with more equations than this are not written inside of others. */
const longProgram = 10;

class Scope {
  readonly names = new Map<Var, string>();
  /** Results that nobody uses, in the outermost program, and inside of calls what they are there. */
  readonly unused = new Set<Var>();
}

class Printer {
  readonly equations = new Map<Equation, Doc>();
  private readonly shared: ReadonlyMap<Program, string>;
  private readonly taken: ReadonlySet<string>;
  private nameCount = 0;

  constructor(
    private readonly program: Program,
    private readonly options: ShowOptions,
  ) {
    this.shared = sharedPrograms(program);
    // As operands, the last two are numbers.
    this.taken = new Set([...this.shared.values(), "nan", "inf"]);
  }

  top(): Doc {
    const lets = [...this.shared].map(([program, name]) =>
      concat(`let ${name} = `, this.programDoc(program, new Scope()), " in", lineBreak()),
    );
    const scope = new Scope();
    markUnused(this.program, scope);
    return concat(...lets, this.programDoc(this.program, scope));
  }

  private programDoc(program: Program, scope: Scope): Doc {
    const constants = this.binders(
      program.constants.map((c) => c.variable),
      scope,
    );
    const inputs = this.binders(program.inputs, scope);
    const equations = program.equations.map((e) => this.equation(e, scope));
    const outputs = this.row(
      program.outputs.map((atom) => this.atom(atom, scope)),
      ",",
    );
    return group(
      nest(
        concat("{ lambda ", constants, "; ", inputs, ". let"),
        nest(lineBreak(), join(equations, lineBreak("; "))),
        lineBreak(),
        concat("in (", outputs, program.outputs.length === 1 ? ",)" : ")"),
      ),
      " }",
    );
  }

  equation(equation: Equation, scope: Scope): Doc {
    const inner = this.innerScope(equation, scope);
    const outputs = this.binders(equation.outputs, scope);
    const doc = concat(
      outputs,
      equation.outputs.length > 0 ? " = " : "",
      this.options.source && equation.source?.file ? note(showSource(equation.source)) : "",
      equation.primitive.name,
      this.params(equation, inner),
      " ",
      this.row(equation.inputs.map((atom) => this.atom(atom, scope))),
    );
    this.equations.set(equation, doc);
    return doc;
  }

  /** Items that fill the lines. */
  private row(items: readonly string[], separator = ""): Doc {
    return nest(group(join(items, concat(separator, group(lineBreak())))));
  }

  private binders(variables: readonly Var[], scope: Scope): Doc {
    return this.row(variables.map((v) => `${this.name(v, scope)}:${v.type.toString()}`));
  }

  private atom(atom: Atom, scope: Scope): string {
    if (atom instanceof Var) return this.name(atom, scope);
    return atom instanceof Literal ? literalText(atom, this.options.literalTypes) : "?";
  }

  private name(v: Var, scope: Scope): string {
    if (scope.unused.has(v)) return "_";
    let name = scope.names.get(v);
    if (name === undefined) scope.names.set(v, (name = this.freshName()));
    return name;
  }

  private freshName(): string {
    let name;
    do name = alphabetic(this.nameCount++);
    while (this.taken.has(name));
    return name;
  }

  /** The program of a call goes by the names of the values that go in and come out. */
  private innerScope({ inputs, outputs, params }: Equation, scope: Scope): Scope {
    const inner = new Scope();
    const { jaxpr, name } = (params ?? {}) as { jaxpr?: unknown; name?: unknown };
    if (!isProgram(jaxpr) || typeof name !== "string" || this.shared.has(jaxpr)) return inner;
    this.adoptNames(jaxpr.inputs, inner, inputs, scope);
    const unused = this.adoptNames(jaxpr.outputs, inner, outputs, scope);
    if (isToldByOrder(unused, jaxpr)) for (const v of unused) inner.unused.add(v);
    return inner;
  }

  /** Gives those that would be named after a result that nobody uses. */
  private adoptNames(forAtoms: readonly Atom[], inner: Scope, like: readonly Atom[], scope: Scope): Var[] {
    if (forAtoms.length !== like.length) return [];
    const adopted = new Set<Atom>();
    const unused: Var[] = [];
    forAtoms.forEach((v, i) => {
      const outer = like[i];
      if (!(v instanceof Var) || inner.names.has(v) || !(outer instanceof Var) || adopted.has(outer)) return;
      adopted.add(outer);
      if (scope.unused.has(outer)) unused.push(v);
      else inner.names.set(v, this.name(outer, scope));
    });
    return unused;
  }

  private params(equation: Equation, inner: Scope): Doc {
    const pairs = orderedParams(equation).map(([key, value]) => {
      if (key === "name") return concat("name=", valueText(value));
      return concat(`${key}=`, this.value(value, key === "jaxpr" ? inner : new Scope()));
    });
    if (pairs.length === 0) return "";
    return group(nest("[", lineBreak(""), join(pairs, lineBreak())), lineBreak(""), "]");
  }

  private value(value: unknown, inner: Scope): Doc {
    if (isProgram(value)) return this.shared.get(value) ?? this.programDoc(value, inner);
    if (typeof value === "string" && this.taken.has(value)) return quoted(value);
    if (programsIn(value).length === 0) return valueText(value);
    if (Array.isArray(value) && value.every((item) => isProgram(item))) return this.programs(value);
    if (value instanceof NamedTuple) return namedTupleText(value, (field) => this.textAlone(field));
    return this.mixed(value as object);
  }

  private programs(programs: readonly Program[]): Doc {
    const docs = programs.map((program) => this.value(program, new Scope()));
    return group(nest("(", lineBreak(""), join(docs, lineBreak())), lineBreak(""), ")");
  }

  /** As Python's `repr` has it: programs are written as if there were nothing around them. */
  private textAlone(value: unknown): string {
    return isProgram(value) ? showProgram(value, this.options) : nestedText(value);
  }

  /** Programs among other things. */
  private mixed(value: object): Doc {
    const nested = (item: unknown): Doc =>
      programsIn(item).length > 0 ? this.value(item, new Scope()) : nestedText(item);
    if (Array.isArray(value))
      return concat("(", join(value.map(nested), ", "), value.length === 1 ? ",)" : ")");
    const fields = Object.entries(value).map(([key, item]) =>
      concat(`${quoted(snakeCase(key))}: `, nested(item)),
    );
    return concat("{", join(fields, ", "), "}");
  }
}

function markUnused({ equations, outputs }: Program, { unused }: Scope): void {
  const used = new Set<Atom>(outputs);
  for (const { inputs } of equations) for (const atom of inputs) used.add(atom);
  for (const equation of equations) for (const v of equation.outputs) if (!used.has(v)) unused.add(v);
}

/**
 * Whether these outputs could all be called `_`: when they are bound in the order in which they are given out, and
 * used nowhere else.
 */
function isToldByOrder(unused: readonly Var[], { inputs, equations, outputs }: Program): boolean {
  const set = new Set<Atom>(unused);
  const bound = [...inputs, ...equations.flatMap((e) => e.outputs)].filter((v) => set.has(v));
  const isAlone = outputs.filter((atom) => set.has(atom)).length === unused.length;
  const isUsed = equations.some((e) => e.inputs.some((atom) => set.has(atom)));
  return isAlone && !isUsed && bound.length === unused.length && bound.every((v, i) => v === unused[i]);
}

/** Names in JAX's order: a … z, ba, bb … */
function alphabetic(n: number): string {
  const last = String.fromCharCode(97 + (n % 26));
  return n < 26 ? last : alphabetic(Math.floor(n / 26)) + last;
}

/** Params by the name that they have in the text: the name of what is called first, the others in order. */
function orderedParams(equation: Equation): [key: string, value: unknown][] {
  const pairs = Object.entries(shownParams(equation))
    .filter(([, value]) => value !== undefined)
    .map(([key, value]): [string, unknown] => [snakeCase(key), value]);
  const order = (key: string): string => (key === "name" ? "" : key);
  return pairs.sort(([a], [b]) => (order(a) < order(b) ? -1 : 1));
}

const toldBySpelling = new Set(["float32", "int32", "bool"]);

function literalText({ value, type }: Literal, withType = false): string {
  const text = scalarText(value, type);
  return withType || type.ndim > 0 || !toldBySpelling.has(type.dtype) ? `${text}:${type.toString()}` : text;
}

/**
 * A weak float is a number that the user wrote, and stands as it was written (0.1); another stands with all the digits of
 * what it is (0.10000000149011612).
 */
function scalarText(value: number | boolean, { dtype, weakType }: ArrayType): string {
  switch (dtype) {
    case "float64":
      return pythonFloat(Number(value));
    case "float32":
      return weakType ? shortestFloat32(Number(value)) : pythonFloat(Number(value));
    case "bfloat16":
    case "float16":
      return weakType ? shortestFloat16(Number(value)) : pythonFloat(Number(value));
    case "int64":
    case "int32":
    case "int16":
    case "int8":
    case "uint64":
    case "uint32":
    case "uint16":
    case "uint8":
      return String(Number(value));
    default:
      return value ? "True" : "False";
  }
}

/** The programs that are written above the others, with their names. */
function sharedPrograms(top: Program): Map<Program, string> {
  const found = new Map<Program, { visits: number; name: string | undefined }>();
  const queue: { program: Program; name?: string }[] = [{ program: top }];
  for (const { program, name } of queue) {
    const entry = found.get(program) ?? { visits: 0, name };
    found.set(program, entry);
    entry.visits++;
    entry.name ??= name;
    // What a shared program calls is shared too; to know that, two visits are enough.
    if (entry.visits <= 2) queue.push(...program.equations.flatMap(calledPrograms));
  }
  const taken = new Set<string>();
  const shared = new Map<Program, string>();
  for (const [program, { visits, name = "jaxpr" }] of found)
    if (visits > 1 || (program !== top && program.equations.length > longProgram))
      shared.set(program, uniqueName(name, taken));
  return shared;
}

function calledPrograms(equation: Equation): { program: Program; name?: string }[] {
  const { jaxpr, name: given, ...others } = shownParams(equation);
  const name = typeof given === "string" ? given.replace(/^<+|>+$/g, "") : "";
  const called = programsIn(jaxpr).map((program) => (isBareWord(name) ? { program, name } : { program }));
  return [...called, ...programsIn(others).map((program) => ({ program }))];
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let n = 1; taken.has(unique); n++) unique = name + n;
  taken.add(unique);
  return unique;
}
