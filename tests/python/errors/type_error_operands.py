def total(items):
    return 1 + items[0] * 2 + items[1]


total([1, "two"])
