z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), -z, z + 1, 1 + z, z - 2j, z * z, z / 2, z / (1 - 1j), z**2)
print(z == 3 + 4j, z != 0)
print(
    1j * 1j, 2j, -2j, 0j, complex(1), complex(1, -1), complex(0, -0.0), 1e20j, 1.5 - 0.5j, complex("1-2j"), bool(0j)
)
print([z], hash(1 + 0j) == hash(1))
print(complex(float("nan"), float("inf")), (1 + 2j) * 0, 2 ** 1j == complex(0.7692389013639721, 0.6389612763136348))
print(round(abs(1 + 1j), 10))
import cmath

print(cmath.sqrt(-1), cmath.phase(-1 + 0j), tuple(round(v, 6) for v in cmath.polar(1 + 1j)))
print(cmath.isnan(complex("nan")))
for bad in (
    lambda: z < 1, lambda: int(z), lambda: float(z), lambda: z // 1, lambda: z % 2, lambda: z / 0, lambda: abs("a")
):
    try:
        print(bad())
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
