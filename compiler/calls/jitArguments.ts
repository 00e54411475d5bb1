/** Which arguments of a compiled function are static, and which are donated: by number, and by name. */

import { typeOf, ValueError } from "../ir/errors.js";
import { flatten, leaves } from "../ir/tree.js";
import { Value } from "../trace/value.js";
import { argnameList, argnumList, namesAt, positionsOf, showArgnums } from "./argnums.js";
import { asGiven, nameOf } from "./callable.js";
import { Keywords, splitKeywords } from "./keywords.js";
import { argumentName, type FunctionSignature, keywordName, type Parameter, positionalCount, signatureOf } from "./parameters.js"; // prettier-ignore
import type { StaticValue } from "./signature.js";
import type { UserFunction } from "./treeTypes.js";

/** Arguments that an option names: those that stand at these positions, or have these names. */
export interface NamedArguments {
  readonly numbers: readonly number[];
  readonly names: readonly string[];
}

/** The options of jit that name arguments. */
export interface ArgumentOptions {
  /**
   * Arguments that are not arrays but part of the program: it is compiled anew for each value. Lists and plain objects are
   * compared by what is in them, everything else by identity.
   */
  staticArgnums?: number | readonly number[];
  /** The same, by name. */
  staticArgnames?: string | readonly string[];
  /** Arguments that are not used after the call: their device memory may be taken for results. */
  donateArgnums?: number | readonly number[];
  /** The same, by name. */
  donateArgnames?: string | readonly string[];
}

/** What the options of one kind name. Where only numbers or only names are given, the others follow from them. */
export function namedArguments(
  f: UserFunction,
  options: ArgumentOptions,
  kind: "static" | "donate",
): NamedArguments {
  const known = signatureOf(f);
  const [numbers, names] = [options[`${kind}Argnums`], options[`${kind}Argnames`]];
  const numberList = argnumList(numbers ?? [], `${kind}Argnums`, "jit");
  const nameList = argnameList(names ?? [], `${kind}Argnames`, "jit");
  const hint = `jit of ${nameOf(f)}, options ${kind}Argnums and ${kind}Argnames.`;
  checkNumbers(known, numberList, `${kind}_argnums`, hint);
  checkNames(known, nameList, `${kind}_argnames`, hint);
  return {
    numbers: numbers === undefined ? positionsOf(known, nameList) : numberList,
    names: names === undefined ? namesAt(known, numberList) : nameList,
  };
}

/** Throws if an argument is both static and donated. */
export function checkApart(f: UserFunction, statics: NamedArguments, donated: NamedArguments): void {
  const hint = `jit of ${nameOf(f)}: an argument that is part of the program has no memory to donate.`;
  const names = statics.names.filter((name) => donated.names.includes(name));
  if (names.length > 0)
    throw new ValueError(
      `static_argnames and donate_argnames cannot intersect. Argument names ${showSet(names)} appear in both static_argnames and donate_argnames`,
      { hint },
    );
  if (statics.numbers.some((n) => donated.numbers.includes(n)))
    throw new ValueError(
      `\`static_argnums\` ${showArgnums(statics.numbers)} and \`donate_argnums\` ${showArgnums(donated.numbers)} cannot intersect.`,
      { hint },
    );
}

/** What is traced of the arguments of a call, `null` standing for the others, and those that are part of the program. */
export function splitStatics(
  f: UserFunction,
  named: NamedArguments,
  args: readonly unknown[],
): SplitArguments {
  const { positional, keywords } = splitKeywords(args);
  const numbers = given(named.numbers, positional.length);
  const names = named.names.filter((name) => keywords?.values.has(name));
  const known = signatureOf(f);
  const statics: StaticArgument[] = [
    ...numbers.map((at) => ({ at, name: argumentName(known, at), value: asGiven(positional[at]) })),
    ...names.map((at) => ({ at, name: keywordName(known, at), value: asGiven(keywords!.values.get(at)) })),
  ];
  const holes = statics.map((s) => ({ ...s, value: null }));
  return { dynamic: withStatics(args, holes), statics, complete: completed(statics) };
}

