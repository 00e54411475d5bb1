/**
 * Teams: threads of one workgroup that compute the same points. Each member folds its part of the elements, and the
 * parts are combined in workgroup memory, after which every member knows the result.
 */

import { type Expr, type VariableExpr, add, binary, div, equal, i32, lessThan, mul, rem, variable } from "../../ir/expression.js"; // prettier-ignore
import { type Code, type Grid, type SharedArray, groupName, laneName } from "../code.js";
import type { Fold } from "../kernel.js";

/** How the threads of a workgroup form teams. */
export interface Team {
  /** Members of a team: a power of two. */
  readonly size: number;
  /** Teams of a workgroup. */
  readonly teams: number;
  /** What lies side by side in memory: the elements that a team folds, or the points of neighbouring teams. */
  readonly neighbours: "members" | "teams";
  /** Consecutive elements that a member takes at once. */
  readonly lanes: number;
}

/** A thread's part of a fold, and what the whole is called. */
export interface PartialFold {
  readonly results: readonly VariableExpr[];
  readonly values: readonly Expr[];
  combine: Fold["combine"];
}

/** The place of a thread: which team it is in, and which member it is. */
export class TeamPlace {
  /** The number of the team among all; the last workgroup may have teams beyond the last. */
  readonly team: Expr;
  readonly member: Expr;
  readonly grid: Grid;
  private readonly lane: Expr;
  private readonly arrays: SharedArray[] = [];

  constructor(
    private readonly layout: Team,
    count: number,
  ) {
    const { size, teams, neighbours } = layout;
    const workgroups = Math.ceil(count / teams);
    this.grid = { of: "workgroups", count: workgroups, workgroupSize: size * teams };
    const group = workgroups > 1 ? variable("i32", groupName, 0, workgroups - 1) : i32(0);
    this.lane = variable("i32", laneName, 0, size * teams - 1);
    const isTogether = neighbours === "members";
    const inGroup = isTogether ? div(this.lane, i32(size)) : rem(this.lane, i32(teams));
    this.team = add(mul(group, i32(teams)), inGroup);
    this.member = isTogether ? rem(this.lane, i32(size)) : div(this.lane, i32(teams));
  }

  get leads(): Expr {
    return equal(this.member, i32(0));
  }

  get shared(): readonly SharedArray[] {
    return this.arrays;
  }

  /** Code after which the results have their values, in all members alike. */
  combine(folds: readonly PartialFold[]): Code[] {
    if (folds.length === 0) return [];
    const { size, teams, neighbours } = this.layout;
    const isReused = this.arrays.length > 0;
    const arrays = this.arraysFor(folds);
    const write = (index: Expr, values: readonly (readonly Expr[])[]): Code[] =>
      values.flatMap(
        (parts, f) =>
        parts.map((value, n): Code => ({ kind: "share", array: arrays[f][n].name, type: value.type, index, values: [value] })), // prettier-ignore
      );
    const read = (index: Expr, variables: readonly (readonly VariableExpr[])[]): Code[] =>
      variables.flatMap((names, f) =>
        names.map((v, n): Code => ({ kind: "fetch", variable: v, array: arrays[f][n].name, index })),
      );
    const named = (suffix: string): VariableExpr[][] =>
      folds.map(({ results }) => results.map(({ type, name }) => variable(type, `${name}_${suffix}`)));

    const steps = Math.log2(size);
    const step = variable("i32", "step", 0, steps - 1);
    const distance = variable("i32", "distance", 1, size / 2);
    const partner = neighbours === "members" ? distance : mul(distance, i32(teams));
    const [own, other] = [named("own"), named("other")];
    const combined = folds.map(({ combine }, f) => combine(own[f], other[f]));
    const half: Code = {
      kind: "if",
      condition: lessThan(this.member, distance),
      body: [...read(this.lane, own), ...read(add(this.lane, partner), other), ...write(this.lane, combined)],
    };
    const first = neighbours === "members" ? mul(div(this.lane, i32(size)), i32(size)) : rem(this.lane, i32(teams)); // prettier-ignore
    return [
      // Everyone has read what the arrays held before.
      ...(isReused ? [barrier] : []),
      ...write(this.lane, folds.map(({ values }) => values)), // prettier-ignore
      barrier,
      {
        kind: "for",
        variable: step,
        extent: steps,
        body: [{ kind: "let", variable: distance, value: binary("shr", i32(size / 2), step) }, half, barrier],
      },
      ...read(first, folds.map(({ results }) => results)), // prettier-ignore
    ];
  }

  /** An array for each component, the same ones again for later folds. */
  private arraysFor(folds: readonly PartialFold[]): SharedArray[][] {
    const free = [...this.arrays];
    const { size, teams } = this.layout;
    return folds.map(({ results }) =>
      results.map(({ type }) => {
        const known = free.findIndex((array) => array.type === type);
        if (known >= 0) return free.splice(known, 1)[0];
        const array: SharedArray = {
          name: `shared${this.arrays.length}`,
          type,
          size: size * teams,
          lanes: 1,
        };
        this.arrays.push(array);
        return array;
      }),
    );
  }
}

const barrier: Code = { kind: "barrier" };
