def t(x):
    print(f"<{x}>", end="")
    return x


print(t(1) and t(2), t(0) and t(2), t(0) or t("x"), t(1) or t(2), not t(0), t("") or t([]) or t(None))
print(
    1 and 2 or 3, 0 and 2 or 3, not 1 == 2, not (1 and 0), 1 or 1 / 0, 0 and 1 / 0, None or "default", [] or {} or 0
)
print(1 if t(True) else t(2), "a" if 0 else "b" if 0 else "c", (1 if 1 else 2) + 1, [1, 2][False if 1 else True])
print(t(1) < t(2) < t(3), t(3) < t(2) < t(1), 1 < 2 == 2, 1 == 1 in [1], 2 in [1] == False, (2 in [1]) == False)
print(True and not False, not not 5, not [], not None, bool("False"), True > False, True + 1, [True, False].count(1))
print(all([1, "a", [0]]), any([0, "", None]))
x = 5
print(0 < x < 10, 0 < x < 3 or x == 5, x in (1, 5) and x not in [2], x is not None, (x > 3) == True, x > 3 == True)
print([] == False, 0 == False, "" == False, None == False, 1 == True, 2 == True, "1" == 1, 0.0 == False)
print(id(x) == id(x), None is None, type(None).__name__, type(...), ... is Ellipsis, NotImplemented is NotImplemented)
y = None
y = y or [1]
y = y and y[0]
print(y, (lambda: 1)() and (lambda: 2)(), bool(print("printing")) or "printed", max(True, 2))
print(sorted([True, False, 1, 0]))
