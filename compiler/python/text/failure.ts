/** How functions that are not written in Python raise its exceptions. */

/** An error of a script's, which nobody looks for in our code: engines need not collect the calls that led to it. */
export class Stackless extends Error {
  constructor(message: string) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** An exception of Python's: `kind` names its class, as in `ValueError` or `re.error`. */
export class Failure extends Stackless {
  constructor(
    readonly kind: string,
    message: string,
  ) {
    super(message);
  }
}

/** Raises an exception of Python's. */
export function fail(kind: string, message: string): never {
  throw new Failure(kind, message);
}
