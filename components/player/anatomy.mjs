// The anatomy of one step of one run: its arithmetic in a panel, with the numbers of that step put in, and its arrows on
// the map. The numbers are those of the rule that ran; they come when the page is at rest.

import { createAverages } from "./averages.mjs";
import { createDissection } from "./dissection.mjs";
import { html } from "./dom.mjs";
import { createGlyphs, roundingOf } from "./glyphs.mjs";
import { show } from "./numbers.mjs";
import { verdicts } from "./verdict.mjs";
import { working } from "./working.mjs";

// The numbers of update n as the map and the sentences want them. Row n of a column is after it, w and H before it.
export function stepOf({ columns, average, squares }, n) {
  const pair = (name, i) => (name && columns[`${name}.1`] ? [columns[`${name}.1`][i], columns[`${name}.2`][i]] : null);
  const [from, to] = [pair("w", n - 1), pair("w", n)];
  const by = (a, b) => [b[0] - a[0], b[1] - a[1]];
  return {
    from, to, moved: by(from, to), before: n > 1 ? by(pair("w", n - 2), from) : null,
    gradient: pair("g", n), drawn: pair("drawn", n), average: pair(average, n), squares: pair(squares, n), rate: columns.alpha[n],
    hessian: ["h11", "h12", "h22"].map((name) => columns[name][n]),
  };
}

