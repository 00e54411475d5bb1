import { List, Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { raise } from "../objects/exceptions.js";
import { machine } from "../objects/machine.js";
import { getters, methods } from "../objects/native.js";
import { index } from "../objects/operators.js";
import { builtinType } from "../objects/type.js";
import { typeName } from "../objects/types.js";
import { Obj, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import type { Machine } from "../vm/machine.js";
import type { Library } from "./library.js";

const streamType = builtinType("TextIOWrapper", undefined, "_io");

/** `sys.stdout` and `sys.stderr`. */
class Stream extends Obj {
  constructor(readonly name: "stdout" | "stderr") {
    super(streamType);
  }
}

methods(streamType, {
  "write(self, text, /)"(self: Stream, text: Value) {
    if (typeof text !== "string")
      return fail("TypeError", `write() argument must be str, not ${typeName(text)}`);
    machine().write(text, self.name);
    return BigInt([...text].length);
  },
  "flush(self, /)": () => null,
  "isatty(self, /)": () => false,
  "writable(self, /)": () => true,
  "readable(self, /)": () => false,
  "__repr__(self, /)": (self: Stream) =>
    `<_io.TextIOWrapper name='<${self.name}>' mode='w' encoding='utf-8'>`,
});
getters(streamType, {
  encoding: () => "utf-8",
  name: (self: Stream) => `<${self.name}>`,
  closed: () => false,
});

const vm = (): Machine => machine() as Machine;

export const sys: Library = {
  natives: {
    "exit(status=None, /)": (status: Value = null) =>
      raise("SystemExit", ...(status === null ? [] : [status])),
    "getrecursionlimit()": () => BigInt(vm().maxRecursion),
    "setrecursionlimit(limit, /)"(limit: Value) {
      const n = Number(index(limit));
      if (n < 1) fail("ValueError", "recursion limit must be greater or equal than 1");
      vm().maxRecursion = Math.min(n, vm().options.maxRecursion ?? 100_000);
    },
    "exc_info()"() {
      const e = vm().handledException(vm().frame);
      return new Tuple(e ? [e.type, e, e.tracebackObject] : [null, null, null]);
    },
    "exception()": () => vm().handledException(vm().frame) ?? null,
    "intern(string, /)": (text: Value) => text,
    "getsizeof(object, default=None, /)": () => 64n,
    "getdefaultencoding()": () => "utf-8",
    "is_finalizing()": () => false,
    "_modules()": () => Dict.of(vm().modules),
    "_read_line(prompt='')": (prompt: string | undefined) => vm().options.readLine?.(prompt ?? "") ?? null,
  },
  values: ({ options }) => {
    const [stdout, stderr] = [new Stream("stdout"), new Stream("stderr")];
    return {
      stdout,
      stderr,
      __stdout__: stdout,
      __stderr__: stderr,
      argv: new List([...(options.argv ?? [""])]),
      path: new List([]),
      maxsize: 2n ** 63n - 1n,
      maxunicode: 0x10ffffn,
      byteorder: "little",
      platform: "linux",
      executable: "",
      prefix: "",
      version: "3.11.0 (Pullback)",
      hexversion: 0x030b00f0n,
      float_repr_style: "short",
      flags: null,
      warnoptions: new List([]),
      dont_write_bytecode: true,
    };
  },
  source: String.raw`
class _Input:
    def readline(self):
        line = _read_line()
        return "" if line is None else line + "\n"

    def read(self):
        return "".join(self)

    def __iter__(self):
        return iter(self.readline, "")

    def isatty(self):
        return False

stdin = __stdin__ = _Input()

def __getattr__(name):
    if name == "modules":
        return _modules()
    if name not in ("version_info", "float_info", "implementation", "int_info", "hash_info"):
        raise AttributeError(f"module 'sys' has no attribute {name!r}")
    from collections import namedtuple
    if name == "version_info":
        made = namedtuple(name, "major minor micro releaselevel serial", module="sys")(3, 11, 0, "final", 0)
    elif name == "float_info":
        fields = "max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds"
        made = namedtuple(name, fields, module="sys")(
            1.7976931348623157e308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.0**-52, 2, 1
        )
    elif name == "int_info":
        fields = "bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold"
        made = namedtuple(name, fields, module="sys")(30, 4, 4300, 640)
    elif name == "hash_info":
        made = namedtuple(name, "width modulus inf nan imag", module="sys")(64, 2**61 - 1, 314159, 0, 1000003)
    else:
        from types import SimpleNamespace
        made = SimpleNamespace(name="cpython", version=__getattr__("version_info"), cache_tag=None)
    if isinstance(made, tuple):
        shown = f"sys.{made!r}"
        type(made).__repr__ = lambda self: shown
    globals()[name] = made
    return made
`,
};
