price = 3.5
print(f"{price:d}")
