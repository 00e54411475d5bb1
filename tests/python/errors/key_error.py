config = {"rate": 0.1}
print(config["rate"])
print(config["steps"])
