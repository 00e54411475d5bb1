"""Records what JAX computes for the calls below, as `recorded.ts`: python record.py > recorded.ts (with jax installed)."""

import math
import re
import sys

import jax
import jax.numpy as jnp
import numpy as np

inf, nan = math.inf, math.nan
f = lambda *x: jnp.array(x, dtype=jnp.float32)
i = lambda *x: jnp.array(x, dtype=jnp.int32)
u = lambda *x: jnp.array(x, dtype=jnp.uint32)
b = lambda *x: jnp.array(x, dtype=bool)
h = lambda *x: jnp.array(x, dtype=jnp.float16)

cases = []


MODULES = {"jnp": jnp, "nn": jax.nn, "lax": jax.lax, "linalg": jnp.linalg, "special": jax.scipy.special}


def camel(name):
    return re.sub(r"_+([a-z0-9])", lambda m: m.group(1).upper(), name)


NAMES = {module: {camel(name): name for name in dir(target)} for module, target in MODULES.items()}


def snake(name):
    return re.sub(r"(?<!^)([A-Z])", lambda m: "_" + m.group(1).lower(), name)


def function(name):
    module, short = name.split(".")
    return getattr(MODULES[module], NAMES[module][short])


def case(name, *args, py=None, **options):
    target = py or function(name)
    keywords = {snake(k): (tuple(v) if isinstance(v, list) else v) for k, v in options.items()}
    tuples = [tuple(a) if isinstance(a, list) and a and all(isinstance(x, int) for x in a) else a for a in args]
    try:
        result = target(*tuples, **keywords)
    except Exception as error:
        kinds = {"TypeError": "TypeError", "ValueError": "RangeError", "IndexError": "RangeError"}
        if type(error).__name__ not in kinds:
            return
        outputs = kinds[type(error).__name__]
    else:
        outputs = list(result) if isinstance(result, (list, tuple)) else [result]
    cases.append((name, args, options, outputs))


def family(names, *samples):
    """Each function of each sample: a tuple of arguments, with options last where there are some."""
    for name in names.split():
        for sample in samples:
            args = sample if isinstance(sample, tuple) else (sample,)
            options = args[-1] if args and isinstance(args[-1], dict) else {}
            case(name, *(args[:-1] if options else args), **options)


def derivative(name, *args):
    """Derivatives by each argument, elementwise."""
    target = function(name)
    result = jax.vmap(jax.grad(target, tuple(range(len(args)))))(*args)
    cases.append(("grad " + name, args, {}, list(result)))


def number(x):
    if isinstance(x, (bool, np.bool_)):
        return "true" if x else "false"
    if isinstance(x, (int, np.integer)):
        return str(int(x))
    x = float(x)
    if math.isnan(x):
        return "NaN"
    if math.isinf(x):
        return "Infinity" if x > 0 else "-Infinity"
    return "-0" if x == 0 and math.copysign(1, x) < 0 else repr(int(x) if x == int(x) and abs(x) < 1e15 else x)


def nested(x):
    return "[" + ", ".join(map(nested, x)) + "]" if isinstance(x, (list, tuple)) else number(x)


def literal(x):
    if x is None:
        return "null"
    if isinstance(x, str):
        return f'"{x}"'
    if isinstance(x, (list, tuple)) and any(isinstance(e, (list, str, jax.Array)) for e in x):
        return "[" + ", ".join(map(literal, x)) + "]"
    if isinstance(x, jax.Array):
        return f"{{ {x.dtype}: {nested(np.asarray(x).tolist())} }}"
    return nested(x)


def show(case):
    name, args, options, outputs = case
    opts = "{ " + ", ".join(f"{k}: {literal(v)}" for k, v in options.items()) + " }" if options else "null"
    if isinstance(outputs, str):
        return f'  ["{name}", [{", ".join(map(literal, args))}], {opts}, "{outputs}"],'
    weak = lambda o: ", weak: true" if o.weak_type else ""
    outs = ", ".join(f"{{ {o.dtype}: {nested(np.asarray(o).tolist())}{weak(o)} }}" for o in map(jnp.asarray, outputs))
    return f'  ["{name}", [{", ".join(map(literal, args))}], {opts}, [{outs}]],'


edge = f(-inf, -100, -2.5, -1, -0.5, -0.0, 0, 0.3, 1, 1.5, 30, inf, nan)
unaries = """exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh deg2rad rad2deg
sinc abs fabs sign signbit square sqrt cbrt reciprocal negative positive rint floor ceil trunc isnan isinf isfinite isposinf isneginf
nanToNum logicalNot""".split()
for name in unaries:
    if name != "square":
        case("jnp." + name, f(-1.5, -0.25, 0, 0.75, 1) if name in ("sin", "cos", "tan") else edge)
case("jnp.sin", i(0, 1)); case("jnp.sqrt", i(4, 9)); case("jnp.sign", i(-3, 0, 2)); case("jnp.abs", i(-3, 2)); case("jnp.square", i(-3, 2)); case("jnp.exp", h(0, 1))
case("jnp.floor", i(3)); case("jnp.signbit", i(-1, 1)); case("jnp.isnan", i(1)); case("jnp.sin", 1.0)
for name in ["add", "subtract", "multiply", "divide", "maximum", "minimum", "fmax", "fmin", "floorDivide", "mod", "fmod", "power", "floatPower", "arctan2", "hypot",
             "copysign", "heaviside", "logaddexp", "logaddexp2", "nextafter", "equal", "notEqual", "less", "lessEqual", "greater", "greaterEqual", "logicalAnd",
             "logicalOr", "logicalXor", "isclose"]:
    case("jnp." + name, f(-2.5, -1, 0, 0.5, 3, inf, nan, -inf), f(2, -1, 0.5, 0.25, 1.5, 1, 0, -inf))
    case("jnp." + name, f(1, 2, 3).reshape(3, 1), f(2, 4))
