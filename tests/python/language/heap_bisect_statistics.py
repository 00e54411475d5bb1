import bisect
import heapq
import statistics
from fractions import Fraction

h = [5, 1, 8, 3, 2]
heapq.heapify(h)
print(h[0], [heapq.heappop(h) for _ in range(3)], h)
heapq.heappush(h, 0)
print(heapq.heappushpop(h, 4), heapq.heapreplace(h, 9), sorted(h), heapq.nlargest(2, [3, 1, 9]))
print(heapq.nsmallest(2, [3, 1, 9], key=lambda x: -x), list(heapq.merge([1, 4], [2, 3], [0])))
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
q = []
for item in [(2, "code"), (1, "eat"), (3, "sleep")]:
    heapq.heappush(q, item)
print([heapq.heappop(q)[1] for _ in range(3)])
a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 0), bisect.bisect_left(a, 9))
print(bisect.bisect_left(a, 4, key=lambda x: x), bisect.bisect(a, 3, 0, 2))
bisect.insort(a, 4)
bisect.insort_left(a, 3)
print(a, "FDCBA"[bisect.bisect([60, 70, 80, 90], 85)])
print(statistics.mean([1, 2, 3, 4]), statistics.median([3, 1, 2]), statistics.median([1, 2, 3, 4]))
print(statistics.mode("aabb"), statistics.stdev([1, 2, 3, 4]), statistics.pstdev([2, 4]))
print(statistics.variance([1, 2, 4]), statistics.fmean([1.5, 2.5]))
try:
    statistics.mean([])
except statistics.StatisticsError as error:
    print(error)
print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.25"), repr(Fraction(6, 4)), Fraction(0.5), float(Fraction(1, 4)))
print(Fraction(7, 2) // 1, Fraction(1, 2) < 0.75, Fraction(3), Fraction(1, 3) ** 2)
print(Fraction(-1, 3).limit_denominator(2))
