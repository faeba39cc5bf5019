// The averages of a run over its own gradients, against the step: g, v and v̂ above, s and ŝ below, along one coordinate.

import { createChart } from "./chart.mjs";
import { html } from "./dom.mjs";
import { show } from "./numbers.mjs";

const KINDS = { average: "The gradient and its average", squares: "The average of its square" };

// The curves of one chart as [{title, colour, values}], the value after update n in row n. `inside` is the anatomy of a
// run, `k` 1 or 2, `inks` its colours {quiet, plain, strong}.
export function curves(inside, kind, k, inks) {
  const name = inside[kind]; // the one that the step uses: the corrected one where there is one
  const plain = name?.replace("_hat", "");
  const names = [...(kind === "average" ? [["g", inks.quiet]] : []), ...(plain && plain !== name ? [[plain, inks.plain]] : []), ...(name ? [[name, inks.strong]] : [])];
  return names.filter(([key]) => inside.columns[`${key}.${k}`])
    .map(([key, colour]) => ({ title: inside.symbols[key] ?? key, colour, values: inside.columns[`${key}.${k}`] }));
}

// The steps that the average `name` looks back, 1/(1−β); null where it looks back otherwise.
function windowOf({ windows, constants }, name) {
  return name in windows ? 1 / (1 - constants[windows[name]]) : null;
}

// `on` is {over(step | null), pick(step), change(run)}, the run spelled as in a link.
export function createAverages(on) {
  let k = 1;
  let inside = null;
  let inks = null;
  const hover = (step) => {
    for (const { chart } of Object.values(charts)) chart.hover(step);
    on.over(step);
  };
  const charts = Object.fromEntries(Object.entries(KINDS).map(([kind, title]) => {
    const element = html("div", { class: "panel" });
    const legend = html("div", { class: "curves quiet" });
    const measure = { name: title, whole: true, column: (curve) => curve.values, title: () => "" };
    return [kind, { element, legend, chart: createChart(element, measure, { over: hover, pick: on.pick }) }];
  }));
  const coordinates = [1, 2].map((i) => html("button", { type: "button", onclick: () => { k = i; draw(inside, inks); } }, `w${i}`));
  const switches = html("span", {});
  const said = html("p", { class: "quiet" });
  const element = html("div", { class: "averages" },
    html("div", { class: "row" }, html("span", { class: "toggle", role: "group", "aria-label": "Coordinate" }, ...coordinates), switches),
    said, ...Object.values(charts).flatMap((one) => [one.legend, one.element]));

  // Draw the anatomy `next`, or say that there is none.
  function draw(next, colours) {
    [inside, inks] = [next, colours];
    coordinates.forEach((button, i) => button.setAttribute("aria-pressed", i + 1 === k));
    const windows = Object.keys(inside?.windows ?? {}).map((name) => `${inside.symbols[name] ?? name} ${show(windowOf(inside, name), 3)}`);
    said.textContent = !inside ? "The curves follow when the dot is at rest…" : windows.length ? `Window 1/(1−β) in steps: ${windows.join(", ")}. Shaded up to the step shown.` : "This optimizer keeps no average with a window.";
    const choice = inside?.switches.filter(({ key }) => key === "bias_correction") ?? [];
    switches.replaceChildren(...choice.map(({ title, now, other, run }) =>
      html("button", { type: "button", "aria-pressed": now === "on", title: `Turn it ${other}`, onclick: () => on.change(run) }, title)));
    const drawn = Object.entries(charts).map(([kind, one]) => ({ ...one, lines: inside ? curves(inside, kind, k, inks) : [], title: KINDS[kind] }));
    for (const { element: slot, legend, lines, title } of drawn) { // all before the first is drawn: they share the height
      legend.hidden = slot.hidden = !lines.length;
      legend.replaceChildren(`${title}, along w${k}: `, ...lines.map((line) => html("b", { style: `color:${line.colour}` }, `${line.title} `)));
    }
    for (const { chart, lines } of drawn) {
      chart.prepare(lines);
      if (lines.length) chart.draw({ frame: { rows: inside.steps + 1, runs: lines }, scale: "linear", lowest: null });
    }
  }

  // The cursor at `n`, with the window of each average behind it.
  function at(n) {
    for (const [kind, { chart }] of Object.entries(charts)) {
      const length = inside && windowOf(inside, inside[kind]);
      chart.at(n);
      chart.band(length && n !== null ? [Math.max(n - length, 0), n] : null);
    }
  }

  return { element, draw, at };
}