for name in ["add", "subtract", "multiply", "divide", "maximum", "floorDivide", "mod", "fmod", "power", "less", "gcd", "lcm", "bitwiseAnd", "bitwiseOr", "bitwiseXor"]:
    case("jnp." + name, i(12, -7, 9, 5), i(5, 2, 3, 4))
    case("jnp." + name, u(12, 7, 9, 5), u(5, 2, 3, 4))
for name in ["add", "multiply", "divide", "bitwiseAnd", "logicalXor"]:
    case("jnp." + name, b(True, True, False), b(True, False, False))
case("jnp.add", i(1, 2), f(0.5, 1)); case("jnp.add", i(1), u(2)); case("jnp.add", h(1), f(2)); case("jnp.add", h(1), i(2)); case("jnp.multiply", b(True), i(3))
case("jnp.add", i(1, 2), 3); case("jnp.add", i(1, 2), 0.5); case("jnp.add", h(1, 2), 0.5); case("jnp.add", f(1, 2), 3); case("jnp.add", b(True, False), 3)
case("jnp.power", f(2, 3), 3); case("jnp.power", f(2, -3), -2); case("jnp.power", i(2, -3), 5); case("jnp.power", f(2, 4), 0.5)
case("jnp.leftShift", i(1, -3), i(4, 1)); case("jnp.rightShift", i(-16, 15), i(2, 1)); case("jnp.rightShift", u(4294967295, 8), u(4, 1)); case("jnp.bitwiseNot", i(0, 5)); case("jnp.bitwiseCount", i(255, -1), py=lambda x: jnp.bitwise_count(x).astype(jnp.int32))
case("jnp.divmod", f(7.5, -7.5), f(2, 2)); case("jnp.divmod", i(7, -7), i(2, 2)); case("jnp.modf", f(1.5, -2.25, inf)); case("jnp.frexp", f(8, 0.3, -5, 0)); case("jnp.ldexp", f(1.5, -3), i(10, -3))
case("jnp.where", b(True, False, True), f(1, 2, 3), 0); case("jnp.where", b(True, False), i(1, 2), 0.5); case("jnp.where", True, f(1, 2), f(3, 4))
case("jnp.clip", f(-1, 0.5, 2), 0, 1); case("jnp.clip", i(-1, 5), 0, 3); case("jnp.round", f(0.5, 1.5, -2.5, 2.567), decimals=2); case("jnp.round", f(0.5, 1.5, -2.5))
case("jnp.nanToNum", f(nan, inf, -inf, 1), nan=7, posinf=8, neginf=9); case("jnp.arrayEqual", f(1, nan), f(1, nan), equalNan=True); case("jnp.allclose", f(1, 2), f(1, 2.00001)); case("jnp.isclose", f(nan, inf), f(nan, inf), equalNan=True)
m = jnp.arange(12, dtype=jnp.float32).reshape(3, 4) * f(1, -1, 0.5, 2)
t = jnp.arange(24, dtype=jnp.float32).reshape(2, 3, 4)
n = jnp.array([[1, nan, 3], [nan, nan, 2.5]], dtype=jnp.float32)
for name in ["sum", "prod", "mean", "max", "min", "var", "std", "any", "all", "ptp", "countNonzero"]:
    case("jnp." + name, m); case("jnp." + name, m, axis=0); case("jnp." + name, m, axis=-1, keepdims=True); case("jnp." + name, t, axis=[0, 2])
    case("jnp." + name, i(3, 1, 2)); case("jnp." + name, f(1, nan))
    if name not in ("ptp",): case("jnp." + name, b(True, False))
case("jnp.sum", m, axis=1, where=m > 1); case("jnp.max", m, initial=5, where=m < 3, axis=0); case("jnp.sum", m, initial=10); case("jnp.mean", m, where=m > 0); case("jnp.var", m, axis=0, ddof=1); case("jnp.sum", f(), axis=0); case("jnp.mean", i(1, 2)); case("jnp.sum", h(1, 2)); case("jnp.mean", h(1, 2))
for name in ["nansum", "nanprod", "nanmax", "nanmin", "nanmean", "nanvar", "nanstd"]:
    case("jnp." + name, n); case("jnp." + name, n, axis=0)
case("jnp.argmax", m); case("jnp.argmax", m, axis=1); case("jnp.argmin", m, axis=0, keepdims=True); case("jnp.argmax", f(1, nan, 2)); case("jnp.average", m, axis=1); case("jnp.average", m, axis=1, weights=f(1, 2, 3, 4))
case("nn.logsumexp", f(-inf, -inf)); case("nn.logsumexp", f(1000, 1000)); case("nn.logsumexp", f(inf, 1)); case("nn.logsumexp", m, axis=1, keepdims=True); case("nn.logsumexp", m, axis=0, b=f(1, 0, 2).reshape(3, 1))
case("jnp.median", m); case("jnp.median", m, axis=1, keepdims=True); case("jnp.quantile", m, 0.3); case("jnp.percentile", m, 40, axis=0); case("jnp.quantile", m, 0.5, method="lower")
for name in ["cumsum", "cumprod"]:
    case("jnp." + name, m); case("jnp." + name, m, axis=0); case("jnp." + name, i(1, 2, 3)); case("jnp." + name, b(True, True))
case("jnp.diff", f(1, 4, 9, 16)); case("jnp.diff", m, axis=0); case("jnp.diff", f(1, 4, 9, 16), n=2); case("jnp.trapezoid", f(1, 2, 4)); case("jnp.trapezoid", f(1, 2, 4), x=f(0, 1, 3))
for axis in (None, 0, 1):
    case("jnp.sort", m, axis=axis); case("jnp.argsort", m, axis=axis)
