import { Tuple, List } from "../objects/containers.js";
import { attributeOr } from "../objects/attributes.js";
import { BoundMethod, Func, Property } from "../objects/functions.js";
import { Native } from "../objects/native.js";
import type { Value } from "../objects/value.js";
import { Generator } from "../vm/generator.js";
import type { Library } from "./library.js";
import { objects } from "./inspectObjects.js";

const nativeKinds = { positional: 0n, either: 1n, rest: 2n, keyword: 3n, keywords: 4n };

/** Rows of name, kind, and, in lists that may be empty, default and annotation; None where it is unknown. */
function parameters(f: Value): Value {
  if (f instanceof Native)
    return new List(
      f.signature.parameters.map((p) => new Tuple([p.name, nativeKinds[p.kind], new List([]), new List([])])),
    );
  if (!(f instanceof Func)) return null;
  const { argCount, positionalOnly, keywordOnly, hasRest, hasKeywords, locals } = f.code;
  const row = (name: string, kind: number, value?: Value): Value => {
    const annotation = f.annotations?.get(name);
    return new Tuple([
      name,
      BigInt(kind),
      new List(value === undefined ? [] : [value]),
      new List(annotation === undefined ? [] : [annotation]),
    ]);
  };
  const rows: Value[] = [];
  const firstDefault = argCount - f.defaults.length;
  for (let i = 0; i < argCount; i++)
    rows.push(
      row(locals[i], i < positionalOnly ? 0 : 1, i < firstDefault ? undefined : f.defaults[i - firstDefault]),
    );
  let extra = argCount + keywordOnly;
  if (hasRest) rows.push(row(locals[extra++], 2));
  for (let i = argCount; i < argCount + keywordOnly; i++)
    rows.push(row(locals[i], 3, f.keywordDefaults.get(locals[i])));
  if (hasKeywords) rows.push(row(locals[extra], 4));
  return new List(rows);
}

