from collections import deque

d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
d.extend([5, 6])
d.extendleft([-1, -2])
print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), d)
d.rotate(2)
print(d)
d.rotate(-1)
print(d, d.index(3), d.count(3), 3 in d, list(reversed(d)))
d.insert(1, "x")
d.remove(3)
d[0] = "first"
del d[-1]
d.reverse()
print(d, d.copy() == d, deque("ab") + deque("c"), deque([1]) * 3, deque([1]) == [1], deque([1]) < deque([2]))
b = deque(range(10), maxlen=3)
print(b, b.maxlen, d.maxlen)
b.append("new")
b.appendleft("left")
print(b, list(b))
d.clear()
print(d, bool(d), deque(maxlen=2))


def attempt(call):
    try:
        print(call())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: deque().pop())
attempt(lambda: deque().popleft())
attempt(lambda: deque([1]).remove(2))
attempt(lambda: deque([1])[5])
attempt(lambda: deque([1, 2])[0:1])
attempt(lambda: hash(deque()))
attempt(lambda: deque(5))
attempt(lambda: deque([1], maxlen=-1))
attempt(lambda: b.insert(0, 1))
queue = deque([("a", 0)])
graph = {"a": "bc", "b": "d", "c": "d", "d": ""}
seen = {}
while queue:
    node, depth = queue.popleft()
    if node not in seen:
        seen[node] = depth
        queue.extend((n, depth + 1) for n in graph[node])
print(seen)
