import time
from contextlib import contextmanager


class Timer:
    def __enter__(self):
        self.start = time.perf_counter()
        return self

    def __exit__(self, *_):
        self.elapsed = time.perf_counter() - self.start


with Timer() as t:
    sum(range(1000))
print(t.elapsed >= 0, isinstance(t.elapsed, float))


@contextmanager
def indent(levels=[0]):
    levels[0] += 1
    try:
        yield lambda *a: print("  " * levels[0], *a, sep="")
    finally:
        levels[0] -= 1


with indent() as say:
    say("one")
    with indent() as deeper:
        deeper("two")
    say("one again")
time.sleep(0)
print(time.perf_counter_ns() > 0, time.process_time() >= 0, type(time.strftime("%Y")).__name__)
