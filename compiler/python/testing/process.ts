/** Modules on the process that a script runs in, as far as a closed box of one thread has such things. */

import type { Library } from "../modules/library.js";

export const gc: Library = {
  source: `
def collect(generation=2):
    """Nothing: unused objects go when JavaScript's collector takes them."""
    return 0

def enable():
    pass

def disable():
    pass

def isenabled():
    return True
`,
};

/** References keep what they refer to: when it would go cannot be seen. */
export const weakref: Library = {
  source: `
class ReferenceType:
    def __init__(self, object, callback=None):
        self._object = object
    def __call__(self):
        return self._object
    def __hash__(self):
        return hash(self._object)
    def __eq__(self, other):
        return self._object == other._object if isinstance(other, ReferenceType) else NotImplemented
    def __repr__(self):
        return f"<weakref at {id(self):#x}; to {type(self._object).__name__!r} at {id(self._object):#x}>"

ref = ReferenceType
WeakMethod = ReferenceType

class WeakKeyDictionary(dict):
    pass

class WeakValueDictionary(dict):
    pass

class WeakSet(set):
    pass

def proxy(object, callback=None):
    raise NotImplementedError("weakref.proxy is not supported")

class finalize:
    """Never called: see ref."""
    def __init__(self, obj, func, /, *args, **kwargs):
        self._call, self.alive = (func, args, kwargs), True
    def __call__(self):
        if self.alive:
            self.alive = False
            func, args, kwargs = self._call
            return func(*args, **kwargs)
    def detach(self):
        self.alive = False
`,
};

export const threading: Library = {
  source: `
class local:
    pass

class Lock:
    """There is one thread: a lock that is held stays so."""
    def __init__(self):
        self._held = 0
    def acquire(self, blocking=True, timeout=-1):
        if self._held and not self._is_reentrant:
            if not blocking or timeout >= 0:
                return False
            raise RuntimeError("deadlock: the only thread waits for a lock that it holds")
        self._held += 1
        return True
    _is_reentrant = False
    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held -= 1
    def locked(self):
        return self._held > 0
    def __enter__(self):
        return self.acquire()
    def __exit__(self, *error):
        self.release()

class RLock(Lock):
    _is_reentrant = True

class Event:
    def __init__(self):
        self._is_set = False
    def set(self):
        self._is_set = True
    def clear(self):
        self._is_set = False
    def is_set(self):
        return self._is_set
    def wait(self, timeout=None):
        if not self._is_set and timeout is None:
            raise RuntimeError("deadlock: the only thread waits for an event")
        return self._is_set

class Thread:
    """Runs to its end when it is started."""
    _count = 0
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        Thread._count += 1
        self.name, self.daemon = name or f"Thread-{Thread._count}", bool(daemon)
        self._target, self._args, self._kwargs, self._was_started = target, args, kwargs or {}, False
    def start(self):
        if self._was_started:
            raise RuntimeError("threads can only be started once")
        self._was_started = True
        try:
            self.run()
        except Exception as e:
            import sys, traceback
            sys.stderr.write(f"Exception in thread {self.name}:\\n" + "".join(traceback.format_exception(e)))
    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)
    def join(self, timeout=None):
        if not self._was_started:
            raise RuntimeError("cannot join thread before it is started")
    def is_alive(self):
        return False

_main = Thread(name="MainThread")

def current_thread():
    return _main

def main_thread():
    return _main

def get_ident():
    return 1

def active_count():
    return 1
`,
};

export const concurrent: Library = { source: "" };

export const concurrentFutures: Library = {
  source: `
class CancelledError(Exception):
    pass

class Future:
    """What was submitted has been done."""
    def __init__(self, value=None, error=None):
        self._value, self._error = value, error
    def result(self, timeout=None):
        if self._error is not None:
            raise self._error
        return self._value
    def exception(self, timeout=None):
        return self._error
    def done(self):
        return True
    def running(self):
        return False
    def cancel(self):
        return False
    def cancelled(self):
        return False
    def add_done_callback(self, fn):
        fn(self)

class Executor:
    pass

class ThreadPoolExecutor(Executor):
    """Runs what is submitted at once: there is one thread."""
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if initializer is not None:
            initializer(*initargs)
    def submit(self, fn, /, *args, **kwargs):
        try:
            return Future(fn(*args, **kwargs))
        except Exception as e:
            return Future(error=e)
    def map(self, fn, *iterables, timeout=None, chunksize=1):
        made = [self.submit(fn, *args) for args in zip(*iterables)]
        return (future.result() for future in made)
    def shutdown(self, wait=True, *, cancel_futures=False):
        pass
    def __enter__(self):
        return self
    def __exit__(self, *error):
        return False

def as_completed(fs, timeout=None):
    return iter(list(fs))

def wait(fs, timeout=None, return_when="ALL_COMPLETED"):
    from collections import namedtuple
    return namedtuple("DoneAndNotDoneFutures", "done not_done")(set(fs), set())
`,
};

export const subprocess: Library = {
  source: `
PIPE, STDOUT, DEVNULL = -1, -2, -3

class SubprocessError(Exception):
    pass

class CalledProcessError(SubprocessError):
    pass

def _refuse(*args, **kwargs):
    raise PermissionError("scripts cannot start processes")

run = call = check_call = check_output = Popen = getoutput = _refuse
`,
};

export const pickle: Library = {
  source: `
class PickleError(Exception):
    pass

class PicklingError(PickleError):
    pass

class UnpicklingError(PickleError):
    pass

HIGHEST_PROTOCOL = DEFAULT_PROTOCOL = 4

def _refuse(*args, **kwargs):
    raise NotImplementedError("pickle is not supported: there are no bytes and no files")

dump = dumps = load = loads = Pickler = Unpickler = _refuse
`,
};

export const platform: Library = {
  source: `
def system():
    return "Linux"

def python_version():
    import sys
    return sys.version.split()[0]

def python_implementation():
    return "CPython"

def machine():
    return ""

processor = node = release = version = machine

def platform():
    return "Linux"
`,
};

export const importlib: Library = {
  source: `
import sys

def import_module(name, package=None):
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        name = package + name
    __import__(name)
    return sys.modules[name]

def reload(module):
    return module
`,
};

export const fnmatch: Library = {
  source: String.raw`
import re

def translate(pat):
    text = ""
    for c in re.findall(r"\[!?\]?[^\]]*\]|.", pat, re.S):
        if c == "*":
            text += ".*"
        elif c == "?":
            text += "."
        elif len(c) > 1:
            inner = c[1:-1].replace("\\", r"\\")
            text += "[" + ("^" + inner[1:] if inner.startswith("!") else inner) + "]"
        else:
            text += re.escape(c)
    return rf"(?s:{text})\Z"

def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None

def fnmatch(name, pat):
    return fnmatchcase(name, pat)

def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]
`,
};