case("jnp.sort", f(3, nan, 1, -inf), descending=True); case("jnp.argsort", f(3, 3, 1, 2), descending=True); case("jnp.searchsorted", f(1, 2, 2, 3), f(2, 0, 5, nan)); case("jnp.searchsorted", f(1, 2, 2, 3), f(2, 0, 5), side="right"); case("jnp.digitize", f(0.5, 2, 9), f(1, 2, 3)); case("jnp.isin", i(1, 2, 3), i(3, 1))
case("jnp.arange", 4.0); case("jnp.arange", 1, 2, 0.25); case("jnp.linspace", 0, 1, 7); case("jnp.linspace", -3, 5, 4, endpoint=False); case("jnp.linspace", f(0, 1), f(1, 3), 3); case("jnp.linspace", f(0, 1), f(1, 3), 3, axis=1); case("jnp.logspace", 0, 2, 3); case("jnp.geomspace", 1, 8, 4)
case("jnp.eye", 3); case("jnp.eye", 2, 3, k=1, dtype="int32"); case("jnp.tri", 3, 4, k=-1); case("jnp.identity", 2); case("jnp.zeros", [2, 1]); case("jnp.ones", 2, dtype="bool"); case("jnp.full", [2], 7, dtype="int32"); case("jnp.zerosLike", i(1, 2)); case("jnp.fullLike", f(1, 2), 3); case("jnp.indices", [2, 2])
case("jnp.meshgrid", f(1, 2, 3), f(4, 5), py=lambda *a: jnp.meshgrid(*a))
case("jnp.reshape", m, [4, -1]); case("jnp.ravel", m); case("jnp.transpose", t); case("jnp.transpose", t, [1, 0, 2]); case("jnp.swapaxes", t, 0, 2); case("jnp.moveaxis", t, 0, -1); case("jnp.squeeze", f(1, 2).reshape(1, 2, 1)); case("jnp.squeeze", f(1, 2).reshape(1, 2, 1), axis=0); case("jnp.expandDims", f(1, 2), 1); case("jnp.broadcastTo", f(1, 2), [2, 2]); case("jnp.atleast2d", f(1, 2)); case("jnp.atleast3d", f(1, 2))
case("jnp.flip", m); case("jnp.flip", m, axis=1); case("jnp.fliplr", m); case("jnp.flipud", m); case("jnp.rot90", m); case("jnp.rot90", m, k=3); case("jnp.rot90", m, k=2); case("jnp.roll", m, 2); case("jnp.roll", m, 1, axis=1); case("jnp.roll", m, [1, -1], axis=[0, 1])
case("jnp.tile", f(1, 2), 2); case("jnp.tile", f(1, 2), [2, 2]); case("jnp.repeat", f(1, 2), 2); case("jnp.repeat", m, 2, axis=1)
case("jnp.concatenate", [f(1), f(2, 3)]); case("jnp.concatenate", [m, m], axis=1); case("jnp.stack", [f(1, 2), i(3, 4)], axis=1); case("jnp.vstack", [f(1, 2), f(3, 4)]); case("jnp.hstack", [f(1, 2), f(3)]); case("jnp.dstack", [f(1, 2), f(3, 4)]); case("jnp.columnStack", [f(1, 2), f(3, 4)]); case("jnp.append", f(1), f(2, 3)); case("jnp.unstack", m)
case("jnp.split", m, 2, axis=1); case("jnp.split", f(1, 2, 3, 4), [1, 3]); case("jnp.arraySplit", f(1, 2, 3, 4, 5), 3)
for mode in ["constant", "edge", "reflect", "symmetric", "wrap"]:
    case("jnp.pad", f(1, 2, 3), [2, 4], mode=mode); case("jnp.pad", m, 1, mode=mode)
case("jnp.insert", f(1, 2, 3), 1, 9); case("jnp.delete", f(1, 2, 3), 1)
v = f(1, 2, 3, 4)
case("jnp.dot", v, v); case("jnp.dot", m, v); case("jnp.dot", t, m.T); case("jnp.matmul", t, m.T); case("jnp.matmul", v, m.T); case("jnp.matmul", f(1, 2, 3), t); case("jnp.matmul", t, v); case("jnp.matmul", i(1, 2), i(3, 4)); case("jnp.inner", m, m); case("jnp.outer", f(1, 2), f(3, 4, 5)); case("jnp.vdot", m, m); case("jnp.kron", f(1, 2), f(3, 4).reshape(2, 1)); case("jnp.cross", f(1, 2, 3), f(4, 5, 6))
case("jnp.tensordot", t, m.T, axes=1); case("jnp.tensordot", t, t.transpose(1, 2, 0), axes=2); case("jnp.trace", m); case("jnp.tril", m, k=1); case("jnp.triu", m, k=-1); case("jnp.diag", v, k=-1); case("jnp.diag", m, k=1); case("jnp.diagonal", t, offset=1, axis1=1, axis2=2); case("jnp.diagflat", f(1, 2)); case("jnp.vander", f(1, 2, 3)); case("jnp.vecdot", m, m); case("jnp.trilIndices", 3); case("jnp.triuIndices", 3, k=1)
for spec, ops in [("ij->ji", [m]), ("ij->", [m]), ("ij,kj->ik", [m, m]), ("bij,kj->bik", [t, m]), ("ii->i", [m[:, :3]]), ("ii", [m[:, :3]]), ("i,j", [v, v]), ("...j,j", [t, v]), ("ij,ij->i", [m, m]), ("ij,kj,kl->il", [m, m, m]), ("b...i->...", [t])]:
    case("jnp.einsum", spec, *ops)
case("jnp.take", m, i(0, -1, 9)); case("jnp.take", m, i(0, 2).reshape(2, 1), axis=1); case("jnp.take", v, i(5, -1), mode="clip"); case("jnp.take", v, i(5, -1), mode="wrap"); case("jnp.takeAlongAxis", m, i(0, 3, 1).reshape(3, 1), axis=1); case("jnp.takeAlongAxis", m, jnp.argsort(m, axis=0), axis=0)
case("jnp.nonzero", f(0, 1, 2, 0)); case("jnp.argwhere", m); case("jnp.compress", b(True, False, True), m, axis=0); case("jnp.unique", f(3, 1, 3))
for name in ["relu", "relu6", "softplus", "softSign", "sigmoid", "logSigmoid", "silu", "mish", "elu", "celu", "selu", "leakyRelu", "hardTanh", "hardSigmoid", "hardSilu", "gelu", "squareplus", "sparsePlus", "sparseSigmoid", "tanh"]:
    case("nn." + name, f(-100, -3, -1, -0.5, 0, 0.5, 1, 3, 100))
