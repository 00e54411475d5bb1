import * as assert from "uvu/assert";

/** The error with which a promise rejects; the test fails if it does not, or with an error of another class. */
export async function rejection<E extends Error = Error>(
  promise: Promise<unknown>,
  kind: abstract new (...args: never) => E = Error as unknown as new () => E,
): Promise<E> {
  const error: unknown = await promise.then(
    () => assert.unreachable("it resolved"),
    (reason: unknown) => reason,
  );
  assert.instance(error, kind);
  return error as E;
}
