import type { Library } from "./library.js";

export const os: Library = {
  source: String.raw`
import os.path as path

name = "posix"
sep = "/"
altsep = None
linesep = "\n"
pathsep = ":"
curdir = "."
pardir = ".."
extsep = "."
devnull = "/dev/null"
environ = {}

def getenv(key, default=None):
    return environ.get(key, default)

def fspath(path):
    return path

def cpu_count():
    return 1

def getpid():
    return 1

_refused = {
    "access", "chdir", "chmod", "execv", "fork", "getcwd", "getlogin", "kill", "link", "listdir", "lstat", "makedirs",
    "mkdir", "open", "popen", "putenv", "remove", "removedirs", "rename", "replace", "rmdir", "scandir", "stat",
    "symlink", "system", "truncate", "uname", "unlink", "urandom", "walk", "write",
}

def __getattr__(name):
    if name not in _refused:
        raise AttributeError(f"module 'os' has no attribute {name!r}")
    def refuse(*args, **kwargs):
        raise NotImplementedError(f"os.{name}(): scripts have no files and no processes")
    refuse.__name__ = refuse.__qualname__ = name
    return refuse
`,
};

export const osPath: Library = {
  source: String.raw`
sep = "/"
curdir = "."
pardir = ".."

def join(a, /, *p):
    path = a
    for b in p:
        if b.startswith("/"):
            path = b
        elif not path or path.endswith("/"):
            path += b
        else:
            path += "/" + b
    return path

def split(p):
    i = p.rfind("/") + 1
    head, tail = p[:i], p[i:]
    return (head if head == "/" * len(head) else head.rstrip("/")), tail

def basename(p):
    return split(p)[1]

def dirname(p):
    return split(p)[0]

def splitext(p):
    head, tail = p[:p.rfind("/") + 1], p[p.rfind("/") + 1:]
    i = tail.rfind(".")
    if i <= 0 or not tail[:i].strip("."):
        return p, ""
    return head + tail[:i], tail[i:]

def isabs(s):
    return s.startswith("/")

def normpath(path):
    if path == "":
        return "."
    root = "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not root and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + "/".join(parts) or "."

def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low

def relpath(path, start="."):
    a, b = normpath(start).split("/"), normpath(path).split("/")
    a = [] if a == ["."] else a
    n = len(commonprefix([a, b]))
    return "/".join([".."] * (len(a) - n) + b[n:]) or "."

def normcase(s):
    return s

def _refuse(name):
    def refuse(*args, **kwargs):
        raise NotImplementedError(f"os.path.{name}(): scripts have no files")
    refuse.__name__ = refuse.__qualname__ = name
    return refuse

abspath, exists, expanduser, expandvars, getmtime, getsize, isdir, isfile, islink, realpath, samefile = map(
    _refuse, "abspath exists expanduser expandvars getmtime getsize isdir isfile islink realpath samefile".split()
)
`,
};