case("nn.gelu", f(-3, -1, 0, 2), approximate=False); case("nn.elu", f(-1, 2), 0.5); case("nn.glu", m); case("nn.softmax", m); case("nn.softmax", m, axis=0); case("nn.softmax", m, where=m > 0, axis=1); case("nn.logSoftmax", m); case("nn.logSoftmax", f(1000, 0)); case("nn.standardize", m); case("nn.oneHot", i(0, 2, 5, -1), 3); case("nn.oneHot", i(0, 2), 3, axis=0, dtype="int32"); case("nn.logmeanexp", f(1, 2))
case("lax.rem", i(7, -7), i(3, 3)); case("lax.div", i(7, -7), i(2, 2)); case("lax.clamp", 0.0, f(-1, 0.5, 2), 1.0); case("lax.cumsum", m, axis=1, reverse=True); case("lax.cummax", f(1, 3, 2)); case("lax.cumlogsumexp", f(1, 3, 2)); case("lax.erf", f(0.5, -2)); case("lax.lgamma", f(0.5, 5)); case("lax.digamma", f(0.5, 5)); case("lax.erfInv", f(0.5, -0.99)); case("lax.rsqrt", f(4)); case("lax.clz", i(1, -1)); case("lax.integerPow", f(2, 3), 3)
case("lax.dynamicSlice", m, i(1, 9), [2, 2]); case("lax.dynamicUpdateSlice", v, f(8, 9), i(3)); case("lax.topK", f(1, 3, 2), 2); case("lax.convertElementType", f(1.7, -1.7), "int32", py=lambda x, d: jax.lax.convert_element_type(x, jnp.int32)); case("lax.bitcastConvertType", f(1), "int32", py=lambda x, d: jax.lax.bitcast_convert_type(x, jnp.int32))

case("jnp.interp", f(-1, 0.5, 1.5, 2, 9), f(0, 1, 2), f(10, 20, 0)); case("jnp.interp", f(-1, 9), f(0, 1, 2), f(10, 20, 0), left=-5, right=7); case("jnp.polyval", f(2, 0, 1), f(0, 1, 3))
for mode in ["full", "same", "valid"]:
    case("jnp.convolve", f(1, 2, 3, 4), f(1, 0, 2), mode=mode); case("jnp.correlate", f(1, 2, 3, 4), f(1, 0, 2), mode=mode)
    case("jnp.convolve", f(1, 2, 3, 4), f(1, 5), mode=mode)
case("jnp.cov", m); case("jnp.corrcoef", m); case("jnp.histogram", f(0, 0.1, 0.5, 1, 2), bins=4, range=[0, 1]); case("jnp.block", [[m, m], [m, m]], py=lambda rows: jnp.block(rows))

for name in unaries:
    if name not in ("sin", "cos", "tan", "sign", "signbit", "isnan", "isinf", "isfinite", "isposinf", "isneginf", "logicalNot", "arcsin", "arccos", "arctanh", "arccosh"):
        derivative("jnp." + name, f(-2.5, -1, -0.5, 0, 0.3, 1, 1.5, 20))
for name in ["sin", "cos", "tan", "arcsin", "arccos", "arctanh"]:
    derivative("jnp." + name, f(-0.75, -0.25, 0, 0.5))
derivative("jnp.arccosh", f(1.5, 3))
for name in ["relu", "relu6", "softplus", "softSign", "sigmoid", "logSigmoid", "silu", "mish", "elu", "celu", "selu", "leakyRelu", "hardTanh", "hardSigmoid", "hardSilu", "gelu", "squareplus", "sparsePlus", "sparseSigmoid"]:
    derivative("nn." + name, f(-90, -3, -1, -0.5, 0, 0.5, 1, 3, 90))
for name in ["add", "subtract", "multiply", "divide", "maximum", "minimum", "fmax", "fmin", "mod", "fmod", "floatPower", "arctan2", "hypot", "logaddexp", "logaddexp2"]:
    derivative("jnp." + name, f(0.5, 1, 2, 3), f(2, 1, 0.75, -1.5))
derivative("jnp.logaddexp", f(inf, -inf, -inf, 1), f(2, -inf, 0, inf))
derivative("jnp.copysign", f(1, -2), f(-3, 4)); derivative("jnp.power", f(2, 3), f(3, 0.5)); derivative("lax.erf", f(0, 0.5)); derivative("lax.lgamma", f(0.5, 3)); derivative("lax.logistic", f(-1, 50))

# Families of functions, each with the same samples.
one = f(-inf, -2.5, -0.0, 0.5, 3, nan)
family("jnp.abs jnp.ceil jnp.cos jnp.exp jnp.floor jnp.isfinite jnp.isnan jnp.log2 jnp.logicalNot jnp.negative jnp.sign jnp.signbit jnp.sqrt jnp.square jnp.trunc jnp.nanToNum",
       0.5, i(-3, 0, 2), u(0, 3), b(True, False), h(-1.5, 2), f())
family("nn.relu nn.relu6 nn.elu nn.celu nn.selu nn.leakyRelu nn.hardTanh nn.hardSigmoid nn.sigmoid nn.silu nn.softplus nn.logSigmoid nn.mish nn.softSign nn.squareplus nn.gelu",
       0.5, i(-3, 0, 2), b(True, False), h(-1.5, 2))
pairs = [(i(-7, 7, 5, 0), i(2, -2, 0, 0)), (u(7, 5), u(2, 0)), (f(-7.5, 7.5, 1, -0.0), f(2, -2, 0, 3)), (i(2, 3), 2.5), (2.5, i(2, 3)), (f(1.5), 2), (b(True, False), 2.5),
         (u(2), i(3)), (h(2), i(3)), (h(2), 0.5), (b(True), b(False)), (f(1, 2), f(1, 2, 3))]
