import { fail } from "../../text/failure.js";
import { List, Tuple } from "../../objects/containers.js";
import { ExceptionObject, exceptionTypes } from "../../objects/exceptions.js";
import { Dict } from "../../objects/dict.js";
import { Getter, methods, Native } from "../../objects/native.js";
import { repr, reprItems, str } from "../../objects/text.js";
import type { Type } from "../../objects/type.js";
import { typeName } from "../../objects/types.js";
import type { Keywords, Value } from "../../objects/value.js";

const base = exceptionTypes.get("BaseException")!;

/** What else these are told, by keywords. */
const namedParts: Readonly<Record<string, readonly string[]>> = {
  ImportError: ["name", "path"],
  AttributeError: ["name", "obj"],
  NameError: ["name"],
};
const namedKinds = Object.entries(namedParts);

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
    const known = namedKinds.find(([kind]) => self.type.isSubclassOf(exceptionTypes.get(kind)!));
    for (const name of known?.[1] ?? []) (self.dict ??= new Dict()).set(name, keywords.get(name) ?? null);
    const wrong = [...keywords.keys()].find((k) => !known?.[1].includes(k));
    if (wrong !== undefined)
      fail(
        "TypeError",
        known
          ? `'${wrong}' is an invalid keyword argument for ${known[0]}()`
          : `${self.type.name}() takes no keyword arguments`,
      );
  },
  "__repr__(self, /)": (self: ExceptionObject) => `${self.type.name}(${reprItems(self.args.items)})`,
  "__str__(self, /)"(self: ExceptionObject) {
    const { items } = self.args;
    return items.length === 0 ? "" : items.length === 1 ? str(items[0]) : repr(self.args);
  },
  "with_traceback(self, tb, /)"(self: ExceptionObject, tb: Value) {
    if (tb === null) self.traceback.length = 0;
    return self;
  },
  "add_note(self, note, /)"(self: ExceptionObject, note: Value) {
    if (typeof note !== "string") fail("TypeError", `note must be a str, not '${typeName(note)}'`);
    (self.notes ??= new List([])).items.push(note);
  },
});
methods(exceptionTypes.get("KeyError")!, {
  "__str__(self, /)"(self: ExceptionObject) {
    const { items } = self.args;
    return items.length === 1 ? repr(items[0]) : items.length === 0 ? "" : repr(self.args);
  },
});

methods(exceptionTypes.get("OSError")!, {
  "__str__(self, /)"(self: ExceptionObject) {
    const [number, text, file] = self.args.items;
    if (text === undefined) return number === undefined ? "" : str(number);
    return `[Errno ${str(number)}] ${str(text)}${file === undefined ? "" : `: ${repr(file)}`}`;
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
  (e) => e.tracebackObject,
  () => undefined,
);
field(
  base,
  "__notes__",
  (e) => e.notes ?? fail("AttributeError", `'${e.type.name}' object has no attribute '__notes__'`),
);
for (const [i, name] of ["errno", "strerror", "filename"].entries())
  field(exceptionTypes.get("OSError")!, name, (e) =>
    e.args.items.length < 2 ? null : (e.args.items[i] ?? null),
  );
field(exceptionTypes.get("StopIteration")!, "value", (e) => e.args.items[0] ?? null);
field(exceptionTypes.get("SystemExit")!, "code", (e) => e.args.items[0] ?? null);
