table = [[1, 2, 3]]
i, j = 0, 7
value = table[i][j] + table[j][i]
