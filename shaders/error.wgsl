// The error function and its relatives.

// erf(x) / x - 1 for |x| <= 1, of z = x^2.
fn pb_kernel_erf(z: f32) -> f32 {
  let p = ((((7.806904e-05 * z - 0.0007997853) * z + 0.005187162) * z - 0.026853347) * z + 0.11283579) * z;
  return (p - 0.37612626) * z + 0.12837917;
}

// Above 1, 1 - e^-q(|x|) with q fitted to -log erfc. 1.4 ulp.
fn pb_erf(x: f32) -> f32 {
  let a = min(abs(x), 4.0);
  let small = x + x * pb_kernel_erf(a * a);
  let q = ((((-0.00018637124 * a + 0.0029475915) * a - 0.021837834) * a + 0.10310635) * a + 0.6381452) * a + 1.127089;
  let large = 1.0 - pb_kernel_exp(-(q * a + 0.0003415479), 0.0, 0);
  let v = select(pb_copysign(large, x), small, a < 1.0);
  return select(select(v, x * 1.1283792, a < 0x1p-40), x, pb_isnan(x));
}

// Above 1, e^(-x^2) s(q) / x with q = (x - 2) / (x + 2) and x^2 in two parts; erfc(-x) = 2 - erfc(x).
// 3.5 ulp.
fn pb_erfc(x: f32) -> f32 {
  let a = clamp(abs(x), 1.0, 10.1);
  let q = (a - 2.0) / (a + 2.0);
  var s = (((-0.0009033858 * q + 0.0010787281) * q + 0.004826541) * q - 0.007515217) * q - 0.028979924;
  s = (((s * q + 0.121515065) * q - 0.2038442) * q + 0.16721101) * q + 0.51079136;
  let high = pb_kernel_head(a);
  let tail = pb_kernel_exp(-(high * high), (high - a) * (high + a), 0) * (s / a);
  let outer = select(tail, 2.0 - tail, x < 0.0);
  let inner = pb_kernel_fence(1.0 - x) - x * pb_kernel_erf(min(x * x, 1.0));
  return select(select(outer, inner, abs(x) < 1.0), x, pb_isnan(x));
}

// x p(w) with w = -log(1 - x^2), from its two factors; a second polynomial, of sqrt(w), where w > 5 (Giles 2010).
// 3.1 ulp.
fn pb_erf_inv(x: f32) -> f32 {
  let a = abs(x);
  let w = -pb_log((1.0 - a) * (1.0 + a));
  let t = w - 2.5;
  var p = (((-8.790952e-09 * t + 2.3232724e-08) * t + 4.661694e-07) * t - 3.4627058e-06) * t - 4.9633436e-06;
  p = ((((p * t + 0.00021834444) * t - 0.0012527419) * t - 0.004177387) * t + 0.24664028) * t + 1.5014094;
  let u = sqrt(w) - 3.0;
  var q = (((0.000119786484 * u - 0.00031286592) * u - 6.2814266e-05) * u + 0.0014890654) * u - 0.003594226;
  q = ((((q * u + 0.005685523) * u - 0.0076379506) * u + 0.009445445) * u + 1.001675) * u + 2.8329768;
  let v = x * select(p, q, w > 5.0);
  return select(select(v, pb_copysign(pb_inf(), x), a == 1.0), select(pb_nan(), x, pb_isnan(x)), !(a <= 1.0));
}
