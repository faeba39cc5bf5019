// The bands of the map: between which costs a colour lies, where the contour lines run, what they are labelled with.
//
// By default every band has its share of the map's area, so that each surface shows its shape, a bowl as well as a
// ravine: levels a fixed ratio or a fixed difference apart would spend the whole ramp on the deepest holes.

import { multiples, niceStep, show } from "./numbers.mjs";

const SHARES = [0.012, 0.04, 0.09, 0.17, 0.27, 0.38, 0.5, 0.63, 0.77, 0.9]; // of the area, below each level
const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
const MOST = SHARES.length; // lines, whatever they are drawn by
const DECADES = 7; // below the highest cost that logarithmic levels reach
const RESOLVED = 1e-6; // of the costs' size: a smaller difference is rounding of 32-bit floats

// The finite costs from low to high.
const sorted = (cost) => Float32Array.from(cost.filter(Number.isFinite)).sort();

// The levels of the costs on a grid, from low to high: strictly within their range, none where the surface is flat.
// `lowest` is J* or null; `by` is "linear", "log" or null for equal shares.
export function levelsOf(cost, lowest, by = null) {
  const all = sorted(cost);
  const [low, high] = [all[0], all.at(-1)];
  if (!(high - low > RESOLVED * Math.max(Math.abs(low), Math.abs(high)))) return [];
  const found = by === "linear" ? even(low, high) : by === "log" && lowest !== null ? decades(low, high, lowest) : shares(all, lowest);
  return found.filter((level, i) => level > low && level < high && !(level <= found[i - 1]));
}

// Levels that leave those shares of the area below them, rounded.
function shares(all, lowest) {
  const [low, high] = [all[0], all.at(-1)];
  const at = SHARES.map((share) => all[Math.round(share * (all.length - 1))]);
  // From J* where the map shows the ground about it; a grid seldom has a node on the minimum itself.
  const base = lowest !== null && lowest <= low && low - lowest < at[1] - low ? lowest : low;
  const levels = [];
  for (const J of at.filter((J) => J - base > RESOLVED * (high - low))) {
    // As round as it can be and still lie above the one before.
    const tried = [base === 0 ? rounded(J) : roundedFrom(J, base, 2), roundedFrom(J, base, 2), roundedFrom(J, base, 10)];
    const level = tried.find((one) => !(one <= levels.at(-1)));
    if (level !== undefined) levels.push(level);
  }
  return levels;
}

// The nearest of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten.
export function rounded(J) {
  const power = 10 ** Math.floor(Math.log10(J));
  const digit = ROUND.reduce((best, d) => (Math.abs(d - J / power) < Math.abs(best - J / power) ? d : best));
  return Number((digit * power).toPrecision(3));
}

// A round J that stands about as high above `base`, to `parts` of a digit: it is J that is read off a line.
function roundedFrom(J, base, parts) {
  const power = 10 ** Math.floor(Math.log10(J - base));
  const step = parts === 2 && (J - base) / power >= 5 ? power : power / parts;
  return Number((Math.round(J / step) * step).toPrecision(12));
}

const even = (low, high) => multiples(low, high, niceStep(high - low, MOST));

// Powers of ten above J*, or fractions of one.
function decades(low, high, lowest) {
  const top = Math.log10(high - lowest);
  const bottom = Math.max(top - DECADES, Math.log10(Math.max(low - lowest, 1e-30)));
  if (!(top - bottom > 0.5)) return even(low, high);
  const step = [1 / 4, 1 / 2, 1].find((s) => (top - bottom) / s <= MOST);
  return multiples(bottom, top, step).map((e) => lowest + Number((10 ** e).toPrecision(2)));
}

// Every cost as a height that is k at the level k (from 1): what is drawn at whole numbers lies on the levels. Between
// two it is a monotone cubic (Fritsch and Butland's), beyond them a straight line: where its slope broke at a level, the
// line there would be jagged. An infinite cost is as high, or low, as it gets; null where J is undefined.
export function heightsOf(cost, levels) {
  const count = levels.length;
  const secants = levels.slice(1).map((level, i) => 1 / (level - levels[i]));
  const [first = 1, last = 1] = [secants[0], secants.at(-1)];
  const slopes = levels.map((_, i) => (i === 0 ? first : i === count - 1 ? last : (2 * secants[i - 1] * secants[i]) / (secants[i - 1] + secants[i])));
  const between = (J, k) => { // k of the levels are below J
    const t = (J - levels[k - 1]) * secants[k - 1];
    const [m0, m1] = [slopes[k - 1] / secants[k - 1], slopes[k] / secants[k - 1]];
    return k + t * (m0 + t * (3 - 2 * m0 - m1 + t * (m0 + m1 - 2)));
  };
  return Array.from(cost, (J) => {
    if (Number.isNaN(J)) return null;
    if (!count) return 0.5;
    if (!Number.isFinite(J)) return J > 0 ? count + 1 : 0;
    let k = 0;
    while (k < count && J >= levels[k]) k++;
    return k === 0 ? 1 + (J - levels[0]) * first : k === count ? count + (J - levels[count - 1]) * last : between(J, k);
  });
}

// Whether the grid has places where J is undefined.
export const isHoled = (cost) => cost.some(Number.isNaN);

// Every second line is a major one, labelled; never the lowest, which mostly rings a spot.
export const isMajor = (k) => k % 2 === 0; // k from 1

// What stands on the lines: J, to as many digits as tell one level from the next.
export function labelsOf(levels) {
  const gap = Math.min(...levels.slice(1).map((level, i) => level - levels[i]), Infinity);
  return levels.map((level) => {
    const digits = Number.isFinite(gap) && level !== 0 ? Math.floor(Math.log10(Math.abs(level))) - Math.floor(Math.log10(gap)) + 2 : 2;
    return show(level, Math.min(Math.max(digits, 2), 12));
  });
}

// `count` colours from one end of the ramp, a list of eleven or so, to the other.
export function spread(ramp, count) {
  if (count < 2) return [ramp[ramp.length >> 1]];
  return Array.from({ length: count }, (_, i) => ramp[Math.round((i * (ramp.length - 1)) / (count - 1))]);
}

// -> {levels, labels, z, colours, holed}: all of the bands of a grid {n, cost}; z an array of rows.
export function bandsOf({ n, cost }, lowest, by, ramp) {
  const levels = levelsOf(cost, lowest, by);
  const heights = heightsOf(cost, levels);
  return {
    levels, labels: labelsOf(levels), colours: spread(ramp, levels.length + 1), holed: isHoled(cost),
    z: Array.from({ length: n }, (_, row) => heights.slice(row * n, (row + 1) * n)),
  };
}
