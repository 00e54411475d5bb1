import { fail } from "../text/failure.js";
import { binary, index } from "../objects/operators.js";
import { equal } from "../objects/compare.js";
import { Tuple } from "../objects/containers.js";
import { ClassMethod } from "../objects/functions.js";
import { each, iterate, Iter, iteratorType, listOf, type Next } from "../objects/iterate.js";
import { call, machine } from "../objects/machine.js";
import { methods, Native } from "../objects/native.js";
import { repr } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import type { Type } from "../objects/type.js";
import type { Value } from "../objects/value.js";
import type { Machine } from "../vm/machine.js";
import type { Library } from "./library.js";

const classes: Record<string, Type> = {};

/** What gives the items, and perhaps what `repr` shows. */
type Source = Next & { readonly show?: () => string };

class LibraryIter extends Iter {
  constructor(
    readonly source: Source,
    type: Type,
  ) {
    super(() => {
      // Some never end.
      (machine() as Machine).tick();
      return source();
    }, type);
  }
}

/** A class of iterators; `make` gives the function behind `next`. */
// Parameters are as the signature says.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function iterators(text: string, make: (...args: any[]) => Source): void {
  const name = text.slice(0, text.indexOf("("));
  const type = (classes[name] = iteratorType(name));
  type.module = "itertools";
  const run = (of: Type, ...args: unknown[]): Value => new LibraryIter(make(...args), of);
  type.set("__new__", new Native(text.replace(`${name}(`, "__new__(cls, "), run));
}

/** The values of a generator. */
function from(items: Iterator<Value>): Next {
  return () => {
    const step = items.next();
    return step.done ? undefined : step.value;
  };
}

const flatten = (all: Next): Next => {
  let inner: Next | undefined;
  return () => {
    for (;;) {
      const x = inner?.();
      if (x !== undefined) return x;
      const next = all();
      if (next === undefined) return undefined;
      inner = iterate(next);
    }
  };
};

iterators("chain(*iterables)", (all: readonly Value[]) => flatten(iterate(new Tuple(all))));
classes.chain.set(
  "from_iterable",
  new ClassMethod(
    new Native(
      "from_iterable(cls, iterable, /)",
      (type: Type, all: Value) => new Iter(flatten(iterate(all)), type),
    ),
  ),
);

iterators("count(start=0, step=1)", (start: Value = 0n, step: Value = 1n) => {
  let at = start;
  const next = (): Value => {
    const now = at;
    at = binary("+", at, step);
    return now;
  };
  const show = (): string => (step === 1n ? `count(${repr(at)})` : `count(${repr(at)}, ${repr(step)})`);
  return Object.assign(next, { show });
});

iterators("cycle(iterable, /)", (items: Value) => {
  const next = iterate(items);
  const seen: Value[] = [];
  let i = -1;
  return () => {
    if (i < 0) {
      const x = next();
      if (x !== undefined) {
        seen.push(x);
        return x;
      }
    }
    i = (i + 1) % seen.length;
    return seen[i];
  };
});

iterators("repeat(object, times=None)", (x: Value, times?: Value) => {
  let left = times === undefined ? Infinity : Math.max(Number(index(times)), 0);
  const next = (): Value | undefined => (left-- > 0 ? x : undefined);
  const show = (): string =>
    left === Infinity ? `repeat(${repr(x)})` : `repeat(${repr(x)}, ${Math.max(left, 0)})`;
  return Object.assign(next, { show });
});

iterators(
  "accumulate(iterable, func=None, *, initial=None)",
  (items: Value, f: Value = null, first: Value = null) => {
    const next = iterate(items);
    let total: Value | undefined;
    let isFirst = true;
    return () => {
      if (isFirst && first !== null) {
        isFirst = false;
        return (total = first);
      }
      const x = next();
      if (x === undefined) return undefined;
      if (isFirst) total = x;
      else total = f === null ? binary("+", total!, x) : call(f, [total!, x]);
      isFirst = false;
      return total;
    };
  },
);

