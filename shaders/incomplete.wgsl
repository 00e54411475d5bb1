// Incomplete gamma and beta functions, by series and continued fractions, which end when float32 sees no difference.

var<private> pb_slope: f32 = 0.0;

// 1 + x / (a + 1) + x^2 / ((a + 1) (a + 2)) + ...; sets pb_slope to its derivative by a.
fn pb_kernel_gamma_series(a: f32, x: f32) -> f32 {
  var r = a;
  var term = 1.0;
  var total = 1.0;
  var term_slope = 0.0;
  var slope = 0.0;
  var left = 5000u;
  while (left > 0u) {
    r += 1.0;
    let ratio = x / r;
    term_slope = term_slope * ratio - term * ratio / r;
    slope += term_slope;
    term *= ratio;
    total += term;
    let goes_on = (term > total * 1.1920929e-07) | (abs(term_slope) > abs(slope) * 1.1920929e-07);
    left = select(0u, left - 1u, goes_on);
  }
  pb_slope = slope;
  return total;
}

// 1 / (x + 1 - a - (1 - a) / (x + 3 - a - 2 (2 - a) / ...)) for x > a, by its convergents p / q; sets pb_slope to its
// derivative by a.
fn pb_kernel_gamma_fraction(a: f32, x: f32) -> f32 {
  var c = 0.0;
  var y = 1.0 - a;
  var z = x + y + 1.0;
  var p0 = 1.0;
  var q0 = x;
  var p1 = x + 1.0;
  var q1 = z * x;
  var value = p1 / q1;
  var dp0 = 0.0;
  var dq0 = 0.0;
  var dp1 = 0.0;
  var dq1 = -x;
  var slope = (dp1 - value * dq1) / q1;
  var left = 2000u;
  while (left > 0u) {
    c += 1.0;
    y += 1.0;
    z += 2.0;
    let yc = y * c;
    let p = p1 * z - p0 * yc;
    let q = q1 * z - q0 * yc;
    let next = select(p / q, value, q == 0.0);
    let change = select(abs((value - next) / next), 1.0, q == 0.0);
    value = next;
    let dp = dp1 * z - p1 - dp0 * yc + p0 * c;
    let dq = dq1 * z - q1 - dq0 * yc + q0 * c;
    let next_slope = select((dp - value * dq) / q, slope, q == 0.0);
    let slope_change = select(abs(next_slope - slope), 1.0, q == 0.0);
    slope = next_slope;
    // Convergents grow without end.
    let scale = select(1.0, 1.1920929e-07, abs(p) > 8388608.0);
    p0 = p1 * scale;
    q0 = q1 * scale;
    p1 = p * scale;
    q1 = q * scale;
    dp0 = dp1 * scale;
    dq0 = dq1 * scale;
    dp1 = dp * scale;
    dq1 = dq * scale;
    left = select(0u, left - 1u, (change > 1.1920929e-07) | (slope_change > 1.1920929e-07));
  }
  pb_slope = slope;
  return value;
}

// x^a e^-x / gamma(a).
fn pb_kernel_gamma_front(a: f32, x: f32) -> f32 {
  return pb_exp(a * pb_log(x) - x - pb_lgamma(a));
}

fn pb_kernel_gamma_is_undefined(a: f32, x: f32) -> bool {
  return (x < 0.0) | (a < 0.0) | ((a == 0.0) & (x == 0.0)) | pb_isnan(a) | pb_isnan(x);
}

// The part of the gamma function's integral that lies below x, as XLA computes it.
fn pb_igamma(a: f32, x: f32) -> f32 {
  var value = 0.0;
  let is_far = (x >= 1.0) & (x > a);
  if (is_far) {
    value = 1.0 - pb_kernel_gamma_fraction(a, x) * pb_kernel_gamma_front(a, x);
  }
  if (!is_far) {
    value = pb_kernel_gamma_series(a, x) * pb_kernel_gamma_front(a, x) / a;
  }
  value = select(select(value, 1.0, bitcast<u32>(x) == 0x7f800000u), 0.0, x == 0.0);
  return select(value, pb_nan(), pb_kernel_gamma_is_undefined(a, x));
}

// The part above x.
fn pb_igammac(a: f32, x: f32) -> f32 {
  var value = 0.0;
  let is_near = (x < 1.0) | (x < a);
  if (is_near) {
    let rest = 1.0 - pb_kernel_gamma_series(a, x) * pb_kernel_gamma_front(a, x) / a;
    value = select(rest, 0.0, rest < 0.0);
  }
  if (!is_near) {
    value = pb_kernel_gamma_fraction(a, x) * pb_kernel_gamma_front(a, x);
  }
  value = select(value, 0.0, (bitcast<u32>(x) == 0x7f800000u) | (a == 0.0));
  return select(value, pb_nan(), pb_kernel_gamma_is_undefined(a, x));
}

