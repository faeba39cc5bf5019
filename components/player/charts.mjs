// The charts beside the map, one for each measure that is chosen: one time axis, one cursor.

import { createChart } from "./chart.mjs";
import { html } from "./dom.mjs";
import { MEASURES } from "./measures.mjs";

// `on` is {over(step | null), pick(step), chosen(names)}. `box` takes the charts, `head` the buttons that choose them.
export function createCharts(box, head, on) {
  const hover = (step) => {
    for (const { chart } of Object.values(slots)) chart.hover(step);
    on.over(step);
  };
  const slots = Object.fromEntries(Object.entries(MEASURES).map(([key, measure]) => {
    const element = box.appendChild(html("div", { class: "chart-slot", hidden: "" }));
    const button = html("button", { type: "button", title: `${measure.name} against step`, onclick: () => toggle(key) }, measure.button);
    return [key, { element, button, chart: createChart(element, measure, { over: hover, pick: on.pick }) }];
  }));
  head.append(html("span", { class: "toggle", role: "group", "aria-label": "Charts" }, ...Object.values(slots).map((slot) => slot.button)));
  let shown = [];
  let last = null; // what was drawn last, for a chart that is shown later

  function toggle(key) {
    const names = Object.keys(MEASURES).filter((name) => (name === key) !== shown.includes(name));
    if (names.length) on.chosen(names); // one at least
  }

  function set(names) {
    if (String(names) === String(shown)) return;
    shown = names;
    for (const [key, { element, button }] of Object.entries(slots)) {
      element.hidden = !names.includes(key);
      button.setAttribute("aria-pressed", names.includes(key));
    }
    if (last) draw(...last);
  }

  // Draw the shown ones: cost on its own scale, for it needs a J*, the others on `scale`.
  function draw(frame, scale, lowest) {
    last = [frame, scale, lowest];
    for (const key of shown) slots[key].chart.draw(frame, key === "cost" && lowest === null ? "linear" : scale, lowest);
  }

  const each = (name) => (...values) => Object.values(slots).forEach(({ chart }) => chart[name](...values));
  return { set, draw, prepare: each("prepare"), focus: each("focus"), at: each("at") };
}
