// Exponentials, logarithms and roots.

// e^(x + low) 2^shift for |x| < 105 and a small low, rounded twice: Cody & Waite 1980. x = n ln 2 + r with ln 2 split so
// that n LN2_HIGH is exact; e^r = 1 + r + r^2 p(r) on |r| <= ln 2 / 2.
const PB_LN2_HIGH: f32 = 0x1.62e4p-1;
const PB_LN2_LOW: f32 = 0x1.7f7d1cp-20;
fn pb_kernel_exp(x: f32, low: f32, shift: i32) -> f32 {
  let n = round(x * 1.442695);
  let r = pb_kernel_fence(x - n * PB_LN2_HIGH) + (low - n * PB_LN2_LOW);
  let p = (((0.0013837455 * r + 0.008369199) * r + 0.041668117) * r + 0.16666517) * r + 0.49999994;
  return pb_kernel_scale(1.0 + (r + (r * r) * p), i32(n) + shift);
}

// 1.0 ulp.
fn pb_exp(x: f32) -> f32 {
  return select(pb_kernel_exp(clamp(x, -104.0, 89.0), 0.0, 0), x, pb_isnan(x));
}

// 2^n (1 + r p(r)) on |r| <= 1/2. 1.2 ulp.
fn pb_exp2(x: f32) -> f32 {
  let c = clamp(x, -151.0, 129.0);
  let n = round(c);
  let r = c - n;
  let p = ((((0.00013331776 * r + 0.0013387925) * r + 0.009625446) * r + 0.055503663) * r + 0.24022594) * r + 0.6931472;
  return select(pb_kernel_scale(1.0 + r * p, i32(n)), x, pb_isnan(x));
}

// e^x - 1 = 2^n (e^r - 1) + (2^n - 1); the last bracket rounds to 2^n where that no longer matters. 1.7 ulp.
fn pb_expm1(x: f32) -> f32 {
  let c = clamp(x, -30.0, 89.0);
  let n = round(c * 1.442695);
  let r = pb_kernel_fence(c - n * PB_LN2_HIGH) - n * PB_LN2_LOW;
  let p = (((0.0013917687 * r + 0.0083671) * r + 0.041666612) * r + 0.16666539) * r + 0.5;
  let y = r + (r * r) * p;
  let s = bitcast<f32>((min(i32(n), 64) + 127) << 23u);
  let v = select(pb_kernel_fence(y * s) + (s - 1.0), pb_kernel_scale(1.0 + y, i32(n)), n > 63.0);
  return select(v, x, pb_isnan(x) | (abs(x) < 0x1p-26));
}

// log(1 + f) - f on sqrt(1/2) <= 1 + f <= sqrt(2).
fn pb_kernel_log1p(f: f32) -> f32 {
  let p = (((0.0668467 * f - 0.116519146) * f + 0.1189036) * f - 0.124070466) * f + 0.14220244;
  let q = (((p * f - 0.16668016) * f + 0.20002072) * f - 0.25000015) * f + 0.33333313;
  return (f * f) * (f * q - 0.5);
}

// The bits of a positive x, or of x 2^149 for a denormal one, which has no leading digit.
fn pb_kernel_normal(x: f32) -> i32 {
  let b = bitcast<i32>(x);
  return select(b, bitcast<i32>(f32(b)), b < 0x00800000);
}

// The exponent of the power of two that brings a positive x between sqrt(1/2) and sqrt(2); of x's bits.
fn pb_kernel_exponent(b: i32) -> i32 { return (b - 0x3f3504f3) >> 23u; }

// What a logarithm gives outside of 0 < x < infinity.
fn pb_kernel_log_edges(x: f32, inside: f32) -> f32 {
  let b = bitcast<u32>(x);
  let upper = select(select(inside, x, b >= 0x7f800000u), pb_nan(), b > 0x7f800000u);
  return select(upper, -pb_inf(), (b & 0x7fffffffu) == 0u);
}

