/**
 * How a chain with loops goes from link to link: the table says where it goes on. One that may take longer than a launch should
 * stops between two links, and the next launch goes on with the second.
 */

import {
  type Expr,
  type VariableExpr,
  add,
  binary,
  equal,
  i32,
  lessThan,
  load,
  mul,
  select,
  sub,
  variable,
} from "../../ir/expression.js";
import { type Chain, type Link, stateWord } from "../chain.js";
import { type Code, type SharedArray, laneName } from "../code.js";
import type { KernelBuffer } from "../kernel.js";
import { guarded } from "../serial.js";

/** One word that all threads read together: where the chain goes on, or whether a jump is taken. */
const decided = "decided";
/** Memory of the workgroup, as it is between launches. */
const saved = "saved";

/** Where a chain has its memory. */
interface Memory {
  readonly name: string;
  readonly isShared: boolean;
  readonly threads: number;
}

export class ChainTurns {
  private readonly lane: VariableExpr;

  constructor(
    private readonly chain: Chain,
    private readonly memory: Memory,
  ) {
    this.lane = variable("i32", laneName, 0, memory.threads - 1);
  }

  get columns(): number {
    return this.chain.repeats ? 3 : 2;
  }

  /** For the table: which link follows the n-th, which one if a jump is not taken, and the time. */
  columnsOf({ jump, time }: Link, n: number): number[] {
    const next = n + (jump?.by ?? 1);
    return [next, jump?.isDecided ? n + 1 : next, Math.ceil(time)].slice(0, this.columns);
  }

  get shared(): SharedArray[] {
    return [{ name: decided, type: "i32", size: 1, lanes: 1 }];
  }

  /** What it binds beside its memory: the same, as it is before and after a launch. */
  get buffers(): KernelBuffer[] {
    return this.isSaved ? [{ name: saved, type: "i32", size: this.chain.words, access: "write" }] : [];
  }

  private get isSaved(): boolean {
    const { repeats, packed } = this.chain;
    return this.memory.isShared && (repeats !== undefined || packed.length > 0);
  }

  /** Tells all threads what one of them knows. */
  decide(word: Expr): Code {
    return { kind: "share", array: decided, type: "i32", index: i32(0), values: [word] };
  }

  /** Runs what is done for a link, and then for the next one. `column` gives what the table has for that link. */
  code(link: VariableExpr, body: readonly Code[], column: (n: number) => Expr): Code[] {
    const { repeats, links } = this.chain;
    const count = i32(links.length);
    const left = variable("i32", "left");
    const [next, otherwise, time] = [0, 1, 2].map(column);
    const taken = variable("i32", "taken");
    const first = repeats ? variable("i32", "first", 0, links.length) : i32(0);
    return [
      ...this.restored(),
      ...(first.kind === "variable" ? this.resumed(first) : []),
      { kind: "var", variable: link, value: first },
      ...(repeats ? [{ kind: "var", variable: left, value: i32(repeats.longest) } as const] : []),
      {
        kind: "loop",
        body: [
          { kind: "while", condition: lessThan(link, count) },
          ...(repeats ? [{ kind: "while", condition: lessThan(i32(0), left) } as const] : []),
          ...body,
          { kind: "assign", variables: [link], values: [next] },
          {
            kind: "if",
            condition: binary("ne", next, otherwise),
            body: [
              this.together(taken),
              { kind: "assign", variables: [link], values: [select(equal(taken, i32(0)), otherwise, next)] },
            ],
          },
          ...(repeats ? [{ kind: "assign", variables: [left], values: [sub(left, time)] } as const] : []),
        ],
      },
      ...this.saved(),
      ...(repeats ? this.kept(repeats.isFixed ? link : select(lessThan(link, count), link, i32(0))) : []),
    ];
  }

  private together(v: VariableExpr): Code {
    return { kind: "fetch", variable: v, array: decided, index: i32(0), isUniform: true };
  }

  private alone(code: Code): Code[] {
    return guarded(equal(this.lane, i32(0)), [code]);
  }

  private get stateBuffer(): string {
    return this.memory.isShared ? saved : this.memory.name;
  }

  /** Where the launch before has ended. */
  private resumed(first: VariableExpr): Code[] {
    return [...this.alone(this.decide(load("i32", this.stateBuffer, i32(stateWord)))), this.together(first)];
  }

  private kept(state: Expr): Code[] {
    return this.alone({ kind: "store", buffer: this.stateBuffer, index: i32(stateWord), value: state });
  }

  /** Memory as it was left. */
  private restored(): Code[] {
    if (!this.isSaved) return [];
    const { name } = this.memory;
    const copied = this.copied((at) => ({ kind: "share", array: name, type: "i32", index: at, values: [load("i32", saved, at)] })); // prettier-ignore
    return [...copied, { kind: "barrier" }];
  }

  private saved(): Code[] {
    if (!this.isSaved) return [];
    const { name } = this.memory;
    return this.copied((at) => ({ kind: "store", buffer: saved, index: at, value: load("i32", name, at) }));
  }

  /** Every word of memory, dealt out to the threads. */
  private copied(copy: (at: Expr) => Code): Code[] {
    const { words } = this.chain;
    const { threads } = this.memory;
    const extent = Math.ceil(words / threads);
    const turn = variable("i32", "turn", 0, extent - 1);
    const at = add(mul(turn, i32(threads)), this.lane);
    return [{ kind: "for", variable: turn, extent, body: guarded(lessThan(at, i32(words)), [copy(at)]) }];
  }
}
