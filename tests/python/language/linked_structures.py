class Node:
    __slots__ = "value", "next"

    def __init__(self, value, next=None):
        self.value, self.next = value, next


class LinkedList:
    def __init__(self, items=()):
        self.head, self.size = None, 0
        for x in reversed(list(items)):
            self.push(x)

    def push(self, x):
        self.head, self.size = Node(x, self.head), self.size + 1

    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next

    def __len__(self):
        return self.size

    def __getitem__(self, i):
        if isinstance(i, slice):
            return LinkedList(list(self)[i])
        if i < 0:
            i += len(self)
        for k, v in enumerate(self):
            if k == i:
                return v
        raise IndexError("list index out of range")

    def reverse(self):
        prev, node = None, self.head
        while node:
            node.next, prev, node = prev, node, node.next
        self.head = prev
        return self

    def __repr__(self):
        return " -> ".join(map(repr, self)) or "empty"

    def __add__(self, o):
        return LinkedList([*self, *o])

    def __contains__(self, x):
        return any(v == x for v in self)

    def __bool__(self):
        return self.head is not None


l = LinkedList("abc")
print(l, len(l), l[1], l[-1], "b" in l, list(l.reverse()), l[1:], l + [1], bool(LinkedList()), LinkedList())
try:
    l[9]
except IndexError as error:
    print(error)


class Tree:
    def __init__(self, key, left=None, right=None):
        self.key, self.left, self.right = key, left, right

    def insert(self, key):
        side = "left" if key < self.key else "right"
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Tree(key))
        else:
            child.insert(key)
        return self

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.key
        yield from self.right or ()

    @property
    def depth(self):
        return 1 + max((c.depth for c in (self.left, self.right) if c), default=0)

    def levels(self):
        row = [self]
        while row:
            yield [n.key for n in row]
            row = [c for n in row for c in (n.left, n.right) if c is not None]


t = Tree(50)
for k in (30, 70, 20, 40, 60, 80, 10):
    t.insert(k)
print(list(t), t.depth, list(t.levels()), 60 in t, max(t), [k for k in t if k % 20 == 0])
