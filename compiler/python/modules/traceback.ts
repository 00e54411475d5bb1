import { ExceptionObject } from "../objects/exceptions.js";
import type { Value } from "../objects/value.js";
import { showException, showMessage } from "../traceback.js";
import { fail } from "../text/failure.js";
import type { Library } from "./library.js";

function exception(x: Value): ExceptionObject {
  return x instanceof ExceptionObject ? x : fail("TypeError", "Exception expected for value");
}

export const traceback: Library = {
  natives: {
    "_show(exception, /)": (e: Value) => (e === null ? "NoneType: None\n" : showException(exception(e))),
    "_message(exception, /)": (e: Value) => (e === null ? "NoneType: None\n" : showMessage(exception(e))),
  },
  source: String.raw`
import sys

_absent = object()

def _given(exc, value):
    return exc if value is _absent else value

def format_exception(exc, /, value=_absent, tb=None, limit=None, chain=True):
    return _show(_given(exc, value)).splitlines(keepends=True)

def format_exception_only(exc, /, value=_absent):
    return _message(_given(exc, value)).splitlines(keepends=True)

def format_exc(limit=None, chain=True):
    return _show(sys.exception())

def print_exception(exc, /, value=_absent, tb=None, limit=None, file=None, chain=True):
    (sys.stderr if file is None else file).write(_show(_given(exc, value)))

def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), file=file)

def print_last(limit=None, file=None, chain=True):
    raise ValueError("no last exception")

def _refuse(*args, **kwargs):
    raise NotImplementedError("traceback: frames are not supported")

print_stack = format_stack = extract_stack = extract_tb = format_tb = print_tb = walk_tb = format_list = _refuse
`,
};
