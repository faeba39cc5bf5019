// The cost against the epoch: runs with small batches take more steps to one, each of them cheaper, and shake more.

import { createChart } from "../chart.mjs";
import { html } from "../dom.mjs";
import { MEASURES } from "../measures.mjs";
import { respelled } from "../maps/question.mjs";
import { marker } from "../toolbar.mjs";
import { epochs, paces } from "./pace.mjs";

const many = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

// What a run costs: {batch, steps} of `examples`, with `each` gradients of an example or batch in every step. `whole`
// epochs are seen.
export function costOf({ batch, steps }, examples, each, whole) {
  const gradients = each * examples; // every example is met once in an epoch, in however many batches
  const an = `${many(steps, "step")} and ${many(gradients, "gradient evaluation")} an epoch`;
  const all = whole >= 1 ? ` (${(steps * whole).toLocaleString("en")} and ${(gradients * whole).toLocaleString("en")} in ${many(whole, "epoch")})` : "";
  return `${batch === examples ? "full batch" : `b = ${batch}`}: ${an}${all}`;
}

// `on` is {go(step), tune(row, run), change(row, run)}.
export function createEpochs(on) {
  const field = html("div", { class: "panel" });
  const rows = html("div", { class: "costs" });
  const element = html("div", { class: "epochs" }, field, rows);
  const timed = ({ link, scene, frame }) => {
    const each = paces(link ?? scene.link, scene.examples);
    const shares = each.map(({ steps }) => steps);
    const last = frame.rows - 1;
    return { shares, last: epochs(each, last) || last / Math.max(1, ...shares) || 1 };
  };
  const chart = createChart(field, MEASURES.cost, { over: () => {}, pick: on.go }, timed);

  function draw(picture) {
    chart.draw(picture);
    const { scene, link, frame } = picture;
    if (!frame) return;
    const each = paces(link ?? scene.link, scene.examples);
    const whole = epochs(each, frame.rows - 1);
    while (rows.children.length > scene.runs.length) rows.lastChild.remove();
    while (rows.children.length < scene.runs.length) rows.append(row());
    scene.runs.forEach((run, i) => fill(rows.children[i], run, each[i], scene.examples, whole));
  }

  function row() {
    const input = html("input", { type: "range", min: 1, step: 1 });
    const words = html("span", {});
    const element = html("div", { class: "cost-of" }, html("i"), input, words);
    const spelled = () => {
      const { run, examples } = element.of;
      const size = Number(input.value);
      return [run.row, respelled(run.spelled, "batch", size === examples ? "all" : size)];
    };
    input.oninput = () => { input.held = true; on.tune(...spelled()); };
    input.onchange = () => { input.held = false; on.change(...spelled()); };
    return Object.assign(element, { input, words });
  }

  function fill(line, run, pace, examples, whole) {
    const { input, words } = line;
    if (line.of?.run.marker !== run.marker || line.of.run.colour !== run.colour) line.firstChild.replaceWith(marker(run));
    line.of = { run, examples };
    input.hidden = examples === null;
    input.setAttribute("aria-label", `${run.title} batch size`);
    input.max = examples ?? 1;
    if (!input.held && pace) input.value = pace.batch ?? 1;
    words.textContent = examples === null || !pace ? `${run.title}: a step is an epoch` : costOf(pace, examples, run.evaluations ?? 1, whole);
  }

  return {
    button: "Epochs", name: "The cost against the epoch, and what an epoch takes", group: "examples", scaled: true, element, draw,
    prepare: chart.prepare, focus: chart.focus, at: chart.at,
  };
}
