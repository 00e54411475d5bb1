/** Chains as launches: of the chain itself, and of moves of what it cannot bind into its memory and out of it. */

import { ArrayType } from "../ir/arrayType.js";
import { HostArray } from "../trace/hostArray.js";
import type { Chain } from "./chain.js";
import { unknown } from "./chainSteps.js";
import { Value } from "./graph.js";
import type { Kernel } from "./kernel.js";
import type { Launch, LayoutRequest } from "./layout.js";
import { type Move, movingOf } from "./moves.js";
import type { DeviceOptions } from "./options.js";
import { type ChainSchedule, scheduleChain } from "./schedules/chain.js";

type Constants = LayoutRequest["graph"]["constants"];

export class ChainLaunches {
  /** Those of the program, and the tables of chains. */
  readonly constants: Constants[number][];
  readonly added: (ChainSchedule | Kernel)[] = [];

  /** `count`: how many kernels there are before those that are added. */
  constructor(
    constants: Constants,
    private readonly count: number,
    private readonly options: DeviceOptions,
  ) {
    this.constants = [...constants];
  }

  of(given: Chain): Launch[] {
    const { repeats, packed, words } = given;
    const chain = scheduleChain(given, this.options);
    const memory = new Value(Infinity, int32(words), unknown, "memory");
    const values = [...given.values, this.table(chain.table), memory].slice(0, chain.buffers.length);
    const launch: Launch = {
      kernel: this.add(chain),
      values,
      written: values.filter((_, n) => chain.buffers[n].access === "write"),
      isEmpty: false,
      repeats: repeats && { ...repeats, state: memory },
    };
    const into = packed
      .filter(({ isWritten }) => !isWritten)
      .map(({ value, word }) => moveWords(value, memory, { from: 0, to: word }));
    const outOf = packed
      .filter(({ isWritten }) => isWritten)
      .map(({ value, word }) => moveWords(memory, value, { from: word, to: 0 }));
    return [...this.moves(into), launch, ...this.moves(outOf)];
  }

  private table(numbers: ChainSchedule["table"]): Value {
    const type = int32(numbers.length);
    const definition = { kind: "constant", index: this.constants.length } as const;
    const value = new Value(Infinity, type, definition, "table");
    this.constants.push({ value, data: new HostArray(type, numbers) });
    return value;
  }

  private moves(all: readonly Move<Value>[]): Launch[] {
    return inParts(all, this.options.maxStorageBuffers - 1).map((part) => {
      const { kernel, places } = movingOf(part);
      return { kernel: this.add(kernel), values: places, written: part.map(({ to }) => to), isEmpty: false };
    });
  }

  /** The number of a kernel that is added. */
  private add(kernel: ChainSchedule | Kernel): number {
    return this.count + this.added.push(kernel) - 1;
  }
}

const int32 = (length: number): ArrayType => new ArrayType("int32", [length]);

/** Elements of any type as words of a chain's memory, or the other way round. */
function moveWords(
  from: Value,
  to: Value,
  starts: { readonly from: number; readonly to: number },
): Move<Value> {
  return { from: { place: from }, to, starts, count: Math.min(from.size, to.size), type: "i32" };
}

function inParts<T>(all: readonly T[], length: number): T[][] {
  const count = Math.ceil(all.length / length);
  return Array.from({ length: count }, (_, n) => all.slice(n * length, (n + 1) * length));
}
