// How a map is asked for: the link of the runs with what the map is of. Two links that give the same map have one key.

import { html } from "../dom.mjs";

// The link without the parameters `names`.
export function without(link, ...names) {
  return link.split("&").filter((pair) => !names.includes(pair.split("=")[0])).join("&");
}

// The link with a run's own settings blanked out, for a map that goes through all their values: `keys` are "learning_rate"
// or names of hyperparameters.
export function blanked(link, keys) {
  return link.replace(/(^|&)run=([^&]*)/g, (_, before, run) => `${before}run=${keys.reduce((spelled, key) => respelled(spelled, key, "*"), run)}`);
}

// A run spelled as in a link, with another value of a setting.
export function respelled(run, key, value) {
  const parts = run.split("~");
  if (key === "learning_rate") parts[1] = String(value);
  else {
    const at = parts.findIndex((part, i) => i >= 2 && i % 2 === 0 && part === key);
    if (at > 0) parts[at + 1] = String(value);
    else parts.splice(parts.at(-1) === "off" ? -1 : parts.length, 0, key, String(value));
  }
  return parts.join("~");
}

// A number as short as its place allows: `digits` significant ones.
export const short = (value, digits = 3) => Number(value.toPrecision(digits));

// A value of a setting as short as its scale allows; of a weight β, of which 1 − β counts, that is what is rounded.
export const rounded = (value, scale) => (scale === "log_one_minus" ? Number((1 - short(1 - value)).toPrecision(12)) : short(value));

// What a map is made of, and its numbers to take away.
export function footer({ runs, steps, milliseconds, query }) {
  return [`${runs.toLocaleString("en")} runs × ${steps.toLocaleString("en")} steps in ${Math.round(milliseconds)} ms · `,
    html("a", { href: `./api/maps.csv?${query}`, download: "" }, "CSV")];
}
