import type { Keywords, Value } from "./value.js";

/** What objects need of the interpreter that runs. */
export interface Machine {
  /** Calls whatever can be called, and runs it to its end. */
  call(callee: Value, args: readonly Value[], keywords?: Keywords): Value;
  /** Where `print` and tracebacks go. */
  write(text: string, stream?: "stdout" | "stderr"): void;
  /** Called before a script goes on; what it returns, when it stops. */
  begin(): () => void;
  /** Counts work that TypeScript does item by item, which might never end; an item is like an instruction. */
  tick(work?: number): void;
  /** The objects whose `repr` is being made, for `[...]`. */
  readonly showing: Set<unknown>;
  /** Set where instructions may have to wait for what they call, and begin again. */
  readonly waiting?: Waiting;
}

export interface Waiting {
  /** What an iterator gives: what it has given to the instruction that began again, and then the next item. */
  take(iterator: object, item: () => Value | undefined): Value | undefined;
}

let current: Machine | undefined;

/** The interpreter that runs now. */
export function machine(): Machine {
  if (!current) throw new Error("no interpreter is running");
  return current;
}

/** Makes `next` the interpreter that runs, until the function that is returned is called, once or more often. */
export function enterMachine(next: Machine): () => void {
  const outer = current;
  if (outer === next) return () => undefined;
  current = next;
  const end = next.begin();
  let left = false;
  return () => {
    if (left) return;
    left = true;
    end();
    current = outer;
  };
}

/** Counts an item of work that might never end. */
export function tick(): void {
  machine().tick();
}

export function call(callee: Value, args: readonly Value[], keywords?: Keywords): Value {
  return machine().call(callee, args, keywords);
}
