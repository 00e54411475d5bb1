name = "n"
print("value: " + name + 5 + "!")
