// Circular functions and their inverses.

// 2/pi, two places to the right of its binary point, after a word of zeros.
const PB_TWO_OVER_PI = array<u32, 8>(
  0u, 0x28be60dbu, 0x9391054au, 0x7f09d5f4u, 0x7d4d3770u, 0x36d8a566u, 0x4f10e410u, 0x7f9458eau);

// x = (4 k + q) pi/2 + r with |r| <= pi/4, for a large finite x: gives r and sets pb_quadrant to q. The product of the
// significand with the right 96 digits of 2/pi, in integers (Payne & Hanek 1983), and of its fraction with pi/2.
var<private> pb_quadrant: u32 = 0u;
fn pb_kernel_reduce_large(x: f32) -> f32 {
  let b = bitcast<u32>(x) & 0x7fffffffu;
  let position = (b >> 23u) - 126u;
  let m = ((b & 0x7fffffu) | 0x800000u) << 8u;
  let i = position >> 5u;
  let s = position & 31u;
  let t = 31u - s;
  let w1 = PB_TWO_OVER_PI[i + 1u];
  let w2 = PB_TWO_OVER_PI[i + 2u];
  let h0 = (PB_TWO_OVER_PI[i] << s) | ((w1 >> 1u) >> t);
  let h1 = (w1 << s) | ((w2 >> 1u) >> t);
  let h2 = (w2 << s) | ((PB_TWO_OVER_PI[i + 3u] >> 1u) >> t);
  let carried = pb_mulhi_u32(m, h2);
  let low = carried + m * h1;
  let high = m * h0 + pb_mulhi_u32(m, h1) + select(0u, 1u, low < carried);
  // The fraction of a quadrant, as a signed number of 64 digits: its magnitude, and its leading 32 digits.
  var f1 = (high << 2u) | (low >> 30u);
  var f0 = low << 2u;
  let negative = f1 >= 0x80000000u;
  f0 = select(f0, ~f0 + 1u, negative);
  f1 = select(f1, ~f1 + select(0u, 1u, f0 == 0u), negative);
  let zeros = min(countLeadingZeros(f1), 31u);
  let leading = (f1 << zeros) | ((f0 >> 1u) >> (31u - zeros));
  let r = f32(i32(pb_mulhi_u32(leading, 0xc90fdaa2u) >> 1u)) * bitcast<f32>((97u - zeros) << 23u);
  let q = (high >> 30u) + select(0u, 1u, negative);
  let flip = x < 0.0;
  pb_quadrant = select(q, 4u - (q & 3u), flip);
  return select(r, -r, negative != flip);
}

// What the reduced argument lacks of the exact one.
var<private> pb_reduced_low: f32 = 0.0;

// The same for any x. Up to 6400 in float32: pi/2 in three parts of 12 digits, whose products with n are exact, and a
// rest (Cody & Waite 1980). The other way stands in a branch, which a GPU skips where no lane needs it.
fn pb_kernel_reduce(x: f32) -> f32 {
  let n = round(clamp(x, -6400.0, 6400.0) * 0.63661975);
  pb_quadrant = u32(i32(n));
  let r1 = pb_kernel_fence(x - n * 0x1.92p+0);
  let r2 = pb_kernel_fence(r1 - n * 0x1.fb4p-12);
  let r3 = pb_kernel_fence(r2 - n * 0x1.444p-24);
  let rest = pb_kernel_fence(pb_kernel_fence(r2 - r3) - n * 0x1.444p-24) - n * 0x1.68c234p-39;
  var r = r3 + rest;
  pb_reduced_low = pb_kernel_fence(r3 - r) + rest;
  if (abs(x) > 6400.0) {
    r = pb_kernel_reduce_large(x);
    pb_reduced_low = 0.0;
  }
  return r;
}

// sin(x + turn pi/2), by the polynomial of the quadrant. What r, its square and 1 - z / 2 lack is carried along, so that
// nearly all results are the nearest floats.
fn pb_kernel_sin(x: f32, turn: u32) -> f32 {
  let r = pb_kernel_reduce(x);
  let q = pb_quadrant + turn;
  let z = r * r;
  let s = r + (pb_reduced_low + (r * z) * (((0.0000027557314 * z - 0.0001984127) * z + 0.008333333) * z - 0.16666667));
  let top = bitcast<f32>(bitcast<u32>(r) & 0xfffff000u);
  let tail = r - top;
  let lack = (pb_kernel_fence(top * top - z) + 2.0 * top * tail) + tail * tail;
  let w = pb_kernel_fence(1.0 - 0.5 * z);
  let p = ((-0.00000027557314 * z + 0.000024801587) * z - 0.0013888889) * z + 0.041666668;
  let c = w + (((1.0 - w) - 0.5 * z) + ((z * z) * p - (r * pb_reduced_low + 0.5 * lack)));
  let v = bitcast<u32>(select(s, c, (q & 1u) == 1u)) ^ ((q & 2u) << 30u);
  return select(pb_nan(), bitcast<f32>(v), pb_is_finite(x));
}

