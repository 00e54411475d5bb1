// Exponential integrals, by series, continued fractions and asymptotic series.

// The integral of e^-xt / t^n over t > 1, for a whole n >= 0.
fn pb_expn(n: f32, x: f32) -> f32 {
  var value = 0.0;
  let far = x > 1.0;
  if (far) {
    var b = x + n;
    var c = 1e30;
    var d = 1.0 / b;
    var k = 0.0;
    // Where n is as large as this, the first term is all there is; its square would overflow.
    var left = select(200u, 0u, b > 1e18);
    value = d;
    while (left > 0u) {
      k += 1.0;
      let a = -k * (n - 1.0 + k);
      b += 2.0;
      d = 1.0 / (a * d + b);
      c = b + a / c;
      let step = c * d;
      value *= step;
      left = select(0u, left - 1u, abs(step - 1.0) > 5.9604645e-08);
    }
    value *= pb_exp(-x);
  }
  if (!far) {
    let m = n - 1.0;
    // digamma(n), where a power of x meets the logarithm.
    let psi = pb_digamma(max(n, 1.0));
    value = select(1.0 / m, psi - pb_log(x), m == 0.0);
    var factor = 1.0;
    var k = 0.0;
    var left = 200u;
    while (left > 0u) {
      k += 1.0;
      factor *= -x / k;
      let term = select(-factor / (k - m), factor * (psi - pb_log(x)), k == m);
      value += term;
      left = select(0u, left - 1u, (abs(term) > abs(value) * 5.9604645e-08) | ((k < m) & (abs(factor) > 1e-30)));
    }
  }
  value = select(value, pb_exp(-x) / x, n == 0.0);
  value = select(value, select(1.0 / (n - 1.0), pb_inf(), n < 2.0), x == 0.0);
  value = select(value, 0.0, bitcast<u32>(x) == 0x7f800000u);
  return select(value, pb_nan(), (n < 0.0) | (x < 0.0) | pb_isnan(n) | pb_isnan(x));
}

// The integral of e^t / t over t < x, past the pole at 0.
fn pb_expi(x: f32) -> f32 {
  var total = 0.0;
  let far = x > 30.0;
  if (far) {
    var term = 1.0;
    var k = 0.0;
    var left = 30u;
    total = 1.0;
    while (left > 0u) {
      k += 1.0;
      term *= k / x;
      total += term;
      left = select(0u, left - 1u, term > total * 5.9604645e-08);
    }
    total = select(pb_exp(x) / x * total, pb_inf(), x > 100.0);
  }
  if (!far) {
    var factor = 1.0;
    var k = 0.0;
    var left = select(0u, 100u, x > 0.0);
    while (left > 0u) {
      k += 1.0;
      factor *= x / k;
      total += factor / k;
      left = select(0u, left - 1u, factor / k > total * 5.9604645e-08);
    }
    total = pb_log(x) + 0.5772157 + total;
  }
  return select(select(total, -pb_expn(1.0, -x), x < 0.0), pb_nan(), pb_isnan(x));
}
