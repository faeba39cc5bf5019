// The page of averages: it keeps what is shown, and lets its parts (plot, range, curves, weights) know of each other.

import { html } from "../player/dom.mjs";
import { createSaving } from "../player/picture/saving.mjs";
import { colours } from "../player/theme.mjs";
import { average, corrected as correct, sumOfWeights, windowOf } from "./average.mjs";
import { createChoice } from "./choice.mjs";
import { createCurves, MOST } from "./curves.mjs";
import { createPlot } from "./plot.mjs";
import { createRange, zoomed } from "./range.mjs";
import { createWeights } from "./weights.mjs";
import { correction, fixed, lowered, placesOf, recursion, short } from "./words.mjs";

const START = 50; // days in view by the button that shows the start

export function createDesk(parent) {
  let data = null;
  let sent = ""; // the text that the page sent last
  let palette = null;
  let values = new Float64Array();
  let places = 2;
  let kept = new Map(); // by β: its columns, so that a slider has only its own to work out
  let hovered = null; // the day under the pointer
  const choice = createChoice();
  const { now } = choice;

  const plot = createPlot({
    over: (day) => { hovered = day; paint(); },
    pick: (day) => change({ day, span: seeing(day) }),
  });
  const range = createRange((span) => change({ span: span[0] === 1 && span[1] === values.length ? null : span }));
  const curves = createCurves({
    beta: (i, beta) => change({ betas: now.betas.map((old, j) => (j === i ? beta : old)), looked: i }),
    look: (i) => change({ looked: i }),
    add: (beta) => now.betas.length < MOST && change({ betas: [...now.betas, beta], looked: now.betas.length }),
    remove: (i) => change({ betas: now.betas.filter((_, j) => j !== i), looked: Math.max(0, now.looked - (i <= now.looked ? 1 : 0)) }),
  });
  const weights = createWeights();
  const button = (text, name, onclick) => html("button", { type: "button", title: name, onclick }, text);
  const view = (span) => change({ span: span[0] === 1 && span[1] === values.length ? null : span });
  const start = button(`First ${START} days`, "Where the averages begin", () => view([1, Math.min(START, values.length)]));
  const whole = button("All days", "The whole series", () => change({ span: null }));
  const correctedButton = button("Bias correction", "V̂ = V / (1 − βᵗ)", () => change({ corrected: !now.corrected }));
  const zooms = [["−", "More days", 2], ["+", "Fewer days", 0.5]].map(([sign, name, factor]) =>
    html("button", { type: "button", title: name, "aria-label": name, onclick: () => view(zoomed(spanNow(), factor, dayNow(), values.length)) }, sign));
  const day = html("div", { class: "day" });
  const sum = html("div", { class: "sum" });
  const sums = html("div", { class: "sums" }, day, sum);
  const bar = html("div", { class: "row range-row" }, correctedButton, start, whole, ...zooms);
  const root = html("div", { class: "optiscape-player optiscape-averages", "data-testid": "averages" },
    html("div", { class: "averages-body" },
      html("div", { class: "averages-left" },
        sums, plot.element,
        bar, range.element),
      html("div", { class: "averages-right" }, curves.element, weights.element)));
  const saving = createSaving(root, {
    parts: () => [sums, plot.element, weights.element],
    about: () => data && ({ title: data.series.title, name: data.series.title, runs: now.betas.map((beta, i) => ({ title: `β = ${short(beta)}`, colour: palette.runs[i], marker: data.markers[i] })) }),
    repaint() { palette = colours(root, data.palettes); paint(); },
  });
  bar.append(saving.element);
  parent.append(root);
  const resized = new ResizeObserver(() => data && paint());
  resized.observe(root);

  const spanNow = () => now.span ?? [1, values.length];
  const pinned = () => now.day ?? Math.ceil(values.length / 2);
  const dayNow = () => hovered ?? pinned();

  // The days in view, moved so that `day` is among them; null for all.
  function seeing(day) {
    const [first, last] = spanNow();
    const by = day < first ? day - first : day > last ? day - last : 0;
    return now.span && [first + by, last + by];
  }

  function change(changes) {
    choice.change(changes);
    if ("day" in changes) hovered = null;
    paint();
  }

  // Take in what Streamlit sent. The same text again may come with another theme.
  function update(component) {
    const text = component.data.page;
    if (text !== sent) {
      [sent, data] = [text, JSON.parse(text)];
      values = Float64Array.from(data.series.values);
      places = placesOf(values);
      [hovered, kept] = [null, new Map()];
    }
    choice.take(component, data);
    palette = colours(root, data.palettes);
    paint();
  }

  function both(beta) {
    const V = average(values, beta);
    return { V, hat: correct(V, beta) };
  }

  function paint() {
    const t = dayNow();
    const { dates, unit, traded, title } = data.series;
    const columns = new Map(now.betas.map((beta) => [beta, kept.get(beta) ?? both(beta)]));
    kept = columns; // of the β that are shown alone
    const shown = now.betas.map((beta, i) => {
      const { V, hat } = columns.get(beta);
      return { beta, colour: palette.runs[i], marker: data.markers[i], V, column: now.corrected ? hat : V, plain: now.corrected ? V : null };
    });
    const looked = shown[now.looked];
    const about = { curves: shown, looked: now.looked, day: t, places, unit };
    day.replaceChildren(html("b", {}, `Day ${t}`), dates.length ? ` · ${dates[t - 1]}` : "", ` · ${title.toLowerCase()} θ${lowered(t)} = ${fixed(values[t - 1], places)} ${unit}`);
    const lines = [recursion(looked.beta, t, values, looked.V, places)];
    if (now.corrected) lines.push(correction(looked.beta, t, looked.V[t - 1], sumOfWeights(looked.beta, t), looked.column[t - 1], places));
    sum.replaceChildren(...lines.map((line) => html("div", { style: `--run:${looked.colour}` }, line)));
    curves.draw({ ...about, traded });
    plot.draw({ ...about, values, dates, span: spanNow(), window: windowOf(looked.beta) });
    range.draw(values, spanNow());
    weights.draw({ curve: looked, day: t });
    correctedButton.setAttribute("aria-pressed", now.corrected);
    whole.disabled = !now.span;
    Object.assign(root.dataset, { day: t, betas: now.betas.join("~"), corrected: now.corrected, span: spanNow().join("~"), series: data.series.key, value: looked.column[t - 1] });
  }

  function close() {
    for (const part of [choice, saving]) part.close();
    resized.disconnect();
    root.remove();
  }

  return { update, close };
}