// 0.9 ulp up to 6400, 1.5 ulp beyond; pb_cos likewise.
fn pb_sin(x: f32) -> f32 { return select(pb_kernel_sin(x, 0u), x, abs(x) < 0x1p-13); }

fn pb_cos(x: f32) -> f32 { return pb_kernel_sin(x, 1u); }

// tan r, or -1 / tan r in odd quadrants. 2.8 ulp.
fn pb_tan(x: f32) -> f32 {
  let r = pb_kernel_reduce(x);
  let z = r * r;
  let p = ((((0.00939663 * z + 0.0031013694) * z + 0.024441428) * z + 0.053408198) * z + 0.13338836) * z + 0.33333156;
  let t = r + r * (z * p);
  let v = select(t, -1.0 / t, (pb_quadrant & 1u) == 1u);
  return select(select(pb_nan(), v, pb_is_finite(x)), x, abs(x) < 0x1p-13);
}

// (asin(t) - t) / t for 0 <= t <= 1/2, of z = t^2.
fn pb_kernel_asin(z: f32) -> f32 {
  return z * ((((0.04221989 * z + 0.024148092) * z + 0.045476664) * z + 0.07495249) * z + 0.16666754);
}

// pi/2 - 2 asin(sqrt((1 - a) / 2)) above 1/2. 2.1 ulp.
fn pb_asin(x: f32) -> f32 {
  let a = abs(x);
  let big = a > 0.5;
  let z = select(a * a, 0.5 - 0.5 * a, big);
  let t = select(a, sqrt(z), big);
  let p = pb_kernel_asin(z);
  let w = select(t + t * p, pb_kernel_fence(0x1.921fb6p+0 - 2.0 * t) - (2.0 * t * p + 0x1.777a5cp-25), big);
  return select(select(pb_copysign(w, x), pb_nan(), a > 1.0), x, pb_isnan(x) | (a < 0x1p-13));
}

// 1.2 ulp.
fn pb_acos(x: f32) -> f32 {
  let a = abs(x);
  let big = a > 0.5;
  let z = select(a * a, 0.5 - 0.5 * a, big);
  let t = select(x, sqrt(z), big);
  let v = t + t * pb_kernel_asin(z);
  let middle = 0x1.921fb6p+0 - pb_kernel_fence(v + 0x1.777a5cp-25);
  let w = select(v + v, 0x1.921fb6p+1 - pb_kernel_fence((v + v) + 0x1.777a5cp-24), x < 0.0);
  return select(select(middle, w, big), pb_nan(), (a > 1.0) | pb_isnan(x));
}

// atan(t) for 0 <= t <= 1.
fn pb_kernel_atan(t: f32) -> f32 {
  let z = t * t;
  let p = ((0.0029193412 * z - 0.016362816) * z + 0.043204132) * z - 0.07551618;
  return t + t * (z * ((((p * z + 0.10665756) * z - 0.14211) * z + 0.19993767) * z - 0.33333153));
}

// 1.6 ulp.
fn pb_atan(x: f32) -> f32 {
  let a = abs(x);
  let big = a > 1.0;
  let v = pb_kernel_atan(select(a, 1.0 / a, big));
  let w = select(v, 0x1.921fb6p+0 - pb_kernel_fence(v + 0x1.777a5cp-25), big);
  return select(pb_copysign(w, x), x, pb_isnan(x) | (a < 0x1p-13));
}

// The angle of the quotient of the smaller by the larger, moved to its octant; scaled, since a divisor above 2^126 may
// give zero. 1.8 ulp.
fn pb_atan2(y: f32, x: f32) -> f32 {
  let ax = abs(x);
  let ay = abs(y);
  let large = max(ax, ay);
  let small = min(ax, ay);
  let scale = select(1.0, 0x1p-32, large > 0x1p96);
  let equal = bitcast<u32>(large) == bitcast<u32>(small);
  let t = select((small * scale) / (large * scale), select(1.0, 0.0, large == 0.0), equal | (large == 0.0));
  let v = pb_kernel_atan(t);
  let w = select(v, 0x1.921fb6p+0 - pb_kernel_fence(v + 0x1.777a5cp-25), ay > ax);
  let u = select(w, 0x1.921fb6p+1 - pb_kernel_fence(w + 0x1.777a5cp-24), pb_signbit(x));
  return select(pb_copysign(u, y), pb_nan(), pb_isnan(x) | pb_isnan(y));
}
