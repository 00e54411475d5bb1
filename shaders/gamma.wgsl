// The logarithm of the gamma function and its derivative.

// sin(pi r) / pi for |r| <= 1/2.
fn pb_kernel_sinpi(r: f32) -> f32 {
  let z = r * r;
  return r + r * (z * ((((-0.00221548 * z + 0.026104743) * z - 0.19074538) * z + 0.811742) * z - 1.644934));
}

// log gamma(x) for x >= 0 and for -1 < x < 0. Below 3: (y - 1) (y - 2) p(y), which keeps the zeros at 1 and 2, for a
// y = x + 1 or x + 2 between 1 and 2 or y = x, less the logarithm of the factors between. Above: Stirling's series with
// a long logarithm. 2.7 ulp.
fn pb_kernel_lgamma(x: f32) -> f32 {
  let y = select(select(x - 0.5, x + 0.5, x < 0.0), x - 1.5, x >= 1.0);
  var p = (((-0.0015264588 * y + 0.0024483523) * y - 0.0031158775) * y + 0.005325191) * y - 0.009436494;
  p = ((((p * y + 0.016808223) * y - 0.03130799) * y + 0.06291105) * y - 0.1459599) * y + 0.48312896;
  let u = x - 2.5;
  var q = (((-8.758216e-05 * u + 0.0002444249) * u - 0.00065745553) * u + 0.0019466173) * u - 0.00601885;
  q = ((q * u + 0.019905277) * u - 0.07466357) * u + 0.37957716;
  let zeros = select(select(x * (x - 1.0), x * (x + 1.0), x < 0.0), (x - 1.0) * (x - 2.0), x >= 1.0);
  let small = zeros * select(p, q, x >= 2.0);
  let between = select(1.0, select(x, -(x * (x + 1.0)), x < 0.0), x < 1.0);
  let c = max(x, 2.0);
  let head = pb_kernel_long_log(min(c, 3e38));
  let slope = pb_kernel_fence(head - 1.0) + pb_low;
  let r = 1.0 / c;
  let z = r * r;
  let series = ((0.0006792442 * z - 0.0027699363) * z + 0.083333164) * r;
  let large = (c - 0.5) * slope + (0.41893855 + series);
  return select(small - pb_log(between), large, x >= 3.0);
}

// Below -1 by reflection: -log(|x sin(pi x)| / pi) - log gamma(-x). Near its zeros between the poles the result has the
// absolute accuracy of its terms.
fn pb_lgamma(x: f32) -> f32 {
  let a = abs(x);
  let reflects = x <= -1.0;
  let v = pb_kernel_lgamma(select(x, a, reflects));
  let r = a - round(a);
  let w = select(v, -pb_log(a * abs(pb_kernel_sinpi(r))) - v, reflects);
  let pole = (r == 0.0) & (x <= 0.0);
  return select(select(select(w, pb_inf(), pole | (a > 4.1e36)), 0.0, w == 0.0), x, pb_isnan(x));
}

// Above 2: log x - 1/(2 x) - z p(z) with z = 1 / x^2. Between 1 and 2: (x - x0) p(x) with the zero x0 in two parts; below
// 1 the recurrence -1/x. On the negative side by reflection: psi(-x) = psi(x) + 1/x + pi cot(pi x).
fn pb_digamma(x: f32) -> f32 {
  let a = abs(x);
  let shifted = a < 1.0;
  let y = select(a - 1.5, a - 0.5, shifted);
  var p = (((0.011118439 * y - 0.016384125) * y + 0.016980566) * y - 0.025781006) * y + 0.040879298;
  p = (((p * y - 0.062057074) * y + 0.09498209) * y - 0.14839879) * y + 0.24054262;
  p = (p * y - 0.4236275) * y + 0.9510559;
  let distance = pb_kernel_fence(a - select(0x1.762d86p+0, 0x1.d8b618p-2, shifted)) - 0x1.ab5f2p-27;
  let c = max(a, 2.0);
  let r = 1.0 / c;
  let z = r * r;
  let series = (((-0.0018278991 * z + 0.003561012) * z - 0.008300071) * z + 0.08333239) * z;
  let large = pb_log(c) - (0.5 * r + series);
  let v = select(distance * p, large, a >= 2.0);
  // psi(1 + a) for a < 1 on the negative side, where the recurrence and 1/x cancel.
  let inverse = 1.0 / a;
  let turn = a - round(a);
  let w = turn * turn;
  var cot = (((6.1242585 * w - 0.043019757) * w + 2.4774556) * w + 1.9496014) * w + 2.0384731;
  cot = 1.0 / turn - turn * ((cot * w + 2.1645315) * w + 3.2898693);
  let positive = select(v, v - inverse, shifted);
  let negative = select(v + inverse, v, shifted) + cot;
  let pole = (a == 0.0) | ((x < 0.0) & (turn == 0.0));
  return select(select(select(positive, negative, x < 0.0), pb_nan(), pole), x, pb_isnan(x) | (bitcast<u32>(x) == 0x7f800000u));
}