iterators("batched(iterable, n)", (items: Value, n: Value) => {
  const next = iterate(items);
  const size = Number(index(n));
  return () => {
    const batch: Value[] = [];
    for (let x; batch.length < size && (x = next()) !== undefined;) batch.push(x);
    return batch.length > 0 ? new Tuple(batch) : undefined;
  };
});

iterators("compress(data, selectors)", (data: Value, selectors: Value) => {
  const [x, wanted] = [iterate(data), iterate(selectors)];
  return () => {
    for (;;) {
      const [value, take] = [x(), wanted()];
      if (value === undefined || take === undefined) return undefined;
      if (truth(take)) return value;
    }
  };
});

iterators("dropwhile(predicate, iterable, /)", (f: Value, items: Value) => {
  const next = iterate(items);
  let dropping = true;
  return () => {
    let x = next();
    while (dropping && x !== undefined && truth(call(f, [x]))) x = next();
    dropping = false;
    return x;
  };
});

iterators("takewhile(predicate, iterable, /)", (f: Value, items: Value) => {
  const next = iterate(items);
  let done = false;
  return () => {
    const x = done ? undefined : next();
    if (x !== undefined && truth(call(f, [x]))) return x;
    done = true;
    return undefined;
  };
});

iterators("filterfalse(function, iterable, /)", (f: Value, items: Value) => {
  const next = iterate(items);
  return () => {
    for (let x = next(); x !== undefined; x = next()) if (!truth(f === null ? x : call(f, [x]))) return x;
    return undefined;
  };
});

iterators("starmap(function, iterable, /)", (f: Value, items: Value) => {
  const next = iterate(items);
  return () => {
    const args = next();
    return args === undefined ? undefined : call(f, listOf(args));
  };
});

iterators("islice(iterable, *args)", (items: Value, args: readonly Value[]) => {
  if (args.length === 0 || args.length > 3)
    fail(
      "TypeError",
      `islice expected at ${args.length === 0 ? "least 2" : "most 4"} arguments, got ${args.length + 1}`,
    );
  const [start, stop, step] = args.length === 1 ? [null, args[0], null] : [args[0], args[1], args[2] ?? null];
  const stepMessage = "Step for islice() must be a positive integer or None.";
  const [first, end, by] = [
    bound(start, 0),
    bound(stop, Infinity, args.length === 1 ? stopMessage : undefined),
    bound(step, 1, stepMessage),
  ];
  if (by < 1) fail("ValueError", stepMessage);
  const next = iterate(items);
  let at = 0;
  let wanted = first;
  return () => {
    if (wanted >= end) {
      while (at < Math.min(end, wanted) && next() !== undefined) at++;
      at = Infinity;
      return undefined;
    }
    for (; at < wanted; at++) if (next() === undefined) return undefined;
    at++;
    wanted += by;
    return next();
  };
});

const limits = "must be None or an integer: 0 <= x <= sys.maxsize.";
const stopMessage = `Stop argument for islice() ${limits}`;

function bound(x: Value, otherwise: number, message = `Indices for islice() ${limits}`): number {
  if (x === null) return otherwise;
  if (typeof x !== "bigint" && typeof x !== "boolean") return fail("ValueError", message);
  return Number(x) < 0 ? fail("ValueError", message) : Number(x);
}

iterators("pairwise(iterable, /)", (items: Value) => {
  const next = iterate(items);
  let before: Value | undefined;
  return () => {
    before ??= next();
    if (before === undefined) return undefined;
    const x = next();
    if (x === undefined) return undefined;
    const pair = new Tuple([before, x]);
    before = x;
    return pair;
  };
});

iterators("zip_longest(*iterables, fillvalue=None)", (all: readonly Value[], filler: Value = null) => {
  const nexts = all.map(iterate);
  const ended = all.map(() => false);
  return () => {
    const row = nexts.map((next, i) => {
      const x = ended[i] ? undefined : next();
      if (x === undefined) ended[i] = true;
      return x === undefined ? filler : x;
    });
    return ended.every(Boolean) ? undefined : new Tuple(row);
  };
});

