sorted(["a", 3], key=lambda v: v.lower())
