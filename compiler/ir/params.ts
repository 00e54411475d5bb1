/** Params of equations: finding programs in them, and what the text form needs to know of them. */

import type { ArrayType } from "./arrayType.js";
import { type Equation, type Operation, type Params, Program } from "./program.js";

/** The programs that params hold, also inside of lists and plain objects, in order. */
export function programsIn(params: Params): Program[] {
  const found: Program[] = [];
  collect(params, found);
  return found;
}

function collect(value: unknown, into: Program[]): void {
  if (typeof value !== "object" || value === null) return;
  if (isProgram(value)) into.push(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (value instanceof NamedTuple) collect(value.fields, into);
  else if (isPlainObject(value)) for (const key in value) collect(value[key], into);
}

export function isProgram(value: unknown): value is Program {
  return value instanceof Program;
}

export function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Param values by their name in TypeScript. */
export type ShownParams = Readonly<Record<string, unknown>>;

/**
 * How an operation's params stand in the text of a program, where JAX does not simply show all of them: some are
 * implied by the types, some have a spelling of their own.
 */
export interface ParamText<P = Params> {
  show(params: P, inputs: readonly ArrayType[]): ShownParams;
  /** The params from what was shown (lists and tuples come as arrays, `Name(a=1)` as an object). */
  read(shown: ShownParams, inputs: readonly ArrayType[], outputs: readonly ArrayType[]): P;
}

/** An operation may say how its params are shown. */
export function paramText(operation: Operation): ParamText | undefined {
  return (operation as Operation & { readonly paramText?: ParamText }).paramText;
}

/** The params of an equation as they stand in its text. */
export function shownParams({ primitive, params, inputs }: Equation): ShownParams {
  const text = paramText(primitive);
  const shown: unknown = text ? text.show(params, inputs.map((atom) => atom.type)) : params; // prettier-ignore
  return typeof shown === "object" && shown !== null && isPlainObject(shown) ? shown : {};
}

/** Text that stands in a program as it is. */
export class Written {
  constructor(readonly text: string) {}
}

/** A named tuple of Python's, which programs may be in: its text is that of `repr`. */
export class NamedTuple {
  constructor(
    readonly name: string,
    readonly fields: Readonly<Record<string, unknown>>,
  ) {}
}

/** `broadcastDimensions` as `broadcast_dimensions`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `broadcast_dimensions` as `broadcastDimensions`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Stands for a function of which only the name is known, because it was read from text. */
export function opaqueFunction(name: string): () => never {
  const opaque = (): never => {
    throw new Error(
      `${name} cannot be called: the program that holds it was read from text, which has the names of functions only`,
    );
  };
  return Object.defineProperty(opaque, "name", { value: name });
}