iterators("product(*iterables, repeat=1)", (all: readonly Value[], repeat: Value = 1n) => {
  const once = all.map(listOf);
  const pools = Array.from({ length: Number(index(repeat)) }, () => once).flat();
  return from(products(pools));
});

function* products(pools: readonly Value[][]): Generator<Value> {
  const at = pools.map(() => 0);
  if (pools.some((p) => p.length === 0)) return;
  for (;;) {
    yield new Tuple(pools.map((p, i) => p[at[i]]));
    let i = pools.length - 1;
    while (i >= 0 && ++at[i] === pools[i].length) at[i--] = 0;
    if (i < 0) return;
  }
}

/** Rows of `size` places among `count`; `choices` says which may come after others. */
function* selections(
  items: readonly Value[],
  size: number,
  choices: (chosen: readonly number[]) => Iterable<number>,
): Generator<Value> {
  const chosen: number[] = [];
  function* choose(): Generator<Value> {
    if (chosen.length === size) {
      yield new Tuple(chosen.map((i) => items[i]));
      return;
    }
    for (const i of choices(chosen)) {
      chosen.push(i);
      yield* choose();
      chosen.pop();
    }
  }
  yield* choose();
}

function* places(from: number, to: number): Generator<number> {
  for (let i = from; i < to; i++) yield i;
}

function sizeOf(r: Value): number {
  const size = Number(index(r));
  return size < 0 ? fail("ValueError", "r must be non-negative") : size;
}

iterators("permutations(iterable, r=None)", (given: Value, r: Value = null) => {
  const items = listOf(given);
  const size = r === null ? items.length : sizeOf(r);
  if (size > items.length) return () => undefined;
  return from(selections(items, size, (chosen) => [...items.keys()].filter((i) => !chosen.includes(i))));
});

iterators("combinations(iterable, r)", (given: Value, r: Value) => {
  const items = listOf(given);
  const size = sizeOf(r);
  return from(
    selections(items, size, (chosen) =>
      places(
        chosen.length === 0 ? 0 : chosen[chosen.length - 1] + 1,
        items.length - size + chosen.length + 1,
      ),
    ),
  );
});

iterators("combinations_with_replacement(iterable, r)", (given: Value, r: Value) => {
  const items = listOf(given);
  return from(selections(items, sizeOf(r), (chosen) => places(chosen.at(-1) ?? 0, items.length)));
});

iterators("groupby(iterable, key=None)", (items: Value, key: Value = null) => {
  const next = iterate(items);
  const keyOf = (x: Value): Value => (key === null ? x : call(key, [x]));
  let x: Value | undefined;
  let k: Value = null;
  let started = false;
  const advance = (): void => {
    x = next();
    if (x !== undefined) k = keyOf(x);
  };
  let group = 0;
  let current: Value = null;
  return () => {
    group++;
    if (!started) advance();
    else while (x !== undefined && equal(k, current)) advance();
    started = true;
    if (x === undefined) return undefined;
    current = k;
    const mine = group;
    const target = k;
    const members = new Iter(() => {
      if (mine !== group || x === undefined || !equal(k, target)) return undefined;
      const value = x;
      advance();
      return value;
    }, iteratorType("_grouper"));
    return new Tuple([k, members]);
  };
});

for (const name of ["count", "repeat"])
  methods(classes[name], { "__repr__(self, /)": (self: LibraryIter) => self.source.show!() });

/** `tee`: iterators over what one gives. */
function tee(items: Value, n: Value = 2n): Tuple {
  if (index(n) < 0n) fail("ValueError", "n must be >= 0");
  const next = each(items);
  const seen: Value[] = [];
  const at = (i: number): Value | undefined => {
    if (i === seen.length) {
      const step = next.next();
      if (!step.done) seen.push(step.value);
    }
    return seen[i];
  };
  return new Tuple(
    Array.from({ length: Number(index(n)) }, () => {
      let i = 0;
      return new Iter(() => {
        const x = at(i);
        if (x !== undefined) i++;
        return x;
      }, iteratorType("_tee"));
    }),
  );
}

export const itertools: Library = {
  natives: { "tee(iterable, n=2, /)": tee },
  values: () => classes,
};
