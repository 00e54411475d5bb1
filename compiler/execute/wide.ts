/** Which programs devices cannot run, because they have no numbers of 64 bits. */

import type { ArrayType } from "../ir/arrayType.js";
import { isWide } from "../ir/dtype.js";
import { programsIn } from "../ir/params.js";
import type { Program } from "../ir/program.js";
import type { Primitive } from "../trace/primitive.js";

const known = new WeakMap<Program<Primitive>, boolean>();

/** Whether a value of 64 bits is anywhere in a program, or in one that it calls. */
export function usesWideTypes(program: Program<Primitive>): boolean {
  let found = known.get(program);
  if (found === undefined) known.set(program, (found = find(program)));
  return found;
}

function find({ inputTypes, equations }: Program<Primitive>): boolean {
  const areWide = (types: readonly ArrayType[]): boolean => types.some(({ dtype }) => isWide(dtype));
  return (
    areWide(inputTypes) ||
    equations.some(
      ({ inputs, outputs, params }) =>
        areWide(inputs.map((x) => x.type)) ||
        areWide(outputs.map((x) => x.type)) ||
        programsIn(params).some((inner) => usesWideTypes(inner as Program<Primitive>)),
    )
  );
}
