/** Floats as text, as Python writes them. */

/** A positive decimal number: `digits` d₁d₂d₃… and `exponent` e stand for d₁.d₂d₃… · 10ᵉ. Zero is digit 0. */
export interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

export const zero: Decimal = { digits: "0", exponent: 0 };

export function withoutTrailingZeros({ digits, exponent }: Decimal): Decimal {
  return { digits: digits.replace(/(?<=.)0+$/, ""), exponent };
}

/** Digits before and after the point: `0.00123` is `["0", "00123"]`, and `1.0` is `["1", ""]`. */
export function positionalParts({ digits, exponent }: Decimal): [whole: string, fraction: string] {
  if (exponent < 0) return ["0", "0".repeat(-exponent - 1) + digits];
  return [digits.slice(0, exponent + 1).padEnd(exponent + 1, "0"), digits.slice(exponent + 1)];
}

/** An exponent with its sign and at least two digits: `-06`, `+20`. */
export function exponentText(exponent: number): string {
  return `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** `1e-06`, `1.5e+20`: a scientific number as short as it gets. */
export function scientificText({ digits, exponent }: Decimal): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  return `${digits[0]}${fraction}e${exponentText(exponent)}`;
}

/** `0.001`, `100.0`. */
export function positionalText(decimal: Decimal): string {
  const [whole, fraction] = positionalParts(decimal);
  return `${whole}.${fraction || "0"}`;
}

/** Python's spelling of any number: sign, nan and inf, and the digits as `show` writes those of its magnitude. */
export function signedText(x: number, show: (magnitude: number) => string): string {
  if (Number.isNaN(x)) return "nan";
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  return sign + (Math.abs(x) === Infinity ? "inf" : show(Math.abs(x)));
}

export function pythonText(decimal: Decimal): string {
  return decimal.exponent < -4 || decimal.exponent >= 16 ? scientificText(decimal) : positionalText(decimal);
}

/** As `shortestDecimal`, of a float64. */
export function shortestDouble(x: number): Decimal {
  const [mantissa, exponent] = x.toExponential().split("e");
  return { digits: mantissa.replace(".", ""), exponent: Number(exponent) };
}

/** A number as Python's `repr` writes a float: `0.1`, `100.0`, `1e-06`, `nan`, `-inf`. */
export function pythonFloat(x: number): string {
  return signedText(x, (magnitude) => pythonText(shortestDouble(magnitude)));
}
