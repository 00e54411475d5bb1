/** Functions, methods and what decorates them; modules, generators, iterators. */

import { fail } from "../../text/failure.js";
import { attributeOr, bind, getAttribute } from "../../objects/attributes.js";
import { Tuple } from "../../objects/containers.js";
import { Dict } from "../../objects/dict.js";
import { ExceptionObject } from "../../objects/exceptions.js";
import {
  BoundMethod,
  type Cell,
  ClassMethod,
  Func,
  type Module,
  Property,
  StaticMethod,
  Super,
} from "../../objects/functions.js";
import { hashIdentity } from "../../objects/compare.js";
import { call, machine } from "../../objects/machine.js";
import { Getter, getters, methods, Native } from "../../objects/native.js";
import { repr } from "../../objects/text.js";
import { builtinType, Type } from "../../objects/type.js";
import {
  cellType,
  classMethodType,
  codeType,
  ellipsisType,
  functionType,
  generatorType,
  getterType,
  methodType,
  moduleType,
  nativeType,
  NotImplemented,
  notImplementedType,
  propertyType,
  staticMethodType,
  superType,
  typeName,
  typeOf,
} from "../../objects/types.js";
import type { Keywords, Value } from "../../objects/value.js";
import { Obj } from "../../objects/value.js";
import type { Generator } from "../../vm/generator.js";
import type { Machine } from "../../vm/machine.js";
import { address } from "../object.js";

/** Attributes of functions that can be set. */
function attribute(
  type: Type,
  name: string,
  get: (f: never) => Value,
  set?: (f: never, value: never) => void,
): void {
  type.set(
    name,
    new Getter(name, get as (x: Value) => Value, set as ((x: Value, v: Value) => void) | undefined),
  );
}

attribute(
  functionType,
  "__name__",
  (f: Func) => f.name,
  (f: Func, v: string) => (f.name = v),
);
attribute(
  functionType,
  "__qualname__",
  (f: Func) => f.qualname,
  (f: Func, v: string) => (f.qualname = v),
);
attribute(
  functionType,
  "__doc__",
  (f: Func) => f.doc,
  (f: Func, v: Value) => (f.doc = v),
);
attribute(
  functionType,
  "__annotations__",
  (f: Func) => (f.annotations ??= new Dict()),
  (f: Func, v: Dict) => (f.annotations = v),
);
attribute(
  functionType,
  "__defaults__",
  (f: Func) => (f.defaults.length === 0 ? null : new Tuple(f.defaults)),
  (f: Func, v: Tuple | null) => (f.defaults = v === null ? [] : v.items),
);
attribute(functionType, "__kwdefaults__", (f: Func) =>
  f.keywordDefaults.size === 0 ? null : Dict.of(f.keywordDefaults),
);
attribute(functionType, "__closure__", (f: Func) => (f.closure.length === 0 ? null : new Tuple(f.closure)));
attribute(functionType, "__globals__", (f: Func) => f.globals);
attribute(functionType, "__code__", (f: Func) => new CodeView(f));
attribute(
  functionType,
  "__module__",
  (f: Func) => f.dict?.get("__module__") ?? f.module,
  (f: Func, v: Value) => (f.dict ??= new Dict()).set("__module__", v),
);
methods(functionType, {
  "__get__(self, instance, owner=None, /)": (f: Func, self: Value) =>
    self === null ? f : new BoundMethod(f, self),
  "__call__(self, /, *args, **kwargs)": (f: Func, args: readonly Value[], keywords: Keywords) =>
    call(f, args, keywords),
});
getters(cellType, { cell_contents: (c: Cell) => c.value ?? fail("ValueError", "Cell is empty") });