// k ln 2 + log(1 + f), with ln 2 in two parts. 0.9 ulp.
fn pb_log(x: f32) -> f32 {
  let b = pb_kernel_normal(x);
  let k = pb_kernel_exponent(b);
  let f = bitcast<f32>(b - (k << 23u)) - 1.0;
  let n = f32(k - select(0, 149, bitcast<u32>(x) < 0x00800000u));
  return pb_kernel_log_edges(x, n * PB_LN2_HIGH + (f + (pb_kernel_log1p(f) + n * PB_LN2_LOW)));
}

// k + log(1 + f) / ln 2, with both factors in two parts; exact for powers of two. 1.0 ulp.
fn pb_log2(x: f32) -> f32 {
  let b = pb_kernel_normal(x);
  let k = pb_kernel_exponent(b);
  let f = bitcast<f32>(b - (k << 23u)) - 1.0;
  let tail = pb_kernel_log1p(f);
  let high = pb_kernel_head(f + tail);
  let low = pb_kernel_fence(f - high) + tail;
  let n = f32(k - select(0, 149, bitcast<u32>(x) < 0x00800000u));
  return pb_kernel_log_edges(x, n + (high * 0x1.714p+0 + ((high + low) * 0x1.47652cp-12 + low * 0x1.714p+0)));
}

// The logarithm of u = 1 + x, with what the addition rounded off put back into the reduced argument.
// 1.5 ulp.
fn pb_log1p(x: f32) -> f32 {
  let u = pb_kernel_fence(1.0 + x);
  let b = bitcast<i32>(u);
  let k = pb_kernel_exponent(b);
  let rest = select(x - pb_kernel_fence(u - 1.0), 1.0 - pb_kernel_fence(u - x), x > 1.0);
  let f = pb_kernel_fence(bitcast<f32>(b - (k << 23u)) - 1.0) + rest * bitcast<f32>((127 - clamp(k, -125, 126)) << 23u);
  let n = f32(k);
  let v = n * PB_LN2_HIGH + (f + (pb_kernel_log1p(f) + n * PB_LN2_LOW));
  return select(pb_kernel_log_edges(u, v), x, abs(x) < 0x1p-25);
}

// Accurate on both sides: e^-x overflows only where the result is below the smallest normal number. 2.5 ulp.
fn pb_logistic(x: f32) -> f32 { return 1.0 / (1.0 + pb_exp(-x)); }

// One correction by the exact residual, which leaves a correctly rounded root as it is. WGSL promises about 4 ulp.
fn pb_sqrt(x: f32) -> f32 {
  let y = sqrt(x);
  let high = pb_kernel_head(y);
  let low = y - high;
  let residual = pb_kernel_fence(pb_kernel_fence(x - high * high) - 2.0 * high * low) - low * low;
  return select(y, y + residual / (y + y), (x > 0x1p-76) & (x < 0x1p127));
}

// 1.5 ulp.
fn pb_rsqrt(x: f32) -> f32 { return 1.0 / pb_sqrt(x); }

// A first guess by a third of the exponent (Kahan), one step of Halley's iteration, and one from 12 digits, whose
// square is exact. 0.9 ulp.
fn pb_cbrt(x: f32) -> f32 {
  let b = bitcast<u32>(x) & 0x7fffffffu;
  let tiny = b < 0x00800000u;
  // Compilers may take q + q for (a + a) / (t * t), which is not to overflow.
  let large = b >= 0x7e000000u;
  let a = select(bitcast<f32>(b) * select(1.0, 0x1p-6, large), f32(b) + f32(b), tiny);
  var t = bitcast<f32>(bitcast<u32>(a) / 3u + 0x2a5119f2u);
  var q = a / (t * t);
  t = pb_kernel_head(t * ((q + q) + t) / ((t + t) + q));
  q = a / (t * t);
  t += t * ((q - t) / ((t + t) + q));
  return select(pb_copysign(t * select(select(1.0, 4.0, large), 0x1p-50, tiny), x), x, (b == 0u) | (b >= 0x7f800000u));
}
