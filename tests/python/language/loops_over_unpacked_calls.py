"""Loops over what a method gives of unpacked arguments."""

import itertools

groups, options = [[1, 2], "ab"], {"repeat": 2}
for pair in itertools.product(*groups):
    print(pair)
print([sum(p) for p in itertools.product(*[[1, 2], [3]])], {p for p in itertools.product([0], **options)})
print(list(x for x in itertools.chain(*groups)))
