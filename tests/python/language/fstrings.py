name, n, x = "Ada", 42, 3.14159
print(f"{name} {n} {x}", f"{name!r} {name!s} {'é'!a}", f"{n=} {x = } {name=!s} {n + 1=} {n=:05d} {x=:.2f}")
print(f"{x:.2f} {x:10.3f}| {x:<10.1f}| {x:^10.1f}| {x:+.1f} {x:e} {x:.3g} {x:%} {x:.1%} {n:x} {n:#x} {n:b} {n:#010b} {n:o} {n:c}")
width, precision = 12, 4
print(f"{x:{width}.{precision}f}|{name:>{width}}|{name:{'*'}^{width}}|{n:{width},}")
print(f"{1000000:,} {1234567.891:,.2f} {1000000:_} {0xFFFF:_x} {-5:08d} {5:+d} {5: d} {-5:=6d} {1e10:,.0f}")
print(f"{'nested ' + f'{n}'}")
print(f"{[i * i for i in range(3)]} {({'a': 1})['a']} {(lambda v: v * 2)(4)} {name[0]} {name.upper()} {n if n > 3 else 0}")
print(f"{name:s} {name:10}| {name:>10}| {name:.2}| {True} {True:d} {None} {None!s:>6}| {[1]!s:>6}|")
print(f"a" f"{n}" "b{n}" f"{{n}}", f"{n}{n}", f"{'quote'}", f'{"double"}', f"{n:>{5}}{'x'}")
print(f"""multi {
    n + 1
} line {name
}""")
print(f"{n!r:>6}|{n:<6}|{n:^6}|{n:06}|{-n:06}|{n:-}|{x:08.3f}|{-x:08.3f}|{1e100}|{1e-7}|{1.0}|{100000000000000000000.0}")
print(f"{float('nan')} {float('inf'):>5} {-0.0} {-0.0:.1f} {0.5:.0f} {1.5:.0f} {2.675:.2f} {1e16} {123456789.123456789}")
date = {"y": 2024, "m": 3}
print(f"{date['y']}-{date['m']:02}", f"{'a' 'b'}", f"{1,2}", f"{*[1, 2],}", f"{ {1: 2}[1] }")
print(f"{n:{'>' if n > 3 else '<'}8}|")
print(f"{x:.{precision - 2}f}", f"{(y := 5)} {y}")
for bad in ("{:d}", "{:.2d}", "{:z}", "{:,s}"):
    for value in ("text", 3, 2.5):
        try:
            print(bad, bad.format(value))
        except ValueError as error:
            print(bad, value, "->", error)
