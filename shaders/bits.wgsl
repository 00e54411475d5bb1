// Special values, classification, ordering, rounding and conversion of float32 values, by their bits where a compiler
// may assume that there are no NaN, no infinities and no signed zeros.
//
// WGSL rejects constant expressions that are not finite, folds `x * 0.0`, and lets an implementation reassociate and
// contract. One private variable that is always zero hides a value from all three. A kernel that sets it at its start
// from data that the compiler cannot see (a uniform) makes the fences hold under any optimizer.
//
// Conditions are joined with | and &, which are no branches: || and && are, and drivers take exponentially long to
// compile a loop with a dozen of them (measured on SwiftShader).

var<private> pb_zero: u32 = 0u;

// Whether lanes that take no branch spare its work. SwiftShader executes both sides of a branch, and calls of equal
// arguments share only what stands outside of any: there it is false, and nothing that would be done anyway is hidden.
const PB_SKIPS: bool = true;

fn pb_inf() -> f32 { return bitcast<f32>(pb_zero | 0x7f800000u); }

fn pb_nan() -> f32 { return bitcast<f32>(pb_zero | 0x7fc00000u); }

fn pb_isnan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

fn pb_isinf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) == 0x7f800000u; }

fn pb_is_finite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) < 0x7f800000u; }

fn pb_signbit(x: f32) -> bool { return bitcast<u32>(x) >= 0x80000000u; }

// The same value, which no arithmetic may be moved across.
fn pb_kernel_fence(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) ^ pb_zero); }

// The leading 12 digits: products of two such values are exact, whether or not they are fused with an addition.
fn pb_kernel_head(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) & 0xfffff000u); }

// x 2^n for a normal x and |n| <= 252, rounded once; overflows to infinity.
fn pb_kernel_scale(x: f32, n: i32) -> f32 {
  let half = n >> 1u;
  return bitcast<f32>(bitcast<i32>(x) + (half << 23u)) * bitcast<f32>((n - half + 127) << 23u);
}

fn pb_copysign(x: f32, y: f32) -> f32 {
  return bitcast<f32>((bitcast<u32>(x) & 0x7fffffffu) | (bitcast<u32>(y) & 0x80000000u));
}

// `!=` is an ordered comparison in some compilers: false for NaN.
fn pb_ne(x: f32, y: f32) -> bool { return (x != y) | pb_isnan(x) | pb_isnan(y); }

// NaN if either is, and -0 < +0. Equal operands are the same value or zeros of either sign.
fn pb_max(x: f32, y: f32) -> f32 {
  let equal = bitcast<f32>(bitcast<u32>(x) & bitcast<u32>(y));
  return select(select(y, x, (x > y) | pb_isnan(x)), equal, x == y);
}

fn pb_min(x: f32, y: f32) -> f32 {
  let equal = bitcast<f32>(bitcast<u32>(x) | bitcast<u32>(y));
  return select(select(y, x, (x < y) | pb_isnan(x)), equal, x == y);
}

// min(max(x, low), high), as JAX orders it.
fn pb_clamp(low: f32, x: f32, high: f32) -> f32 { return pb_min(pb_max(x, low), high); }

// NaN and zeros stay as they are.
fn pb_sign(x: f32) -> f32 { return select(pb_copysign(1.0, x), x, (x == 0.0) | pb_isnan(x)); }

// Half away from zero, JAX's default.
fn pb_round(x: f32) -> f32 {
  let whole = trunc(x);
  return pb_copysign(abs(whole) + select(0.0, 1.0, abs(x) - abs(whole) >= 0.5), x);
}

fn pb_round_even(x: f32) -> f32 { return pb_copysign(round(x), x); }

fn pb_floor(x: f32) -> f32 { return select(floor(x), x, x == 0.0); }

fn pb_ceil(x: f32) -> f32 { return pb_copysign(ceil(x), x); }

fn pb_trunc(x: f32) -> f32 { return pb_copysign(trunc(x), x); }

// Toward zero, clamped to the range; NaN gives 0, as in XLA.
fn pb_f32_to_i32(x: f32) -> i32 {
  let inside = i32(clamp(x, -2147483648.0, 2147483520.0));
  return select(select(inside, 0x7fffffffi, x >= 2147483648.0), 0, pb_isnan(x));
}

fn pb_f32_to_u32(x: f32) -> u32 {
  let inside = u32(clamp(x, 0.0, 4294967040.0));
  return select(select(inside, 0xffffffffu, x >= 4294967296.0), 0u, pb_isnan(x));
}

// The neighbour of x in the direction of y: magnitudes are ordered as their bits are.
fn pb_nextafter(x: f32, y: f32) -> f32 {
  let bx = bitcast<u32>(x);
  let by = bitcast<u32>(y);
  let ax = bx & 0x7fffffffu;
  let ay = by & 0x7fffffffu;
  let shrinks = (ax > ay) | ((bx ^ by) >= 0x80000000u);
  let next = select(select(bx + 1u, bx - 1u, shrinks), (by & 0x80000000u) | 1u, ax == 0u);
  let moved = bitcast<f32>(select(next, by, (bx == by) | ((ax | ay) == 0u)));
  return select(select(moved, y, pb_isnan(y)), x, pb_isnan(x));
}

// x / y also where a device divides by way of 1 / y, which is flushed to zero for the largest y.
fn pb_div(x: f32, y: f32) -> f32 {
  let s = select(1.0, 0.25, (bitcast<u32>(y) & 0x7fffffffu) > 0x7e800000u);
  return (x * s) / (y * s);
}

// The remainder of the division toward zero, exact, by long division of the significands, 8 digits a step.
fn pb_rem(x: f32, y: f32) -> f32 {
  let ax = bitcast<u32>(x) & 0x7fffffffu;
  let ay = bitcast<u32>(y) & 0x7fffffffu;
  let ex = max(ax >> 23u, 1u);
  let ey = max(ay >> 23u, 1u);
  let my = max(ay - ((ey - 1u) << 23u), 1u);
  var r = (ax - ((ex - 1u) << 23u)) % my;
  var gap = select(0u, ex - ey, (ex > ey) & (ax < 0x7f800000u));
  while (gap > 0u) {
    let step = min(gap, 8u);
    r = (r << step) % my;
    gap -= step;
  }
  // r 2^(ey - 150): as a normal number, or as the bits of a denormal one.
  let normal = bitcast<u32>(f32(r)) + (ey << 23u);
  let bits = select(normal - 0x4b000000u, r << min(ey - 1u, 31u), normal < 0x4b800000u);
  let rest = select(bits, 0u, r == 0u) | (bitcast<u32>(x) & 0x80000000u);
  let invalid = (ay == 0u) | (ax >= 0x7f800000u) | (ay > 0x7f800000u);
  return select(select(bitcast<f32>(rest), x, ax < ay), pb_nan(), invalid);
}
