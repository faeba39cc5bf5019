// Sliders for the settings of one run, felt live: while one moves the paths and the maps follow, on release the page does.

import { html } from "../dom.mjs";
import { show } from "../numbers.mjs";
import { respelled, rounded } from "./question.mjs";

const PLACES = 200; // of a slider

// The scales of a setting: where its value stands, and back.
const SCALES = {
  linear: [(x) => x, (x) => x],
  log: [Math.log10, (x) => 10 ** x],
  log_one_minus: [(x) => -Math.log10(1 - x), (x) => 1 - 10 ** -x],
};

// The place 0 to PLACES of a value of `setting`, {scale, low, high}, and the value at a place.
export function placed({ scale, low, high }, value) {
  const [to] = SCALES[scale];
  return Math.round((PLACES * (to(Math.min(Math.max(value, low), high)) - to(low))) / (to(high) - to(low)));
}
export function valueAt({ scale, low, high }, place) {
  const [to, back] = SCALES[scale];
  return rounded(back(to(low) + ((to(high) - to(low)) * place) / PLACES), scale);
}

// `on` is {look(row), tune(row, run), change(row, run)}.
export function createSliders(on) {
  const runs = html("select", { "aria-label": "Optimizer that is tuned", onchange: () => on.look(Number(runs.value)) });
  const fields = html("span", { class: "row sliders" });
  const element = html("div", { class: "row" }, runs, fields);
  let drawn = ""; // of which run and settings there are sliders

  // `scene` has the runs, `looked` the row of the one that is tuned; `spelled` how it now stands in the link.
  function draw(scene, looked, spelled) {
    const run = scene.runs.find((one) => one.row === looked) ?? scene.runs[0];
    element.hidden = !run;
    if (!run) return;
    const key = JSON.stringify([scene.runs.map(({ row, title }) => [row, title]), run.row, run.settings.map((one) => one.key)]);
    if (key !== drawn) {
      drawn = key;
      runs.replaceChildren(...scene.runs.map((one) => html("option", { value: one.row }, one.title)));
      fields.replaceChildren(...run.settings.map((setting) => slider(run, setting)));
    }
    runs.value = run.row;
    run.settings.forEach((setting, i) => {
      const field = fields.children[i];
      field.of = { run, setting };
      const input = field.querySelector("input");
      if (field.held || field.seen === setting.value) return; // the page's value is older than the slider's
      field.seen = setting.value;
      [input.value, field.querySelector("output").textContent] = [placed(setting, setting.value), show(setting.value, 4)];
    });
  }

  function slider(run, setting) {
    const input = html("input", { type: "range", min: 0, max: PLACES, "aria-label": `${run.title} ${setting.name}` });
    const value = html("output", {});
    const field = html("label", {}, `${setting.name} `, input, value);
    const spelled = () => {
      const { run: now, setting: about } = field.of;
      const next = valueAt(about, Number(input.value));
      value.textContent = show(next, 4);
      return [now.row, respelled(now.spelled, about.key, next)];
    };
    input.oninput = () => { field.held = true; on.tune(...spelled()); };
    input.onchange = () => { field.held = false; on.change(...spelled()); };
    return field;
  }

  return { element, draw };
}
