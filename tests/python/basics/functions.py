# Functions, closures, loops, comprehensions and literals.
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return n
    return inner
g = outer()
print(g(), g(), g())
count = 0
def bump(by=1, *rest, key=None, **others):
    global count
    count += by
    return count, rest, key, others
print(bump(), bump(2, 3, key=4, z=5))
x = y = 3
(a, b), c = (1, 2), 3
[p, q] = [1, 2]
print(x, y, a, b, c, p, q, (w := 5), w)
i = 0
while True:
    i += 1
    if i == 3:
        continue
    if i > 5:
        break
else:
    print("no")
for i in range(3):
    pass
else:
    print("else", i)
print([[y for y in range(x)] for x in range(3)], {x: x * x for x in range(3)})
print(1 < 2 < 3, 1 < 3 < 2, 1 if x else 2)
print(1, 2, end="!\n", sep="-")
print(1e100, 1e16, 1e-5, 123456789.123, 0.1 + 0.2, 1e400, -1e400, 1.0)
print(zip([1]) == zip([1]), 7 // -2, -7 % 3, 7.5 // 2, 7 / 2, 1 / 3, 10 ** 2)
print(2 in [1, 2.0], None in [None], "" in "abc")
print(0x1f, 0b11, 0o17, 1_000, "\n\t'", 'it"s', "it's", "\x41")
print("abc" "def", """a
b""", r"\d")
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


print(fact(30))
def doc():
    "text"
    return
print(doc())
t = 1,
print(t)
if __name__ == "__main__":
    print("main")