family("jnp.add jnp.subtract jnp.multiply jnp.divide jnp.floorDivide jnp.mod jnp.fmod jnp.divmod jnp.power jnp.floatPower jnp.maximum jnp.minimum jnp.equal jnp.less jnp.logicalAnd jnp.bitwiseAnd jnp.leftShift jnp.rightShift jnp.gcd jnp.logaddexp jnp.ldexp jnp.isclose",
       *pairs)
family("jnp.copysign", *pairs[:-1])
family("jnp.nanmedian", 0.5, f(nan, nan), n, (n, {"axis": 0}), u(3, 1), (m, {"axis": 2}), (m, {"axis": -3}))
family("jnp.leftShift jnp.rightShift", (i(-8, -8, 1, 1), i(0, 31, 32, -1)), (u(8, 4294967295), u(31, 32)))
family("jnp.sum jnp.prod jnp.max jnp.min jnp.mean jnp.var jnp.std jnp.any jnp.all jnp.ptp jnp.countNonzero jnp.median jnp.nansum jnp.nanmax jnp.nanmean jnp.nanvar jnp.argmax jnp.nanargmax jnp.cumsum",
       0.5, f(), f(nan, nan), n, u(3, 1), (m, {"axis": 2}), (m, {"axis": -3}), (n, {"axis": 0}))
family("jnp.sum jnp.prod jnp.mean jnp.var jnp.any jnp.nansum jnp.nanmean jnp.nanvar", (m, {"where": m > 1, "axis": 1, "keepdims": True}), (n, {"where": b(True, True, False)}))
family("jnp.sum jnp.max jnp.min jnp.nansum jnp.nanmax", (m, {"where": m > 1, "initial": 1.5, "axis": 1}), (i(1, 2), {"initial": 9}), (m, {"axis": [0, 0]}))
family("jnp.var jnp.std jnp.nanvar", (m, {"ddof": 3, "axis": 0}), f(2, 2), (m, {"ddof": 1.5}))
family("jnp.quantile jnp.nanquantile", (n, 0.4), (m, f(0.25, 0.75), {"axis": 1, "keepdims": True}), (m, 0.35, {"method": "nearest"}), (m, 0.35, {"method": "x"}), (i(1, 5, 2), 0.1))
family("jnp.average", (m, {"weights": f(1, 2, 3, 4), "axis": 1, "keepdims": True}), (m, {"axis": 1, "returned": True}), (m, {"weights": f(1, 2, 3, 4)}))
family("jnp.sort jnp.argsort", f(3, nan, 1, nan, -inf, -0.0, 0), (f(3, nan, 1, nan, 1), {"descending": True}), (m, {"axis": 3}), b(True, False, True))
family("jnp.bincount", i(0, -1, 1, 3), (i(0, 1, 1), {"minlength": 4}), (i(0, 1, 1), {"weights": f(1, 2, 3), "length": 3}), f(1.5, 2))
family("jnp.digitize", (f(0.5, 2.5), f(3, 2, 1)), (f(1, 2), f(1, 2, 3), {"right": True}), (f(1), m))
family("jnp.unique jnp.uniqueCounts jnp.uniqueInverse jnp.uniqueAll", f(3, nan, 1, 3, nan), f(), b(True, False, True))
family("jnp.union1d jnp.intersect1d jnp.setdiff1d jnp.setxor1d", (f(3, 1, 3, nan), f(1, 2, nan)), (i(3, 1), f(1, 2)))
family("jnp.histogram", v, (f(0, 0.5, 1, nan, inf), {"bins": 2, "range": [0.0, 1.0]}), (v, {"bins": f(0, 2, 4), "density": True}), (i(1, 1), {"weights": f(1, 2), "bins": 2}))
family("jnp.histogram2d", (v, v, {"bins": 2}), (v, f(1, 2)))
family("jnp.diff", (v, {"n": 2}), (v, {"prepend": 0.0, "append": f(1, 2)}), b(True, False), (v, {"n": -1}))
family("jnp.ediff1d jnp.gradient jnp.poly jnp.polyder jnp.polyint jnp.unwrap", f(1, 4, 9, 20), i(1, 4, 9))
family("jnp.polyadd jnp.polysub jnp.polymul jnp.polydiv", (f(1, 2, 3), f(1, 0)), (i(1, 2), i(1, 2, 3)))
family("jnp.convolve jnp.correlate", (i(1, 2, 3), i(1, 2)), (f(1, 2), f(1, 2, 3), {"mode": "same"}), (m, v))
family("jnp.interp", (f(-1, 0.5, 4, nan), f(0, 1, 2), f(10, 20, 0), {"period": 3.0}), (f(1), f(0, 1), f(1, 2, 3)), (f(-1, 3), f(0, 1), f(1, 2), {"left": "extrapolate"}))
family("jnp.cov jnp.corrcoef", (m, {"rowvar": False}), v, t)
family("jnp.cov", (m, {"fweights": i(1, 2, 3, 1)}), (m, {"aweights": f(1, 2, 0.5, 1), "ddof": 0}), (m, {"y": m * m}))
family("jnp.nonzero jnp.flatnonzero jnp.argwhere", (m, {"size": 3}), (f(0, 2), {"size": 3, "fillValue": 7}), 0.5)
family("jnp.unravelIndex", (i(4, -1, 99, -99), [2, 3]))
family("jnp.choose", (i(0, 1), [f(1, 2), i(3, 4)]), (i(0, 2), [f(1, 2), f(3, 4)]), (i(-1, 5), [f(1, 2), f(3, 4)], {"mode": "wrap"}))
family("jnp.compress", (b(True, False, True), m, {"axis": 0, "size": 1}), (m, m), (b(False, False, False, False, True), v))
family("jnp.insert", (v, i(3, 1), f(8, 9)), (m, 1, f(1, 2, 3), {"axis": 1}), (v, -1, f(8, 9)))
family("jnp.delete", (v, i(0, 2)), (v, b(True, False, False, True)), (v, i(9)))
family("jnp.cross", (f(1, 2, 3), f(1, 2)), (f(1, 2), f(3, 4)), (v, v))
family("jnp.diagonal jnp.trace", (m, {"offset": 5}), (m, {"offset": -2}), v)
family("jnp.einsum", ("i,i", b(True, False), b(True, True)), ("ij->iz", m), ("ij,kj->ik", m, v))
family("jnp.pad", *[(x, w, {"mode": mode}) for mode in ["linear_ramp", "maximum", "minimum", "mean"] for x, w in [(m, [1, 2]), (i(1, 2, 4), 1)]], (v, -1), (v, 1, {"constantValues": [7.0, 8.0]}))
family("jnp.reshape", (m, [2, 6], {"order": "F"}), (m, [5, -1]), (m, [-1, -1]))
family("jnp.ravel", (m, {"order": "F"}))
family("jnp.repeat", (m, i(1, 0, 2), {"axis": 0}), (v, i(1, 2)), (v, i(1, 0, 2, 1), {"totalRepeatLength": 6}))
family("jnp.roll", (m, [1, 2], {"axis": 0}), (m, 1, {"axis": 5}))
family("jnp.resize", (f(1, 2, 3), [2, 4])); family("jnp.trimZeros", f(0, 0, 1, 0, 2, 0), f(0, 0))
family("jnp.block", [v, v], [[m], [m]]); family("jnp.atleast1d jnp.atleast2d jnp.atleast3d", (0.5, v), m)
family("jnp.hanning jnp.hamming jnp.blackman jnp.bartlett", 1, 5); family("jnp.kaiser", (4, 3.0))
family("jnp.cumulativeSum jnp.cumulativeProd", (v, {"includeInitial": True}), m, (m, {"axis": 1, "dtype": "float16"}))
family("jnp.full", ([2], 2.5), ([2], i(1, 2))); family("jnp.linspace", (f(0), f(1, 2), 3), (0.0, 1.0, -1)); family("jnp.tri", (3, {"k": 1}))
family("jnp.split jnp.arraySplit", (v, [5]), (v, 3)); family("jnp.vecmat", (f(1, 2, 3), m)); family("jnp.take", (v, i(-1, 9, -9)))
family("jnp.takeAlongAxis", (m, i(0, -1, 9).reshape(3, 1), {"axis": 1, "mode": "clip"}), (m, i(0), {"axis": 1}))
family("linalg.norm", *[(m, {"ord": o}) for o in (1, -1, math.inf, -math.inf, "fro", 3)], t, *[(v, {"ord": o}) for o in (0, 1, 3, math.inf)], (m, {"axis": 1, "keepdims": True}), (t, {"axis": [2, 0]}))
family("linalg.vectorNorm linalg.matrixNorm", m, t); family("linalg.matrixPower", (m[:, :3], 0), (m[:, :3], 5), (m, 2)); family("linalg.multiDot", [m, m.T, m], [f(1, 2, 3), m, v], [m, m])
family("special.entr special.expit special.gammaln special.gammasgn special.i0 special.i1e special.logit special.erfinv special.digamma", f(-1.5, -0.0, 0, 0.25, 1, 3, nan), i(0, 2))
family("special.gamma special.factorial", f(0.5, 3)); family("special.ndtr special.logNdtr", f(-20, -5, 0, 3, 8)); family("special.ndtri", f(0, 1e-20, 0.05, 0.5, 0.99, 1))
family("special.xlogy special.xlog1py special.relEntr special.klDiv", (f(0, 0, 1, 2, -1), f(0, 1, 0, 3, 2))); family("special.betaln special.beta", (f(0.5, 2), f(1.5, 3)))
family("special.zeta", (f(2, 3), f(1, 0.5)), (f(0.5, 1), f(1, 1))); case("special.polygamma", i(1, 2), f(0.5, 12)); family("special.boxcox special.boxcox1p", (f(0.5, 2), f(0, 2)))
w = jnp.arange(60, dtype=jnp.float32).reshape(2, 2, 3, 5) % 7; kernel = jnp.arange(24, dtype=jnp.float32).reshape(3, 2, 2, 2) % 5
family("lax.convGeneralDilated", (w, kernel, [1, 1], "SAME"), (w, kernel, [2, 1], "VALID"), (w, kernel, [1, 1], "SAME", {"rhsDilation": [1, 2], "lhsDilation": [2, 1]}), (w, kernel[:2, :1], [1, 1], "SAME", {"featureGroupCount": 2}), (w, kernel[:, :1], [1, 1], "SAME"))
folds = {"add": jax.lax.add, "max": jax.lax.max, "mul": jax.lax.mul, "min": jax.lax.min}
for operation, start in [("add", 0.0), ("max", -inf), ("min", inf)]:
    for options in [{}, {"padding": "SAME", "windowStrides": [2, 1]}, {"windowDilation": [1, 2]}]:
        case("lax.reduceWindow", m, start, operation, [2, 2], **options,
             py=lambda x, start, operation, window, padding="VALID", window_strides=(1, 1), **rest: jax.lax.reduce_window(x, start, folds[operation], window, window_strides, padding, **rest))
