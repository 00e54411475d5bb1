def load(d):
    try:
        return d["k"]
    except KeyError:
        return d["fallback"]


load({})
