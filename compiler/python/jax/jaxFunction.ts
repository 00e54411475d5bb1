/** Functions that are written in Python in JAX, and in TypeScript here: they bind their arguments, and refuse them, as Python's do. */

import { Native } from "../objects/native.js";
import { type Keywords, noKeywords, type Value } from "../objects/value.js";
import { bindArguments, type Parameter } from "./arguments.js";

export class JaxFunction extends Native {
  private named: readonly Parameter[] | undefined;

  private get parameters(): readonly Parameter[] {
    return (this.named ??= this.signature.parameters.map(({ name, kind, required }) => ({
      name,
      kind,
      isRequired: required,
    })));
  }

  protected override bind(args: readonly Value[], keywords: Keywords = noKeywords): readonly unknown[] {
    return bindArguments(this.name, this.parameters, args, keywords);
  }
}
