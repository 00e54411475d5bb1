def quicksort(xs):
    if len(xs) < 2:
        return xs
    pivot, *rest = xs
    return quicksort([x for x in rest if x < pivot]) + [pivot] + quicksort([x for x in rest if x >= pivot])


def merge_sort(xs, key=lambda x: x):
    if len(xs) <= 1:
        return xs[:]
    mid = len(xs) // 2
    left, right = merge_sort(xs[:mid], key), merge_sort(xs[mid:], key)
    out = []
    while left and right:
        out.append(left.pop(0) if key(left[0]) <= key(right[0]) else right.pop(0))
    return out + left + right


def heap_sort(xs):
    xs = xs[:]

    def sift(start, end):
        root = start
        while (child := 2 * root + 1) < end:
            if child + 1 < end and xs[child] < xs[child + 1]:
                child += 1
            if xs[root] >= xs[child]:
                return
            xs[root], xs[child] = xs[child], xs[root]
            root = child

    for start in range(len(xs) // 2 - 1, -1, -1):
        sift(start, len(xs))
    for end in range(len(xs) - 1, 0, -1):
        xs[0], xs[end] = xs[end], xs[0]
        sift(0, end)
    return xs


class Random:
    def __init__(self, seed):
        self.state = seed

    def next(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n


r = Random(42)
data = [r.next(100) for _ in range(20)]
print(data)
print(quicksort(data) == merge_sort(data) == heap_sort(data) == sorted(data), quicksort(data)[:5])
words = "the quick brown fox jumps over the lazy dog".split()
print(merge_sort(words, key=len), sorted(words, key=lambda w: (len(w), w)))
print(sorted(data, key=lambda x: (x % 10, -x))[:6], sorted(range(len(data)), key=data.__getitem__)[:5])