family("lax.reducePrecision", (f(1.0001, -3.14159, 70000, 1e-8, inf, nan, -0.0), 5, 10), (f(1.5, 2.5), 8, 0)); family("lax.mulhi", (i(2147483647, -5), i(2147483647, 7)), (u(4294967295), u(4294967295)))
family("lax.topK", (m, 2, {"axis": 0}), (v, 9)); family("lax.cumsum lax.cummax", (m, {"axis": -1})); family("lax.besselI0e lax.besselI1e lax.digamma", f(-3, 0, 0.5, 20))
family("nn.softmax nn.logSoftmax", (m, {"where": m > 99, "axis": 1}), f(-inf, -inf), (m, {"axis": None}), (m, {"axis": 5})); family("nn.logsumexp", (m, {"axis": 1, "b": f(1, 0, -2, 3), "returnSign": True}), (m, {"axis": 0, "where": m > 1}))
family("nn.log1mexp", f(0.1, 1, 20)); family("nn.logmeanexp", (m, {"axis": 1, "where": m > 1})); family("nn.oneHot", (i(0, 2), 3, {"axis": 5}), (b(True), 2))
q = jnp.arange(24, dtype=jnp.float32).reshape(1, 3, 2, 4) / 10; kv = jnp.arange(20, dtype=jnp.float32).reshape(1, 5, 1, 4) % 3
family("nn.dotProductAttention", (q, kv, kv), (q, kv, kv, {"isCausal": True, "scale": 0.3}), (q, kv, kv, {"localWindowSize": [1, 0]}))

