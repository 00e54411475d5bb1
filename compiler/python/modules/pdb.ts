/** `pdb`: the debugger. */

import { Prompt } from "../debugger/prompt.js";
import { exceptionTypes } from "../objects/exceptions.js";
import { machine } from "../objects/machine.js";
import { fail } from "../text/failure.js";
import type { Machine } from "../vm/machine.js";
import type { Library } from "./library.js";

const prompts = new WeakMap<Machine, Prompt>();

/** Stops at the next line. */
function setTrace(): void {
  const vm = machine() as Machine;
  let prompt = prompts.get(vm);
  if (!prompt) prompts.set(vm, (prompt = new Prompt(vm)));
  prompt.debugger.start(vm.frame);
}

const notSupported = (name: string) => () =>
  fail("NotImplementedError", `pdb.${name} is not supported: use pdb.set_trace() or breakpoint()`);

export const pdb: Library = {
  natives: {
    "set_trace(*, header=None)"(header: string | null = null) {
      if (header !== null) (machine() as Machine).write(`${header}\n`);
      setTrace();
    },
    "run(*args, **kwargs)": notSupported("run"),
    "runcall(*args, **kwargs)": notSupported("runcall"),
    "pm()": notSupported("pm"),
    "post_mortem(t=None)": notSupported("post_mortem"),
  },
};

export const bdb: Library = { values: () => ({ BdbQuit: exceptionTypes.get("BdbQuit")! }) };
