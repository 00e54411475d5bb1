/** Runs scripts. */

import { basics } from "./basics.js";
import { type Compiled, compileScript } from "./code/compile.js";
import { Incomplete, type Language } from "./code/language.js";
import { basicBuiltins } from "./modules/builtins.js";
import { Modules } from "./modules/index.js";
import { Dict } from "./objects/dict.js";
import { exceptionTypes, Raised } from "./objects/exceptions.js";
import { Module } from "./objects/functions.js";
import { enterMachine } from "./objects/machine.js";
import { str } from "./objects/text.js";
import type { Value } from "./objects/value.js";
import { PythonSyntaxError } from "./syntax/parse.js";
import type * as Rest from "./rest.js";
import "./types/index.js";
import { Machine, type Options } from "./vm/machine.js";

/** A namespace in which scripts run one after the other, as a notebook's cells do. */
export class Session {
  private readonly machine: Machine;
  private readonly modules: Modules;
  private readonly globals = new Dict();
  /** What is loaded of the language. */
  private language: Language = basics;

  constructor(options: Options) {
    this.modules = new Modules(options);
    this.machine = new Machine(basicBuiltins(), options, this.modules);
    this.globals.set("__name__", "__main__");
    this.globals.set("__doc__", null);
    this.machine.modules.set("__main__", new Module("__main__", this.globals));
  }

  /**
   * Runs a script to its end. Returns the exit status: 0, or 1 after a traceback has been written, or what the script
   * gave to `exit`. As a cell, the value of its last expression is shown.
   */
  async run(text: string, file: string, options: { cell?: boolean } = {}): Promise<number> {
    const compiled = await this.compile(text, file, options.cell);
    if (typeof compiled === "string") {
      this.machine.write(compiled, "stderr");
      return 1;
    }
    try {
      await this.modules.load(compiled.imports);
      if (compiled.code.doc !== null) this.globals.set("__doc__", compiled.code.doc);
      await this.machine.runModule(compiled.code, this.globals);
      await this.machine.end();
      return 0;
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      // Who ended a cell from the debugger knows it.
      if (options.cell && error.exception.type === exceptionTypes.get("BdbQuit")) return 1;
      return await this.report(error);
    } finally {
      this.machine.trace(undefined);
    }
  }

  /** The code of a script, or what is wrong with it. */
  private async compile(text: string, file: string, isCell = false): Promise<Compiled | string> {
    try {
      return compileScript(text, file, this.language, isCell);
    } catch (error) {
      const rest = await this.loadRest();
      if (error instanceof Incomplete) return this.compile(text, file, isCell);
      if (error instanceof PythonSyntaxError) return rest.showSyntaxError(error, text, file);
      return rest.showMessage(this.machine.exceptionOf(error));
    }
  }

  /** Loads all of the language. */
  private async loadRest(): Promise<typeof Rest> {
    const rest = await importRest();
    if (this.language === rest.whole) return rest;
    this.language = rest.whole;
    const { builtins } = this.machine;
    for (const [name, value] of rest.builtins()) builtins.set(name, value);
    this.globals.set("__builtins__", new Module("builtins", Dict.of(builtins)));
    this.machine.show = (x) => this.machine.write(`${rest.notebookText(x)}\n`);
    return rest;
  }

  /** What is wrong with a script, as far as can be told without running it: syntax, and modules that there are not. */
  async check(text: string, file: string): Promise<string[]> {
    const compiled = await this.compile(text, file);
    if (typeof compiled === "string") return [compiled];
    await this.modules.load(compiled.imports);
    const missing = [...compiled.imports].filter((name) => !this.machine.findModule(name));
    return missing.map((name) => `${file}: there is no module named '${name}'\n`);
  }

  /** Loads a module, so that what it brings is there before a script runs. */
  async load(name: string): Promise<void> {
    await this.loadRest();
    await this.modules.load([name]);
    await this.guard(() => this.machine.importModule(name));
  }

  /** A variable of the scripts. */
  global(name: string): Value | undefined {
    return this.globals.get(name);
  }

  /** Runs TypeScript that calls functions of the scripts. An exception is written as a traceback: the result is then 1. */
  async guard<T>(f: () => T): Promise<T | number> {
    const leave = enterMachine(this.machine);
    try {
      return f();
    } catch (error) {
      return await this.report(new Raised(this.machine.exceptionOf(error)));
    } finally {
      leave();
    }
  }

  private async report({ exception }: Raised): Promise<number> {
    const { showException } = await this.loadRest();
    const leave = enterMachine(this.machine);
    try {
      if (exception.type.isSubclassOf(exceptionTypes.get("SystemExit")!)) {
        const code = exception.args.items[0] ?? null;
        if (code === null || typeof code === "bigint" || typeof code === "boolean") return Number(code);
        this.machine.write(`${str(code)}\n`, "stderr");
        return 1;
      }
      this.machine.write(showException(exception), "stderr");
      // As a process that an interrupt ended.
      return exception.type.isSubclassOf(exceptionTypes.get("KeyboardInterrupt")!) ? 130 : 1;
    } finally {
      leave();
    }
  }
}

async function importRest(): Promise<typeof Rest> {
  try {
    return await import("./rest.js");
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the part of Python that this script needs could not be loaded: ${why}`, { cause });
  }
}
