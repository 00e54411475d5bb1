try:
    {}["k"]
except KeyError:
    raise LookupError("nothing found") from None
