// What random samples are made of: the hash, and functions as XLA computes them for CPUs, operation by operation. They are
// not closer to the true values than those of the other files, and erf_inv is farther (65 ulp near 1, where 1 - x^2 is
// rounded); but samples are JAX's to the last bit on the host, and on devices whose fma, division and root are rounded once.

// x y + z, rounded once where the device can do that.
fn pb_fma(x: f32, y: f32, z: f32) -> f32 { return fma(x, y, z); }

fn pb_kernel_rotate(x: u32, n: u32) -> u32 { return (x << n) | (x >> (32u - n)); }

// Threefry-2x32 in 20 rounds (Salmon et al. 2011): the counter (x, y) under the key (a, b). Its first word, its second, or,
// as word 2, which bits of them differ.
fn pb_threefry2x32(a: u32, b: u32, x: u32, y: u32, word: u32) -> u32 {
  let c = a ^ b ^ 0x1bd11bdau;
  var p = x + a;
  var q = y + b;
  p += q; q = pb_kernel_rotate(q, 13u) ^ p; p += q; q = pb_kernel_rotate(q, 15u) ^ p;
  p += q; q = pb_kernel_rotate(q, 26u) ^ p; p += q; q = pb_kernel_rotate(q, 6u) ^ p;
  p += b; q += c + 1u;
  p += q; q = pb_kernel_rotate(q, 17u) ^ p; p += q; q = pb_kernel_rotate(q, 29u) ^ p;
  p += q; q = pb_kernel_rotate(q, 16u) ^ p; p += q; q = pb_kernel_rotate(q, 24u) ^ p;
  p += c; q += a + 2u;
  p += q; q = pb_kernel_rotate(q, 13u) ^ p; p += q; q = pb_kernel_rotate(q, 15u) ^ p;
  p += q; q = pb_kernel_rotate(q, 26u) ^ p; p += q; q = pb_kernel_rotate(q, 6u) ^ p;
  p += a; q += b + 3u;
  p += q; q = pb_kernel_rotate(q, 17u) ^ p; p += q; q = pb_kernel_rotate(q, 29u) ^ p;
  p += q; q = pb_kernel_rotate(q, 16u) ^ p; p += q; q = pb_kernel_rotate(q, 24u) ^ p;
  p += b; q += c + 4u;
  p += q; q = pb_kernel_rotate(q, 13u) ^ p; p += q; q = pb_kernel_rotate(q, 15u) ^ p;
  p += q; q = pb_kernel_rotate(q, 26u) ^ p; p += q; q = pb_kernel_rotate(q, 6u) ^ p;
  p += c; q += a + 5u;
  return select(select(p, q, word == 1u), p ^ q, word == 2u);
}

// Cephes' expf; what would be denormal is 0.
fn pb_xla_exp(x: f32) -> f32 {
  let c = clamp(x, -87.8, 88.8);
  let n = clamp(floor(fma(c, 1.442695, 0.5)), -127.0, 127.0);
  let r = fma(0.00021219444, n, fma(-0.6933594, n, c));
  var p = fma(fma(fma(0.00019875691, r, 0.0013981999), r, 0.008333452), r, 0.041665796);
  p = fma(fma(p, r, 0.16666666), r, 0.5);
  return select((1.0 + fma(p, r * r, r)) * bitcast<f32>((i32(n) + 127) << 23u), x, pb_isnan(x));
}

// Cephes' logf; denormal numbers count as the smallest normal one.
fn pb_xla_log(x: f32) -> f32 {
  let b = max(bitcast<i32>(x), 0x00800000);
  let k = pb_kernel_exponent(b);
  let n = f32(k);
  let f = bitcast<f32>(b - (k << 23u)) - 1.0;
  let square = f * f;
  let cube = square * f;
  var p = fma(fma(0.070376836, f, -0.1151461), f, 0.116769984);
  p = fma(p, cube, fma(fma(-0.12420141, f, 0.14249323), f, -0.16668057));
  p = fma(p, cube, fma(fma(0.20000714, f, -0.24999994), f, 0.3333333));
  p = fma(p, cube, n * -0.00021219444);
  return pb_kernel_log_edges(x, fma(n, 0.6933594, fma(-0.5, square, f) + p));
}

// Cephes' log1p, a quotient of polynomials, near 0.
fn pb_xla_log1p(x: f32) -> f32 {
  var p = fma(fma(fma(4.527e-05, x, 0.49854103), x, 6.5787325), x, 29.911919);
  p = fma(fma(fma(p, x, 60.94967), x, 57.112965), x, 20.039553);
  var q = fma(fma(fma(x + 15.062909, x, 83.04757), x, 221.7624), x, 309.09872);
  q = fma(fma(q, x, 216.42789), x, 60.11866);
  let square = x * x;
  let inner = x + fma(-0.5, square, (x * square) * (p / q));
  return select(pb_xla_log(1.0 + x), inner, abs(x) < 0.41421357);
}

// A quotient of polynomials.
fn pb_xla_erf(x: f32) -> f32 {
  let z = x * x;
  let p = fma(z, fma(z, fma(z, fma(z, 0.00022905065, 0.003408291), 0.050955694), 0.18520832), 1.1283791);
  var q = fma(z, fma(z, fma(z, -1.1791603e-07, 2.3547966e-05), 0.0010179626), 0.01407047);
  q = fma(z, fma(z, fma(z, q, 0.11098505), 0.49746925), 1.0);
  return select((x * p) / q, pb_copysign(1.0, x), abs(x) >= 3.832507);
}

// Giles 2010: a polynomial of w = -log(1 - x^2), or of its root.
fn pb_xla_erf_inv(x: f32) -> f32 {
  let w = -pb_xla_log1p(-(x * x));
  let near = w < 5.0;
  let t = select(sqrt(w) - 3.0, w - 2.5, near);
  var p = select(-0.00020021426, 2.8102264e-08, near);
  p = fma(p, t, select(0.00010095056, 3.4327394e-07, near));
  p = fma(p, t, select(0.0013493432, -3.5233877e-06, near));
  p = fma(p, t, select(-0.0036734284, -4.3915065e-06, near));
  p = fma(p, t, select(0.0057395077, 0.00021858087, near));
  p = fma(p, t, select(-0.0076224613, -0.001253725, near));
  p = fma(p, t, select(0.0094388705, -0.0041776816, near));
  p = fma(p, t, select(1.001674, 0.24664073, near));
  p = fma(p, t, select(2.8329768, 1.5014094, near));
  return select(p * x, pb_copysign(pb_inf(), x), abs(x) == 1.0);
}
