from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import reduce


class Kind(Enum):
    DEPOSIT = auto()
    WITHDRAWAL = auto()
    TRANSFER = auto()


class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f"need {need:.2f}, have {have:.2f}")
        self.missing = need - have


@dataclass(frozen=True, order=True)
class Entry:
    day: int
    kind: Kind = field(compare=False)
    amount: float
    note: str = field(default="", compare=False, repr=False)


@dataclass
class Account:
    owner: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def balance(self):
        return reduce(lambda total, e: total + e.amount, self.entries, 0.0)

    def deposit(self, day, amount, kind=Kind.DEPOSIT):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.entries.append(Entry(day, kind, amount))

    def withdraw(self, day, amount, *, kind=Kind.WITHDRAWAL):
        if amount > self.balance:
            raise InsufficientFunds(amount, self.balance)
        self.entries.append(Entry(day, kind, -amount))


class Bank:
    def __init__(self):
        self._accounts = {}

    def __getitem__(self, owner):
        return self._accounts.setdefault(owner, Account(owner))

    def __len__(self):
        return len(self._accounts)

    def __iter__(self):
        yield from sorted(self._accounts.values(), key=lambda a: -a.balance)

    def transfer(self, day, source, target, amount):
        self[source].withdraw(day, amount, kind=Kind.TRANSFER)
        self[target].deposit(day, amount, Kind.TRANSFER)


bank = Bank()
bank["ada"].deposit(1, 100)
bank["bob"].deposit(1, 20.5)
bank.transfer(2, "ada", "bob", 30)
for attempt in (lambda: bank.transfer(3, "bob", "ada", 500), lambda: bank["bob"].deposit(3, -1)):
    try:
        attempt()
    except InsufficientFunds as error:
        print(f"refused: {error} ({error.missing:.1f} short)")
    except ValueError as error:
        print("invalid:", error)
print(f"{'owner':<8}{'balance':>10}")
for account in bank:
    print(f"{account.owner:<8}{account.balance:>10,.2f}")
by_kind = defaultdict(list)
for account in bank:
    for e in account.entries:
        by_kind[e.kind].append(e.amount)
print({k.name: v for k, v in by_kind.items()}, len(bank), bank["ada"].entries[0], max(bank["ada"].entries))
