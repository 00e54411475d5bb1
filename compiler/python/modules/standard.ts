/** The standard library. */

import { Module } from "../objects/functions.js";
import type { Machine } from "../vm/machine.js";
import { abc, collectionsAbc } from "./abc.js";
import { collections } from "./collections.js";
import { collectionsMore } from "./collectionsMore.js";
import { contextlib } from "./contextlib.js";
import { functools } from "./functools.js";
import { itertools } from "./itertools.js";
import { type Library, makeLibrary } from "./library.js";
import { logging } from "./logging.js";
import { math } from "./math.js";
import { operator } from "./operator.js";
import { argparse } from "./argparse/index.js";
import { bisect } from "./bisect.js";
import { cmath } from "./cmath.js";
import { copy } from "./copy.js";
import { dataclasses } from "./dataclasses.js";
import { enumeration } from "./enum.js";
import { heapq } from "./heapq.js";
import { inspect } from "./inspect.js";
import { io } from "./io.js";
import { json } from "./json.js";
import { bdb, pdb } from "./pdb.js";
import { pprint } from "./pprint.js";
import { random } from "./random.js";
import { re } from "./re.js";
import { string } from "./string.js";
import { sys } from "./sys.js";
import { textwrap } from "./textwrap.js";
import { time } from "./time.js";
import { traceback } from "./traceback.js";
import { typing } from "./typing.js";
import { warnings } from "./warnings.js";
import { os, osPath } from "./os.js";
import { fractions } from "./fractions.js";
import { numbers } from "./numbers.js";
import { statistics } from "./statistics.js";
import { support } from "./support.js";
import { types } from "./types.js";

const libraries: Readonly<Record<string, Library>> = {
  _collections_more: collectionsMore,
  _support: support,
  abc,
  bdb,
  collections,
  "collections.abc": collectionsAbc,
  contextlib,
  functools,
  itertools,
  math,
  operator,
  argparse,
  bisect,
  cmath,
  copy,
  dataclasses,
  enum: enumeration,
  heapq,
  inspect,
  io,
  json,
  logging,
  os,
  pdb,
  pprint,
  random,
  re,
  string,
  sys,
  textwrap,
  time,
  traceback,
  typing,
  warnings,
  "os.path": osPath,
  fractions,
  numbers,
  statistics,
  types,
};

/** Makes a module; undefined if there is none of that name. */
export function makeModule(name: string, machine: Machine): Module | undefined {
  if (name === "builtins") return Module.of(name, machine.builtins);
  return Object.hasOwn(libraries, name) ? makeLibrary(name, libraries[name], machine) : undefined;
}
