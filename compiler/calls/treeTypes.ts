/** What the type checker knows of the trees that functions of the user's take and give. `any` stays `any` throughout. */

import type { ArrayLike, Keys, Scalar, TypedArray, Value } from "../trace/value.js";

/** A function of the user's. Its parameters and results are trees of any kind, which only the user knows. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
export type UserFunction = (...args: any[]) => any;

type IsAny<T> = 0 extends 1 & T ? true : false;
type ArrayLeaf = Value | Scalar | TypedArray;
type NoArray = UserFunction | string | symbol | null | undefined | void;
/** What stays what it is, whatever its leaves are. */
type Opaque = NoArray | Keys;

/** What a caller may pass for a parameter: wherever the function is given an array, a number or nested lists will do. */
export type Accepts<T> =
  IsAny<T> extends true
    ? T
    : unknown extends T
      ? T
      : [ArrayLike] extends [T]
        ? ArrayLike | Extract<T, NoArray>
        : AcceptsPart<T>;

type AcceptsPart<T> = T extends Opaque
  ? T
  : T extends ArrayLeaf
    ? ArrayLike
    : T extends object
      ? { [K in keyof T]: Accepts<T[K]> }
      : T;

/** A tree with the structure of `T` and arrays for leaves: what traced functions are given, and what they return. */
export type ArrayTree<T> =
  IsAny<T> extends true
    ? T
    : unknown extends T
      ? T
      : [ArrayLike] extends [T]
        ? Value | Extract<T, NoArray>
        : ArrayPart<T>;

// A class whose fields are arrays already stays the class that it is.
type ArrayPart<T> = T extends Opaque
  ? T
  : T extends ArrayLeaf
    ? Value
    : T extends { [K in keyof T]: ArrayTree<T[K]> }
      ? T
      : { [K in keyof T]: ArrayTree<T[K]> };

/** A tree with the structure of `T` and a `Leaf` in place of each array. */
export type TreeOf<T, Leaf> =
  IsAny<T> extends true
    ? T
    : unknown extends T
      ? T
      : [ArrayLike] extends [T]
        ? Leaf | Extract<T, NoArray>
        : PartOf<T, Leaf>;

type PartOf<T, Leaf> = T extends Opaque
  ? T
  : T extends ArrayLeaf
    ? Leaf
    : { [K in keyof T]: TreeOf<T[K], Leaf> };

/** The leaves that a tree may have. */
export type LeafOf<T> =
  IsAny<T> extends true
    ? T
    : unknown extends T
      ? T
      : T extends null | undefined
        ? never
        : T extends ArrayLeaf | Opaque
          ? T
          : T extends readonly (infer Part)[]
            ? LeafOf<Part>
            : T extends object
              ? LeafOf<T[keyof T]>
              : T;

/** The arguments that a transformed function takes. */
export type Arguments<F extends UserFunction> =
  Parameters<F> extends infer P extends unknown[] ? { [K in keyof P]: Accepts<P[K]> } : never;

/** The arguments of `F`, or what is known of them. */
export type ArgumentShapes<F extends UserFunction> =
  Parameters<F> extends infer P extends unknown[]
    ? { [K in keyof P]: Accepts<P[K]> | TreeOf<P[K], ArrayLike | ShapeDtype> }
    : never;

/** What is known of an array without its elements: `evalShape` and others take it in the place of one. */
export interface ShapeDtype {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly weakType?: boolean;
}

/** What a transformed function gives. */
export type Output<F extends UserFunction> = ArrayTree<ReturnType<F>>;

/** A function that is called as `F` is, on whatever stands for its arguments. */
export type Transformed<F extends UserFunction, Result = Output<F>> = (...args: Arguments<F>) => Result;

/** One argument, or several. */
export type Argnums = number | readonly number[];

/** Names of arguments. */
export type Argnames = string | readonly string[];

/** Which arguments are meant by numbers or by names; of names the type checker doesn't know where they stand. */
export type Places<N extends Argnums, M extends Argnames> = M extends readonly [] ? N : readonly number[];

/** Trees of arrays like the arguments of `F` that `N` names: one tree for a number, a list of them for a list. */
export type Differentiated<F extends UserFunction, N extends Argnums> = N extends readonly number[]
  ? number extends N["length"]
    ? ArrayTree<Parameters<F>[number]>[]
    : { -readonly [K in keyof N]: ArgumentOf<Parameters<F>, N[K]> }
  : ArgumentOf<Parameters<F>, N>;

/** The argument at a place that is known, not counted from the end; otherwise nothing is known of it. */
type ArgumentOf<P extends unknown[], N> = N extends number
  ? number extends N
    ? // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
      any
    : `${N}` extends `-${string}`
      ? // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
        any
      : ArrayTree<Exclude<P[N], undefined>>
  : never;

/** The two parts of what a function with an auxiliary output returns. */
export type MainOutput<F extends UserFunction> = Part<ReturnType<F>, 0>;
export type AuxOutput<F extends UserFunction> = Part<ReturnType<F>, 1>;

type Part<R, I extends 0 | 1> = R extends readonly [infer Main, infer Aux]
  ? ArrayTree<[Main, Aux][I]>
  : // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list that is not known to be a pair
    any;

/** The arguments of `F` that are differentiated, as rules get them: all but those that `N` names. */
export type DiffArguments<F extends UserFunction, N extends Argnums> =
  Without<Parameters<F>, N> extends infer P extends unknown[] ? { [K in keyof P]: ArrayTree<P[K]> } : never;

/** The arguments of `F` that `N` names, which rules get as they are, before all else. */
export type NondiffArguments<F extends UserFunction, N extends Argnums> = N extends readonly number[]
  ? number extends N["length"]
    ? unknown[]
    : { -readonly [K in keyof N]: At<Parameters<F>, N[K]> }
  : [At<Parameters<F>, N>];

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
type At<P extends unknown[], K> = K extends keyof P ? P[K] : any;

/** A list of types without those at places that are known. Nothing is known of it otherwise. */
type Without<P extends unknown[], N extends Argnums> = N extends readonly number[]
  ? N["length"] extends 0
    ? P
    : number extends N["length"]
      ? // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
        any[]
      : WithoutPlaces<P, `${N[number]}`>
  : N extends number
    ? WithoutPlaces<P, `${N}`>
    : never;

type WithoutPlaces<P extends unknown[], Places extends string, Before extends unknown[] = []> = P extends [
  infer First,
  ...infer Rest,
]
  ? [
      ...(`${Before["length"]}` extends Places ? [] : [First]),
      ...WithoutPlaces<Rest, Places, [...Before, unknown]>,
    ]
  : P;
