/** Tuples, lists, slices and ranges: what they hold. Their methods are in `types/`. */

import type { Type } from "./type.js";
import { listType, rangeType, sliceType, tupleType } from "./types.js";
import { Obj, type Value } from "./value.js";

export class Tuple extends Obj {
  constructor(
    readonly items: readonly Value[],
    type: Type = tupleType,
  ) {
    super(type);
  }
}

export class List extends Obj {
  constructor(
    public items: Value[],
    type: Type = listType,
  ) {
    super(type);
  }
}

export class Slice extends Obj {
  constructor(
    readonly start: Value,
    readonly stop: Value,
    readonly step: Value,
  ) {
    super(sliceType);
  }
}

export class Range extends Obj {
  readonly length: number;
  constructor(
    readonly start: bigint,
    readonly stop: bigint,
    readonly step: bigint,
  ) {
    super(rangeType);
    const span = step > 0n ? stop - start : start - stop;
    const size = step > 0n ? step : -step;
    this.length = span <= 0n ? 0 : Number((span + size - 1n) / size);
  }

  at(i: number): bigint {
    return this.start + BigInt(i) * this.step;
  }
}
