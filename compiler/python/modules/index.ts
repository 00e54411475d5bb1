/** Where modules come from. They are loaded when a script names them: most scripts need few. */

import type { Module } from "../objects/functions.js";
import type { Machine, Options } from "../vm/machine.js";

/** Modules that are loaded together. */
interface Group {
  /** What is to be done before the first module is made. */
  prepare?(options: Options): Promise<unknown>;
  /** Modules that its own import. */
  readonly needs?: readonly string[];
  makeModule(name: string, machine: Machine): Module | undefined;
}

type Loader = () => Promise<Group>;

const standard: Loader = () => import("./standard.js");
const testing: Loader = () => import("../testing/index.js");
const forTests =
  "absl concurrent difflib fnmatch gc importlib pickle platform subprocess threading unittest weakref";
const groups: Readonly<Record<string, Loader>> = {
  ...Object.fromEntries(forTests.split(" ").map((name) => [name, testing])),
  jax: () => import("../jax/index.js"),
  "jax._src": () => import("../jax/privateModules.js"),
  numpy: () => import("../numpy/index.js"),
  matplotlib: () => import("../matplotlib/index.js"),
};

/** The modules of one session. */
export class Modules {
  private readonly loaded = new Map<Loader, Group>();

  constructor(private readonly options: Options) {}

  /** Whether a module of this name can be made, or is known not to exist. */
  isLoaded(name: string): boolean {
    return this.loaded.has(loaderOf(name));
  }

  /** Loads what these modules need. */
  async load(names: Iterable<string>): Promise<void> {
    for (const name of names) {
      const loader = loaderOf(name);
      if (this.loaded.has(loader)) continue;
      const group = await loader();
      await group.prepare?.(this.options);
      await this.load(group.needs ?? []);
      this.loaded.set(loader, group);
    }
  }

  /** Makes a module; undefined if there is none of that name. */
  make(name: string, machine: Machine): Module | undefined {
    return this.loaded.get(loaderOf(name))?.makeModule(name, machine);
  }
}

function loaderOf(name: string): Loader {
  const [root, ...inner] = name.split(".");
  const within = `${root}.${inner[0]}`;
  if (Object.hasOwn(groups, within)) return groups[within];
  return Object.hasOwn(groups, root) ? groups[root] : standard;
}
