/**
 * A chain as one workgroup runs it: link after link, by a table that says which code is next and where in memory it
 * finds its values. Links that do the same have their code in common.
 */

import {
  type Expr,
  type LoadExpr,
  type ScalarType,
  type VariableExpr,
  add,
  binary,
  bitcast,
  cast,
  equal,
  i32,
  lessThan,
  literal,
  load,
  mul,
  variable,
} from "../../ir/expression.js";
import { type Chain, type Link, numbersOf, placesKey } from "../chain.js";
import { type Code, type SharedArray, laneName, mapCode, threadName } from "../code.js";
import type { Kernel, KernelBuffer } from "../kernel.js";
import type { DeviceOptions } from "../options.js";
import { movingSources } from "../rewriting.js";
import { sequence } from "../sequence.js";
import { guarded } from "../serial.js";
import { inWorkgroup, instantiateLink, pointsOf, threadsOf } from "./link.js";
import { ChainTurns } from "./chainTurns.js";
import type { Schedule } from "./schedule.js";
import type { Instance } from "./threads.js";

export interface ChainSchedule {
  readonly name: string;
  readonly schedule: Schedule;
  /** Those of the chain, the table, and, where it is not in the workgroup, memory. */
  readonly buffers: readonly KernelBuffer[];
  readonly table: Int32Array;
}

export function scheduleChain(chain: Chain, options: DeviceOptions): ChainSchedule {
  return new ChainScheduler(chain, options).run();
}

const memory = "memory";
const tableName = "table";

class ChainScheduler {
  private readonly sources = new Map<Expr, string>();
  private readonly threads: number;
  /** Where the current row of the table begins. */
  private readonly row: VariableExpr;
  /** The numbers in a row of the table: which code, where it goes on, and words of memory. */
  private readonly width: number;
  private readonly firstNumber: number;
  private readonly largest: number;
  private readonly turns: ChainTurns | undefined;
  private readonly isShared: boolean;
  private readonly arrays = new Map<string, SharedArray>();

  constructor(
    private readonly chain: Chain,
    private readonly options: DeviceOptions,
  ) {
    this.threads = threadsOf(options);
    this.isShared = inWorkgroup(options);
    const numbers = chain.links.map(numbersOf);
    const hasTurns = chain.links.some(({ jump }) => jump);
    this.turns = hasTurns ? new ChainTurns(chain, { name: memory, isShared: this.isShared, threads: this.threads }) : undefined; // prettier-ignore
    this.firstNumber = 1 + (this.turns?.columns ?? 0);
    this.width = this.firstNumber + Math.max(...numbers.map(({ length }) => length));
    this.largest = Math.max(0, ...numbers.flat());
    this.row = variable("i32", "row", 0, (chain.links.length - 1) * this.width);
  }

  run(): ChainSchedule {
    const { links, buffers, words } = this.chain;
    const parts = new Map<Kernel, Map<string, number>>();
    const cases: Code[] = [];
    const table = new Int32Array(links.length * this.width);
    const part = variable("i32", "part", 0, links.length - 1);
    links.forEach((link, n) => {
      const numbers = parts.get(link.kernel) ?? new Map<string, number>();
      parts.set(link.kernel, numbers);
      const key = placesKey(link);
      const number = numbers.get(key) ?? cases.length;
      if (number === cases.length)
        cases.push({ kind: "if", condition: equal(part, i32(number)), body: this.part(link) });
      numbers.set(key, number);
      table.set([number, ...(this.turns?.columnsOf(link, n) ?? []), ...numbersOf(link)], n * this.width);
    });
    const link = variable("i32", "link", 0, links.length);
    const body: Code[] = [
      { kind: "let", variable: this.row, value: mul(link, i32(this.width)) },
      { kind: "let", variable: part, value: this.inRow(0) },
      ...cases,
      this.isShared ? { kind: "barrier" } : { kind: "barrier", of: "storage" },
    ];
    const code: Code[] = this.turns?.code(link, body, (n) => this.inRow(1 + n)) ?? [
      { kind: "for", variable: link, extent: links.length, body },
    ];
    const ends = [links[0], links[links.length - 1]].map(({ kernel }) => kernel.name);
    return {
      name: ends.join("_to_"),
      schedule: {
        sequenced: sequence(code),
        sources: this.sources,
        vectors: new Set(),
        points: 1,
        shared: [
          ...(this.isShared && words > 0
            ? [{ name: memory, type: "i32", size: words, lanes: 1 } as const]
            : []),
          ...this.arrays.values(),
          ...(this.turns?.shared ?? []),
        ],
        grid: { of: "workgroups", count: 1, workgroupSize: this.threads },
      },
      buffers: [
        ...buffers,
        { name: tableName, type: "i32", size: table.length, access: "read" },
        ...(!this.isShared && words > 0
          ? [{ name: memory, type: "i32", size: words, access: "write" } as const]
          : []),
        ...(this.turns?.buffers ?? []),
      ],
      table,
    };
  }

