// The contour levels that suit a surface: what is coloured, where the lines run and what the colour bar says.

import { labels, multiples, niceStep, power, show } from "./numbers.mjs";

const LEVELS = 22;
const DECADES = 7; // below the highest cost; what lies deeper shares the lowest colour

// Logarithmic colours suit a surface whose costs crowd at the bottom of their range.
export function suits(cost, lowest) {
  if (lowest === null) return "linear";
  const sorted = Float32Array.from(cost).sort();
  const middle = sorted[sorted.length >> 1] - lowest;
  return middle < 0.2 * (sorted[sorted.length - 1] - lowest) ? "log" : "linear";
}

// -> {z, height, start, end, size, tickvals, ticktext, title}: z is J, or log10(J − J*) for scale "log", as an n-array of rows.
// `height(run)` gives the same of every row of a run; what lies below the lowest of the grid stands at its bottom.
export function describe({ n, cost }, lowest, scale) {
  const finite = cost.filter(Number.isFinite);
  const extremes = finite.length ? finite.reduce(([low, high], J) => [Math.min(low, J), Math.max(high, J)], [Infinity, -Infinity]) : [0, 1];
  const chosen = scale === "log" && lowest !== null ? logarithmic(cost, lowest, extremes) : linear(cost, extremes);
  return { ...chosen, z: Array.from({ length: n }, (_, row) => chosen.values.subarray(row * n, (row + 1) * n)) };
}

function linear(cost, [low, high]) {
  // A surface that is constant, as far as float32 can tell, has a size as well.
  const size = niceStep(Math.max(high - low, 1e-7 * Math.max(Math.abs(low), Math.abs(high))) || 1, LEVELS);
  const tickvals = multiples(low, high, size * 2);
  return { values: cost, height: (run) => run.cost, start: Math.ceil(low / size) * size, end: high, size, tickvals, ticktext: labels(tickvals), title: "J" };
}

function logarithmic(cost, lowest, [low, high]) {
  const top = Math.log10(Math.max(high - lowest, 1e-30));
  // A grid node may sit on the minimum itself, where the logarithm has no bottom.
  const bottom = Math.max(top - DECADES, Math.log10(Math.max(low - lowest, 1e-30)));
  const values = cost.map((J) => Math.log10(Math.max(J - lowest, 10 ** (bottom - 1))));
  const span = top - bottom;
  // Within a decade, as in a map zoomed in on, the ticks are round costs instead of powers.
  const narrow = span < 1;
  const size = narrow ? niceStep(Math.max(span, 1e-6), LEVELS) : [1 / 8, 1 / 4, 1 / 2, 1].find((s) => span / s <= LEVELS) ?? 1;
  const costs = narrow ? multiples(10 ** bottom, 10 ** top, niceStep(10 ** top - 10 ** bottom, 5)) : [];
  const powers = narrow ? [] : multiples(bottom, top, span > 3 ? 1 : 0.5);
  const label = (e) => (Number.isInteger(e) ? power(e) : show(10 ** e, 2));
  return {
    values,
    height: (run) => run.gap.map((gap) => Math.log10(Math.max(gap, 10 ** bottom))),
    start: Math.ceil(bottom / size) * size,
    end: top,
    size,
    tickvals: narrow ? costs.map(Math.log10) : powers,
    ticktext: narrow ? labels(costs) : powers.map(label),
    title: lowest === 0 ? "J" : "J − J*",
  };
}
