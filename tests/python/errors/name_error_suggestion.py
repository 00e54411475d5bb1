counter = 1


def bump():
    total = 3
    return totl + counter


bump()
