// The general power.

// log(a) for a positive, finite a, as the sum of the result, of 12 digits, and of pb_low, to about 36 digits:
// n ln 2 + log c + 2 atanh s, where a = 2^n m, c is 1 or 3/2, whichever is nearer to m, and s = (m - c) / (m + c), in
// two parts by its exact residual.
var<private> pb_low: f32 = 0.0;
fn pb_kernel_long_log(a: f32) -> f32 {
  let b = pb_kernel_normal(a);
  let k = (b - 0x3f5105ec) >> 23u;
  let m = bitcast<f32>(b - (k << 23u));
  let n = f32(k - select(0, 149, bitcast<u32>(a) < 0x00800000u));
  let upper = m > 1.2247449;
  let c = select(1.0, 1.5, upper);
  let num = m - c;
  let den = m + c;
  let den_high = pb_kernel_head(den);
  let den_low = m - pb_kernel_fence(den_high - c);
  let s = num / den;
  let high = pb_kernel_head(s);
  let low = (pb_kernel_fence(num - high * den_high) - high * den_low) / den;
  let z = s * s;
  let tail = 2.0 * low + s * (z * ((0.289683 * z + 0.39998057) * z + 0.6666667));
  let base = n * PB_LN2_HIGH + select(0.0, 0x1.9f3p-2, upper);
  let sum = pb_kernel_fence(base + 2.0 * high);
  let sum_low = pb_kernel_fence(pb_kernel_fence(base - sum) + 2.0 * high);
  let rest = sum_low + (tail + (n * PB_LN2_LOW + select(0.0, 0x1.1f65fcp-17, upper)));
  let head = pb_kernel_head(sum + rest);
  pb_low = pb_kernel_fence(sum - head) + rest;
  return head;
}

// e^(y log |x|), the special cases as in C99 (F.10.4.4). 2.0 ulp.
fn pb_pow(x: f32, y: f32) -> f32 {
  let a = abs(x);
  let head = pb_kernel_long_log(a);
  let low = pb_low;
  let c = clamp(y, -8589934592.0, 8589934592.0);
  let c_high = pb_kernel_head(c);
  let product = c_high * head;
  let rest = (c - c_high) * head + c * low;
  let inside = abs(product) < 150.0;
  var r = pb_kernel_exp(clamp(product, -150.0, 150.0), select(0.0, rest, inside), 0);
  let ab = bitcast<u32>(a);
  r = select(r, select(0.0, pb_inf(), (ab == 0u) == (y < 0.0)), (ab == 0u) | (ab == 0x7f800000u));
  let whole = floor(y) == y;
  let odd = whole & (abs(y) < 16777216.0) & ((i32(clamp(y, -16777216.0, 16777216.0)) & 1) == 1);
  r = select(r, -r, odd & pb_signbit(x));
  r = select(r, pb_nan(), (pb_signbit(x) & (ab != 0u) & (ab < 0x7f800000u) & !whole) | pb_isnan(x) | pb_isnan(y));
  return select(r, 1.0, (y == 0.0) | (x == 1.0));
}