# Arguments by name, parameters that are rarely given, sizes of sets.
family("jnp.reshape", (m, {"shape": [2, 6]})); family("jnp.transpose", (t, {"axes": [1, 2, 0]})); family("jnp.expandDims", (v, {"axis": 0}), (v, {"axis": [0, 2]})); family("jnp.broadcastTo", (v, {"shape": [2, 4]}))
family("jnp.moveaxis", (t, {"source": 0, "destination": 2})); family("jnp.swapaxes", (t, {"axis1": 0, "axis2": 1})); family("jnp.rollaxis", (t, {"axis": 2}), (t, 2, 1)); family("jnp.rot90", (m, 2), (t, 1, [1, 2]))
family("jnp.roll", (v, {"shift": 1})); family("jnp.repeat", (v, {"repeats": 2})); family("jnp.split jnp.arraySplit", (v, {"indicesOrSections": 2})); family("jnp.full", ([2], {"fillValue": 3.5})); family("jnp.fullLike", (v, {"fillValue": 7, "dtype": "int32"}))
family("jnp.round", (f(2.567, -1.25), 1), (f(25, -35), {"decimals": -1})); family("jnp.clip", (v, {"min": 2.0}), (v, {"max": 3.0}), (v, 2.0, {"max": 3.0})); family("jnp.tril jnp.triu jnp.diag", (m, 1), (m, -1)); family("jnp.trilIndices jnp.triuIndices", (3, 1), (2, 0, 3), (2, {"m": 4}))
family("jnp.diagonal jnp.trace", (m, 1), (t, 0, {"axis1": 1, "axis2": 2})); family("jnp.eye jnp.tri", (2, 3, 1), (2, {"M": 3, "dtype": "int32"})); family("jnp.diff", (v, 2)); family("jnp.vander", (v, 3), (v, {"N": 2, "increasing": True}))
family("jnp.tensordot", (m, m.T, 1), (m, m, {"axes": 2}), (m, v, 1)); family("jnp.quantile jnp.percentile", (v, {"q": 0.25}));  family("linalg.norm", (v, 1), (m, "fro"))
family("jnp.searchsorted", (f(3, 1, 2), f(2.5), {"sorter": i(1, 2, 0)}), (f(1, 2), f(1), {"side": "x"})); family("jnp.indices", ([2, 3], {"sparse": True})); family("jnp.array", (v, {"ndmin": 3}))
family("jnp.linspace", (0.0, 1.0, 5, {"retstep": True}), (0.0, 1.0, {"num": 3})); family("jnp.take", (v, i(0, 3), {"mode": "fill", "fillValue": 7.0}), (v, i(0), {"mode": "x"})); family("jnp.where", (b(True, False, True),), (b(True, False, True), {"size": 3, "fillValue": 9}))
family("jnp.vstack jnp.hstack jnp.dstack", ([v, v], {"dtype": "float16"})); family("jnp.dot jnp.matmul jnp.inner jnp.vdot", (i(1, 2), i(3, 4), {"preferredElementType": "float32"})); family("jnp.nanToNum", (f(nan, inf), {"nan": 1.0, "copy": True}))
family("jnp.unique", (f(3, nan, 1, 3, nan), {"returnIndex": True, "returnInverse": True, "returnCounts": True}), (f(3, 1, 3), {"size": 4}), (f(3, 1, 3), {"size": 4, "fillValue": 9.0, "returnCounts": True, "returnIndex": True}), (i(2, 1, 2, 1).reshape(2, 2), {"axis": 0, "returnCounts": True}), (f(3, nan, nan), {"equalNan": False}), (f(3, 1, 2), {"size": 2}), (f(), {"size": 2}))
family("jnp.uniqueValues jnp.uniqueCounts jnp.uniqueInverse jnp.uniqueAll", (f(3, 1, 3), {"size": 3, "fillValue": -1.0}))
family("jnp.union1d jnp.intersect1d jnp.setdiff1d jnp.setxor1d", (i(3, 1, 5, 3), i(1, 2, 5), {"size": 5}), (f(3, 1, 5, 3), f(1, 2, 5), {"size": 5, "fillValue": -1.0}), (i(3, 1), i(1, 2), {"size": 1}))
family("jnp.intersect1d", (i(3, 1, 5, 3), i(5, 1, 2), {"returnIndices": True})); family("jnp.isin", (i(1, 2, 3), i(3, 1), {"invert": True, "assumeUnique": True}))
family("jnp.real jnp.conj jnp.imag jnp.isreal jnp.iscomplex", f(1, -2, nan), i(1, 2)); family("jnp.angle", f(1, -2, 0, nan), (f(1, -2), {"deg": True}))
case("jnp.mgrid", 2.0, 3.0, py=lambda a, b: jnp.mgrid[:a, :b]); family("jnp.putAlongAxis", (m, i(0, 1, 2).reshape(3, 1), 9.0, 1, {"inplace": False}))
family("nn.leakyRelu", (f(-1, 2), {"negativeSlope": 0.5}), (f(-1, 2), 0.2)); family("nn.elu nn.celu", (f(-1, 2), {"alpha": 0.5})); family("nn.squareplus", (f(-1, 2), {"b": 1.0})); family("nn.oneHot", (i(0, 2), {"numClasses": 3}))

