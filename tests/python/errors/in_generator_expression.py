total = sum(int(c) for c in "12a")
