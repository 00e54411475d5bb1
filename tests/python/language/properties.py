class Temperature:
    def __init__(self, celsius=0.0):
        self.celsius = celsius

    @property
    def celsius(self):
        "Degrees."
        return self._c

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError(f"{value} is too cold")
        self._c = value

    @celsius.deleter
    def celsius(self):
        print("deleting")
        self._c = None

    @property
    def fahrenheit(self):
        return self._c * 9 / 5 + 32

    kelvin = property(lambda self: self._c + 273.15, doc="kelvins")


t = Temperature(25)
t.celsius += 5
print(t.celsius, t.fahrenheit, t.kelvin)
try:
    t.celsius = -300
except ValueError as error:
    print(error)
for action in ("t.fahrenheit = 1", "del t.kelvin", "t.kelvin = 2"):
    try:
        if action == "t.fahrenheit = 1":
            t.fahrenheit = 1
        elif action == "del t.kelvin":
            del t.kelvin
        else:
            t.kelvin = 2
    except AttributeError as error:
        print(error)
del t.celsius
print(t.celsius, Temperature.celsius.__doc__, Temperature.kelvin.__doc__)
print(type(Temperature.celsius).__name__, Temperature.celsius.fget(t), Temperature.fahrenheit.fset)


class Hot(Temperature):
    @Temperature.celsius.getter
    def celsius(self):
        return "hot"

    @property
    def fahrenheit(self):
        return round(super().fahrenheit)


h = Hot(40.04)
print(h.celsius, h.fahrenheit)


class Broken:
    @property
    def value(self):
        return self.missing

    def __getattr__(self, name):
        if name == "value":
            return "from getattr"
        raise AttributeError(f"no {name}")


print(Broken().value)
