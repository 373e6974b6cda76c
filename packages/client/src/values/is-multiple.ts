/**
 * Whether a number is a multiple of another one. Both are taken as the decimals that JSON writes them as, so that 19.99 is a
 * multiple of 0.01, and each whole number is one of 1.
 */
export function isMultiple(value: number, divisor: number): boolean {
  const [first, second] = [parseDecimal(value), parseDecimal(divisor)];
  const exponent = Math.min(first.exponent, second.exponent);
  const scale = (decimal: Decimal) => decimal.digits * 10n ** BigInt(decimal.exponent - exponent);
  return scale(first) % scale(second) === 0n;
}

/** `digits` times ten to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function parseDecimal(value: number): Decimal {
  const [digits = "", exponent] = value.toExponential().split("e");
  const fraction = digits.split(".")[1] ?? "";
  return { digits: BigInt(digits.replace(".", "")), exponent: Number(exponent) - fraction.length };
}
