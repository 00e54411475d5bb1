// Integer arithmetic with the meaning that XLA gives it where WGSL leaves it open.

// x / 0 = -1 and MIN / -1 = MIN.
fn pb_div_i32(x: i32, y: i32) -> i32 {
  let safe = (y == 0) | ((y == -1) & (x == -2147483648));
  return select(x / select(y, 1, safe), select(x, -1, y == 0), safe);
}

// x % 0 = x and MIN % -1 = 0.
fn pb_rem_i32(x: i32, y: i32) -> i32 {
  let rest = x % select(y, 1, (y == 0) | (y == -1));
  return select(rest, x, y == 0);
}

fn pb_div_u32(x: u32, y: u32) -> u32 { return select(x / max(y, 1u), 0xffffffffu, y == 0u); }

fn pb_rem_u32(x: u32, y: u32) -> u32 { return select(x % max(y, 1u), x, y == 0u); }

// Shifts by 32 and more, or by a negative count, shift everything out.
fn pb_shift_left_i32(x: i32, n: i32) -> i32 { return select(0, x << (u32(n) & 31u), u32(n) < 32u); }

fn pb_shift_left_u32(x: u32, n: u32) -> u32 { return select(0u, x << (n & 31u), n < 32u); }

fn pb_shift_right_arithmetic_i32(x: i32, n: i32) -> i32 { return x >> min(u32(n), 31u); }

fn pb_shift_right_arithmetic_u32(x: u32, n: u32) -> u32 { return bitcast<u32>(bitcast<i32>(x) >> min(n, 31u)); }

fn pb_shift_right_logical_i32(x: i32, n: i32) -> i32 {
  return select(0, bitcast<i32>(bitcast<u32>(x) >> (u32(n) & 31u)), u32(n) < 32u);
}

fn pb_shift_right_logical_u32(x: u32, n: u32) -> u32 { return select(0u, x >> (n & 31u), n < 32u); }

fn pb_population_count_i32(x: i32) -> i32 { return i32(countOneBits(bitcast<u32>(x))); }

fn pb_population_count_u32(x: u32) -> u32 { return countOneBits(x); }

fn pb_clz_i32(x: i32) -> i32 { return i32(countLeadingZeros(bitcast<u32>(x))); }

fn pb_clz_u32(x: u32) -> u32 { return countLeadingZeros(x); }

fn pb_sign_i32(x: i32) -> i32 { return (x >> 31u) | select(0, 1, x > 0); }

// The high word of the product.
fn pb_mulhi_u32(x: u32, y: u32) -> u32 {
  let xl = x & 0xffffu;
  let xh = x >> 16u;
  let yl = y & 0xffffu;
  let yh = y >> 16u;
  let lh = xl * yh;
  let hl = xh * yl;
  let middle = ((xl * yl) >> 16u) + (lh & 0xffffu) + (hl & 0xffffu);
  return xh * yh + (lh >> 16u) + (hl >> 16u) + (middle >> 16u);
}

fn pb_mulhi_i32(x: i32, y: i32) -> i32 {
  return bitcast<i32>(pb_mulhi_u32(bitcast<u32>(x), bitcast<u32>(y))) - select(0, y, x < 0) - select(0, x, y < 0);
}

// x^n by squaring, in XLA's order of products. Negative powers of integers are those of the reciprocal, rounded to zero.
fn pb_integer_pow_u32(x: u32, n: i32) -> u32 {
  var power = 1u;
  var square = x;
  var left = u32(abs(n));
  while (left > 0u) {
    power = select(power, power * square, (left & 1u) == 1u);
    square *= square;
    left = left >> 1u;
  }
  return select(power, select(0u, 1u, x == 1u), n < 0);
}

fn pb_integer_pow_i32(x: i32, n: i32) -> i32 {
  let power = bitcast<i32>(pb_integer_pow_u32(bitcast<u32>(x), abs(n)));
  return select(power, select(0, power, (x == 1) | (x == -1)), n < 0);
}

// About n/2 ulp in the worst case, as XLA's.
fn pb_integer_pow(x: f32, n: i32) -> f32 {
  var power = 1.0;
  var square = x;
  var left = u32(abs(n));
  while (left > 0u) {
    power = select(power, power * square, (left & 1u) == 1u);
    square *= square;
    left = left >> 1u;
  }
  return select(power, 1.0 / power, n < 0);
}
