λ = "é😀"
print("unicode é😀", λ + 1)
