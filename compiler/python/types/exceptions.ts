import { fail } from "../text/failure.js";
import { Tuple } from "../objects/containers.js";
import { ExceptionObject, exceptionTypes } from "../objects/exceptions.js";
import { Dict } from "../objects/dict.js";
import { Getter, methods, Native } from "../objects/native.js";
import { repr, reprItems, str } from "../objects/text.js";
import type { Type } from "../objects/type.js";
import type { Keywords, Value } from "../objects/value.js";

const base = exceptionTypes.get("BaseException")!;

base.set(
  "__new__",
  new Native(
    "__new__(cls, *args, **kwargs)",
    (type: Type, args: readonly Value[]) => new ExceptionObject(type, new Tuple(args)),
  ),
);
methods(base, {
  "__init__(self, /, *args, **kwargs)"(self: ExceptionObject, args: readonly Value[], keywords: Keywords) {
    self.args = new Tuple(args);
    if (self.type.isSubclassOf(exceptionTypes.get("ImportError")!))
      for (const [k, v] of keywords) (self.dict ??= new Dict()).set(k, v);
    else if (keywords.size > 0) fail("TypeError", `${self.type.name}() takes no keyword arguments`);
  },
  "__repr__(self, /)": (self: ExceptionObject) => `${self.type.name}(${reprItems(self.args.items)})`,
  "__str__(self, /)"(self: ExceptionObject) {
    const { items } = self.args;
    return items.length === 0 ? "" : items.length === 1 ? str(items[0]) : repr(self.args);
  },
  "with_traceback(self, tb, /)": (self: ExceptionObject) => self,
  "add_note(self, note, /)": (self: ExceptionObject, note: string) => void (self.notes ??= []).push(note),
});
methods(exceptionTypes.get("KeyError")!, {
  "__str__(self, /)"(self: ExceptionObject) {
    const { items } = self.args;
    return items.length === 1 ? repr(items[0]) : items.length === 0 ? "" : repr(self.args);
  },
});

function field(
  type: Type,
  name: string,
  get: (e: ExceptionObject) => Value,
  set?: (e: ExceptionObject, v: Value) => void,
): void {
  type.set(
    name,
    new Getter(name, get as (x: Value) => Value, set as ((x: Value, v: Value) => void) | undefined),
  );
}

field(
  base,
  "args",
  (e) => e.args,
  (e, v) => (e.args = v as Tuple),
);
field(
  base,
  "__cause__",
  (e) => e.cause,
  (e, v) => {
    e.cause = v;
    e.suppressContext = true;
  },
);
field(
  base,
  "__context__",
  (e) => e.context,
  (e, v) => (e.context = v),
);
field(
  base,
  "__suppress_context__",
  (e) => e.suppressContext,
  (e, v) => (e.suppressContext = v === true),
);
field(
  base,
  "__traceback__",
  () => null,
  () => undefined,
);
field(exceptionTypes.get("StopIteration")!, "value", (e) => e.args.items[0] ?? null);
field(exceptionTypes.get("SystemExit")!, "code", (e) => e.args.items[0] ?? null);
