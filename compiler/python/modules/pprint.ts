import type { Library } from "./library.js";

export const pprint: Library = {
  source: String.raw`
import sys

def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)

def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    print(pformat(object, indent, width, depth, compact=compact, sort_dicts=sort_dicts), file=stream)

def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)

def saferepr(object):
    return pformat(object, width=10**9)

def isreadable(object):
    return True

class _Order:
    def __init__(self, x):
        self.x = x
    def __lt__(self, other):
        try:
            return self.x < other.x
        except TypeError:
            return (str(type(self.x)), id(self.x)) < (str(type(other.x)), id(other.x))

class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if width == 0:
            raise ValueError("width must be != 0")
        self._indent, self._width, self._depth, self._stream = indent, width, depth, stream
        self._compact, self._sort_dicts = compact, sort_dicts

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)

    def pformat(self, object):
        return self._shown(object, 0, 0, 0, ())

    def _sorted(self, items, key):
        return sorted(items, key=key)

    def _items(self, d):
        return sorted(d.items(), key=lambda item: _Order(item[0])) if self._sort_dicts else list(d.items())

    def _flat(self, x, level, open):
        r = type(x).__repr__
        if r not in (dict.__repr__, list.__repr__, tuple.__repr__) or not x:
            return repr(x)
        if self._depth is not None and level >= self._depth:
            return {dict.__repr__: "{...}", list.__repr__: "[...]"}.get(r, "(...)")
        if id(x) in open:
            return f"<Recursion on {type(x).__name__} with id={id(x)}>"
        open = (*open, id(x))
        flat = lambda v: self._flat(v, level + 1, open)
        if r is dict.__repr__:
            return "{" + ", ".join(f"{flat(k)}: {flat(v)}" for k, v in self._items(x)) + "}"
        text = ", ".join(map(flat, x))
        if r is list.__repr__:
            return f"[{text}]"
        return f"({text},)" if len(x) == 1 else f"({text})"

    def _shown(self, x, indent, allowance, level, open):
        flat = self._flat(x, level, open)
        if len(flat) <= self._width - indent - allowance or id(x) in open or not (
            isinstance(x, str) or hasattr(x, "__len__") or hasattr(x, "__dataclass_fields__")
        ):
            return flat
        if self._depth is not None and level >= self._depth:
            return flat
        open = (*open, id(x))
        r = type(x).__repr__
        rest = indent, allowance, level + 1, open
        if r is dict.__repr__:
            return self._dict(x, "{", "}", *rest)
        if r is list.__repr__:
            return self._sequence(x, "[", "]", *rest)
        if r is tuple.__repr__:
            return self._sequence(x, "(", ",)" if len(x) == 1 else ")", *rest)
        if r in (set.__repr__, frozenset.__repr__) and x:
            items = sorted(x, key=_Order)
            if type(x) is set:
                return self._sequence(items, "{", "}", *rest)
            name = type(x).__name__
            return self._sequence(items, name + "({", "})", indent + len(name) + 1, *rest[1:])
        if r is str.__repr__:
            return self._text(x, *rest)
        if hasattr(type(x), "__dataclass_fields__") and not isinstance(x, type):
            return self._dataclass(x, *rest)
        name = type(x).__name__
        if name == "OrderedDict":
            return self._sequence(list(x.items()), name + "([", "])", indent + len(name) + 1, *rest[1:])
        if name == "Counter":
            return self._pairs(x.most_common(), name + "({", "})", indent + len(name) + 1, *rest[1:])
        if name == "defaultdict":
            head = f"{name}({x.default_factory!r},\n" + " " * (indent + len(name) + 1)
            return head + self._dict(x, "{", "})", indent + len(name) + 1, *rest[1:])
        if name == "deque":
            return self._sequence(list(x), name + "([", "])", indent + len(name) + 1, *rest[1:])
        if name == "SimpleNamespace":
            return self._fields("namespace", x.__dict__.items(), *rest)
        return flat

    def _dataclass(self, x, *rest):
        shown = [(f.name, getattr(x, f.name)) for f in x.__dataclass_fields__.values() if f.repr]
        return self._fields(type(x).__name__, shown, *rest)

    def _fields(self, name, items, indent, allowance, level, open):
        indent += len(name) + 1
        parts = []
        items = list(items)
        for i, (k, v) in enumerate(items):
            last = allowance + 1 if i == len(items) - 1 else 1
            parts.append(f"{k}=" + self._shown(v, indent + len(k) + 1, last, level, open))
        return f"{name}(" + (",\n" + " " * indent).join(parts) + ")"

    def _dict(self, x, start, end, *rest):
        return self._pairs(self._items(x), start, end, *rest)

    def _pairs(self, items, start, end, indent, allowance, level, open):
        inner = indent + self._indent
        parts = []
        for i, (k, v) in enumerate(items):
            key = self._flat(k, level, open)
            last = allowance + len(end) if i == len(items) - 1 else 1
            parts.append(f"{key}: " + self._shown(v, inner + len(key) + 2, last, level, open))
        return start + " " * (self._indent - 1) + (",\n" + " " * inner).join(parts) + end

    def _sequence(self, items, start, end, indent, allowance, level, open):
        inner = indent + self._indent
        line = ",\n" + " " * inner
        items = list(items)
        if not self._compact:
            parts = []
            for i, x in enumerate(items):
                last = allowance + len(end) if i == len(items) - 1 else 1
                parts.append(self._shown(x, inner, last, level, open))
            return start + " " * (self._indent - 1) + line.join(parts) + end
        text = start + " " * (self._indent - 1)
        width = most = self._width - inner + 1
        sep = ""
        for i, x in enumerate(items):
            if i == len(items) - 1:
                most -= allowance + len(end) - 1
                width -= allowance + len(end) - 1
            flat = self._flat(x, level, open)
            w = len(flat) + 2
            if width < w:
                width = most
                if sep:
                    sep = line
            if width >= w:
                width -= w
                text += sep + flat
                sep = ", "
                continue
            text += sep + self._shown(x, inner, allowance + 1 if i == len(items) - 1 else 1, level, open)
            sep = line
        return text + end

    def _text(self, x, indent, allowance, level, open):
        lines = x.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        chunks = []
        most = width = self._width - indent
        for i, line in enumerate(lines):
            if i == len(lines) - 1:
                most -= allowance
            if len(repr(line)) <= most:
                chunks.append(repr(line))
                continue
            parts = []
            for word in line.split(" "):
                if parts:
                    parts[-1] += " "
                parts.append(word)
            if parts and not parts[-1]:
                parts.pop()
            current = ""
            room = width
            for j, part in enumerate(parts):
                if j == len(parts) - 1 and i == len(lines) - 1:
                    room -= allowance
                if len(repr(current + part)) > room:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current += part
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            return chunks[0]
        text = ("\n" + " " * indent).join(chunks)
        return f"({text})" if level == 1 else text
`,
};
