class Model:
    def __getattr__(self, name):
        raise AttributeError(f"this model has no {name!r}")


Model().weights.shape