# lax: in JAX's order, and by name.
family("lax.indexInDim", (m, 1), (m, -1, 1, False), (m, 1, {"axis": 1, "keepdims": False}), (m, 5)); family("lax.sliceInDim", (m, 1, 3), (m, 0, 4, 2, 1), (m, {"startIndex": 1, "limitIndex": 3, "axis": 1}), (m, None, -1))
family("lax.dynamicSliceInDim", (v, 1, 2), (m, 1, 2, 1), (m, 1, {"sliceSize": 2, "axis": 1})); family("lax.dynamicIndexInDim", (m, 1), (m, 1, 1, False), (m, -1, {"axis": 1, "keepdims": False})); family("lax.dynamicUpdateIndexInDim", (v, 9.0, 1, 0), (m, f(1, 2, 3), 1, {"axis": 1}))
family("lax.dynamicUpdateSliceInDim", (v, f(9), 1, {"axis": 0})); family("lax.dynamicSlice", (v, i(-2), [2], {"allowNegativeIndices": False}), (v, i(-2), {"sliceSizes": [2]}))
family("lax.broadcastInDim", (v, [2, 4], [1]), (v, {"shape": [4, 2], "broadcastDimensions": [0]})); family("lax.collapse", (t, 1), (t, 0, 2)); family("lax.transpose", (m, [1, 0]), (m, {"permutation": [1, 0]})); family("lax.reshape", (m, [2, 6]), (m, [12], [1, 0]), (m, {"newSizes": [4, 3]}))
family("lax.squeeze", (f(1).reshape(1, 1), [0])); family("lax.expandDims", (v, {"dimensions": [0, 2]})); family("lax.rev", (m, {"dimensions": [1]})); family("lax.concatenate", ([v, v], 0), ([m, m], {"dimension": 1})); family("lax.split", (v, [1, 3]), (m, [1, 3], {"axis": 1})); family("lax.stack", ([v, v], 1), ([v, v], {"axis": -1}))
for name in ["argmax", "argmin"]:
    case("lax." + name, m, 1, "int32", py=lambda x, axis, dtype, name=name: getattr(jax.lax, name)(x, axis, jnp.int32)); case("lax." + name, m, axis=0, indexDtype="uint32", py=lambda x, axis, index_dtype, name=name: getattr(jax.lax, name)(x, axis, jnp.uint32))
family("lax.reduceSum lax.reduceMax lax.reduceProd", (m, [0]), (m, {"axes": [1]})); family("lax.cumsum lax.cummax lax.cumlogsumexp", (m, 1, True), (m, {"axis": 1})); family("lax.sort", (m, 0), (m, {"dimension": 0}), f(3, 1, 2)); family("lax.sort", ([i(2, 1, 2), i(3, 9, 1)], {"numKeys": 2}))
family("lax.sortKeyVal", (i(2, 1, 3), f(1, 2, 3)), (i(2, 1, 3), f(1, 2, 3), 0)); family("lax.round", f(0.5, 1.5, -2.5)); family("lax.integerPow", (f(2, 3), {"y": 2})); family("lax.dot", (v, v), (m, v), (i(1, 2), i(3, 4), {"preferredElementType": "float32"})); family("lax.batchMatmul", (t, t.transpose(0, 2, 1)))
case("lax.dotGeneral", m, m, [[[1], [1]], [[], []]], py=lambda x, y, d: jax.lax.dot_general(x, y, d)); family("lax.broadcastLike", (v, m)); family("lax.broadcast", (v, [2])); family("lax.tile", (m, [2, 1])); family("lax.approxMaxK lax.approxMinK", (v, 2))
for options in [{}, {"reverse": True}]:
    for x in [v, f(1, 2, 3, 4, 5), f(7), m]:
        case("lax.cumsum", x, **options, py=lambda x, **o: jax.lax.associative_scan(jnp.add, x, **o))
family("lax.convGeneralDilated", (w, kernel, {"windowStrides": [1, 1], "padding": "SAME_LOWER"}), (w, kernel[:, :2], [1, 1], [[1, 0], [0, 2]]), (w, kernel[:2], [1, 1], "VALID", {"batchGroupCount": 2}))
case("lax.convGeneralDilated", w.transpose(0, 2, 3, 1), kernel.transpose(2, 3, 1, 0), [1, 1], "SAME", dimensionNumbers=["NHWC", "HWIO", "NHWC"])
family("lax.convTranspose", *[(w.transpose(0, 2, 3, 1), kernel.transpose(2, 3, 1, 0), [2, 1], p) for p in ("SAME", "VALID")], (w.transpose(0, 2, 3, 1), kernel.transpose(2, 3, 0, 1), {"strides": [2, 2], "padding": "SAME", "transposeKernel": True}))
family("lax.convGeneralDilatedPatches", (w, [2, 2], [1, 1], "VALID"), (w, {"filterShape": [2, 2], "windowStrides": [1, 2], "padding": "SAME"}))

for name in ["erfInv", "lgamma", "digamma", "besselI0e", "besselI1e", "acosh", "rsqrt"]:
    derivative("lax." + name, f(0.25, 0.75) + (1 if name == "acosh" else 0))
for name in ["maximum", "minimum", "fmax", "fmin", "arctan2", "hypot", "logaddexp", "floatPower", "power", "copysign"]:
    derivative("jnp." + name, f(0, 0, 1, -1, 2), f(0, 1, 1, 1, 0))
derivative("special.xlogy", f(0, 1, 2), f(1, 2, 3)); derivative("special.logit", f(0.1, 0.9)); derivative("special.logNdtr", f(-30, 0, 3)); derivative("special.ndtri", f(0.1, 0.9)); derivative("special.entr", f(0.5, 2)); derivative("special.logit", f(0.5))

print(f"/** What JAX {jax.__version__} computes: function, arguments, options, outputs. Written by record.py. */\n")
print("import type { Recorded } from \"./support.js\";\n")
# Families overlap: each call once. In parts, since the type checker gives up on lists of thousands.
SIZE = 500
lines = list(dict.fromkeys(map(show, cases)))
parts = [lines[k : k + SIZE] for k in range(0, len(lines), SIZE)]
for k, part in enumerate(parts):
    print(f"// prettier-ignore\nconst part{k}: readonly Recorded[] = [")
    for line in part:
        print(line)
    print("];")
print("\nexport const recorded: readonly Recorded[] = [" + ", ".join(f"...part{k}" for k in range(len(parts))) + "];")
