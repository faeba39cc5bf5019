// The sum of one day in words: the recursion with its numbers, and what the correction makes of it.

const RAISED = [..."⁰¹²³⁴⁵⁶⁷⁸⁹"];
const LOWERED = [..."₀₁₂₃₄₅₆₇₈₉"];
const digits = (n, set) => [...String(n)].map((c) => set[c]).join("");

export const lowered = (n) => digits(n, LOWERED);
export const raised = (n) => digits(n, RAISED);

// How many places behind the point show four digits of the largest value; two at least, as prices have.
export function placesOf(values) {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest > 0 ? Math.min(Math.max(3 - Math.floor(Math.log10(largest)), 2), 20) : 2;
}

// A value with so many places, with a true minus.
export const fixed = (value, places) => value.toFixed(places).replace("-", "−");

// A weight as short as it is: 0.9, 0.1, 0.02.
export const short = (beta) => String(Number(beta.toPrecision(6)));

// A factor or a term that is negative stands in brackets.
const term = (text) => (text.startsWith("−") ? `(${text})` : text);

// “V₁₈₀ = 0.9 · V₁₇₉ + 0.1 · θ₁₈₀ = 0.9 · 12.31 + 0.1 · 14.40 = 12.52”, of day t; `V` is the column of the average.
export function recursion(beta, t, values, V, places) {
  const say = (value) => fixed(value, places);
  const [a, b] = [short(beta), short(1 - beta)];
  const before = t > 1 ? say(V[t - 2]) : "0";
  return [`V${lowered(t)}`, `${a} · V${lowered(t - 1)} + ${b} · θ${lowered(t)}`, `${a} · ${term(before)} + ${b} · ${term(say(values[t - 1]))}`, say(V[t - 1])].join(" = ");
}

// “V̂₃ = V₃ / (1 − 0.9³) = 11.90 / 0.271 = 43.92”; `sum` is 1 − βᵗ and `found` the corrected value.
export function correction(beta, t, value, sum, found, places) {
  const part = sum > 0.9999 && sum < 1 ? `${fixed(Math.floor(sum * 1e4) / 1e4, 4)}…` : short(sum);
  return [`V̂${lowered(t)}`, `V${lowered(t)} / (1 − ${short(beta)}${raised(t)})`, `${term(fixed(value, places))} / ${part}`, fixed(found, places)].join(" = ");
}

// What a share is as a percentage, “= 65.1 %”; it is never rounded to nothing, and to all only where it is
// `all`: of 1 − βᵗ a float64 cannot tell.
export function percent(share, all = false) {
  const text = (100 * share).toFixed(1);
  return !all && text === "100.0" ? "> 99.9 %" : share > 0 && text === "0.0" ? "< 0.1 %" : `= ${text} %`;
}
