print("before")
print(undefined_thing + 1)
