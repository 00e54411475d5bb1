/**
 * The WGSL built-ins that `precision: "fast"` calls instead of the functions of this folder. They are quicker and less
 * accurate, and their results at the edges of their domains differ between devices. Those that are wrong inside of their
 * domains on some device are left out: `pow` for negative bases, `tanh` and `asinh` for large arguments.
 */
export const fastBuiltin: Readonly<Record<string, string | undefined>> = {
  pb_exp: "exp",
  pb_exp2: "exp2",
  pb_log: "log",
  pb_log2: "log2",
  pb_sqrt: "sqrt",
  pb_rsqrt: "inverseSqrt",
  pb_sin: "sin",
  pb_cos: "cos",
  pb_tan: "tan",
  pb_asin: "asin",
  pb_acos: "acos",
  pb_atan: "atan",
  pb_atan2: "atan2",
  pb_sinh: "sinh",
  pb_cosh: "cosh",
  pb_acosh: "acosh",
  pb_atanh: "atanh",
  pb_max: "max",
  pb_min: "min",
  pb_sign: "sign",
  pb_floor: "floor",
  pb_ceil: "ceil",
  pb_trunc: "trunc",
  pb_round_even: "round",
};
