class A:
    value = 1

    def get(self):
        return value


A().get()
