/** How functions that are not written in Python raise its exceptions. */

/** An exception of Python's: `kind` names its class, as in `ValueError` or `re.error`. */
export class Failure extends Error {
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