/** What scripts see of a function's code. */
class CodeView extends Obj {
  constructor(readonly of: Func) {
    super(codeType);
  }
}
getters(codeType, {
  co_name: (c: CodeView) => c.of.code.name,
  co_argcount: (c: CodeView) => BigInt(c.of.code.argCount),
  co_varnames: (c: CodeView) => new Tuple(c.of.code.locals),
  co_filename: (c: CodeView) => c.of.code.file,
  co_firstlineno: (c: CodeView) => BigInt(c.of.code.firstLine),
  co_freevars: (c: CodeView) => new Tuple(c.of.code.free),
});

getters(nativeType, {
  __name__: (f: Native) => f.name,
  __qualname__: (f: Native) => f.qualname,
  __module__: (f: Native) => f.module,
  __doc__: () => null,
});
methods(nativeType, {
  "__repr__(self, /)": (f: Native) =>
    f.owner ? `<method '${f.name}' of '${f.owner.name}' objects>` : `<built-in function ${f.name}>`,
  "__call__(self, /, *args, **kwargs)": (f: Native, args: readonly Value[], keywords: Keywords) =>
    f.invoke(args, keywords),
});
methods(getterType, {
  "__repr__(self, /)": (g: Getter) => `<attribute '${g.name}'>`,
});

getters(methodType, {
  __self__: (m: BoundMethod) => m.self,
  __func__: (m: BoundMethod) => m.func,
  __doc__: (m: BoundMethod) => attributeOr(m.func, "__doc__") ?? null,
});
methods(methodType, {
  "__repr__(self, /)"(m: BoundMethod) {
    if (m.func instanceof Native)
      return `<built-in method ${m.func.name} of ${typeName(m.self)} object at ${m.self instanceof Obj ? address(m.self) : "0x0"}>`;
    return `<bound method ${String((m.func as Func).qualname)} of ${repr(m.self)}>`;
  },
  "__eq__(self, value, /)": (m: BoundMethod, other: Value) =>
    other instanceof BoundMethod ? m.func === other.func && m.self === other.self : NotImplemented,
  "__hash__(self, /)": (m: BoundMethod) => hashIdentity(m.func),
  "__getattr__(self, name, /)": (m: BoundMethod, name: string) => getAttribute(m.func, name),
  "__call__(self, /, *args, **kwargs)": (m: BoundMethod, args: readonly Value[], keywords: Keywords) =>
    call(m, args, keywords),
});

propertyType.set(
  "__new__",
  new Native(
    "__new__(cls, fget=None, fset=None, fdel=None, doc=None)",
    (_: Type, get?: Value, set?: Value, remove?: Value, doc?: Value) =>
      new Property(get ?? null, set, remove, doc),
  ),
);
methods(propertyType, {
  "__init__(self, /, *args, **kwargs)": () => null,
  "getter(self, fget, /)": (p: Property, f: Value) => new Property(f, p.set, p.remove, p.doc),
  "setter(self, fset, /)": (p: Property, f: Value) => new Property(p.get, f, p.remove, p.doc),
  "deleter(self, fdel, /)": (p: Property, f: Value) => new Property(p.get, p.set, f, p.doc),
  "__get__(self, instance, owner=None, /)": (p: Property, self: Value) =>
    self === null ? p : call(p.get, [self]),
});
getters(propertyType, {
  fget: (p: Property) => p.get,
  fset: (p: Property) => p.set,
  fdel: (p: Property) => p.remove,
  __isabstractmethod__: (p: Property) =>
    [p.get, p.set, p.remove].some((f) => f !== null && attributeOr(f, "__isabstractmethod__") === true),
  __doc__: (p: Property) => p.doc ?? (p.get instanceof Func ? p.get.doc : null),
});

for (const [type, Wrapper] of [
  [classMethodType, ClassMethod],
  [staticMethodType, StaticMethod],
] as const) {
  type.set("__new__", new Native("__new__(cls, function, /)", (_: Type, f: Value) => new Wrapper(f)));
  methods(type, {
    "__init__(self, /, *args)": () => null,
    "__get__(self, instance, owner=None, /)": (
      m: ClassMethod | StaticMethod,
      self: Value,
      owner: Value = null,
    ) => bind(m, self ?? undefined, (owner ?? typeOf(self)) as Type),
    "__getattr__(self, name, /)": (m: ClassMethod, name: string) => getAttribute(m.func, name),
  });
  getters(type, { __func__: (m: ClassMethod) => m.func, __wrapped__: (m: ClassMethod) => m.func });
}

