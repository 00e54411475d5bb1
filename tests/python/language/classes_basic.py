class Account:
    """Money."""

    bank = "First"
    opened = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        Account.opened += 1

    def deposit(self, amount):
        self.balance += amount
        return self

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"


a = Account("Ada", 10)
b = Account(balance=5, owner="Bob")
print(a, b, Account.opened)
print(a.deposit(5).deposit(1))
print(vars(a), a.__dict__ == {"owner": "Ada", "balance": 16})
a.bank = "Own"
print(a.bank, b.bank, Account.bank)
del a.bank
print(a.bank)
Account.bank = "Second"
print(b.bank, a.bank)
print(Account.__name__, Account.__doc__, Account.__module__, Account.__bases__, type(a) is Account)
print(Account, type(Account), isinstance(a, Account), isinstance(3, Account))
print(str(a), [a], {"k": a}, (a,))
Account.withdraw = lambda self, n: self.deposit(-n)
print(b.withdraw(2))
bound = a.deposit
print(bound(100), a.balance)


class Empty:
    pass


e = Empty()
e.x, e.y = 1, 2
e.x += 10
print(e.__dict__, hasattr(e, "x"), getattr(e, "z", "none"))
del e.x
try:
    e.x
except AttributeError as error:
    print(error)
try:
    del e.x
except AttributeError as error:
    print(error)
try:
    Account.missing
except AttributeError as error:
    print(error)
