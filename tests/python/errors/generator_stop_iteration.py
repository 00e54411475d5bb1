def first(items):
    it = iter(items)
    while True:
        yield next(it)


print(list(first([1, 2])))
