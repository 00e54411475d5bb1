/** Runs regular expressions: a program of small steps that goes back to its last choice where it fails. */

import { category, folder, type Test } from "./regexSets.js";
import type { Node, Place, Repeat } from "./regexTree.js";

type Codes = ArrayLike<number>;

type Instruction =
  | { readonly op: "one"; readonly test: Test }
  /** As many as there are, then one less at a time. */
  | { readonly op: "many"; readonly test: Test; readonly min: number; readonly max: number }
  | { readonly op: "split"; readonly first: number; readonly second: number }
  | { readonly op: "jump"; readonly to: number }
  | { readonly op: "open" | "close"; readonly group: number }
  | { readonly op: "at"; readonly holds: (codes: Codes, position: number, end: number) => boolean }
  /** Runs what follows up to its end by itself, and goes on behind it. */
  | { readonly op: "look"; readonly back: number; readonly isNegated: boolean; readonly next: number }
  | { readonly op: "atomic"; readonly next: number }
  | { readonly op: "back"; readonly group: number; readonly fold: ((code: number) => number) | undefined }
  | { readonly op: "if"; readonly group: number; readonly otherwise: number }
  /** A repetition counts in a slot, and keeps in the next where its last turn began that did not have to be. */
  | { readonly op: "begin"; readonly slot: number }
  | { readonly op: "turn"; readonly slot: number; readonly min: number }
  | { readonly op: "loop"; readonly slot: number; readonly repeat: Repeat; readonly exit: number }
  | { readonly op: "end" | "match" };

export interface Program {
  readonly code: readonly Instruction[];
  /** What has to be remembered: the last group that was closed, each group's start and end, and the repetitions. */
  readonly slots: number;
  /** What the first character must be, where that is known. */
  readonly first: Test | undefined;
}

/** Makes the program of a tree. */
export function assemble(body: Node, groups: number): Program {
  const assembler = new Assembler(2 * groups + 2);
  assembler.emit(body);
  const code = assembler.code;
  code.push({ op: "match" });
  const head = code.find(({ op }) => op !== "open");
  const isFirst = head?.op === "one" || (head?.op === "many" && head.min > 0);
  return { code, slots: assembler.slots, first: isFirst ? head.test : undefined };
}

class Assembler {
  readonly code: Instruction[] = [];

  constructor(public slots: number) {}

  /** Reserves a place for an instruction that needs to know what follows. */
  private later(make: () => Instruction): () => void {
    const at = this.code.push({ op: "match" }) - 1;
    return () => void (this.code[at] = make());
  }

  emit(node: Node): void {
    const { code } = this;
    switch (node.kind) {
      case "one":
        code.push({ op: "one", test: node.test });
        break;
      case "sequence":
        node.items.forEach((item) => this.emit(item));
        break;
      case "choice":
        this.choice(node.branches);
        break;
      case "repeat":
        if (node.mode === "possessive") this.emit({ kind: "atomic", body: { ...node, mode: "greedy" } });
        else this.repeat(node);
        break;
      case "group":
        code.push({ op: "open", group: node.group });
        this.emit(node.body);
        code.push({ op: "close", group: node.group });
        break;
      case "at":
        code.push({ op: "at", holds: places(node.place, node.isAscii) });
        break;
      case "look":
        this.apart(node.body, (next) => ({
          op: "look",
          back: node.back,
          isNegated: node.isNegated,
          next,
        }));
        break;
      case "atomic":
        this.apart(node.body, (next) => ({ op: "atomic", next }));
        break;
      case "back":
        code.push({
          op: "back",
          group: node.group,
          fold: node.ignoresCase ? folder(node.isAscii) : undefined,
        });
        break;
      case "conditional":
        this.conditional(node.group, node.yes, node.no);
    }
  }

  private apart(body: Node, make: (next: number) => Instruction): void {
    const finish = this.later(() => make(this.code.length));
    this.emit(body);
    this.code.push({ op: "end" });
    finish();
  }

