numbers = [1, 2]
numbers.push(3)
