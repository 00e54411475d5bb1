class Log:
    def __init__(self):
        self.seen = []

    def __repr__(self):
        return " ".join(self.seen)


for op in "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul".split():
    def method(self, other, op=op):
        self.seen.append(f"{op}={other}")
        return self

    setattr(Log, f"__i{op}__", method)

x = Log()
x += 1
x -= 2
x *= 3
x /= 4
x //= 5
x %= 6
x **= 7
x <<= 8
x >>= 9
x &= 10
x |= 11
x ^= 12
x @= 13
print(x)

a = b = [1, 2]
a += (3, 4)
print(a, b, a is b)
a = a + [5]
print(a is b)
a *= 2
print(a)
s = t = (1,)
s += (2,)
print(s, t)
d = {"n": 1, "l": [1]}
d["n"] += 1
d["l"] += [2]
d |= {"z": 0}
print(d)
u = {1, 2, 3}
v = u
u &= {2, 3, 4}
u |= {9}
u -= {2}
u ^= {3, 5}
print(sorted(u), u is v)


def index():
    print("index evaluated")
    return 0


values = [10]
values[index()] += 5
print(values)
frozen = ([1],)
try:
    frozen[0] += [2]
except TypeError as error:
    print(error, frozen)
n = 7
n //= 2
n **= 3
n %= 10
n <<= 4
n |= 1
n ^= 0xFF
print(n)
text = "ab"
text *= 3
text += "!"
print(text)
