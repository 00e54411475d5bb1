import { checkProgram } from "../ir/check.js";
import type { Program } from "../ir/program.js";
import type { Primitive } from "../trace/primitive.js";

/** One pass, as the trail records it. */
interface PassRecord {
  readonly name: string;
  /** Nothing for the pass that traces a function, of which there was no program before. */
  readonly before?: Program<Primitive>;
  readonly after: Program<Primitive>;
  readonly milliseconds: number;
}

let trail: PassRecord[] | undefined;
let checking = false;

/**
 * Every pass runs through here: its output is checked (when checking is on), timed, and recorded (when somebody listens).
 */
export function pass(
  name: string,
  before: Program<Primitive> | undefined,
  transform: () => Program<Primitive>,
): Program<Primitive> {
  if (!trail && !checking) return transform();
  const start = performance.now();
  const after = transform();
  trail?.push({ name, before, after, milliseconds: performance.now() - start });
  if (checking) checkProgram(after);
  return after;
}

/** Collects the passes that run while `f` does: debug levels and the playground show this trail. */
export function withTrail<T>(f: () => T): { result: T; trail: PassRecord[] } {
  const outer = trail;
  const own: PassRecord[] = (trail = []);
  try {
    return { result: f(), trail: own };
  } finally {
    trail = outer;
    outer?.push(...own);
  }
}

/** Checks the output of every pass from now on. Tests run with it. */
export function checkPasses(on: boolean): void {
  checking = on;
}
