// The fair race: all runs from this start under equal terms, with every number that was used.

import { html } from "../dom.mjs";
import { show } from "../numbers.mjs";
import { rounded } from "../rounding.mjs";
import { marker } from "../toolbar.mjs";
import { createAsker } from "./asker.mjs";
import { footer } from "./question.mjs";

const order = ({ rank }) => rank ?? Number.MAX_SAFE_INTEGER; // those without a rank stand last, the lower J first
const TERMS = { same: "Same rate", own: "Best for this start", landscape: "Best for the landscape", evaluations: "Equal gradients" };

// `on` is {change(row, run), pick(name, value)}.
export function createRace(on) {
  let visible = false;
  let picture = null;
  const buttons = Object.entries(TERMS).map(([name, label]) => html("button", { type: "button", onclick: () => on.pick("terms", name) }, label));
  const note = html("p", { class: "quiet" });
  const table = html("table", {});
  const foot = html("div", { class: "quiet" });
  const element = html("div", { class: "map-panel" }, html("span", { class: "toggle", role: "group", "aria-label": "Terms of the race" }, ...buttons), note, html("div", { class: "scroll" }, table), foot);
  const asker = createAsker({ answer: paint, error: (text) => { foot.textContent = text; } });

  function draw(next) {
    picture = next;
    if (!visible || !picture?.link) return;
    const { terms } = picture;
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", Object.keys(TERMS)[i] === terms));
    if (asker.ask(`${terms} ${picture.link}`, [`${picture.link}&map=race&terms=${terms}`])) table.classList.add("stale");
    asker.ready();
  }

  function paint({ head }) {
    table.classList.remove("stale");
    const heads = ["rank", "optimizer", "α used", "J", "first within tolerance", "stays from step", "gradients until then", "steps", "gradients", "outcome", ""];
    const line = (racer, i) => {
      const run = picture.scene.runs[i];
      const take = html("button", { type: "button", title: "Give the run this rate", "aria-label": `${run.title}: take this rate`, onclick: () => on.change(run.row, racer.run) }, "take");
      return html("tr", {}, ...[racer.rank ?? "–", html("span", {}, marker(run), ` ${run.title}`), show(racer.learning_rate, 3), racer.J === null ? "not finite" : show(racer.J),
        racer.steps_to_tolerance ?? "never", racer.stays_from ?? "does not stay", racer.evaluations_to_stay ?? "–", racer.steps, racer.evaluations, `${racer.outcome}${rounded({ decidedFrom: racer.decided_from })}`, take].map((cell) => html("td", {}, cell)));
    };
    const lines = head.rows.length === picture.scene.runs.length ? head.rows.map((racer, i) => [racer, line(racer, i)]) : []; // else of other runs
    lines.sort(([a], [b]) => order(a) - order(b) || (a.J ?? Infinity) - (b.J ?? Infinity) || 0);
    table.replaceChildren(html("thead", {}, html("tr", {}, ...heads.map((text) => html("th", { scope: "col" }, text)))), html("tbody", {}, ...lines.map(([, row]) => row)));
    note.textContent = `${head.words[0].toUpperCase()}${head.words.slice(1)}. Ranked by the gradients needed to come within tolerance and stay there to the end, then by the final J. Who does not stay has no rank.`;
    foot.replaceChildren(...footer(head));
  }

  return {
    button: "Race", name: "The fair race: equal terms for all", element, draw,
    shown(yes) { visible = yes; if (yes && picture) draw(picture); },
    close: () => asker.close(),
  };
}
