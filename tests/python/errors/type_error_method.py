class Layer:
    def __init__(self, size):
        self.size = size


layers = [Layer(n) for n in (1, 2)] + [Layer()]
