for i in range(5):
    if i == 1:
        continue
    if i == 3:
        break
    print(i, end=" ")
else:
    print("no break")
for i in range(2):
    pass
else:
    print("else after for", i)
n = 3
while n:
    n -= 1
    if n == 5:
        break
else:
    print("else after while", n)
for x in []:
    pass
else:
    print("else of empty")
for i in range(3):
    for j in range(3):
        if j == 1:
            break
    else:
        continue
    print("inner broke", i, j)
x = 5
if x < 0: print("negative")
elif x == 5: print("five"); print("same line")
else: print("other")
while True:
    x -= 1
    if x % 2: continue
    if x <= 0: break
    print("even", x)


def search(grid, wanted):
    for r, row in enumerate(grid):
        for c, v in enumerate(row):
            if v == wanted:
                return r, c
    return None


print(search([[1, 2], [3, 4]], 3), search([], 1))


def nothing(): pass


def dots(): ...


print(nothing(), dots())
for i in range(10, 0, -3): print(i, end=",")
print()
k = 0
for k in range(3): k += 10
print(k)
if (a := 3) and not (b := 0): print(a, b)
del k
try:
    print(k)
except NameError as e:
    print(e)
