import math

for n in (0, 1, 12, 123456, -7):
    print(f"{n:>8} {n:<8}| {n:^8}| {n:+} {n:08} {n:,} {n:b} {n:o} {n:x} {n:e} {n:g} {n:.2f} {n:%}")
for x in (0.0, 1.0, 0.1, 123.456, 1e-5, 1e21, -2.5, 99999.5, 0.00012345, 12345678.9):
    print(f"{x} {x!r} {x:g} {x:e} {x:.3f} {x:.0f} {x:.3g} {x:10.4f}| {x:<12.3e}| {x:+.1f} {x:,.1f} {x:.2%} {x:G} {x:n}")
for k in range(-8, 24, 3):
    print(10.0**k, f"{10.0**k:g} {10.0**k:.6}", 3 * 10.0**k, str(1 / 3 * 10**k))
for d in range(0, 8):
    print(round(math.pi, d), f"{math.pi:.{d}f}", f"{math.pi:.{d}e}", f"{math.pi:.{d + 1}g}", "%.*f" % (d, math.e))
    print(round(12345.6789, -d))
print([0.1 * k for k in range(12)], [k / 7 for k in range(8)], [2.0**-k for k in range(0, 40, 6)])
print([math.sqrt(k) for k in range(6)])
