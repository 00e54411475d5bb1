def find(x):
    if x > 5:
        return "big"


print(find(1).upper())
