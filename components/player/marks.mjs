// What lies over the map besides the lines: iterates, start and end marks, arrows at the edge, the highlight.

import { MARKERS, svg } from "./dom.mjs";
import { walked } from "./frame.mjs";
import { inside, lastExit, lastFinite, sparseDots, toPixel } from "./geometry.mjs";
import { show } from "./numbers.mjs";

const APART = 9; // pixels between iterates that are told apart as dots
const LINE = 15; // pixels from one label to the next
const ARROW = "M0,0L-12,-6L-12,6Z";

// `fit(i)` is called when the reader asks to see where run i went that left the map.
export function createMarks(element, fit) {
  const layer = element.appendChild(svg("g"));
  const paths = layer.appendChild(svg("g", { "aria-hidden": "true" }));
  const highlights = layer.appendChild(svg("g", { "aria-hidden": "true" }));
  const exits = layer.appendChild(svg("g"));
  let groups = [];

  // One group per run, in its colour; called when the runs change.
  function prepare(runs) {
    groups = runs.map((run, i) => {
      const rings = svg("path", { class: "rings" });
      const dots = svg("path", { class: "iterates", stroke: run.colour });
      const start = svg("circle", { class: "start-mark", r: 4, stroke: run.colour });
      const end = svg("g", { class: "end-mark" }, svg("path", { d: MARKERS[run.marker], fill: run.colour }));
      const arrow = svg("path", { class: "arrow", d: ARROW, fill: run.colour });
      const label = svg("text", { class: "end-label", fill: run.colour });
      const group = svg("g", { "data-run": i }, rings, dots, start, end);
      const onkeydown = (event) => { if (event.key === "Enter") fit(i); };
      const exit = svg("g", { class: "exit", role: "button", tabindex: 0, onclick: () => fit(i), onkeydown }, svg("title"), arrow, label);
      return { run, group, rings, dots, start, end, arrow, label, exit };
    });
    paths.replaceChildren(...groups.map(({ group }) => group));
    exits.replaceChildren(...groups.map(({ exit }) => exit));
    highlights.replaceChildren(...groups.map(({ run }) =>
      svg("circle", { r: 6, stroke: run.colour, class: "highlight", visibility: "hidden" })));
  }

  // Draw for {X, Y, box, offset}: `frame` holds the trajectories, or is null.
  function draw({ X, Y, box, offset }, frame) {
    layer.setAttribute("transform", `translate(${offset.x},${offset.y})`);
    if (!frame) return;
    const taken = []; // heights of the labels at each edge, so that they do not cover each other
    frame.runs.forEach((run, i) => { if (groups[i]) drawRun(groups[i], run, X, Y, box, taken); });
  }

  function drawRun({ run: { title }, rings, dots, start, end, arrow, label, exit: mark }, run, X, Y, box, taken) {
    const { w1, w2 } = walked(run);
    const d = sparseDots(w1, w2, X, Y, box, APART);
    for (const path of [rings, dots]) path.setAttribute("d", d);
    place(start, toPixel(X, w1[0]), toPixel(Y, w2[0]), box);
    const last = lastFinite(w1, w2);
    const exit = lastExit(w1, w2, X, Y, box);
    place(end, toPixel(X, w1[last]), toPixel(Y, w2[last]), exit ? null : box);
    mark.setAttribute("visibility", exit ? "visible" : "hidden");
    if (!exit) return;
    arrow.setAttribute("transform", `translate(${exit.x},${exit.y}) rotate(${exit.angle})`);
    const left = exit.x > (box.left + box.right) / 2;
    const y = freeHeight(exit.y + 4, box, taken.filter(([side]) => side === left).map(([, other]) => other));
    taken.push([left, y]);
    label.setAttribute("x", left ? Math.min(exit.x, box.right) - 16 : Math.max(exit.x, box.left) + 16);
    label.setAttribute("y", y);
    label.setAttribute("text-anchor", left ? "end" : "start");
    label.textContent = `${title} ${outcome(run)}`;
    mark.firstChild.textContent = `Fit the view to ${title}`;
    mark.setAttribute("aria-label", `${label.textContent}. Fit the view to it`);
  }

  function place(mark, x, y, box) {
    const visible = box !== null && inside(x, y, box);
    mark.setAttribute("visibility", visible ? "visible" : "hidden");
    if (visible) mark.setAttribute("transform", `translate(${x},${y})`);
  }

  // A ring on each run's iterate `step`; null takes them away. `only` names one run.
  function highlight({ X, Y, box }, frame, step, only = null) {
    frame?.runs.forEach((run, i) => {
      const ring = highlights.children[i];
      if (!ring) return;
      const on = step !== null && (only === null || only === i);
      const x = toPixel(X, run.w1[step]);
      const y = toPixel(Y, run.w2[step]);
      if (on && inside(x, y, box)) {
        ring.setAttribute("visibility", "visible");
        ring.setAttribute("transform", `translate(${x},${y})`);
      } else ring.setAttribute("visibility", "hidden");
    });
  }

  // Bring one run forward and fade the others; null shows all alike.
  function focus(i) {
    groups.forEach((parts, j) => [parts.group, parts.exit].forEach((part) => part.classList.toggle("faded", i !== null && i !== j)));
    if (i !== null && groups[i]) paths.append(groups[i].group);
  }

  return { prepare, draw, highlight, focus };
}

// The height nearest to `y`, in the box, at which a label covers none of those at the heights `taken`.
export function freeHeight(y, box, taken) {
  const within = (v) => Math.min(Math.max(v, box.top + LINE - 1), box.bottom - LINE / 2);
  // Of lines both ways, each label taken covers two at the most.
  const lines = Array.from({ length: 4 * taken.length + 1 }, (_, k) => (k % 2 ? 1 : -1) * Math.ceil(k / 2) * LINE);
  const tried = lines.map((line) => within(within(y) + line));
  return tried.find((v) => taken.every((other) => Math.abs(other - v) >= LINE)) ?? within(y);
}

// How a run ended, in a few words: its verdict where that is known, else what its rows show; of one that is shown up to
// a step only, which.
export function outcome(run) {
  if (run.at !== undefined) return `at step ${run.at}`;
  if (run.said) return run.said.short;
  if (run.lost !== null) return `beyond all bounds from step ${run.lost} on`;
  const last = run.w1.length - 1;
  return `ends at (${show(run.w1[last], 3)}, ${show(run.w2[last], 3)})`;
}
