class A:
    @property
    def ratio(self):
        return 1 / self.size

    size = 0


print(A().ratio)
