s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(3), slice(None), slice(1, None), s == slice(1, 10, 2))
print(s.indices(5), slice(None, None, -1).indices(4), slice(-3, None).indices(10), slice(100).indices(3))


class Window:
    def __init__(self, data):
        self.data = list(data)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return Window(self.data[i])
        if isinstance(i, tuple):
            return [self[k] for k in i]
        return self.data[i]

    def __setitem__(self, i, value):
        self.data[i] = value

    def __delitem__(self, i):
        del self.data[i]

    def __repr__(self):
        return f"Window({self.data})"


w = Window(range(8))
print(w[2], w[-1], w[2:5], w[::-2], w[1, 3, 5:7])
w[1:3] = "ab"
w[0] = None
del w[-2:]
print(w)
w[::2] = [0, 0, 0]
print(w)
try:
    w[::2] = [1]
except ValueError as error:
    print(error)
try:
    w[20]
except IndexError as error:
    print(error)
