/**
 * One trace is current. `bind` hands it every operation; it asks of each argument "is it mine?", and what is not is a
 * constant to it. A trace that transforms runs the parts of its rule under its parent.
 * The idea is JAX's (traces without levels); autodidax explains the ancestor.
 */

import { EvalTrace } from "./evalTrace.js";
import type { Primitive } from "./primitive.js";
import { escaped, type Trace, Tracer } from "./tracer.js";
import type { Value } from "./value.js";

let current: Trace = new EvalTrace();

export function currentTrace(): Trace {
  return current;
}

export function withTrace<T>(trace: Trace, f: () => T): T {
  const outer = current;
  current = trace;
  try {
    return f();
  } finally {
    current = outer;
  }
}

/** Makes a trace the current one, until the function that this gives is called. */
export function enterTrace(trace: Trace): () => void {
  const outer = current;
  current = trace;
  return () => void (current = outer);
}

/** Runs `f` under a trace that ends when `f` returns: its tracers are of no use afterwards. */
export function withTemporaryTrace<T extends Trace, R>(trace: T, f: (trace: T) => R): R {
  try {
    return withTrace(trace, () => f(trace));
  } finally {
    trace.alive = false;
  }
}

/** Applies a primitive to arrays, whatever that means at the moment: computing, staging, differentiating … */
export function bind<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value[] {
  const live = inputs.some(isDead) ? inputs.map(revive) : inputs;
  return current.process(primitive, live, params);
}

function isDead(x: Value): boolean {
  return x instanceof Tracer && !x.owner.alive;
}

let revived: ReadonlyMap<Value, Value> = new Map();

/**
 * Runs `f` with stand-ins for tracers of a trace that has ended: a custom rule may close over values that its function
 * closed over too, when it runs long after the function was staged.
 */
export function withRevived<T>(values: ReadonlyMap<Value, Value>, f: () => T): T {
  const outer = revived;
  revived = new Map([...outer, ...values]);
  try {
    return f();
  } finally {
    revived = outer;
  }
}

/** The value itself, or what stands for it now if its trace has ended; an UnexpectedTracerError if nothing does. */
export function revive(x: Value): Value {
  if (!isDead(x)) return x;
  const tracer = x as Tracer;
  const next = revived.get(x) ?? (revived.size > 0 ? tracer.revived(current, revive) : undefined);
  if (!next) throw escaped(tracer);
  return revive(next);
}

/** `bind` of a primitive with one output. */
export function bind1<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value {
  return bind(primitive, inputs, params)[0];
}
