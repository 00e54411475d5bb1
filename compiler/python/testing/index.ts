/** What test files import. */

import type { Module } from "../objects/functions.js";
import type { Machine } from "../vm/machine.js";
import { type Library, makeLibrary } from "../modules/library.js";
import { absl, absltest, app, flags, logging as abslLogging, parameterized } from "./absl.js";
import { difflib } from "./difflib.js";
import {
  concurrent,
  concurrentFutures,
  fnmatch,
  gc,
  importlib,
  pickle,
  platform,
  subprocess,
  threading,
  weakref,
} from "./process.js";
import { unittest } from "./unittest/index.js";

const libraries: Readonly<Record<string, Library>> = {
  absl,
  "absl.app": app,
  "absl.flags": flags,
  "absl.logging": abslLogging,
  "absl.testing": absl,
  "absl.testing.absltest": absltest,
  "absl.testing.parameterized": parameterized,
  concurrent,
  "concurrent.futures": concurrentFutures,
  difflib,
  fnmatch,
  gc,
  importlib,
  pickle,
  platform,
  subprocess,
  threading,
  unittest,
  weakref,
};

export const needs = ["sys"];

/** Makes a module; undefined if there is none of that name. */
export function makeModule(name: string, machine: Machine): Module | undefined {
  return Object.hasOwn(libraries, name) ? makeLibrary(name, libraries[name], machine) : undefined;
}
