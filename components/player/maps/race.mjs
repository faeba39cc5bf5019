// The fair race: all runs from this start under equal terms, with every number that was used.

import { html } from "../dom.mjs";
import { show } from "../numbers.mjs";
import { marker } from "../toolbar.mjs";
import { createAsker } from "./asker.mjs";
import { footer } from "./question.mjs";

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
    const heads = ["rank", "optimizer", "α used", "J", "steps to tolerance", "gradients to tolerance", "steps", "gradients", "outcome", ""];
    const line = (racer, i) => {
      const run = picture.scene.runs[i];
      const take = html("button", { type: "button", title: "Give the run this rate", "aria-label": `${run.title}: take this rate`, onclick: () => on.change(run.row, racer.run) }, "take");
      return html("tr", {}, ...[String(racer.rank), html("span", {}, marker(run), ` ${run.title}`), show(racer.learning_rate, 3), racer.J === null ? "not finite" : show(racer.J),
        racer.steps_to_tolerance ?? "not reached", racer.evaluations_to_tolerance ?? "–", racer.steps, racer.evaluations, racer.outcome, take].map((cell) => html("td", {}, cell)));
    };
    const lines = head.rows.length === picture.scene.runs.length ? head.rows.map((racer, i) => [racer.rank, line(racer, i)]) : []; // else of other runs
    lines.sort(([a], [b]) => a - b);
    table.replaceChildren(html("thead", {}, html("tr", {}, ...heads.map((text) => html("th", { scope: "col" }, text)))), html("tbody", {}, ...lines.map(([, row]) => row)));
    note.textContent = `${head.words[0].toUpperCase()}${head.words.slice(1)}. Ranked by the gradients needed to come within tolerance for the first time, then by the final J.`;
    foot.replaceChildren(...footer(head));
  }

  return {
    button: "Race", name: "The fair race: equal terms for all", element, draw,
    shown(yes) { visible = yes; if (yes && picture) draw(picture); },
    close: () => asker.close(),
  };
}
