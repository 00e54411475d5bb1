/** Static arguments are told apart as Python does it: by hash and equality. */

import type { NamedArguments } from "../../calls/jitArguments.js";
import { Value as ArrayValue } from "../../trace/value.js";
import { hash } from "../objects/compare.js";
import { Dict } from "../objects/dict.js";
import { exceptionTypes } from "../objects/exceptions.js";
import { machine } from "../objects/machine.js";
import { repr, str } from "../objects/text.js";
import { typeOf } from "../objects/types.js";
import { type Keywords, Obj, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { showMessage } from "../traceback.js";
import { fullName } from "../types/object.js";
import { type Machine, Suspension } from "../vm/machine.js";

/** The static arguments that a function has been called with, each in the place of all that are equal to it. */
export class StaticArguments {
  private readonly known = new Dict();

  constructor(private readonly named: NamedArguments) {}

  replaced(args: readonly Value[], keywords: Keywords): [Value[], Keywords] {
    const { numbers, names } = this.named;
    const positions = numbers.map((n) => (n < 0 ? n + args.length : n));
    const known = [...keywords].map(([name, x]): [string, Value] => [
      name,
      names.includes(name) ? this.representative(x) : x,
    ]);
    return [args.map((x, i) => (positions.includes(i) ? this.representative(x) : x)), new Map(known)];
  }

  private representative(x: Value): Value {
    // Numbers and texts the library compares as well.
    if (!(x instanceof Obj || x instanceof ArrayValue)) return x;
    checkHashable(x);
    try {
      const found = this.known.get(x);
      if (found === undefined) this.known.set(x, x);
      return found ?? x;
    } catch (error) {
      if (error instanceof Suspension) throw error;
      const kind = `<class '${fullName(typeOf(x))}'>`;
      return fail(
        "ValueError",
        `static arguments should be comparable using __eq__.The following error was raised when comparing two objects of types ${kind} and ${kind}. The error was:\n${messageOf(error)}`,
      );
    }
  }
}

function checkHashable(x: Obj | ArrayValue): void {
  try {
    hash(x);
  } catch (error) {
    if (error instanceof Suspension) throw error;
    const { type } = (machine() as Machine).exceptionOf(error);
    if (!type.isSubclassOf(exceptionTypes.get("TypeError")!)) throw error;
    fail(
      "ValueError",
      `Non-hashable static arguments are not supported. An error occurred while trying to hash an object of type <class '${fullName(typeOf(x))}'>, ${str(x)}. The error was:\n${messageOf(error)}`,
    );
  }
}

function messageOf(error: unknown): string {
  return showMessage((machine() as Machine).exceptionOf(error));
}

/** What is refused where a function that returns is wanted. */
export function refuseGenerator(f: Value): never {
  return fail("TypeError", `Expected a function, got a generator function: ${repr(f)}`);
}
