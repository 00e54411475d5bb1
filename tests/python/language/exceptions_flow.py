def run(action):
    try:
        print("try")
        action()
    except ZeroDivisionError as error:
        print("zero:", error)
    except (KeyError, IndexError) as error:
        print("lookup:", type(error).__name__, error)
    except Exception as error:
        print("other:", repr(error))
    else:
        print("else")
    finally:
        print("finally")


for action in (lambda: None, lambda: 1 / 0, lambda: {}["k"], lambda: [][1], lambda: int("x")):
    run(action)


def finally_wins():
    try:
        return "try"
    finally:
        return "finally"


def swallow():
    for i in range(3):
        try:
            raise ValueError(i)
        finally:
            if i == 1:
                break
            continue
    return i


def order():
    try:
        print("a")
        return print("b")
    finally:
        print("c")


def nested():
    try:
        try:
            raise KeyError("inner")
        except ValueError:
            print("wrong")
        finally:
            print("inner finally")
    except KeyError as error:
        print("outer", error)
        try:
            raise
        except KeyError as again:
            print("again", again is error)


print(finally_wins(), swallow(), order())
nested()
try:
    error = "mine"
    raise ValueError("x")
except ValueError as error:
    pass
try:
    print(error)
except NameError as e:
    print(e)


def values():
    x = [1]
    try:
        return x
    finally:
        x.append(2)


print(values())


def loop():
    for i in range(3):
        try:
            if i == 1:
                continue
            print("body", i)
        except ValueError:
            pass
        else:
            print("else", i)
        finally:
            print("finally", i)


loop()
try:
    try:
        1 / 0
    except ValueError:
        pass
    else:
        print("never")
except ArithmeticError as e:
    print("as base class", type(e).__name__)