export const inspect: Library = {
  natives: {
    "_parameters(f, /)": parameters,
    "_returns(f, /)": (f: Value) => {
      const annotation = f instanceof Func ? f.annotations?.get("return") : undefined;
      return new List(annotation === undefined ? [] : [annotation]);
    },
    "isgeneratorfunction(obj)": (f: Value) =>
      (f instanceof BoundMethod ? f.func : f) instanceof Func &&
      ((f instanceof BoundMethod ? f.func : f) as Func).code.generator !== undefined,
    "isgenerator(object)": (x: Value) => x instanceof Generator,
    "isfunction(object)": (x: Value) => x instanceof Func,
    "ismethod(object)": (x: Value) => x instanceof BoundMethod && x.func instanceof Func,
    "isbuiltin(object)": (x: Value) =>
      (x instanceof Native && !x.owner) || (x instanceof BoundMethod && x.func instanceof Native),
    "_is_property(x, /)": (x: Value) => x instanceof Property,
    "_lines(f, /)": (f: Value) => {
      const code = f instanceof Func ? f.code : undefined;
      return code ? new Tuple([new List([...code.lines]), BigInt(code.firstLine)]) : null;
    },
    "_wrapped(f, /)": (f: Value) => attributeOr(f, "__wrapped__") ?? null,
  },
  source: [
    String.raw`
import enum as _enum
from functools import partial as _partial
from types import ModuleType as _ModuleType, MappingProxyType as _Proxy

class _empty:
    pass

class _ParameterKind(_enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self._name_

    @property
    def description(self):
        return ("positional-only", "positional or keyword", "variadic positional", "keyword-only", "variadic keyword")[self]

def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)

_unset = object()

class Parameter:
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _ParameterKind
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self._kind = _ParameterKind(kind)
        if default is not _empty and self._kind in (2, 4):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        self._name, self._default, self._annotation = name, default, annotation

    @property
    def name(self):
        return self._name
    @property
    def kind(self):
        return self._kind
    @property
    def default(self):
        return self._default
    @property
    def annotation(self):
        return self._annotation

    def replace(self, *, name=_unset, kind=_unset, annotation=_unset, default=_unset):
        return type(self)(
            self._name if name is _unset else name,
            self._kind if kind is _unset else kind,
            default=self._default if default is _unset else default,
            annotation=self._annotation if annotation is _unset else annotation,
        )

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text += f": {formatannotation(self._annotation)}"
        if self._default is not _empty:
            text += f" = {self._default!r}" if self._annotation is not _empty else f"={self._default!r}"
        return {2: "*", 4: "**"}.get(self._kind, "") + text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def _key(self):
        return self._name, self._kind, self._default, self._annotation

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash((self._name, int(self._kind)))

class BoundArguments:
    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        found = []
        for name, p in self._signature.parameters.items():
            if p.kind in (3, 4) or name not in self.arguments:
                break
            if p.kind == 2:
                found.extend(self.arguments[name])
            else:
                found.append(self.arguments[name])
        return tuple(found)

    @property
    def kwargs(self):
        found = {}
        named = False
        for name, p in self._signature.parameters.items():
            if p.kind in (3, 4) or name not in self.arguments:
                named = True
            if not named or name not in self.arguments:
                continue
            if p.kind == 4:
                found.update(self.arguments[name])
            else:
                found[name] = self.arguments[name]
        return found

    def apply_defaults(self):
        found = {}
        for name, p in self._signature.parameters.items():
            if name in self.arguments:
                found[name] = self.arguments[name]
            elif p.default is not _empty:
                found[name] = p.default
            elif p.kind == 2:
                found[name] = ()
            elif p.kind == 4:
                found[name] = {}
        self.arguments = found

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    def __repr__(self):
        return f"<{type(self).__name__} ({', '.join(f'{k}={v!r}' for k, v in self.arguments.items())})>"

class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        found = {}
        for p in parameters or ():
            if p.name in found:
                raise ValueError(f"duplicate parameter name: {p.name!r}")
            found[p.name] = p
        self._parameters = _Proxy(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **options):
        return signature(obj)

    @property
    def parameters(self):
        return self._parameters
    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_unset, return_annotation=_unset):
        return type(self)(
            self._parameters.values() if parameters is _unset else parameters,
            return_annotation=self._return_annotation if return_annotation is _unset else return_annotation,
        )

    def __str__(self):
        parts = []
        last, star = None, True
        for p in self._parameters.values():
            if last == 0 and p.kind != 0:
                parts.append("/")
            if p.kind == 2:
                star = False
            elif p.kind == 3 and star:
                parts.append("*")
                star = False
            parts.append(str(p))
            last = p.kind
        if last == 0:
            parts.append("/")
        returns = "" if self._return_annotation is _empty else f" -> {formatannotation(self._return_annotation)}"
        return f"({', '.join(parts)}){returns}"

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (list(self._parameters.values()), self._return_annotation) == (
            list(other._parameters.values()), other._return_annotation
        )

    def __hash__(self):
        return hash(tuple(self._parameters))

    def bind(self, /, *args, **kwargs):
        return self._bound(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bound(args, kwargs, True)

    def _bound(self, args, kwargs, partial):
        found = {}
        args = list(args)
        rest = None
        for name, p in self._parameters.items():
            if p.kind == 4:
                rest = name
            elif p.kind == 2:
                if args:
                    found[name] = tuple(args)
                    args = []
            elif p.kind != 3 and args:
                if name in kwargs and p.kind != 0:
                    raise TypeError(f"multiple values for argument {name!r}")
                found[name] = args.pop(0)
            elif name in kwargs and p.kind != 0:
                found[name] = kwargs.pop(name)
            elif p.kind == 0 and name in kwargs and p.default is _empty:
                raise TypeError(f"{name!r} parameter is positional only, but was passed as a keyword")
            elif p.default is _empty and not partial:
                if args or p.kind == 3:
                    if args and not any(q.kind == 2 for q in self._parameters.values()):
                        raise TypeError("too many positional arguments")
                raise TypeError(f"missing a required argument: {name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            if rest is None:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
            found[rest] = kwargs
        return BoundArguments(self, found)

def _of_rows(rows, returns):
    return Signature(
        [
            Parameter(
                name, kind, default=default[0] if default else _empty, annotation=annotation[0] if annotation else _empty
            )
            for name, kind, default, annotation in rows
        ],
        return_annotation=returns[0] if returns else _empty,
    )

def _without_first(found):
    parameters = list(found.parameters.values())
    if not parameters:
        raise ValueError("invalid method signature")
    return found.replace(parameters=parameters if parameters[0].kind == 2 else parameters[1:])

def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if hasattr(obj, "__signature__") and obj.__signature__ is not None and not isinstance(obj, type):
        return obj.__signature__
    if ismethod(obj) or type(obj).__name__ == "method":
        return _without_first(signature(obj.__func__))
    if follow_wrapped and hasattr(obj, "__wrapped__"):
        return signature(unwrap(obj))
    if isinstance(obj, _partial):
        return _of_partial(obj)
    rows = _parameters(obj)
    if rows is not None:
        return _of_rows(rows, _returns(obj))
    if isinstance(obj, type):
        own_call = type(obj).__call__
        if isfunction(own_call):
            return _without_first(signature(own_call))
        if isfunction(obj.__new__):
            return _without_first(signature(obj.__new__)) if not isfunction(obj.__init__) else _without_first(signature(obj.__init__))
        if isfunction(obj.__init__):
            return _without_first(signature(obj.__init__))
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return Signature()
        raise ValueError(f"no signature found for builtin type {obj!r}")
    call = getattr(type(obj), "__call__", None)
    if isfunction(call):
        return _without_first(signature(call))
    raise ValueError(f"callable {obj!r} is not supported by signature")

def _of_partial(p):
    found = signature(p.func)
    try:
        bound = found.bind_partial(*p.args, **p.keywords)
    except TypeError as error:
        raise ValueError(f"partial object {p!r} has incorrect arguments") from error
    parameters = []
    named = False
    given = len(p.args)
    for name, q in found.parameters.items():
        if q.kind in (0, 1) and given > 0:
            given -= 1
            continue
        if name in p.keywords and q.kind in (1, 3):
            named = True
            q = q.replace(default=p.keywords[name], kind=3)
        elif named and q.kind == 1:
            q = q.replace(kind=3)
        elif named and q.kind == 2:
            continue
        parameters.append(q)
    return found.replace(parameters=parameters)
`,
    objects,
  ].join("\n"),
};
