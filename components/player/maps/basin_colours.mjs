// The colours of basins: six that nobody takes for one another, the colour-blind included, at any shade; from the
// seventh minimum on the same with stripes. What is no minimum is patterned, not told by its colour alone.

export const UNFINISHED = -1;
export const DIVERGED = -2;
export const UNDEFINED = -3;
const DEEPER = 0.12; // how much less light the slowest start is than the quickest
const STRIPE = 0.22; // and a stripe than its ground

// Lightness, chroma and hue in OKLCH, found by a search: the nearest two are 17 apart by ΔE2000, seen with or without a
// cone, each at the shade where they are nearest. No red: that is the dot's.
export const BASE = [[0.522, 0.135, 297.6], [0.94, 0.069, 166.6], [0.737, 0.095, 97.3], [0.545, 0.04, 196.6], [0.855, 0.116, 291.3], [0.42, 0.104, 85.6]];

// OKLCH as [r, g, b], 0 to 255.
export function rgb(L, C, h) {
  const [a, b] = [C * Math.cos((h * Math.PI) / 180), C * Math.sin((h * Math.PI) / 180)];
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s, -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s];
  return linear.map((v) => Math.min(Math.max(v, 0), 1)).map((v) => Math.round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055)));
}

// Whether the minimum has stripes, on its pixel at this column and row: rising, falling, across, upright, by its number.
export function isStripe(label, column, row) {
  const along = [null, column + row, column - row + 144, row, column][Math.min(Math.floor(label / BASE.length), 4)];
  return along !== null && along % 6 < 2;
}

// A colour for the start of a run as [r, g, b]: by `label`, and by the share 0 to 1 of the steps it took.
export function colourOf(label, share, column, row, dark) {
  if (label === DIVERGED) return (column + row) % 4 < 2 ? [120, 20, 20] : [30, 10, 10]; // striped, not by colour alone
  if (label === UNDEFINED) return (column - row + 144) % 4 < 2 ? [235, 235, 235] : [90, 90, 90]; // the other way
  if (label === UNFINISHED) return (column % 3 === 0 && row % 3 === 0) === dark ? [105, 110, 115] : [150, 155, 160];
  const [L, C, h] = BASE[label % BASE.length];
  const light = L - DEEPER * share;
  return rgb(isStripe(label, column, row) ? light + (L > 0.6 ? -STRIPE : STRIPE) : light, C, h);
}

// The same as a CSS background, for a legend.
export function swatch(label) {
  const css = (column) => `rgb(${colourOf(label, 0.35, column, 0, false)})`;
  if (label >= 0 && label < BASE.length) return css(0);
  const [one, other] = label === UNFINISHED ? [css(0), css(1)] : label < 0 ? [css(0), css(2)] : [css(0), css(3)];
  return `repeating-linear-gradient(${label === UNDEFINED ? 45 : 135}deg, ${one} 0 2px, ${other} 2px 5px)`;
}
