#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""A module's doc string."""

print(__doc__)
x = 1; y = 2; print(x + y)
if x: print("one line"); print("two statements")
total = (1 +
         2 +  # a comment inside
         3)
print(total, [
    1,
    2,
], {
    "a":
        1,
})
long = 1 + \
    2 + \
    3
print(long)
def f(a,
      b = 2,
      *,
      c,
      ):
	return a + b + c    # a tab for indentation
print(f(1, c = 3,))
class A: pass
class B(A, ): x = 1
if True:
        # deeper comment
    print("odd comment indentation")

    # a comment after a blank line

    print("still in the block")
else: pass
value = [i
         for i in range(3)
         if i]
print(value)
naïve, λ, 变量 = 1, 2, 3
print(naïve + λ + 变量)
_private, __dunder__, print_, match, case, type_ = range(6)
print(match, case)
print("semicolon; in text # and hash")   ;
lambda_ = lambda: (
    1,
    2,
)
print(lambda_())
if (x == 1 and
        y == 2):
    print("continued condition")
assert (x,
        "not a mistake here")[0]
while False: pass
else: print("while else")
try: print("try")
finally: print("finally")
