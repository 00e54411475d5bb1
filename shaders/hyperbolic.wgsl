// Hyperbolic functions and their inverses: odd ones by magnitude, with the sign put back by its bit.

// x + x^3 p(x^2) below 1; above, e^a/2 -+ e^-a/2, with the half taken in the exponent so that it overflows last.
// 1.6 ulp.
fn pb_sinh(x: f32) -> f32 {
  let a = abs(x);
  let z = x * x;
  let small = x + x * (z * (((2.7822132e-06 * z + 0.00019842896) * z + 0.0083333105) * z + 0.16666667));
  let e = pb_kernel_exp(clamp(a, 0.0, 90.0), 0.0, -1);
  let v = select(pb_copysign(e - 0.25 / e, x), small, a < 1.0);
  return select(v, x, pb_isnan(x) | (a < 0x1p-13));
}

// 1.5 ulp.
fn pb_cosh(x: f32) -> f32 {
  let e = pb_kernel_exp(clamp(abs(x), 0.0, 90.0), 0.0, -1);
  return select(e + 0.25 / e, x, pb_isnan(x));
}

// x + x^3 p(x^2) below 0.625; above, 1 - 2 / (e^2a + 1). 1.4 ulp.
fn pb_tanh(x: f32) -> f32 {
  let a = abs(x);
  let z = x * x;
  let p = (((-0.005714058 * z + 0.02064806) * z - 0.053742774) * z + 0.13331483) * z - 0.33333284;
  let t = 1.0 - 2.0 / (pb_kernel_exp(clamp(2.0 * a, 0.0, 40.0), 0.0, 0) + 1.0);
  let v = select(pb_copysign(t, x), x + x * (z * p), a < 0.625);
  return select(v, x, pb_isnan(x) | (a < 0x1p-13));
}

// log1p(a + a^2 / (1 + sqrt(1 + a^2))); for a large a, log(a) + ln 2. 1.8 ulp.
fn pb_asinh(x: f32) -> f32 {
  let a = abs(x);
  let c = min(a, 0x1p14);
  let z = c * c;
  let small = pb_log1p(c + z / (1.0 + sqrt(1.0 + z)));
  let v = select(small, pb_log(a) + 0.6931472, a > 0x1p14);
  return select(pb_copysign(v, x), x, pb_isnan(x) | (a < 0x1p-13));
}

// log1p(t + sqrt(2 t + t^2)) with t = x - 1. 2.1 ulp.
fn pb_acosh(x: f32) -> f32 {
  let t = min(x, 0x1p14) - 1.0;
  let small = pb_log1p(t + sqrt(t + t + t * t));
  let v = select(small, pb_log(x) + 0.6931472, x > 0x1p14);
  return select(v, pb_nan(), (x < 1.0) | pb_isnan(x));
}

// log1p(2 a / (1 - a)) / 2. 2.2 ulp.
fn pb_atanh(x: f32) -> f32 {
  let a = abs(x);
  let v = 0.5 * pb_log1p((a + a) / (1.0 - a));
  return select(select(pb_copysign(v, x), pb_nan(), a > 1.0), x, pb_isnan(x) | (a < 0x1p-13));
}
