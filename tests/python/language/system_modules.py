import os.path
import sys
import time
import warnings

print(sys.maxsize, sys.version_info[:2], sys.version_info >= (3, 8), sys.version_info.major, type(sys.argv))
print(len(sys.argv), sys.byteorder, sys.float_info.max, sys.float_info.epsilon)
print(sys.getrecursionlimit(), "math" in sys.modules, sys.platform in ("linux", "darwin", "win32", "emscripten"))
print(sys.implementation.name, sys.float_info.min, sys.float_info.dig)
start = time.perf_counter()
t = time.time()
print(time.perf_counter() >= start, t > 1.6e9, type(time.monotonic()).__name__)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("careful")
    warnings.warn("old", DeprecationWarning)
    print([(str(w.message), w.category.__name__) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("now an error", RuntimeWarning)
    except RuntimeWarning as error:
        print(repr(error))
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("silent")
warnings.warn("goes to stderr")
try:
    sys.exit(3)
except SystemExit as error:
    print("exit", error.code, repr(error))
print(os.path.join("a", "b.txt"), os.path.basename("x/y.py"), os.path.splitext("file.tar.gz"))
sys.setrecursionlimit(2000)
print(sys.getrecursionlimit(), sys.getsizeof([]) > 0, sys.intern("a"), callable(sys.exit))
if __name__ == "__main__":
    print("main")
