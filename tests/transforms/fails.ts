/** What tests of errors have in common. */

import * as assert from "uvu/assert";

interface Told extends Error {
  summary: string;
  source: { file: string; line: number };
}

/** What `run` throws. */
export function thrown(run: () => unknown): Told {
  try {
    run();
  } catch (error) {
    return error as Told;
  }
  throw new Error("nothing was thrown");
}

/**
 * Checks that `run` throws an error of the class called `name`, that its summary is `summary` (JAX's words), that the message
 * shows a line of the calling test, and that it has the `parts` (names, what to do).
 */
export function fails(run: () => unknown, name: string, summary: string | RegExp, ...parts: string[]): void {
  const error = thrown(run);
  assert.is(error.name, name, error.message);
  if (typeof summary === "string") assert.is(error.summary, summary);
  else assert.match(error.summary, summary);
  assert.ok(error.message.startsWith(error.summary), `${error.message}\ndoes not begin with its summary`);
  assert.match(error.message, /\n {2}at \S*\.test\.[jt]s:\d+:\d+/);
  for (const part of parts) assert.ok(error.message.includes(part), `${error.message}\nlacks ${part}`);
}

/** Gives a function a name, for messages. */
export function called<F extends object>(name: string, f: F): F {
  return Object.defineProperty<F>(f, "name", { value: name });
}
