halve = lambda x: x / 2
halve("text")
