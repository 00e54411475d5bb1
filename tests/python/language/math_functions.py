import math

print(math.pi, math.e, math.tau, math.inf, -math.inf, math.nan)
for f in (
    math.sqrt, math.exp, math.log, math.log2, math.log10, math.log1p, math.expm1, math.sin, math.cos, math.tan,
    math.atan, math.sinh, math.cosh, math.tanh, math.asinh, math.erf, math.erfc, math.gamma, math.lgamma, math.cbrt,
    math.exp2, math.degrees, math.radians, math.fabs
):
    print(f.__name__, *[f"{f(x):.12g}" for x in (0.5, 1.0, 2.5)])
print(f"{math.asin(0.5):.12g} {math.acos(0.5):.12g} {math.acosh(1.5):.12g} {math.atanh(0.5):.12g} {math.atan2(-1, -1):.12g} {math.hypot(3, 4)} {math.hypot(1, 2, 2)} {math.dist((0, 0), (3, 4))}")
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.7), math.floor(10**20))
print(type(math.floor(1e20)), math.fmod(-7, 3), math.remainder(7, 2), math.modf(-2.5), math.frexp(8))
print(math.ldexp(0.5, 4), math.copysign(3, -0.0))
print(math.gcd(12, 18), math.gcd(), math.gcd(12, 18, 27), math.lcm(4, 6), math.lcm(2, 3, 4), math.factorial(20))
print(math.factorial(0), math.comb(5, 2), math.perm(5, 2), math.perm(4), math.comb(3, 9), math.isqrt(17))
print(math.isqrt(10**40))
print(math.prod([1, 2, 3, 4]), math.prod([], start=5), math.prod([0.5, 2]), math.fsum([0.1] * 10))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10))
print(math.isclose(0, 1e-10, abs_tol=1e-9))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1e308), math.pow(2, 3), math.log(8, 2))
print(math.log(100, 10), math.log(10**400), math.sqrt(10**30), math.nextafter(1, 2), math.ulp(1.0), math.exp(-1000))
print(math.pow(0, 0))


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: math.sqrt(-1))
attempt(lambda: math.log(0))
attempt(lambda: math.log(-1))
attempt(lambda: math.log2(0))
attempt(lambda: math.acos(2))
attempt(lambda: math.exp(1000))
attempt(lambda: math.factorial(-1))
attempt(lambda: math.factorial(2.5))
attempt(lambda: math.sqrt("a"))
attempt(lambda: math.sqrt(None))
attempt(lambda: math.sin())
attempt(lambda: math.sin(1, 2))
attempt(lambda: math.floor(math.nan))
attempt(lambda: math.floor(math.inf))
attempt(lambda: math.gcd(1.5, 2))
attempt(lambda: math.isqrt(-1))
attempt(lambda: math.pow(-1, 0.5))
attempt(lambda: math.pow(0, -1))
attempt(lambda: math.fmod(1, 0))
attempt(lambda: math.gamma(-1))
attempt(lambda: math.comb(-1, 2))
attempt(lambda: math.cosh(1000))
attempt(lambda: math.atanh(1))