superType.set(
  "__new__",
  new Native(
    "__new__(cls, type=None, object_or_type=None, /)",
    (_: Type, after?: Value, self: Value = null) => {
      const [type, instance] = after === undefined ? implicitSuper() : [after, self];
      if (!(type instanceof Type))
        return fail("TypeError", `super() argument 1 must be a type, not ${typeName(type)}`);
      const of = instance instanceof Type && instance.isSubclassOf(type) ? instance : typeOf(instance);
      if (!of.isSubclassOf(type))
        fail("TypeError", "super(type, obj): obj must be an instance or subtype of type");
      return new Super(type, instance, of);
    },
  ),
);
methods(superType, {
  "__init__(self, /, *args)": () => null,
  "__repr__(self, /)": (s: Super) => `<super: ${repr(s.after)}, <${s.of.name} object>>`,
});

/** `super()` in a method: its class, and its first argument. */
function implicitSuper(): [Value, Value] {
  const frame = (machine() as Machine).frame!;
  const { code } = frame;
  if (code.argCount === 0 && !code.hasRest) fail("RuntimeError", "super(): no arguments");
  const at = code.free.indexOf("__class__");
  const cell = frame.cells[code.cells.length + at] as Cell | undefined;
  if (at < 0 || cell?.value === undefined) return fail("RuntimeError", "super(): __class__ cell not found");
  const shared = code.sharedParameters.find(([local]) => local === 0);
  const self = shared ? frame.cells[shared[1]].value : frame.locals[0];
  if (self === undefined) return fail("RuntimeError", "super(): no arguments");
  return [cell.value, self];
}

methods(moduleType, {
  "__repr__(self, /)": (m: Module) => `<module '${m.name}'>`,
});
methods(ellipsisType, { "__repr__(self, /)": () => "Ellipsis" });
methods(notImplementedType, { "__repr__(self, /)": () => "NotImplemented" });

methods(generatorType, {
  "__repr__(self, /)": (g: Generator) => `<generator object ${g.frame.code.qualname} at ${address(g)}>`,
  "__iter__(self, /)": (g: Generator) => g,
  "__next__(self, /)": (g: Generator) => g.send(null),
  "send(self, value, /)": (g: Generator, value: Value) => g.send(value),
  "close(self, /)": (g: Generator) => g.close(),
  "throw(self, typ, val=None, tb=None, /)"(g: Generator, type: Value, value?: Value) {
    const e = type instanceof Type ? call(type, value === undefined || value === null ? [] : [value]) : type;
    if (!(e instanceof ExceptionObject))
      return fail("TypeError", "exceptions must be classes or instances deriving from BaseException");
    return g.throwInto(e);
  },
});
getters(generatorType, {
  __name__: (g: Generator) => g.name,
  __qualname__: (g: Generator) => g.frame.code.qualname,
  gi_running: (g: Generator) => g.isRunning,
  gi_suspended: (g: Generator) => g.isSuspended,
  gi_frame: (g: Generator) => (g.isDone ? null : new FrameView(g)),
  gi_yieldfrom: (g: Generator) => g.delegate ?? null,
});

/** What scripts see of a frame: where it stands. */
class FrameView extends Obj {
  constructor(readonly of: Generator) {
    super(frameType);
  }
}
const frameType = builtinType("frame");
getters(frameType, {
  f_lineno: (f: FrameView) => BigInt(f.of.frame.line),
  f_locals: ({ of: { frame } }: FrameView) =>
    Dict.of(
      frame.code.locals.flatMap((name, i) => {
        const value = frame.locals[i];
        return value === undefined || name.startsWith(".") ? [] : [[name, value] as const];
      }),
    ),
});