  private inRow(column: number): Expr {
    return load("i32", tableName, add(this.row, i32(column)));
  }

  /** The points of a kernel, dealt out to the threads. */
  private part(link: Link): Code[] {
    const { kernel } = link;
    const instance = instantiateLink(kernel, this.options);
    const numbers = numbersOf(link).map((_, n): Code => ({
      kind: "let",
      variable: this.number(n),
      value: this.inRow(this.firstNumber + n),
    }));
    const code = this.moved(instance, link);
    return [...numbers, ...(instance.isTeam ? code : this.dealtOut(code, pointsOf(kernel), instance.rounds))];
  }

  /** Code that is run for all points. */
  private dealtOut(code: Code[], points: number, rounds: number): Code[] {
    const turn = variable("i32", "turn", 0, rounds - 1);
    const lane = variable("i32", laneName, 0, this.threads - 1);
    const point = rounds > 1 ? add(mul(turn, i32(this.threads)), lane) : lane;
    const existing = points % this.threads === 0 ? point : binary("min", point, i32(points - 1));
    const body: Code[] = [
      { kind: "let", variable: variable("i32", threadName, 0, points - 1), value: existing },
      ...guarded(lessThan(point, i32(points)), code),
    ];
    return rounds > 1 ? [{ kind: "for", variable: turn, extent: rounds, body }] : body;
  }

  /** A number from the table's row. */
  private number(n: number): VariableExpr {
    return variable("i32", `at${n}`, 0, this.largest);
  }

  private keep(index: Expr, value: Expr): Code {
    if (!this.isShared) return { kind: "store", buffer: memory, index, value };
    return { kind: "share", array: memory, type: "i32", index, values: [value] };
  }

  /** Teams have their arrays in common, by type. */
  private renamed(code: Code, shared: readonly SharedArray[]): Code {
    if (code.kind !== "share" && code.kind !== "fetch") return code;
    const { type, size } = shared.find(({ name }) => name === code.array)!;
    const earlier = shared.findIndex(({ name }) => name === code.array);
    const name = `${type}_${shared.slice(0, earlier).filter((array) => array.type === type).length}`;
    this.arrays.set(name, { name, type, size, lanes: 1 });
    return { ...code, array: name };
  }

  /** The code of a kernel with its buffers where the chain has them. */
  private moved({ code, sources, shared }: Instance, { kernel, places }: Link): Code[] {
    const firstWord = new Map<string, Expr>();
    const bound = new Map<string, { name: string; start: Expr }>();
    const decides = new Set<string>();
    let used = 0;
    places.forEach((place, n) => {
      const { name } = kernel.buffers[n];
      if (place.decides) decides.add(name);
      if (place.word !== undefined) firstWord.set(name, this.number(used++));
      const start = place.start === undefined ? i32(0) : this.number(used++);
      if (place.bound !== undefined) bound.set(name, { name: place.bound, start });
    });
    const rewriter = movingSources(sources, this.sources, (x) =>
      x.kind === "load" ? movedLoad(x, firstWord.get(x.buffer), bound.get(x.buffer)) : undefined,
    );
    const move = (x: Expr): Expr => rewriter.apply(x);
    const moveCode = (inner: readonly Code[]): Code[] =>
      inner.flatMap((statement): Code[] => {
        if (statement.kind !== "store") return [this.renamed(mapCode(statement, move, moveCode), shared)];
        const [index, value] = [move(statement.index), move(statement.value)];
        const buffer = bound.get(statement.buffer)?.name;
        const word = firstWord.get(statement.buffer);
        if (decides.has(statement.buffer)) return [this.turns!.decide(toWord(value))];
        return [
          ...(word ? [this.keep(add(word, index), toWord(value))] : []), // prettier-ignore
          ...(buffer ? [{ kind: "store", buffer, index, value } as const] : []),
        ];
      });
    return moveCode(code);
  }
}

function movedLoad(
  { type, index }: LoadExpr,
  firstWord?: Expr,
  bound?: { readonly name: string; readonly start: Expr },
): Expr {
  return firstWord
    ? fromWord(type, load("i32", memory, add(firstWord, index)))
    : load(type, bound!.name, add(bound!.start, index));
}

function fromWord(type: ScalarType, word: Expr): Expr {
  return type === "bool" ? binary("ne", word, literal("i32", 0)) : bitcast(type, word);
}

function toWord(x: Expr): Expr {
  return x.type === "bool" ? cast("i32", x) : bitcast("i32", x);
}
