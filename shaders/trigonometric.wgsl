// Circular functions and their inverses.

// x = (4 k + q) pi/2 + r with |r| <= pi/4, for a large finite x: gives r and sets pb_quadrant to q. The significand times
// the 96 digits of 2/pi that matter at its exponent (Payne & Hanek 1983). The exponent moves the window by whole bytes
// and the significand by the bits that remain: shifts by variable amounts are dear where vectors have none.
var<private> pb_quadrant: u32 = 0u;
fn pb_kernel_reduce_large(x: f32) -> f32 {
  let b = bitcast<u32>(x) & 0x7fffffffu;
  let position = (b >> 23u) - 134u;
  let m = u32(i32(bitcast<f32>((b & 0x7fffffu) | (((position & 7u) + 150u) << 23u))));
  // 2/pi after 18 zeros: from byte 8, from byte 4, from byte 2, from byte 1, as the position says.
  let by8 = (position & 64u) != 0u;
  let by4 = (position & 32u) != 0u;
  let by2 = (position & 16u) != 0u;
  let by1 = (position & 8u) != 0u;
  let v0 = select(0x28beu, 0x054a7f09u, by8);
  let v1 = select(0x60db9391u, 0xd5f47d4du, by8);
  let v2 = select(0x054a7f09u, 0x377036d8u, by8);
  let v3 = select(0xd5f47d4du, 0xa5664f10u, by8);
  let v4 = select(0x377036d8u, 0xe4107f94u, by8);
  let w0 = select(v0, v1, by4);
  let w1 = select(v1, v2, by4);
  let w2 = select(v2, v3, by4);
  let w3 = select(v3, v4, by4);
  let y0 = select(w0, (w0 << 16u) | (w1 >> 16u), by2);
  let y1 = select(w1, (w1 << 16u) | (w2 >> 16u), by2);
  let y2 = select(w2, (w2 << 16u) | (w3 >> 16u), by2);
  let h0 = select(y0, (y0 << 8u) | (y1 >> 24u), by1);
  let h1 = select(y1, (y1 << 8u) | (y2 >> 24u), by1);
  let h2 = select(y2, y2 << 8u, by1);
  // Of the last digits only what is carried matters, and a float says it well enough: 2^-57 of a quadrant.
  let carried = u32(i32(f32(m) * (f32(h2 >> 1u) * 0x1p-31)));
  let low = m * h1 + carried;
  let high = m * h0 + pb_mulhi_u32(m, h1) + select(0u, 1u, low < carried);
  // The fraction of a quadrant: its sign, its leading digits by twelve, so that products with half of pi's are exact, and
  // the rest.
  let fraction = (high << 2u) | (low >> 30u);
  let negative = bitcast<u32>(bitcast<i32>(fraction) >> 31u);
  let magnitude = fraction ^ negative;
  let d1 = f32(i32(magnitude & 0xfff00000u));
  let d2 = f32(i32(magnitude & 0x000fff00u));
  let d3 = f32(i32(magnitude & 0xffu)) + f32(i32(((low << 2u) ^ negative) >> 1u)) * 0x1p-31;
  let r = d1 * 0x1.92p-32 + ((d1 * 0x1.fb5444p-44 + d2 * 0x1.92p-32) + (d2 * 0x1.fb5444p-44 + d3 * 0x1.921fb6p-32));
  let flip = bitcast<u32>(x) & 0x80000000u;
  let q = (high >> 30u) - negative;
  pb_quadrant = select(q, 0u - q, flip != 0u);
  return bitcast<f32>(bitcast<u32>(r) ^ (negative & 0x80000000u) ^ flip);
}

// What the reduced argument lacks of the exact one.
var<private> pb_reduced_low: f32 = 0.0;

// The same for any x. Up to 6400 in float32: pi/2 in three parts of 12 digits, whose products with n are exact, and a
// rest (Cody & Waite 1980).
fn pb_kernel_reduce(x: f32) -> f32 {
  let n = round(clamp(x, -6400.0, 6400.0) * 0.63661975);
  let r1 = pb_kernel_fence(x - n * 0x1.92p+0);
  let r2 = pb_kernel_fence(r1 - n * 0x1.fb4p-12);
  let r3 = pb_kernel_fence(r2 - n * 0x1.444p-24);
  let rest = pb_kernel_fence(pb_kernel_fence(r2 - r3) - n * 0x1.444p-24) - n * 0x1.68c234p-39;
  var r = r3 + rest;
  pb_reduced_low = pb_kernel_fence(r3 - r) + rest;
  pb_quadrant = u32(i32(n));
  let large = abs(x) > 6400.0;
  if (large | !PB_SKIPS) {
    let quadrant = pb_quadrant;
    r = select(r, pb_kernel_reduce_large(x), large);
    pb_reduced_low = select(pb_reduced_low, 0.0, large);
    pb_quadrant = select(quadrant, pb_quadrant, large);
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
