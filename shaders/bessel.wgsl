// Modified Bessel functions of the first kind, scaled by e^-|x|.

// Below 8 the power series of z = x^2 (all terms are positive), shortened; above, p(1/x) / sqrt(x). What x^2 rounded off
// goes into the exponential, times about the logarithmic derivative by z.
fn pb_kernel_bessel_exp(x: f32, z: f32) -> f32 {
  let high = pb_kernel_head(x);
  let low = x - high;
  let rest = pb_kernel_fence(pb_kernel_fence(high * high - z) + 2.0 * high * low) + low * low;
  return pb_kernel_exp(-x, 0.5 * rest / (x + 1.0), 0);
}

// 3.6 ulp.
fn pb_bessel_i0e(x: f32) -> f32 {
  let a = abs(x);
  let c = min(a, 8.0);
  let z = c * c;
  var p = (((5.617314e-17 * z + 6.0674177e-15) * z + 2.6079128e-12) * z + 4.63799e-10) * z + 6.7959746e-08;
  p = ((((p * z + 6.780117e-06) * z + 0.00043403613) * z + 0.015624984) * z + 0.25) * z + 1.0;
  let r = 1.0 / max(a, 8.0);
  let q = ((((0.20603326 * r + 0.044751547) * r + 0.027120799) * r + 0.028212234) * r + 0.049864314) * r + 0.3989423;
  return select(select(q / sqrt(a), p * pb_kernel_bessel_exp(c, z), a < 8.0), x, pb_isnan(x));
}

// 3.2 ulp.
fn pb_bessel_i1e(x: f32) -> f32 {
  let a = abs(x);
  let c = min(a, 8.0);
  let z = c * c;
  var p = (((2.6969076e-18 * z + 3.645971e-16) * z + 1.6024463e-13) * z + 3.3271677e-11) * z + 5.659167e-09;
  p = ((((p * z + 6.7807747e-07) * z + 5.4253996e-05) * z + 0.0026041656) * z + 0.0625) * z + 0.5;
  let r = 1.0 / max(a, 8.0);
  let q = ((((-0.607125 * r + 0.05654539) * r - 0.051091023) * r - 0.046365112) * r - 0.14960857) * r + 0.3989423;
  let v = select(q / sqrt(a), p * a * pb_kernel_bessel_exp(c, z), a < 8.0);
  return select(pb_copysign(v, x), x, pb_isnan(x));
}
