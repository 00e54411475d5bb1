import inspect
import types


def f(a, b: int = 2, /, c="x", *args, d, e: float = 1.5, **kw) -> list:
    "Doc."


s = inspect.signature(f)
print(s, list(s.parameters), s.return_annotation)
for p in s.parameters.values():
    print(p.name, p.kind.name, p.default if p.default is not inspect.Parameter.empty else "-", p)
bound = s.bind(1, 2, 3, 4, d=5, z=6)
print(bound.arguments, bound.args, bound.kwargs)
partial = s.bind(1, d=2)
partial.apply_defaults()
print(partial.arguments)
for bad in (
    lambda: s.bind(), lambda: s.bind(1), lambda: inspect.signature(lambda x: 0).bind(1, 2),
    lambda: inspect.signature(lambda x: 0).bind(1, y=2), lambda: inspect.signature(lambda x: 0).bind(1, x=2)
):
    try:
        bad()
    except TypeError as error:
        print(error)


class C:
    def __init__(self, x, *, y=1):
        pass

    def m(self, q):
        pass

    @staticmethod
    def s(z): ...


print(inspect.signature(C), inspect.signature(C.m), inspect.signature(C(1).m), inspect.signature(C.s))
print(inspect.signature(lambda *a, k=[]: 0))
print(inspect.isfunction(f), inspect.isclass(C), inspect.ismethod(C(1).m), inspect.isgeneratorfunction(f))
print(inspect.getdoc(f), inspect.isbuiltin(len))
from functools import partial as part, wraps


@wraps(f)
def wrapped(*a, **k): ...


print(inspect.signature(part(f, 1, c=9)), inspect.signature(wrapped) == s)
n = types.SimpleNamespace(a=1, b="x")
n.c = [n.a]
print(n, n == types.SimpleNamespace(a=1, b="x", c=[1]), vars(n), n.a)
print(isinstance(f, types.FunctionType), isinstance(len, types.BuiltinFunctionType))
print(isinstance((i for i in ""), types.GeneratorType), isinstance(lambda: 0, types.LambdaType))
print(isinstance(C(1).m, types.MethodType), isinstance(inspect, types.ModuleType))
view = types.MappingProxyType({"a": 1})
print(view, view["a"])
try:
    view["b"] = 2
except TypeError as error:
    print(error)
C.added = types.MethodType(lambda cls, v: (cls.__name__, v), C)
print(C.added(3), types.NoneType is type(None), inspect.getmro(C)[0].__name__)
print(sorted(k for k, v in inspect.getmembers(C, inspect.isfunction)))
