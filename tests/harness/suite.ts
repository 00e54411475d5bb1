/**
 * How a test file says what it tests:
 *
 *     import * as assert from "uvu/assert";
 *     import { suite } from "../harness/suite.js";
 *
 *     const test = suite("addition");
 *     test("adds", () => assert.is(1 + 1, 2));
 *     test("takes its time", async () => { … }, { seconds: 300 });
 *
 * Nothing has to be called at the end: a suite is known from its creation, and one without tests is a failure.
 * There is no way to skip a test and none to run only one: `npm test -- part-of-a-file-name` picks files.
 * This file runs in Node and in browsers alike.
 */

type Body = () => void | Promise<void>;

/** Declares tests of one suite. */
export interface Test {
  /** `seconds` is how long the test may stay silent before it counts as hung; 60 without it. */
  (name: string, body: Body, options?: { seconds?: number }): void;
  /** Runs before the suite's first test. */
  before(hook: Body): void;
  /** Runs after the suite's last test, also when tests failed. */
  after(hook: Body): void;
}

/** What running tests reports: for every test start, then pass or fail; for an error outside of tests only fail. */
export type TestEvent =
  | { kind: "start"; name: string; seconds: number }
  | { kind: "pass"; name: string; milliseconds: number }
  | { kind: "fail"; name: string; message: string };

interface Case {
  name: string;
  body: Body;
  seconds: number;
}

interface Suite {
  name: string;
  cases: Case[];
  before: Body[];
  after: Body[];
}

let declared: Suite[] = [];

/** Declares a suite; the function it returns declares the suite's tests. */
export function suite(name: string): Test {
  const self: Suite = { name, cases: [], before: [], after: [] };
  declared.push(self);
  const test = (caseName: string, body: Body, { seconds = 60 } = {}): void => {
    self.cases.push({ name: caseName, body, seconds });
  };
  return Object.assign(test, {
    before: (hook: Body) => void self.before.push(hook),
    after: (hook: Body) => void self.after.push(hook),
  });
}

const strays: unknown[] = [];
let rejectRunning: ((error: unknown) => void) | undefined;
const fileCleanups: Body[] = [];

/** Fails the test that is running for an error that nobody awaits: an uncaught one, or one a device reports. */
export function failRunningTest(error: unknown): void {
  if (rejectRunning) rejectRunning(error);
  else strays.push(error);
}

/** Runs when the file's last test is over. */
export function afterFile(cleanup: Body): void {
  fileCleanups.push(cleanup);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `thrown value: ${String(error)}`;
  const { stack = "", message } = error;
  const details = (error as { details?: unknown }).details;
  // In Firefox and Safari a stack has no message at its head.
  const frames = stack.includes(message)
    ? stack.slice(stack.indexOf(message) + message.length)
    : `\n${stack}`;
  const cause = error.cause === undefined ? "" : `\ncaused by ${describe(error.cause)}`;
  const title = error.name === "Assertion" ? message : `${error.name}: ${message}`;
  return `${title}\n${typeof details === "string" ? details : ""}${frames.trimEnd()}${cause}`;
}

/** Runs what the file declared since the last call, one test after the other. */
export async function runDeclared(report: (event: TestEvent) => void | Promise<void>): Promise<void> {
  const suites = declared;
  declared = [];

  async function reportStrays(): Promise<void> {
    for (const error of strays.splice(0)) {
      await report({ kind: "fail", name: "(between tests)", message: describe(error) });
    }
  }

  /** Fails with the first of: the body's own error, an error that `failRunningTest` is told of. */
  async function guard(name: string, body: Body): Promise<boolean> {
    try {
      const stray = new Promise<never>((_, reject) => (rejectRunning = reject));
      await Promise.race([Promise.resolve().then(body), stray]);
      return true;
    } catch (error) {
      await report({ kind: "fail", name, message: describe(error) });
      return false;
    } finally {
      rejectRunning = undefined;
    }
  }

  for (const { name: suiteName, cases, before, after } of suites) {
    if (cases.length === 0) {
      await report({ kind: "fail", name: suiteName, message: "the suite has no test" });
    }
    for (const hook of before) await guard(`${suiteName}: (before)`, hook);
    for (const { name: caseName, body, seconds } of cases) {
      const name = `${suiteName}: ${caseName}`;
      await reportStrays();
      await report({ kind: "start", name, seconds });
      const started = performance.now();
      if (await guard(name, body)) {
        await report({ kind: "pass", name, milliseconds: performance.now() - started });
      }
    }
    for (const hook of after) await guard(`${suiteName}: (after)`, hook);
  }
  for (const cleanup of fileCleanups.splice(0)) await guard("(after the file)", cleanup);
  await reportStrays();
}
