"""What threads and executors do where order decides nothing."""

import concurrent.futures
import importlib
import threading
import weakref

results = []
threads = [threading.Thread(target=lambda i=i: results.append(i * i)) for i in range(4)]
for t in threads:
    t.start()
    t.join()
print(sorted(results), threads[0].is_alive())

with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(pow, 2, n) for n in range(4)]
    print([f.result() for f in futures], list(pool.map(abs, [-1, 2, -3])))
    failing = pool.submit(int, "x")
try:
    failing.result()
except ValueError as e:
    print(e, failing.done(), type(failing.exception()).__name__)

lock = threading.RLock()
with lock:
    with lock:
        print("held twice")
print(threading.Lock().acquire(blocking=False), threading.Event().is_set())


class Node:
    pass


node = Node()
print(weakref.ref(node)() is node, importlib.import_module("math").sqrt(4.0))
import collections.abc as abc

print(collections_is := importlib.import_module("collections").abc is abc)
