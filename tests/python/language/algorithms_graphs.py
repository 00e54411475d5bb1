import heapq
from collections import defaultdict, deque


def dijkstra(graph, start):
    dist, queue = {start: 0}, [(0, start)]
    while queue:
        d, u = heapq.heappop(queue)
        if d > dist[u]:
            continue
        for v, w in graph[u].items():
            if (new := d + w) < dist.get(v, float("inf")):
                dist[v] = new
                heapq.heappush(queue, (new, v))
    return dist


def topological(edges):
    incoming, out = defaultdict(int), defaultdict(list)
    for a, b in edges:
        out[a].append(b)
        incoming[b] += 1
        incoming[a] += 0
    ready = deque(sorted(n for n, k in incoming.items() if k == 0))
    while ready:
        n = ready.popleft()
        yield n
        for m in out[n]:
            incoming[m] -= 1
            if not incoming[m]:
                ready.append(m)


class UnionFind:
    def __init__(self):
        self.parent = {}

    def find(self, x):
        self.parent.setdefault(x, x)
        if self.parent[x] != x:
            self.parent[x] = self.find(self.parent[x])
        return self.parent[x]

    def union(self, a, b):
        self.parent[self.find(a)] = self.find(b)


graph = {"a": {"b": 7, "c": 3}, "b": {"d": 2}, "c": {"b": 1, "d": 8}, "d": {}}
print(dijkstra(graph, "a"))
print(list(topological([("shirt", "tie"), ("tie", "jacket"), ("trousers", "shoes"), ("trousers", "jacket")])))
u = UnionFind()
for a, b in [(1, 2), (3, 4), (2, 3), (5, 6)]:
    u.union(a, b)
print(u.find(1) == u.find(4), u.find(1) == u.find(5), len({u.find(x) for x in range(1, 7)}))
maze = ["#########", "#S..#..E#", "#.#.#.#.#", "#.#...#.#", "#########"]
start = next((r, row.index("S")) for r, row in enumerate(maze) if "S" in row)
queue, came = deque([start]), {start: None}
while queue:
    r, c = here = queue.popleft()
    if maze[r][c] == "E":
        break
    for step in ((r + dr, c + dc) for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0))):
        if maze[step[0]][step[1]] != "#" and step not in came:
            came[step] = here
            queue.append(step)
path = set()
while here:
    path.add(here)
    here = came[here]
print("\n".join(
    "".join("*" if (r, c) in path and ch == "." else ch for c, ch in enumerate(row)) for r, row in enumerate(maze)
))
