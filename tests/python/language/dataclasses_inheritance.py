from dataclasses import asdict, dataclass, field, fields


@dataclass
class Base:
    x: int = 1
    y: int = 2

    def total(self):
        return self.x + self.y


@dataclass
class Child(Base):
    z: int = 3
    x: int = 10

    def total(self):
        return super().total() + self.z


print(Child(), [f.name for f in fields(Child)], Child().total(), Child(5, 6, 7), Base(1) == Child(1))


@dataclass
class Layer:
    name: str
    parts: list["Layer"] = field(default_factory=list)
    meta: dict = field(default_factory=dict)


tree = Layer("root", [Layer("leaf", meta={"k": (1, 2)}), Layer("twig")])
print(tree)
print(asdict(tree))


@dataclass
class Account:
    owner: str
    _balance: float = 0

    @property
    def balance(self):
        return self._balance

    @classmethod
    def empty(cls, owner):
        return cls(owner)

    def __add__(self, other):
        return Account(f"{self.owner}&{other.owner}", self._balance + other._balance)

    def __str__(self):
        return f"{self.owner}: {self.balance:.2f}"


print(Account("a", 1) + Account.empty("b"), repr(Account("c")))


@dataclass
class Custom:
    a: int

    def __init__(self, text):
        self.a = int(text)

    def __repr__(self):
        return f"<{self.a}>"


print(Custom("12"), Custom("3") == Custom("03"))


@dataclass(frozen=True)
class Config:
    lr: float = 0.1
    sizes: tuple = (1, 2)

    def __post_init__(self):
        object.__setattr__(self, "double", self.lr * 2)


print(Config(), Config().double, Config(sizes=()).sizes)
