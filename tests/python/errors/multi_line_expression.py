x, y = 3, 0
result = (
    x
    + x * 2
    + x / y
)
