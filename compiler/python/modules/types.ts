import { Dict } from "../objects/dict.js";
import { tracebackType } from "../objects/exceptions.js";
import { BoundMethod, Module } from "../objects/functions.js";
import { Native } from "../objects/native.js";
import type { Type } from "../objects/type.js";
import {
  cellType,
  codeType,
  ellipsisType,
  functionType,
  generatorType,
  getterType,
  methodType,
  moduleType,
  nativeType,
  noneType,
  notImplementedType,
} from "../objects/types.js";
import type { Value } from "../objects/value.js";
import { genericAliasType, unionType } from "../types/rest/generics.js";
import { mappingProxyType } from "../types/rest/mappingProxy.js";
import type { Library } from "./library.js";

methodType.set(
  "__new__",
  new Native(
    "__new__(cls, function, instance, /)",
    (_: Type, f: Value, self: Value) => new BoundMethod(f, self),
  ),
);
moduleType.set(
  "__new__",
  new Native(
    "__new__(cls, name, doc=None)",
    (_: Type, name: string, doc: Value = null) =>
      new Module(
        name,
        Dict.of([
          ["__name__", name],
          ["__doc__", doc],
        ]),
      ),
  ),
);
moduleType.set("__init__", new Native("__init__(self, /, *args, **kwargs)", () => null, moduleType));

export const types: Library = {
  values: () => ({
    BuiltinFunctionType: nativeType,
    BuiltinMethodType: nativeType,
    CellType: cellType,
    CodeType: codeType,
    EllipsisType: ellipsisType,
    FunctionType: functionType,
    GeneratorType: generatorType,
    GenericAlias: genericAliasType,
    GetSetDescriptorType: getterType,
    LambdaType: functionType,
    MappingProxyType: mappingProxyType,
    MethodType: methodType,
    ModuleType: moduleType,
    NoneType: noneType,
    NotImplementedType: notImplementedType,
    TracebackType: tracebackType,
    UnionType: unionType,
  }),
  source: String.raw`
class SimpleNamespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return f"{name}({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"

    def __eq__(self, other):
        if not isinstance(other, SimpleNamespace):
            return NotImplemented
        return self.__dict__ == other.__dict__

    __hash__ = None

DynamicClassAttribute = property

def resolve_bases(bases):
    made = []
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        made += [base] if entries is None else entries(bases)
    return tuple(made)

def new_class(name, bases=(), kwds=None, exec_body=None):
    kwds = dict(kwds or {})
    meta = kwds.pop("metaclass", None) or (type(bases[0]) if bases else type)
    namespace = meta.__prepare__(name, bases, **kwds) if hasattr(meta, "__prepare__") else {}
    if exec_body is not None:
        exec_body(namespace)
    return meta(name, resolve_bases(bases), namespace, **kwds)

`,
};
