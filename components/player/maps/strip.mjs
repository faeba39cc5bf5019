// The learning-rate strip: what every run ends at from this start, against its learning rate. The rates now are handles.

import { html, svg } from "../dom.mjs";
import { axisOf, lineThrough, toPixel, toValue } from "../geometry.mjs";
import { labels, multiples, niceStep, power, show } from "../numbers.mjs";
import { createAsker } from "./asker.mjs";
import { blanked, footer, respelled, short } from "./question.mjs";

const MARGIN = { left: 52, right: 14, top: 16, bottom: 40 };
const BAND = 7; // pixels of a run's row in the band of those that diverge
const LOST = [2, 4]; // the codes of "diverged" and "undefined"
const DEEP = 16; // decades below the highest that are still told apart

// The heights of run i of an answer, NaN where it diverged or has no place on the scale.
export function heightsOf({ head, arrays }, i, measure, lowest) {
  const count = arrays.learning_rates.length;
  const part = (name) => arrays[name].subarray(i * count, (i + 1) * count);
  const [cost, steps, outcome] = [part("cost"), part("steps_to_tolerance"), part("outcome")];
  return Array.from(cost, (J, c) => {
    if (LOST.includes(outcome[c])) return NaN;
    if (measure === "steps") return steps[c] < 0 ? NaN : steps[c];
    return lowest === null ? J : Math.log10(J - lowest); // −∞ where it ended at J* itself: below the chart
  });
}