/** Made where no other argument of the call is at hand, which it would keep alive. */
function completed(statics: readonly StaticArgument[]): SplitArguments["complete"] {
  return (dynamic) => withStatics(dynamic, statics);
}

/** Numbers of the leaves of the arguments that an option names. */
export function leavesOf({ numbers, names }: NamedArguments, args: readonly unknown[]): number[] {
  if (numbers.length === 0 && names.length === 0) return [];
  const { positional, keywords } = splitKeywords(args);
  const positions = given(numbers, positional.length);
  const isNamed = [
    ...positional.flatMap((x, i) => leaves(x).map(() => positions.includes(i))),
    ...[...(keywords?.values ?? [])]
      .sort(byName)
      .flatMap(([name, x]) => leaves(x).map(() => names.includes(name))),
  ];
  return isNamed.flatMap((is, i) => (is ? [i] : []));
}

/** A static argument, to be compared. Throws a ValueError if there is an array in it. */
export function staticValue(f: UserFunction, { at, value: x }: StaticArgument): StaticValue {
  const value = flatten(x);
  const array = value[0].find((leaf) => leaf instanceof Value);
  if (array instanceof Value)
    throw new ValueError(
      `Non-hashable static arguments are not supported. Static argument (${typeof at === "number" ? "index" : "name"} ${at}) of type ` +
        `${typeOf(array)} for function ${nameOf(f)} is non-hashable.`,
      {
        hint: "A static argument is part of the program: a number, a string, a function, or a list or object of these, but no array.",
      },
    );
  return value;
}

/** A static argument of a call: its position, or its name. */
interface StaticArgument {
  readonly at: number | string;
  /** As it is called inside of the function. */
  readonly name: string;
  readonly value: unknown;
}

export interface SplitArguments {
  readonly dynamic: readonly unknown[];
  readonly statics: readonly StaticArgument[];
  /** All arguments, of those that are traced. */
  readonly complete: (dynamic: readonly unknown[]) => readonly unknown[];
}

/** The arguments of a call with others in some places. */
function withStatics(args: readonly unknown[], statics: readonly StaticArgument[]): readonly unknown[] {
  if (statics.length === 0) return args;
  const changed = [...args];
  const names = statics.flatMap(({ at, value }) => (typeof at === "string" ? [[at, value] as const] : []));
  for (const { at, value } of statics) if (typeof at === "number") changed[at] = value;
  const { keywords } = splitKeywords(args);
  if (keywords) changed[args.length - 1] = new Keywords(new Map([...keywords.values, ...names]));
  return changed;
}

/** Positions of the arguments that a call was given, of those that an option names; others are optional ones. */
function given(argnums: readonly number[], count: number): number[] {
  return argnums.map((n) => (n < 0 ? n + count : n)).filter((n) => n >= 0 && n < count);
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

function checkNumbers(
  known: FunctionSignature,
  numbers: readonly number[],
  option: string,
  hint: string,
): void {
  const count = positionalCount(known);
  if (numbers.some((n) => n >= count || n < -count))
    throw new ValueError(
      `Jitted function has ${option}=${showArgnums(numbers)}, but only accepts ${count} positional arguments.`,
      { hint },
    );
}

function checkNames(
  { parameters }: FunctionSignature,
  names: readonly string[],
  option: string,
  hint: string,
): void {
  const ofKind = (...kinds: Parameter["kind"][]) =>
    parameters.flatMap(({ kind, name }) => (kinds.includes(kind) ? [name] : []));
  const positional = names.filter((name) => ofKind("positionalOnly", "varPositional").includes(name));
  const problem = `Jitted function has invalid argnames`;
  if (positional.length > 0)
    throw new ValueError(`${problem} ${showSet(positional)} in ${option}. These are positional-only`, {
      hint,
    });
  const unknown = names.filter((name) => !ofKind("positionalOrKeyword", "keywordOnly").includes(name));
  if (unknown.length > 0 && ofKind("varKeyword").length === 0)
    throw new ValueError(`${problem} ${showSet(unknown)} in ${option}. Function does not take these args.`, {
      hint,
    });
}

function showSet(names: readonly string[]): string {
  return `{${names.map((name) => `'${name}'`).join(", ")}}`;
}
