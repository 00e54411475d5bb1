a = list(range(10))
print(a[2:5], a[:3], a[7:], a[:], a[::2], a[1::3], a[::-1], a[8:2:-2], a[-3:], a[:-8], a[5:2], a[100:], a[-100:2])
b = a[:]
b[2:5] = ["x"]
print(b)
b[1:1] = [1, 2, 3]
print(b)
b[len(b):] = "end"
print(b)
b[::5] = [0] * len(b[::5])
print(b)
b[:3] = []
print(b)
del b[1:3]
del b[::2]
del b[-1]
print(b)
b[:] = (i * i for i in range(4))
print(b)
b[-2:] = b
print(b)
b[5:2] = ["odd"]
print(b)
c = list(range(6))
c[::-1] = range(6)
print(c)
c[1::2] = "abc"
print(c)
try:
    c[::2] = [1]
except ValueError as error:
    print(error)
try:
    c[1:2] = 5
except TypeError as error:
    print(error)
try:
    c[::0]
except ValueError as error:
    print(error)
try:
    c["a":]
except TypeError as error:
    print(error)
print(
    "hello"[1:4], "hello"[::-1], "hello"[-3:-1], (1, 2, 3)[1:], range(20)[2:15:3], range(20)[::-1][2], range(5)[-2:]
)
s = slice(None, None, 2)
print(a[s], "abcdef"[s], a[True], a[False:True])
matrix = [[1, 2, 3], [4, 5, 6]]
print([row[1:] for row in matrix], [list(r) for r in zip(*matrix)], [row[::-1] for row in matrix[::-1]])
big = 10**30
print(a[:big], a[-big:], a[big:], a[::big], a[::-big])
try:
    a[big]
except IndexError as error:
    print(error)