  private choice(branches: readonly Node[]): void {
    const exits: (() => void)[] = [];
    branches.forEach((branch, i) => {
      if (i === branches.length - 1) return this.emit(branch);
      const first = this.code.length + 1;
      const split = this.later(() => ({ op: "split", first, second: this.code.length }));
      this.emit(branch);
      exits.push(this.later(() => ({ op: "jump", to: this.code.length })));
      split();
    });
    exits.forEach((exit) => exit());
  }

  private conditional(group: number, yes: Node, no: Node): void {
    const test = this.later(() => ({ op: "if", group, otherwise: this.code.length }));
    this.emit(yes);
    const exit = this.later(() => ({ op: "jump", to: this.code.length }));
    test();
    this.emit(no);
    exit();
  }

  private repeat(repeat: Repeat): void {
    const { body, min, max, mode } = repeat;
    const { code } = this;
    if (body.kind === "one" && mode === "greedy")
      return void code.push({ op: "many", test: body.test, min, max });
    if (min === 0 && max === 1) {
      const start = code.length + 1;
      const split = this.later(() => {
        const [first, second] = mode === "greedy" ? [start, code.length] : [code.length, start];
        return { op: "split", first, second };
      });
      this.emit(body);
      return split();
    }
    const slot = this.slots;
    this.slots += 2;
    code.push({ op: "begin", slot });
    const start = code.length;
    const loop = this.later(() => ({ op: "loop", slot, repeat, exit: code.length }));
    code.push({ op: "turn", slot, min });
    this.emit(body);
    code.push({ op: "jump", to: start });
    loop();
  }
}

function places(place: Place, isAscii: boolean): (codes: Codes, position: number, end: number) => boolean {
  const word = category("w", isAscii);
  const isBoundary = (codes: Codes, i: number, end: number): boolean =>
    (i > 0 && word(codes[i - 1])) !== (i < end && word(codes[i]));
  switch (place) {
    case "start":
      return (_, i) => i === 0;
    case "end":
      return (_, i, end) => i === end;
    case "lineStart":
      return (codes, i) => i === 0 || codes[i - 1] === 10;
    case "lineEnd":
      return (codes, i, end) => i === end || codes[i] === 10;
    case "lastLineEnd":
      return (codes, i, end) => i === end || (i === end - 1 && codes[i] === 10);
    case "boundary":
      return isBoundary;
    case "inside":
      // Python finds no such place in an empty text.
      return (codes, i, end) => end > 0 && !isBoundary(codes, i, end);
  }
}

/** What a run is about: the text up to its end, and whether the match must reach it, or may be empty at the start. */
interface Task {
  readonly codes: Codes;
  readonly end: number;
  readonly isFull: boolean;
  /** Where a match may not be empty, or -1. */
  readonly notEmptyAt: number;
  /** Is told now and then that so many steps were done. */
  readonly tick: (steps: number) => void;
}

const stepsPerTick = 4096;

export class Machine {
  readonly slots: number[];
  /**
   * Choices and what undoes changes, three numbers each: instruction, position, and the least position that is to be tried
   * after it; or ~slot and its old value.
   */
  private readonly stack: number[] = [];
  private steps = 0;

  constructor(
    private readonly program: Program,
    private readonly task: Task,
  ) {
    this.slots = new Array<number>(program.slots).fill(-1);
  }

  /** Where a match that starts here ends, or -1. */
  matchAt(start: number): number {
    this.stack.length = 0;
    this.slots.fill(-1);
    return this.run(0, start);
  }

  private set(slot: number, value: number): void {
    this.stack.push(~slot, this.slots[slot], 0);
    this.slots[slot] = value;
  }

