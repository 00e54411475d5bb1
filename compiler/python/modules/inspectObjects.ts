/** The part of `inspect` that asks what objects are, and where they were written. */
export const objects = String.raw`
def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
    return func

def isclass(object):
    return isinstance(object, type)

def ismodule(object):
    return isinstance(object, _ModuleType)

def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object)

def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", ()))

def isdatadescriptor(object):
    return not isinstance(object, type) and any(hasattr(type(object), n) for n in ("__set__", "__delete__"))

def iscoroutinefunction(object):
    return False

iscoroutine = isawaitable = isasyncgen = isasyncgenfunction = iscoroutinefunction

def getmro(cls):
    return cls.__mro__

def getmembers(object, predicate=None):
    found = []
    for name in sorted(dir(object)):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found

def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    lines = [lines[0].lstrip(), *(line[margin:] for line in lines[1:])]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)

def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None and isinstance(object, type):
        for base in object.__mro__[1:-1]:
            if base.__doc__:
                doc = base.__doc__
                break
    return cleandoc(doc) if isinstance(doc, str) else None

def getmodule(object, _filename=None):
    import sys
    return sys.modules.get(getattr(object, "__module__", None))

def getsourcelines(object):
    found = _lines(unwrap(getattr(object, "__func__", object)))
    if found is None:
        raise OSError("could not get source code")
    lines, first = found
    start = first - 1
    margin = len(lines[start]) - len(lines[start].lstrip())
    indent = lambda line: len(line) - len(line.lstrip())
    end = start
    open = 0
    while True:
        open += sum(lines[end].count(c) for c in "([{") - sum(lines[end].count(c) for c in ")]}")
        end += 1
        if open <= 0 or end >= len(lines):
            break
    while end < len(lines) and (not lines[end].strip() or indent(lines[end]) > margin):
        end += 1
    while start > 0 and lines[start - 1].lstrip().startswith("@") and indent(lines[start - 1]) == margin:
        start -= 1
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return [line + "\n" for line in lines[start:end]], start + 1

def getsource(object):
    return "".join(getsourcelines(object)[0])

def getfullargspec(func):
    from collections import namedtuple
    spec = namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")
    found = signature(func)
    ps = list(found.parameters.values())
    by = lambda *kinds: [p for p in ps if p.kind in kinds]
    return spec(
        [p.name for p in by(0, 1)],
        next((p.name for p in by(2)), None),
        next((p.name for p in by(4)), None),
        tuple(p.default for p in by(0, 1) if p.default is not _empty) or None,
        [p.name for p in by(3)],
        {p.name: p.default for p in by(3) if p.default is not _empty} or None,
        {p.name: p.annotation for p in ps if p.annotation is not _empty}
        | ({} if found.return_annotation is _empty else {"return": found.return_annotation}),
    )

def currentframe():
    raise NotImplementedError("inspect: frames are not supported")

stack = currentframe
`;
