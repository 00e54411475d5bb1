# Numbers, texts and containers under every operator.
vals = [0, 1, -3, 2.5, -0.0, True, False, None, "ab", "", [1], [], (1, 2), (), {"a": 1}, {}]
for a in vals:
    for b in vals:
        print(a == b, a != b, a and b, a or b, not a)
nums = [0, 1, -3, 7, 2.5, -1.5, True, False, 10 ** 2]
for a in nums:
    for b in nums:
        print(a + b, a - b, a * b, a < b, a <= b, a > b, a >= b, -a, +a, abs(a))
        if b != 0:
            print(a / b, a // b, a % b)
ints = [0, 1, -3, 7, True, False, 12345678901234567890]
for a in ints:
    for b in ints:
        print(a & b, a | b, a ^ b, ~a, a ** 2)
    for s in [0, 1, 5]:
        print(a << s, a >> s)
for x in [1.5, -2.5, 1e10, 3, -4, True]:
    print(x ** 2)
