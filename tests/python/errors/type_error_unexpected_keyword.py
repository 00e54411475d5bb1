def train(rate, steps=10):
    return rate * steps


train(0.1, step=3)
