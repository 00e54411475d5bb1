data = [1, 2, 3, 4, 5, 6]
if (n := len(data)) > 5:
    print("long", n)
print([y for x in data if (y := x * x) % 2 == 0], y)
i = 0
while (i := i + 1) < 4:
    print(i, end=" ")
print(i)
print((a := 1, b := a + 1), a, b)


def f(x):
    return (y := x * 2) + y


print(f(3), (z := 5) + z, [w := 1, w + 1], {(k := "key"): (v := "value")}, k, v)
print(any((found := x) > 3 for x in data), found)
total = 0
print([total := total + x for x in data], total)
print((x := 3), x)
values = iter([3, 2, 0, 1])
while value := next(values):
    print("value", value)
if not (m := {}.get("a")):
    print("nothing", m)
print(f"{(t := 7)} {t:>{(width := 4)}} {width}")
lam = lambda q: (r := q + 1) * r
print(lam(2))


def outer():
    return [last := n for n in range(3)], last


print(outer())
