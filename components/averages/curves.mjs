// The averages shown: one row each, with its β as a slider and as a number, and what that β means in days.

import { html, MARKERS, svg } from "../player/dom.mjs";
import { readNumber, show } from "../player/numbers.mjs";
import { rounded } from "../player/maps/question.mjs";
import { betaOfEma, daysOfEma, windowOf } from "./average.mjs";
import { fixed, lowered, short } from "./words.mjs";

const PLACES = 600; // of the slider
const DECADES = 3; // it goes evenly over the logarithm of the window: 1 to 10³ days
export const HIGHEST = 0.999;
export const MOST = 6;
export const USUAL = [0.5, 0.9, 0.98];

// The slider's place of a β and back.
export const placeOf = (beta) => Math.round((Math.log10(1 / (1 - beta)) * PLACES) / DECADES);
export const betaAt = (place) => (place === 0 ? 0 : rounded(1 - 10 ** ((-place * DECADES) / PLACES), "log_one_minus"));

// The number typed, null where it is none in low … high, or where its comma may mark a thousand, as in 1,000.
export function typed(text, low, high) {
  const value = /^[+-]?[1-9]\d{0,2}(,\d{3})+$/.test(text.trim()) ? null : readNumber(text);
  return value !== null && value >= low && value <= high ? value : null;
}

// `on` is {beta(i, β), look(i), add(β), remove(i)}.
export function createCurves(on) {
  const rows = html("div", { class: "curves" });
  const usual = USUAL.map((beta) => html("button", { type: "button", onclick: () => {
    const i = picture.curves.findIndex((curve) => curve.beta === beta);
    return i < 0 ? on.add(beta) : picture.curves.length > 1 ? on.remove(i) : undefined;
  } }, `β = ${beta}`));
  const another = html("button", { type: "button", onclick: () => on.add(spare()) }, "+ another");
  const said = html("div", { class: "status", role: "status" });
  const element = html("div", { class: "curves-box" }, html("div", { class: "row" }, ...usual, another), rows, said);
  let picture = null;

  // `next` is {curves, looked, day, places, unit, traded}.
  function draw(next) {
    picture = next;
    const { curves, looked } = picture;
    if (rows.children.length !== curves.length) rows.replaceChildren(...curves.map((_, i) => row(i)));
    curves.forEach((curve, i) => rows.children[i].fill(curve, i === looked));
    usual.forEach((button, i) => {
      const there = curves.some((curve) => curve.beta === USUAL[i]);
      button.setAttribute("aria-pressed", there);
      button.disabled = there ? curves.length === 1 : curves.length === MOST;
    });
    another.disabled = curves.length === MOST;
  }

  // A β that is not there yet.
  const spare = () => [0.95, 0.8, 0.99, 0.7, 0.97, 0.6].find((beta) => picture.curves.every((curve) => curve.beta !== beta));

  function row(i) {
    const name = `Average ${i + 1}`;
    const marker = svg("svg", { class: "marker", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, svg("path"));
    const slider = html("input", { type: "range", min: 0, max: PLACES, "aria-label": `${name} β`, oninput: () => change(betaAt(Number(slider.value))) });
    const field = number(`${name} β, typed`, "β = ", 0, HIGHEST, (beta) => on.beta(i, beta));
    const ema = number(`${name} EMA N`, "N = ", 1, daysOfEma(HIGHEST), (N) => on.beta(i, Number(betaOfEma(N).toPrecision(12))));
    const means = html("button", { type: "button", class: "means", title: "Show its window, weights and sum", onclick: () => on.look(i) });
    const remove = html("button", { type: "button", title: "Remove this average", "aria-label": `Remove ${name}`, onclick: () => on.remove(i) }, "×");
    const element = html("div", { class: "curve-row", role: "group", "aria-label": name }, marker, field.element, slider, remove, html("div", { class: "row means-row" }, means, ema.element));
    const change = (beta) => { // its own fields follow with the picture
      said.textContent = "";
      on.beta(i, beta);
    };
    slider.onfocus = () => picture.looked !== i && on.look(i);
    element.fill = (curve, looked) => {
      marker.firstChild.setAttribute("d", MARKERS[curve.marker]);
      marker.firstChild.setAttribute("fill", curve.colour);
      element.style.setProperty("--run", curve.colour);
      element.classList.toggle("looked", looked);
      if (placeOf(curve.beta) !== Number(slider.value)) slider.value = placeOf(curve.beta);
      slider.setAttribute("aria-valuetext", short(curve.beta));
      field.show(short(curve.beta));
      ema.show(show(daysOfEma(curve.beta), 6));
      ema.element.hidden = !picture.traded;
      const days = windowOf(curve.beta);
      means.replaceChildren(`${show(days, 3)} ${days === 1 ? "day" : "days"} · ${curve.plain ? "V̂" : "V"}${lowered(picture.day)} = `, html("b", {}, fixed(curve.column[picture.day - 1], picture.places)));
      means.setAttribute("aria-pressed", looked);
      remove.disabled = picture.curves.length === 1;
    };
    return element;
  }

  // A field for a number: what is typed takes effect as it is typed, and stays where it is none.
  function number(label, before, low, high, accept) {
    const input = html("input", { type: "text", inputmode: "decimal", "aria-label": label, size: 6 });
    const element = html("label", { class: "typed" }, before, input);
    let latest = ""; // as the picture has it
    const settle = () => {
      input.value = latest;
      input.removeAttribute("aria-invalid");
    };
    input.oninput = () => {
      const value = typed(input.value, low, high);
      said.textContent = value === null ? `“${input.value.slice(0, 20)}” is no number from ${low} to ${show(high)}: the curve stays as it was.` : "";
      if (value === null) return input.setAttribute("aria-invalid", "true");
      input.removeAttribute("aria-invalid");
      accept(value);
    };
    input.onblur = () => input.hasAttribute("aria-invalid") || settle();
    return {
      element,
      show(text) {
        const other = text !== latest;
        latest = text;
        if (document.activeElement !== input && (other || !input.hasAttribute("aria-invalid"))) settle();
      },
    };
  }

  return { element, draw };
}
