from __future__ import annotations

from dataclasses import dataclass, fields


def f(x: Undefined, y: list[Also.undefined] = None) -> "quoted":
    return x


print(f.__annotations__, f(3))


@dataclass
class Node:
    value: int
    next: Node | None = None

    def push(self, value: int) -> Node:
        return Node(value, self)


print(Node.__annotations__, [f.type for f in fields(Node)], Node(1).push(2))
z: NotThere = 5
print(z, __annotations__)
