grid = {}
grid[1, "x"] += 1
