class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [c.__name__ for c in D.mro()])


class X(A):
    pass


class Y(X, B):
    pass


print([c.__name__ for c in Y.__mro__], Y().who())


class E(C, B):
    pass


try:
    class F(D, E):
        pass
except TypeError as error:
    print(error)

try:
    class G(A, B):
        pass
except TypeError as error:
    print(error)

try:
    class H(A, A):
        pass
except TypeError as error:
    print(error)


class Base:
    def __init__(self, **kw):
        print("Base", kw)


class Left(Base):
    def __init__(self, left, **kw):
        print("Left", left)
        super().__init__(**kw)


class Right(Base):
    def __init__(self, right, **kw):
        print("Right", right)
        super().__init__(**kw)


class Both(Left, Right):
    def __init__(self, **kw):
        super().__init__(**kw, extra=True)


Both(left=1, right=2)
print(super(B, D()).who(), super(C, D()).who())


class O1:
    pass


class M1(O1):
    v = 1


class M2(O1):
    v = 2


class M3(M1):
    pass


class Z(M3, M2):
    pass


print(Z.v, [k.__name__ for k in Z.__mro__])
