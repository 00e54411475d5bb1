/**
 * Loops whose end the device finds. All that a turn could do is encoded for many turns ahead; *gates* between its parts decide,
 * on the device, whether the dispatches behind them do anything: these read their workgroups from a buffer, into which the gate
 * writes the real numbers or zeros.
 *
 * A loop within a turn is encoded several times over, and if these are not enough, everything behind it in the turn stays shut,
 * and the next round goes on in it. So a loop has a state: how many turns it has begun, and its *stage*: 0 before a turn, n in
 * the n-th loop of its turn, or `ended`.
 */
import type { PlanDispatch, PlanKernel, PlanLoop } from "./plan.js";

const ended = 0xffffffff;

/** Turns of a loop within a turn that are encoded ahead: at first, and at most. */
const FIRST_AHEAD = 8;
const MOST_AHEAD = 64;
/** A loop within a turn is one of its parts if it is of a fixed length, and has at most so many dispatches. */
const SHORT = 64;

export const gateKernel: PlanKernel = {
  name: "gate",
  wgsl: `
// Of the gate: the loop that may end here, its most turns, and whether its flag counts; the loop whose turn goes on here, and in
// which stage that must be; the next stage, and the loop that it begins; where workgroups are written, and how many numbers.
@group(0) @binding(0) var<storage, read> gate: array<u32>;
@group(0) @binding(1) var<storage, read> flag: array<u32>;
// Stage, turns, those of all times that it was entered before, and how often that was.
@group(0) @binding(2) var<storage, read_write> loops: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read_write> workgroups: array<u32>;
const ended = ${ended}u;
@compute @workgroup_size(1, 1, 1)
fn main() {
  let before = gate[0];
  if (loops[before].x == 0u && (loops[before].y >= gate[1] || (gate[2] != 0u && flag[0] == 0u))) {
    loops[before].x = ended;
    loops[before].z += loops[before].y;
    loops[before].w += 1u;
  }
  let own = gate[3];
  let goes = loops[own].x == gate[4] && (before == own || loops[before].x == ended);
  if (goes) {
    loops[own].x = gate[5];
    if (before == own) { loops[own].y += 1u; }
    if (gate[5] != 0u) {
      loops[gate[6]].x = 0u;
      loops[gate[6]].y = 0u;
    }
  }
  for (var n = 0u; n < gate[8]; n++) {
    workgroups[gate[7] + n] = select(0u, gate[9u + n], goes);
  }
}
`,
  bindings: [
    { name: "gate", access: "read" },
    { name: "flag", access: "read" },
    { name: "loops", access: "read_write" },
    { name: "workgroups", access: "read_write" },
  ],
  workgroupSize: [1, 1, 1],
  source: {},
};

/** Part of a round: a gate, a dispatch behind one, or what is repeated. */
type Part =
  | { readonly gate: Gate }
  | { readonly step: PlanDispatch; readonly behind: Gate; readonly n: number }
  | { readonly repeat: number; readonly parts: readonly Part[] };

/** What a round is made of, one after the other. */
type Move = { readonly gate: Gate } | { readonly step: PlanDispatch; readonly offset: number };

/** The gates of a loop, and of the loops within. */
export class Gates {
  readonly all: Gate[] = [];
  readonly #parts: readonly Part[];
  readonly #loops: PlanLoop[] = [];

  /** @param ahead of loops within, how many turns are encoded ahead */
  constructor(
    loop: PlanLoop,
    readonly ahead: ReadonlyMap<PlanLoop, number> = new Map(),
  ) {
    this.#parts = this.#turn(loop, this.#number(loop));
    let first = 0;
    for (const gate of this.all) {
      gate.first = first;
      first += gate.workgroups.length * 3;
    }
  }