// `on` is {tune(row, run), change(row, run)}.
export function createStrip(on) {
  const clipId = `strip-${Math.random().toString(36).slice(2)}`;
  const plot = svg("svg", { class: "chart", role: "img", "aria-label": "Final cost against the learning rate" });
  const field = html("div", { class: "panel" }, plot);
  const foot = html("div", { class: "quiet" });
  const toggles = ["cost", "steps"].map((name) => html("button", { type: "button", onclick: () => { measure = name; paint(); } }, name === "cost" ? "final J" : "steps to tolerance"));
  const element = html("div", { class: "map-panel" },
    html("div", { class: "row" }, html("span", { class: "toggle", role: "group", "aria-label": "Measure" }, ...toggles),
      html("span", { class: "quiet" }, "Drag a rate; ★ is the best: click it. Stripes above: diverged, or out of J's domain.")),
    field, foot);
  let measure = "cost";
  let visible = false;
  let picture = null;
  let answer = null;
  let axes = null;
  let drawn = ""; // the runs as they were painted last
  let held = null; // {i, rate} of the handle being dragged
  const asker = createAsker({ answer: (next) => { answer = next; paint(); }, error: (text) => { foot.textContent = text; } });

  function draw(next) {
    picture = next;
    if (!visible || !picture.link) return;
    ask(picture.link);
    const look = JSON.stringify([picture.link.match(/run=[^&]*/g), picture.scene.runs, picture.palette.text]);
    if (answer && look !== drawn) paint(); // a new path alone changes nothing here
    drawn = look;
    asker.ready(); // it may have been asked, and told, before there was a picture
  }

  // Ask for the strip of `link`, in which every run has all rates.
  function ask(link) {
    if (visible) asker.ask(blanked(link, ["learning_rate"]), [`${link}&map=rates&points=256`]);
  }

  const rateOf = (i) => (held?.i === i ? held.rate : Number(picture.link.split("&").filter((pair) => pair.startsWith("run="))[i]?.split("~")[1]));

  function paint() {
    toggles.forEach((button, i) => button.setAttribute("aria-pressed", (i === 0) === (measure === "cost")));
    const { clientWidth: width, clientHeight: height } = plot;
    if (!answer || !width || !height) return;
    const { head, arrays } = answer;
    const { lowest, runs } = picture.scene;
    const rates = Array.from(arrays.learning_rates, Math.log10);
    const curves = runs.map((_, i) => heightsOf(answer, i, measure, lowest));
    const finite = curves.flat().filter(Number.isFinite);
    const log = measure === "cost" && lowest !== null;
    let [low, high] = finite.length ? [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))] : [0, 1];
    if (log) [low, high] = [Math.floor(Math.max(low, high - DEEP)), Math.max(Math.ceil(high), Math.floor(low) + 1)];
    else [low, high] = [low - 0.04 * (high - low || 1), high + 0.04 * (high - low || 1)];
    const top = MARGIN.top + BAND * runs.length;
    axes = { top, X: axisOf([rates[0], rates.at(-1)], MARGIN.left, width - MARGIN.left - MARGIN.right), Y: axisOf([low, high], top, height - top - MARGIN.bottom, true), bottom: height - MARGIN.bottom };
    const { X, Y, bottom } = axes;
    const parts = [];
    const ys = multiples(low, high, log ? Math.max(1, Math.ceil((high - low) / 6)) : niceStep(high - low, 5));
    const texts = log ? ys.map(power) : labels(ys, 3);
    ys.forEach((y, i) => parts.push(svg("line", { class: "rule", x1: MARGIN.left, x2: width - MARGIN.right, y1: toPixel(Y, y), y2: toPixel(Y, y) }), svg("text", { x: MARGIN.left - 6, y: toPixel(Y, y) + 4, "text-anchor": "end" }, texts[i])));
    for (const x of multiples(rates[0], rates.at(-1), 1)) parts.push(svg("text", { x: toPixel(X, x), y: bottom + 16, "text-anchor": "middle" }, power(x)));
    parts.push(svg("text", { x: (MARGIN.left + width) / 2, y: height - 6, "text-anchor": "middle" }, "learning rate α"));
    parts.push(svg("text", { x: 12, y: (top + bottom) / 2, "text-anchor": "middle", transform: `rotate(-90 12 ${(top + bottom) / 2})` }, measure === "steps" ? "steps to tolerance" : log && lowest !== 0 ? "final J − J*" : "final J"));
    const bounded = head.stable.findIndex(Boolean); // the first run whose bound is known
    const about = runs[bounded]?.optimizer === "gradient_descent" ? "2/λmax" : `${runs[bounded]?.title}'s bound`;
    ["start", "minimum"].forEach((name, line) => {
      const rate = head.stable[bounded]?.[name];
      if (rate) parts.push(...bound(rate, `${about} at the ${name}`, line));
    });
    parts.push(svg("clipPath", { id: clipId }, svg("rect", { x: MARGIN.left, y: top - 1, width: width - MARGIN.left - MARGIN.right, height: bottom - top + 2 })));
    runs.forEach((run, i) => {
      const count = rates.length;
      const outcome = arrays.outcome.subarray(i * count, (i + 1) * count);
      parts.push(svg("path", { class: "band-of", stroke: run.colour, d: stripes(outcome, rates, MARGIN.top + BAND * i + BAND / 2) }));
      parts.push(svg("path", { class: "curve", "clip-path": `url(#${clipId})`, stroke: run.colour, d: lineThrough(rates, curves[i], X, Y) }));
    });
    runs.forEach((run, i) => parts.push(...bestOf(run, i, rates, curves[i]), grip(run, i, rates, curves[i])));
    const focused = plot.contains(document.activeElement) ? document.activeElement.dataset.run : undefined;
    plot.replaceChildren(...parts);
    if (focused !== undefined) plot.querySelector(`.grip[data-run="${focused}"]`)?.focus(); // it was drawn anew
    foot.replaceChildren(...footer(head));
  }

  // The rates at which a run diverges, as a row of the band.
  const stripes = (outcome, rates, y) => rates.map((x, c) => (LOST.includes(outcome[c]) ? `M${toPixel(axes.X, x)},${y}h2` : "")).join("");

  // The rate beyond which a run diverges where J is quadratic with the curvature of a place: 2/λmax for gradient descent.
  function bound(rate, text, line) {
    const x = toPixel(axes.X, Math.log10(rate));
    if (!(x >= MARGIN.left && x <= plot.clientWidth - MARGIN.right)) return [];
    return [svg("line", { class: "bound", x1: x, x2: x, y1: MARGIN.top, y2: axes.bottom }),
      svg("text", { x: x - 4, y: axes.bottom - 6 - 16 * line, "text-anchor": "end" }, text)];
  }

  function bestOf(run, i, rates, heights) {
    const c = answer.head.best?.[i];
    if (c === null || c === undefined || Number.isNaN(heights[c])) return [];
    const rate = short(10 ** rates[c]);
    const choose = () => on.change(run.row, respelled(run.spelled, "learning_rate", rate));
    return [svg("text", { class: "best", role: "button", tabindex: 0, style: `fill:${run.colour}`, x: toPixel(axes.X, rates[c]), y: within(heights[c]) - 8, "text-anchor": "middle", "aria-label": `${run.title}: take the best rate ${rate}`, onclick: choose, onkeydown: (event) => { if (event.key === "Enter") choose(); } }, "★")];
  }

  // Where a mark of this height stands: at the edge of the chart if its true place lies beyond.
  const within = (height) => Math.min(Math.max(toPixel(axes.Y, height), axes.top), axes.bottom);

  // The rate now: a handle to drag along, by pointer or by key.
  function grip(run, i, rates, heights) {
    const rate = rateOf(i);
    const at = Math.log10(rate);
    const c = Math.round(((at - rates[0]) / (rates.at(-1) - rates[0])) * (rates.length - 1));
    const y = Number.isNaN(heights[c] ?? NaN) ? MARGIN.top + BAND * i + BAND / 2 : within(heights[c]);
    const x = Math.min(Math.max(toPixel(axes.X, at), MARGIN.left), plot.clientWidth - MARGIN.right);
    const set = (value) => { held = { i, rate: short(value) }; on.tune(run.row, respelled(run.spelled, "learning_rate", held.rate)); paint(); };
    const drop = () => {
      if (held?.i !== i) return;
      on.change(run.row, respelled(run.spelled, "learning_rate", held.rate));
      held = null;
    };
    const group = svg("g", {
      class: "grip", role: "slider", tabindex: 0, "data-run": i, "aria-label": `Learning rate of ${run.title}`, "aria-valuenow": rate, "aria-valuetext": show(rate),
      transform: `translate(${x},${y})`,
      onpointerdown: (event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        const move = (next) => set(10 ** Math.min(Math.max(toValue(axes.X, next.clientX - plot.getBoundingClientRect().left), rates[0]), rates.at(-1)));
        const ends = ["pointerup", "pointercancel"];
        const up = () => {
          window.removeEventListener("pointermove", move);
          for (const end of ends) window.removeEventListener(end, up);
          drop();
        };
        window.addEventListener("pointermove", move);
        for (const end of ends) window.addEventListener(end, up);
      },
      onkeydown: (event) => {
        const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
        if (!by) return;
        event.preventDefault();
        event.stopPropagation();
        set(rateOf(i) * 10 ** (by * (event.shiftKey ? 0.25 : 0.05)));
      },
      onkeyup: drop,
    }, svg("line", { y1: MARGIN.top - y, y2: axes.bottom - y, stroke: run.colour }), svg("circle", { r: 14, class: "room" }), svg("circle", { r: 6, fill: run.colour }));
    return group;
  }

  const resized = new ResizeObserver(() => visible && paint());
  resized.observe(field);

  return {
    button: "Rates", name: "The learning-rate strip: final cost against the learning rate", element, draw, ask,
    shown(yes) { visible = yes; if (yes && picture) draw(picture); },
    close() { asker.close(); resized.disconnect(); },
  };
}
