/** `logging`: loggers in a tree, handlers that write to streams. */

import type { Library } from "../modules/library.js";

export const logging: Library = {
  source: String.raw`
import sys
import time

CRITICAL = FATAL = 50
ERROR, WARNING, INFO, DEBUG, NOTSET = 40, 30, 20, 10, 0
WARN = WARNING
_names = {CRITICAL: "CRITICAL", ERROR: "ERROR", WARNING: "WARNING", INFO: "INFO", DEBUG: "DEBUG", NOTSET: "NOTSET"}
_levels = {name: level for level, name in _names.items()} | {"FATAL": FATAL, "WARN": WARN}

BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"

def getLevelName(level):
    return _names.get(level, _levels.get(level, f"Level {level}"))

def addLevelName(level, levelName):
    _names[level] = levelName
    _levels[levelName] = level

def _level(level):
    if isinstance(level, str):
        if level not in _levels:
            raise ValueError(f"Unknown level: {level!r}")
        return _levels[level]
    return level

class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        self.name, self.msg, self.args, self.exc_info = name, msg, args, exc_info
        self.levelno, self.levelname = level, getLevelName(level)
        self.pathname = self.filename = pathname
        self.module, self.lineno, self.funcName = name, lineno, func
        self.created = time.time()
    def getMessage(self):
        text = str(self.msg)
        if not self.args:
            return text
        return text % (self.args[0] if len(self.args) == 1 and isinstance(self.args[0], dict) else self.args)
    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'

class Formatter:
    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        self._format = fmt or {"%": "%(message)s", "{": "{message}", "$": "$" + "{message}"}[style]
        self._style, self.datefmt = style, datefmt
    def formatTime(self, record, datefmt=None):
        moment = time.localtime(record.created)
        return time.strftime(datefmt or "%Y-%m-%d %H:%M:%S", moment)
    def format(self, record):
        record.message = record.getMessage()
        if "asctime" in self._format:
            record.asctime = self.formatTime(record, self.datefmt)
        text = self._format % vars(record) if self._style == "%" else self._format.format(**vars(record))
        if record.exc_info:
            import traceback
            text += "\n" + "".join(traceback.format_exception(record.exc_info)).rstrip("\n")
        return text

class Filterer:
    def __init__(self):
        self.filters = []
    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)
    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)
    def filter(self, record):
        return all(f.filter(record) if hasattr(f, "filter") else f(record) for f in self.filters)

class Filter:
    def __init__(self, name=""):
        self.name = name
    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")

class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.level, self.formatter = _level(level), None
    def setLevel(self, level):
        self.level = _level(level)
    def setFormatter(self, fmt):
        self.formatter = fmt
    def format(self, record):
        return (self.formatter or Formatter()).format(record)
    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")
    def handle(self, record):
        if self.filter(record):
            self.emit(record)
    def flush(self):
        pass
    def close(self):
        pass

class StreamHandler(Handler):
    terminator = "\n"
    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream
    def emit(self, record):
        self.stream.write(self.format(record) + self.terminator)

class NullHandler(Handler):
    def handle(self, record):
        pass

lastResort = StreamHandler()
lastResort.setLevel(WARNING)

class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level, self.parent = name, _level(level), None
        self.propagate, self.handlers, self.disabled = True, [], False
    def __repr__(self):
        return f"<Logger {self.name} ({getLevelName(self.getEffectiveLevel())})>"
    def setLevel(self, level):
        self.level = _level(level)
    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET
    def isEnabledFor(self, level):
        return not self.disabled and level > _disabled[0] and level >= self.getEffectiveLevel()
    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)
    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)
    def hasHandlers(self):
        return any(True for _ in self._all_handlers())
    def _all_handlers(self):
        logger = self
        while logger:
            yield from logger.handlers
            logger = logger.parent if logger.propagate else None
    def handle(self, record):
        if self.disabled or not self.filter(record):
            return
        handlers = list(self._all_handlers()) or [lastResort]
        for handler in handlers:
            if record.levelno >= handler.level:
                handler.handle(record)
    def log(self, level, msg, *args, exc_info=None, stack_info=False, stacklevel=1, extra=None):
        if not self.isEnabledFor(level):
            return
        if exc_info is True:
            exc_info = sys.exception()
        elif isinstance(exc_info, tuple):
            exc_info = exc_info[1]
        record = LogRecord(self.name, level, "", 0, msg, args, exc_info)
        for name, value in (extra or {}).items():
            setattr(record, name, value)
        self.handle(record)
    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)
    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)
    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)
    warn = warning
    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)
    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)
    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)
    fatal = critical
    def getChild(self, suffix):
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")

class LoggerAdapter:
    def __init__(self, logger, extra=None):
        self.logger, self.extra = logger, extra
    def __getattr__(self, name):
        return getattr(self.logger, name)

root = Logger("root", WARNING)
_loggers = {}
_disabled = [NOTSET]

def getLogger(name=None):
    if not name or name == "root":
        return root
    if name not in _loggers:
        made = _loggers[name] = Logger(name)
        made.parent = _parent_of(name)
        for other in _loggers.values():
            if other.name.startswith(name + "."):
                other.parent = _parent_of(other.name)
    return _loggers[name]

def _parent_of(name):
    while "." in name:
        name = name.rpartition(".")[0]
        if name in _loggers:
            return _loggers[name]
    return root

def basicConfig(*, filename=None, stream=None, format=None, datefmt=None, style="%", level=None, handlers=None, force=False, **kwargs):
    if filename is not None:
        raise NotImplementedError("logging to files is not supported: scripts have none")
    if force:
        root.handlers.clear()
    if not root.handlers:
        formatter = Formatter(format or BASIC_FORMAT, datefmt, style)
        for handler in handlers or [StreamHandler(stream)]:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            root.addHandler(handler)
        if level is not None:
            root.setLevel(level)

def disable(level=CRITICAL):
    _disabled[0] = level

def _of_root(name):
    def write(*args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(*args, **kwargs)
    write.__name__ = write.__qualname__ = name
    return write

debug, info, warning, error, exception, critical, log = map(
    _of_root, ("debug", "info", "warning", "error", "exception", "critical", "log"))
fatal, warn = critical, warning

def captureWarnings(capture):
    if capture:
        raise NotImplementedError("logging.captureWarnings is not supported")

def shutdown():
    pass
`,
};