// The derivative of pb_igamma by a.
fn pb_igamma_grad_a(a: f32, x: f32) -> f32 {
  var value = 0.0;
  let is_far = (x > 1.0) & (x > a);
  if (is_far) {
    let sum = pb_kernel_gamma_fraction(a, x);
    let slope = pb_slope;
    value = -pb_kernel_gamma_front(a, x) * (sum * (pb_log(x) - pb_digamma(a)) + slope);
  }
  if (!is_far) {
    let sum = pb_kernel_gamma_series(a, x);
    let slope = pb_slope;
    value = pb_kernel_gamma_front(a, x) * (sum * (pb_log(x) - pb_digamma(a + 1.0)) + slope) / a;
  }
  return select(select(value, 0.0, x == 0.0), pb_nan(), pb_kernel_gamma_is_undefined(a, x) | (a == 0.0));
}

// The derivative of the gamma distribution's quantile by a, at the quantile x.
fn pb_random_gamma_grad(a: f32, x: f32) -> f32 {
  var value = 0.0;
  let is_far = (x > 1.0) & (x > a);
  if (is_far) {
    let sum = pb_kernel_gamma_fraction(a, x);
    value = (pb_slope + sum * (pb_log(x) - pb_digamma(a))) * x;
  }
  if (!is_far) {
    let sum = pb_kernel_gamma_series(a, x);
    value = -(pb_slope + sum * (pb_log(x) - pb_digamma(a + 1.0))) * x / a;
  }
  return select(select(value, 0.0, x == 0.0), pb_nan(), pb_kernel_gamma_is_undefined(a, x) | (a == 0.0));
}

// The continued fraction of the incomplete beta function, by Lentz, Thompson and Barnett; it converges fast for
// x < (a + 1) / (a + b + 2).
fn pb_kernel_beta_fraction(a: f32, b: f32, x: f32) -> f32 {
  var n = 1.0;
  var c = 5.9604645e-08;
  var d = 0.0;
  var h = 5.9604645e-08;
  var left = 200u;
  while (left > 0u) {
    let m = floor((n - 1.0) * 0.5);
    let is_even = n - 2.0 * floor(n * 0.5) == 0.0;
    let first = -(a + b) * x / (a + 1.0);
    let even = select(-(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)), first, m == 0.0);
    let odd = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
    let numerator = select(select(odd, even, is_even), 1.0, n == 1.0);
    c = 1.0 + numerator / c;
    c = select(c, 5.9604645e-08, abs(c) < 5.9604645e-08);
    d = 1.0 + numerator * d;
    d = 1.0 / select(d, 5.9604645e-08, abs(d) < 5.9604645e-08);
    let delta = c * d;
    h *= delta;
    n += 1.0;
    left = select(0u, left - 1u, abs(delta - 1.0) >= 5.9604645e-08);
  }
  return h;
}

// The part of the beta function's integral that lies below x, as XLA computes it.
fn pb_regularized_incomplete_beta(a: f32, b: f32, x: f32) -> f32 {
  let direct = x < (a + 1.0) / (a + b + 2.0);
  let p = select(b, a, direct);
  let q = select(a, b, direct);
  let y = select(1.0 - x, x, direct);
  let rest = pb_lgamma(q) - pb_lgamma(p + q);
  let power = pb_log1p(-y) * q;
  let front = pb_exp(pb_log(y) * p + power - (pb_lgamma(p) + rest)) / p;
  let factor = select(front, pb_exp(power - rest), p < 2.3509887e-38);
  let value = pb_kernel_beta_fraction(p, q, y) * factor;
  let all_below = (a == 0.0) | (bitcast<u32>(b) == 0x7f800000u);
  let all_above = (b == 0.0) | (bitcast<u32>(a) == 0x7f800000u);
  let is_zero = (all_above & (x != 1.0)) | (all_below & (x == 0.0));
  let is_one = (all_below & (x != 0.0)) | (all_above & (x == 1.0));
  let outside = (a < 0.0) | (b < 0.0) | (x < 0.0) | (x > 1.0) | (all_below & all_above);
  let is_nan = pb_isnan(a) | pb_isnan(b) | pb_isnan(x);
  return select(select(select(select(1.0 - value, value, direct), 0.0, is_zero), 1.0, is_one), pb_nan(), outside | is_nan);
}
