"""Loggers in a tree, handlers, formats and levels."""

import difflib
import fnmatch
import logging
import sys

handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
root = logging.getLogger()
root.addHandler(handler)

log = logging.getLogger("model.train")
log.warning("loss is %s at step %d", 0.5, 3)
log.info("not shown")
logging.getLogger("model").setLevel(logging.DEBUG)
log.info("shown, since %s says so", "model")
log.debug("and this: %(a)s", {"a": 1})
log.propagate = False
log.error("nobody listens, but the last resort does not either")
log.propagate = True
print(log.isEnabledFor(logging.DEBUG), log.getEffectiveLevel(), logging.getLevelName(30), logging.getLevelName("INFO"))
print(log.parent, logging.getLogger("model.train") is log, logging.getLogger("a.b").parent is root)


class Collecting(logging.Handler):
    def __init__(self):
        super().__init__(logging.ERROR)
        self.seen = []

    def emit(self, record):
        self.seen.append((record.levelno, record.getMessage()))


collecting = Collecting()
log.addHandler(collecting)
log.addFilter(lambda record: "secret" not in record.getMessage())
log.error("a secret")
log.critical("seen")
log.warning("below its level")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("it failed")
print(collecting.seen)

print("\n".join(difflib.ndiff("one two three".split(), "one too three four".split())))
print("".join(difflib.unified_diff(["a\n", "b\n", "c\n"], ["a\n", "x\n", "c\n"], "old", "new")), end="")
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]))
matcher = difflib.SequenceMatcher(None, "abxcd", "abcd")
print(matcher.ratio(), matcher.get_opcodes(), matcher.get_matching_blocks())
print(fnmatch.filter(["a.py", "b.txt", "c.py"], "*.py"), fnmatch.fnmatchcase("x1", "x[0-9]"))