  /** The states before the first turn. */
  get initial(): Uint32Array<ArrayBuffer> {
    return Uint32Array.from(this.#loops.flatMap((_, n) => [n > 0 ? ended : 0, 0, 0, 0]));
  }

  get stateBytes(): number {
    return this.initial.byteLength;
  }

  get workgroupBytes(): number {
    return Math.max(16, 12 * this.all.reduce((n, { workgroups }) => n + workgroups.length, 0));
  }

  /** Rounds without end. In each the loop takes a turn, if it does not stay in a loop within. */
  *rounds(): Generator<Move, never> {
    for (;;) yield* flat(this.#parts);
  }

  get roundLength(): number {
    return lengthOf(this.#parts);
  }

  /** How many operations were needed, of so many, if the loop has ended: its state says so, which is the first. */
  needed([stage, turns]: Uint32Array, total: number): number | undefined {
    if (stage !== ended) return undefined;
    return this.#loops.length > 1 ? total : Math.min(total, (turns + 1) * this.roundLength);
  }

  /**
   * How many turns should be encoded ahead the next time, after a loop that left these states; nothing if that is about as many
   * as now.
   */
  better(states: Uint32Array): ReadonlyMap<PlanLoop, number> | undefined {
    const mean = (n: number): number => Math.ceil(states[4 * n + 2] / Math.max(1, states[4 * n + 3]));
    const wanted = new Map(this.#loops.map((loop, n) => [loop, Math.min(Math.max(mean(n), 1), MOST_AHEAD)]));
    const isFine = (loop: PlanLoop, n: number): boolean => {
      const [turns, now] = [wanted.get(loop)!, this.#aheadOf(loop)];
      return n === 0 || (turns <= now && 2 * turns > now);
    };
    return this.#loops.every(isFine) ? undefined : wanted;
  }

  #aheadOf(loop: PlanLoop): number {
    const { turns = Infinity } = loop;
    return Math.min(turns, this.ahead.get(loop) ?? FIRST_AHEAD);
  }

  #number(loop: PlanLoop): number {
    return this.#loops.push(loop) - 1;
  }

  #turn(loop: PlanLoop, own: number): Part[] {
    let gate = this.#gate(loop, own, own, 0);
    let stage = 0;
    const parts: Part[] = [{ gate }];
    for (const step of loop.body) {
      if (step.kind === "dispatch" || isShort(step)) {
        for (const one of step.kind === "dispatch" ? [step] : dispatchesOf(step)) parts.push(gate.opens(one));
        continue;
      }
      const inner = this.#number(step);
      gate.leadsTo(++stage, inner);
      parts.push({ repeat: this.#aheadOf(step), parts: this.#turn(step, inner) });
      gate = this.#gate(step, inner, own, stage);
      parts.push({ gate });
    }
    return parts;
  }

  #gate(before: PlanLoop, beforeNumber: number, own: number, stage: number): Gate {
    const gate = new Gate(before, beforeNumber, own, stage);
    this.all.push(gate);
    return gate;
  }
}

export class Gate {
  readonly workgroups: PlanDispatch["workgroups"][] = [];
  /** Where its workgroups are in the buffer. */
  first = 0;
  #nextStage = 0;
  #nextLoop = 0;

  constructor(
    readonly before: PlanLoop,
    readonly beforeNumber: number,
    readonly own: number,
    readonly stage: number,
  ) {}

  opens(step: PlanDispatch): Part {
    const same = this.workgroups.findIndex((w) => w.every((count, n) => count === step.workgroups[n]));
    return { step, behind: this, n: same >= 0 ? same : this.workgroups.push(step.workgroups) - 1 };
  }

  leadsTo(stage: number, loop: number): void {
    this.#nextStage = stage;
    this.#nextLoop = loop;
  }

  /** What the kernel is told. */
  get numbers(): Uint32Array<ArrayBuffer> {
    const { before, beforeNumber, own, stage, first, workgroups } = this;
    const { turns = ended, flag } = before;
    const counts = workgroups.flat();
    return Uint32Array.of(beforeNumber, turns, Number(flag !== undefined), own, stage, this.#nextStage, this.#nextLoop, first, counts.length, ...counts); // prettier-ignore
  }
}

function* flat(parts: readonly Part[]): Generator<Move> {
  for (const part of parts) {
    if ("gate" in part) yield part;
    else if ("step" in part) yield { step: part.step, offset: 4 * (part.behind.first + 3 * part.n) };
    else for (let n = 0; n < part.repeat; n++) yield* flat(part.parts);
  }
}

function lengthOf(parts: readonly Part[]): number {
  return parts.reduce((n, part) => n + ("repeat" in part ? part.repeat * lengthOf(part.parts) : 1), 0);
}

/** Whether it is known how many turns the loop takes, and those within. */
export function isFixed({ flag, turns, body }: PlanLoop): boolean {
  return (
    flag === undefined &&
    turns !== undefined &&
    body.every((step) => step.kind === "dispatch" || isFixed(step))
  );
}

function isShort(loop: PlanLoop): boolean {
  return isFixed(loop) && lengthOfFixed(loop) <= SHORT;
}

/** How many dispatches a loop of a fixed length has. */
export function lengthOfFixed({ turns = 0, body }: PlanLoop): number {
  return turns * body.reduce((n, step) => n + (step.kind === "dispatch" ? 1 : lengthOfFixed(step)), 0);
}

/** All dispatches of a loop of a fixed length. */
export function* dispatchesOf({ turns = 0, body }: PlanLoop): Generator<PlanDispatch> {
  for (let turn = 0; turn < turns; turn++)
    for (const step of body)
      if (step.kind === "dispatch") yield step;
      else yield* dispatchesOf(step);
}
