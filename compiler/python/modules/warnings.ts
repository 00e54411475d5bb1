import { Tuple } from "../objects/containers.js";
import type { Value } from "../objects/value.js";
import { isLibrary } from "../vm/positions.js";
import type { Library } from "./library.js";
import { scriptFrame } from "./support.js";

/** File, line, module and text of the place that a warning is about: so many calls of the script's outwards. */
function place(level: bigint): Tuple {
  let frame = scriptFrame();
  for (let i = 1n; i < level && frame; i++) {
    frame = frame.caller;
    while (frame && isLibrary(frame.code.file)) frame = frame.caller;
  }
  if (!frame) return new Tuple(["sys", 1n, "sys", ""]);
  const { line } = frame;
  const module: Value = frame.globals.get("__name__") ?? "<unknown>";
  return new Tuple([frame.code.file, BigInt(line), module, frame.code.lines[line - 1] ?? ""]);
}

export const warnings: Library = {
  natives: { "_place(level, /)": place },
  source: String.raw`
import sys

filters = [
    ("default", "", DeprecationWarning, "__main__"),
    ("ignore", "", DeprecationWarning, ""),
    ("ignore", "", PendingDeprecationWarning, ""),
    ("ignore", "", ImportWarning, ""),
    ("ignore", "", ResourceWarning, ""),
]
_seen = set()

class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self.category.__name__!r}, filename : {self.filename!r}, "
            f"lineno : {self.lineno}, line : {self.line!r}}}"
        )

def formatwarning(message, category, filename, lineno, line=None):
    shown = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return f"{shown}  {line.strip()}\n" if line and line.strip() else shown

def showwarning(message, category, filename, lineno, file=None, line=None):
    (sys.stderr if file is None else file).write(formatwarning(message, category, filename, lineno, line))

def _matches(text, pattern, whole=False):
    if pattern == "":
        return True
    import re
    return (re.fullmatch if whole else re.match)(pattern, text, 0 if whole else re.I) is not None

def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    filename, lineno, module, line = _place(stacklevel)
    _emit(message, category, filename, lineno, module, line)

def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    _emit(message, category, filename, lineno, module or filename, "")

def _emit(message, category, filename, lineno, module, line):
    text = str(message)
    if not isinstance(message, Warning):
        message = category(message)
    action = "default"
    for kind, pattern, wanted, where in filters:
        if issubclass(category, wanted) and _matches(text, pattern) and _matches(module, where, True):
            action = kind
            break
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action != "always":
        key = {"once": (text, category), "module": (text, category, filename)}.get(
            action, (text, category, filename, lineno)
        )
        if key in _seen:
            return
        _seen.add(key)
    if _records:
        _records[-1].append(WarningMessage(message, category, filename, lineno, line=None))
    else:
        showwarning(message, category, filename, lineno, None, line)

def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _insert((action, message, category, module), append)

def simplefilter(action, category=Warning, lineno=0, append=False):
    _insert((action, "", category, ""), append)

def _insert(item, append):
    if item[0] not in ("default", "error", "ignore", "always", "module", "once"):
        raise AssertionError(f"invalid action: {item[0]!r}")
    _seen.clear()
    if append:
        filters.append(item)
    else:
        filters.insert(0, item)

def resetwarnings():
    filters.clear()

_records = []

class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, append)
    def __enter__(self):
        self._filters = filters[:]
        self._seen = set(_seen)
        _seen.clear()
        if self._filter is not None:
            action, category, append = self._filter
            simplefilter(action, category, append=append)
        if self._record:
            log = []
            _records.append(log)
            return log
    def __exit__(self, *exc_info):
        filters[:] = self._filters
        _seen.clear()
        _seen.update(self._seen)
        if self._record:
            _records.pop()
`,
};