  private run(instruction: number, start: number): number {
    const { code } = this.program;
    const { codes, end, isFull, notEmptyAt, tick } = this.task;
    const { stack, slots } = this;
    const base = stack.length;
    let at = instruction;
    let position = start;
    for (;;) {
      if (++this.steps % stepsPerTick === 0) tick(stepsPerTick);
      const step = code[at++];
      let holds = true;
      switch (step.op) {
        case "one":
          holds = position < end && step.test(codes[position++]);
          break;
        case "many": {
          const least = position + step.min;
          const limit = Math.min(end, position + step.max);
          while (position < limit && step.test(codes[position])) position++;
          holds = position >= least;
          if (position > least) stack.push(at, position - 1, least);
          break;
        }
        case "split":
          stack.push(step.second, position, position);
          at = step.first;
          break;
        case "jump":
          at = step.to;
          break;
        case "open":
          this.set(2 * step.group, position);
          break;
        case "close":
          this.set(2 * step.group + 1, position);
          this.set(0, step.group);
          break;
        case "at":
          holds = step.holds(codes, position, end);
          break;
        case "look": {
          const from = position - step.back;
          const depth = stack.length;
          const isFound = from >= 0 && this.run(at, from) >= 0;
          if (isFound) this.settle(depth, step.isNegated);
          holds = isFound !== step.isNegated;
          at = step.next;
          break;
        }
        case "atomic": {
          const depth = stack.length;
          position = this.run(at, position);
          holds = position >= 0;
          if (holds) this.settle(depth, false);
          at = step.next;
          break;
        }
        case "back": {
          const [from, to] = [slots[2 * step.group], slots[2 * step.group + 1]];
          holds = to >= 0 && position + to - from <= end;
          for (let i = from; holds && i < to; i++, position++) {
            const [a, b] = [codes[i], codes[position]];
            holds = a === b || (step.fold !== undefined && step.fold(a) === step.fold(b));
          }
          break;
        }
        case "if":
          if (slots[2 * step.group + 1] < 0) at = step.otherwise;
          break;
        case "begin":
          this.set(step.slot, 0);
          this.set(step.slot + 1, -1);
          break;
        case "turn":
          if (slots[step.slot] >= step.min) this.set(step.slot + 1, position);
          this.set(step.slot, slots[step.slot] + 1);
          break;
        case "loop": {
          const { min, max, mode } = step.repeat;
          const turns = slots[step.slot];
          if (turns < min) break;
          // A turn that took nothing is the last, unless there had to be one.
          if (turns >= max || slots[step.slot + 1] === position) at = step.exit;
          else if (mode === "lazy") {
            stack.push(at, position, position);
            at = step.exit;
          } else stack.push(step.exit, position, position);
          break;
        }
        case "end":
          return position;
        case "match":
          if ((!isFull || position === end) && position !== notEmptyAt) return position;
          holds = false;
      }
      if (holds) continue;
      if (!this.retreat(base)) return -1;
      [at, position] = this.resumed;
    }
  }

  private readonly resumed: [at: number, position: number] = [0, 0];

  /** Undoes all up to the last choice; false where there is none left. */
  private retreat(base: number): boolean {
    const { stack } = this;
    while (stack.length > base) {
      const least = stack.pop()!;
      const value = stack.pop()!;
      const at = stack.pop()!;
      if (at < 0) {
        this.slots[~at] = value;
        continue;
      }
      if (value > least) stack.push(at, value - 1, least);
      this.resumed[0] = at;
      this.resumed[1] = value;
      return true;
    }
    return false;
  }

  /** Gives up the choices made since, and on request the changes. */
  private settle(base: number, undoes: boolean): void {
    const { stack } = this;
    let kept = base;
    for (let i = base; i < stack.length; i += 3) {
      if (stack[i] >= 0) continue;
      stack[kept] = stack[i];
      stack[kept + 1] = stack[i + 1];
      kept += 3;
    }
    stack.length = kept;
    if (undoes) this.retreat(base);
  }
}
