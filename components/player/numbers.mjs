// Numbers as text, for reading and for ticks.

const SUPERSCRIPT = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

// A number to `digits` significant digits, with a true minus sign: 0.001234, 12.5, 1.2e−7.
export function show(value, digits = 4) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text = size >= 1e5 || size < 1e-4
    ? value.toExponential(digits - 1).replace(/\.?0+e/, "e").replace("e+", "e")
    : String(Number(value.toPrecision(digits)));
  return text.replaceAll("-", "−");
}

// Ten to a whole power, for a tick: 0.01, 1, 100, 10⁴.
export function power(exponent) {
  if (exponent >= -2 && exponent <= 3) return String(Number(`1e${exponent}`));
  return "10" + [...String(exponent)].map((c) => SUPERSCRIPT[c]).join("");
}

// The step 1, 2 or 5 · 10ᵏ that cuts `width` into at most `count` parts.
export function niceStep(width, count) {
  const rough = width / count;
  const size = 10 ** Math.floor(Math.log10(rough));
  return size * ([1, 2, 5].find((s) => s * size >= rough * (1 - 1e-9)) ?? 10);
}

// The multiples of `step` in [low, high].
export function multiples(low, high, step) {
  const ticks = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) ticks.push(Number((k * step).toPrecision(12)));
  return ticks;
}