// `overlay` is the svg over the map. `on` is {go(step, row), over(step | null), look(row), change(row, run)}.
export function createAnatomy(overlay, on) {
  const glyphs = createGlyphs(overlay);
  const averages = createAverages({ over: on.over, pick: (step) => on.go(step, row), change: (run) => on.change(chosen().row, run) });
  const dissection = createDissection(refresh);
  const visible = { anatomy: false, averages: false };
  let picture = null;
  let axes = null;
  let shown = { step: 1, steps: 1, rows: null }; // where the playback is
  let n = 1; // the step looked at: the one that led to the row shown
  let row = 0; // the place among the page's rows of the run looked into

  const choices = ["anatomy", "averages"].map(() => html("select", { "aria-label": "Optimizer looked into", onchange: (event) => pick(Number(event.target.value)) }));
  const move = (sign, name, by) => html("button", { type: "button", title: name, "aria-label": name, onclick: () => on.go(n + by, row) }, sign);
  const back = move("‹", "Previous step", -1);
  const forward = move("›", "Next step", 1);
  const title = html("b", {});
  const sentence = html("div", { class: "verdict", role: "status" });
  const table = html("div", { class: "working" });
  const key = html("div", { class: "glyph-key quiet" });
  const element = html("div", { class: "anatomy" }, html("div", { class: "row" }, choices[0], back, title, forward), sentence, table, key);
  averages.element.firstChild.prepend(choices[1]);

  const place = () => Math.max(picture?.scene.runs.findIndex((run) => run.row === row) ?? 0, 0);
  const chosen = () => picture?.scene.runs[place()] ?? null;
  const known = () => (picture?.link && chosen() ? dissection.of(picture.link, place()) : {});

  // The run looked into may be at another step than the others.
  function count() {
    const { step, steps, rows } = shown;
    n = rows?.[place()] ?? step ?? Math.max(steps, 0);
  }

  function pick(next) {
    on.look(next);
  }

  function choose() {
    for (const choice of choices) choice.value = String(chosen()?.row ?? row);
  }

  // Ask for the numbers, where somebody looks. Called at rest.
  function seek() {
    if ((visible.anatomy || visible.averages) && picture?.link && chosen()) dissection.want(picture.link, place());
  }

  function refresh() {
    const { inside = null } = known();
    if (visible.averages) {
      const { palette } = picture ?? {};
      averages.draw(inside, palette && { quiet: palette.axis, plain: palette.text, strong: chosen()?.colour });
      averages.at(n);
    }
    drawStep();
  }

  function drawStep() {
    drawGlyphs();
    if (visible.averages) averages.at(n);
    if (!visible.anatomy || !picture) return;
    const { inside, problem } = known();
    const steps = Math.max((picture.frame?.rows ?? 1) - 1, 0);
    back.disabled = n <= 0;
    forward.disabled = n >= steps;
    title.textContent = `step ${n} of ${steps}`;
    element.toggleAttribute("aria-busy", chosen() !== null && !inside && !problem);
    if (!chosen()) return void say(on.page().secret ? "Run it, and look into its steps here." : "Tick an optimizer in step 3 to look into its steps.");
    if (problem) return void say(`The numbers of this step could not be had: ${problem}`);
    if (!inside || !picture.frame) return void sentence.replaceChildren("The numbers follow when the dot is at rest…");
    if (n === 0) return void say("No step was taken yet: this is the start. › takes the first.");
    const step = stepOf(inside, n);
    const cost = picture.frame.runs[place()].cost;
    const found = verdicts({ ...step, cost: [cost[n - 1], cost[n]], rounding: roundingOf(step, axes ?? undefined) })[0];
    sentence.replaceChildren(...(found ? [found.text, html("span", { class: "quiet" }, ` ${found.because}`)] : []));
    const [first, second] = [1, 2].map((k) => working(inside, n, k));
    table.replaceChildren(
      html("div", { class: "formula" }, `${step.drawn ? "" : "g = "}∇J at (${step.from.map((w) => show(w)).join(", ")})`),
      ...(step.drawn ?? step.gradient).map((g, k) => html("div", { class: "numbers" }, html("i", {}, `w${k + 1}`), html("span", {}, ""), html("b", {}, show(g, 5)))),
      ...first.flatMap((line, i) => [
        html("div", { class: "formula" }, `${line.symbol} ${inside.lines[i][1].includes(`{${line.name}-}`) ? "←" : "="} ${line.formula}`),
        ...[line, second[i]].map((one, k) => html("div", { class: "numbers" }, html("i", {}, `w${k + 1}`), html("span", {}, one.numbers), html("b", {}, one.result))),
      ]),
    );
  }

  function say(text) {
    sentence.replaceChildren(text);
    table.replaceChildren();
  }

  function drawGlyphs() {
    if (!axes) return;
    const { inside } = known();
    const step = visible.anatomy && inside && n > 0 ? stepOf(inside, n) : null;
    const scale = glyphs.draw(axes, step, chosen()?.colour);
    const swatch = (name, text) => html("span", { class: `swatch ${name}` }, text);
    if (chosen()) key.style.setProperty("--run", chosen().colour);
    const marks = step ? [["gradient", "−g"], ...(step.average ? [["average", `−${inside.symbols[inside.average]}`]] : []), ...(step.squares ? [["box", `box of sides √${inside.symbols[inside.squares]}`]] : [])] : [];
    key.replaceChildren(...(step ? [...marks.map(([name, text]) => swatch(name, text)),
      ...(scale ? [`(drawn × ${show(scale, 1)})`] : []), swatch("step", "the step itself"), swatch("bend", "curvature: flat where it is long")] : []));
  }

  const panel = (name, button, about, content) => ({
    button, name: about, element: content,
    draw(next) { picture = next; choose(); refresh(); },
    shown(yes) { visible[name] = yes; seek(); refresh(); },
  });

  return {
    panels: {
      anatomy: panel("anatomy", "Step", "Anatomy of a step: its arithmetic and its arrows", element),
      averages: panel("averages", "Averages", "The averages over the run's own gradients", averages.element),
    },
    prepare(runs) {
      for (const choice of choices) choice.replaceChildren(...runs.map((run) => html("option", { value: run.row }, run.title)));
      choose();
    },
    // The step shown; null is the end, after `steps`. `rows` are the runs' own, where they are not all at that step.
    at(step, steps, rows) { shown = { step, steps, rows }; count(); drawStep(); },
    // The map's axes, which have moved.
    over(next) { axes = next; drawGlyphs(); },
    look(next) {
      row = next;
      choose();
      count();
      seek();
      refresh();
    },
    seek,
  };
}
