def pair():
    return


a, b = pair()
