def sieve(n):
    flags = [True] * (n + 1)
    flags[:2] = [False, False]
    for i in range(2, int(n**0.5) + 1):
        if flags[i]:
            flags[i * i :: i] = [False] * len(range(i * i, n + 1, i))
    return [i for i, p in enumerate(flags) if p]


def egcd(a, b):
    return (a, 1, 0) if not b else (lambda g, x, y: (g, y, x - a // b * y))(*egcd(b, a % b))


def is_prime(n):
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def digits_of_pi(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while n:
        if 4 * q + r - t < m * t:
            yield m
            n -= 1
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2


def roman(n):
    out = ""
    for value, numeral in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split()
    ):
        count, n = divmod(n, value)
        out += numeral * count
    return out


print(sieve(60), egcd(240, 46), is_prime(2**61 - 1), is_prime(2**67 - 1), "".join(map(str, digits_of_pi(40))))
print([roman(n) for n in (4, 1994, 2024)], sum(int(c) for c in str(2**1000)), int("".join(reversed(str(12345)))))
collatz = lambda n: 1 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
print(max(range(1, 60), key=collatz), collatz(27))
newton, x = lambda x: x - (x * x - 2) / (2 * x), 1.0
for _ in range(6):
    x = newton(x)
print(x, abs(x * x - 2) < 1e-12)
matrix = [[1, 1], [1, 0]]


def mul(a, b):
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]


def power(m, n):
    return [[1, 0], [0, 1]] if n == 0 else mul(power(m, n - 1), m) if n % 2 else power(mul(m, m), n // 2)


print(power(matrix, 300)[0][1])
