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

// The multiples of `step` in [low, high]; none where the step is too fine to tell one from the next.
export function multiples(low, high, step) {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  if (!(Math.max(Math.abs(first), Math.abs(last)) < 1e12 && first <= last)) return [];
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

// Equally spaced ticks as text, to `digits` significant digits or as many as tell them apart.
export function labels(ticks, digits = 4) {
  const decade = (value) => Math.floor(Math.log10(Math.abs(value)) + 1e-9);
  const needed = ticks.length > 1 ? decade(Math.max(Math.abs(ticks[0]), Math.abs(ticks.at(-1)))) - decade(ticks[1] - ticks[0]) + 1 : 0;
  return ticks.map((value) => show(value, Math.max(digits, needed)));
}

const PLAIN = String.raw`(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?`;
const FACTOR = new RegExp(String.raw`^(${PLAIN}|pi)(?:\^\(?([+-]?\d{1,3})\)?)?$`, "i");
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";

// The finite number that a text spells, as components/numbers.py reads it: 0,01, 1/100, 10^-2 and 10⁻² are one. Null
// where it spells none; of a quotient, a product or a power the last bit may be another than there.
export function readNumber(text) {
  const tidy = text.trim().slice(0, 401)
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+/g, (raised) => `^${[...raised].map((sign) => "0123456789+-"[RAISED.indexOf(sign)]).join("")}`)
    .replaceAll("−", "-").replaceAll("**", "^").replaceAll("π", "pi").replace(/[∕÷]/g, "/").replace(/ ?[*·⋅×] ?/g, "*");
  const parts = tidy.replace(/^[+-]/, "").split(/([*/])/);
  const factors = parts.filter((_, i) => i % 2 === 0).map((part) => FACTOR.exec(part));
  if (text.length > 400 || factors.length > 4 || factors.includes(null)) return null;
  const value = factors.reduce((product, [, base, power = "1"], i) => {
    const factor = Number(base) === 10 ? Number(`1e${power}`) : (/pi/i.test(base) ? Math.PI : Number(base.replace(",", "."))) ** Number(power);
    return parts[2 * i - 1] === "/" ? product / factor : product * factor;
  }, 1);
  return Number.isFinite(value) ? value * (tidy.startsWith("-") ? -1 : 1) : null;
}
