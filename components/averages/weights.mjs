// The weights (1−β) βᵏ that the days before the one shown have in its average, as bars.

import { html, svg } from "../player/dom.mjs";
import { axisOf, toPixel } from "../player/geometry.mjs";
import { labels, multiples, niceStep, show } from "../player/numbers.mjs";
import { shareOf, sumOfWeights, weight, windowOf } from "./average.mjs";
import { lowered, percent, raised, short } from "./words.mjs";

const MARGIN = { left: 52, right: 10, top: 8, bottom: 38 };
const WINDOWS = 3.5; // so many windows of days have a bar: what is beyond weighs 3 %

// The bars as [{k, weight, part}], the part "inside" the window of whole `days`, "outside" it, or "before" the first
// of the t days. Where there are more bars than pixels, as many of them as there are pixels.
export function barsOf(beta, days, t, pixels) {
  const count = Math.max(Math.ceil(WINDOWS * days), 8);
  const by = Math.ceil(count / Math.max(pixels, 1));
  return Array.from({ length: Math.ceil(count / by) }, (_, i) => {
    const k = i * by;
    return { k, weight: weight(beta, k), part: k >= t ? "before" : k < days ? "inside" : "outside" };
  });
}

// What is said below the bars of day t.
export function sentences(beta, days, t) {
  const [b, last] = [short(beta), days === 1 ? "The last day carries" : `The last ${days} days carry`];
  const share = `${last} 1 − ${b}${raised(days)} ${percent(shareOf(beta, days), beta === 0)} of all weight; 1 − 1/e ${percent(1 - 1 / Math.E)}.`;
  const sum = sumOfWeights(beta, t);
  return [share, `On day ${t} the weights of the ${t === 1 ? "one day" : `${t} days`} add up to 1 − ${b}${raised(t)} ${percent(sum, beta === 0)}${sum < 0.9995 ? "; the rest lies on V₀ = 0." : "."}`];
}

export function createWeights() {
  const plot = svg("svg", { class: "chart", role: "img" });
  const panel = html("div", { class: "panel" }, plot);
  const said = html("p", { class: "quiet" });
  const element = html("div", { class: "weights" }, panel, said);

  // `picture` is {curve, day}.
  function draw({ curve: { beta, colour }, day }) {
    const days = Math.round(windowOf(beta));
    said.replaceChildren(...sentences(beta, days, day).flatMap((text) => [html("span", {}, text), " "]));
    plot.setAttribute("aria-label", `Weights (1−β) βᵏ of an average with β = ${short(beta)}`);
    const { clientWidth: width, clientHeight: height } = plot;
    if (!width || !height) return;
    const inner = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
    const bars = barsOf(beta, days, day, inner.width);
    const step = bars[1].k;
    const X = axisOf([-step / 2, bars.at(-1).k + step / 2], MARGIN.left, inner.width);
    const Y = axisOf([0, (1 - beta) * 1.05], MARGIN.top, inner.height, true);
    const broad = Math.max(X.m * step * (X.m * step > 3 ? 0.75 : 1), 0.5);
    const zero = toPixel(Y, 0);
    const ys = multiples(0, (1 - beta) * 1.05, niceStep(1 - beta, 3));
    const words = labels(ys, 3);
    const parts = ys.flatMap((y, i) => [svg("line", { class: "rule", x1: MARGIN.left, x2: width - MARGIN.right, y1: toPixel(Y, y), y2: toPixel(Y, y) }),
      svg("text", { x: MARGIN.left - 6, y: toPixel(Y, y) + 4, "text-anchor": "end" }, words[i])]);
    for (const k of multiples(0, bars.at(-1).k, Math.max(1, niceStep(bars.at(-1).k, 6)))) {
      parts.push(svg("text", { x: toPixel(X, k), y: height - MARGIN.bottom + 15, "text-anchor": "middle" }, String(k)));
    }
    parts.push(svg("text", { x: MARGIN.left + inner.width / 2, y: height - 6, "text-anchor": "middle" }, `k days before day ${day}: weight (1−β) βᵏ of θ${lowered(day)}₋ₖ`));
    for (const name of ["inside", "outside", "before"]) {
      const d = bars.filter((bar) => bar.part === name).map((bar) => `M${(toPixel(X, bar.k) - broad / 2).toFixed(2)},${zero}V${toPixel(Y, bar.weight).toFixed(2)}h${broad.toFixed(2)}V${zero}Z`).join("");
      parts.push(svg("path", { class: `bars ${name}`, d, style: `--run:${colour}` }));
    }
    plot.replaceChildren(...parts);
    panel.title = `(1−β) = ${show(1 - beta, 3)} for the day itself`;
  }

  return { element, draw };
}
