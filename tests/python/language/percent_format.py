print("%d %i %5d|%-5d|%05d|%+d|% d" % (1, 2.9, 3, 4, 5, 6, 7))
print("%s %r %10s|%-10s|%.2s|%a" % ("a", "b", "c", "d", "efg", "é"))
print("%f %.2f %10.3f|%-10.1f|%+f|%e|%.3E|%g|%G" % (1.5, 2.345, 3.14159, 4.25, 5, 12345.678, 0.00012, 1e-10, 1e20))
print("%x %X %#x %o %#o %c %c %%" % (255, 255, 255, 8, 8, "z", 97))
print("%(name)s is %(age)d, %(pi).2f" % {"name": "Ada", "age": 36, "pi": 3.14159, "unused": 0})
print("%*d|%-*d|%.*f" % (6, 42, 6, 42, 2, 3.14159))
print("%s" % (1,), "%s %s" % ((1, 2), [3]), "%s" % [1, 2], "%s" % {"a": 1}, "%s" % None, "%r" % "x")
print("%s and %s" % ("x", True), "%d" % True, "%5.1f%%" % 12.345, "%d" % 10**20, "%.0f" % 2.5, "%g" % 100000)
print("%g" % 1000000)
print("%5s|%5.1f|%5d" % ("é", -2.25, -3), "% 5d|%+5d" % (3, 3), "%08.3f" % -3.14159, "%i" % -0.9)


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: "%d" % "a")
attempt(lambda: "%d %d" % (1,))
attempt(lambda: "%d" % (1, 2))
attempt(lambda: "%f" % "x")
attempt(lambda: "%x" % 1.5)
attempt(lambda: "%q" % 1)
attempt(lambda: "%" % 1)
attempt(lambda: "%(a)s" % {"b": 1})
attempt(lambda: "%(a)s" % 1)
attempt(lambda: "%c" % "ab")
attempt(lambda: "abc" % 1)
attempt(lambda: "abc" % {"a": 1})
attempt(lambda: "abc" % ())
attempt(lambda: "%s" % ())
