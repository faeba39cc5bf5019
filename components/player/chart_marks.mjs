// The marks on the lines of a chart, so that no line is known by its colour alone: each run's own shape, a few times.

import { MARKERS, svg } from "./dom.mjs";

const ALONG = [0.1, 0.42, 0.78]; // shares of the steps
const STAGGER = 0.035; // from one run to the next, so that lines on top of each other show all their marks
const SIZE = 0.8;

// The steps of `column` to mark for run i, where `sees(value)`: those about a share of the way, or where the line is out
// of sight there the last before that is seen. No step twice.
export function spots(column, i, sees) {
  const found = ALONG.map((share) => {
    let step = Math.round((share + STAGGER * i) * (column.length - 1));
    while (step > 0 && !sees(column[step])) step--;
    return step;
  });
  return [...new Set(found)].filter((step) => step > 0 && sees(column[step]));
}

// Marks in `layer`: `prepare(runs)`, then `draw(i, column, X, Y, visible)` for run i with the axes and the range of values.
export function createChartMarks(layer) {
  function prepare(runs) {
    layer.replaceChildren(...runs.map((run) => svg("g", {}, ...ALONG.map(() =>
      svg("path", { class: "chart-mark", d: MARKERS[run.marker] ?? MARKERS.circle, fill: run.colour, visibility: "hidden" })))));
  }

  function draw(i, column, X, Y, [low, high]) {
    const marks = layer.children[i]?.children ?? [];
    const steps = spots(column, i, (y) => y >= low && y <= high);
    [...marks].forEach((mark, k) => {
      mark.setAttribute("visibility", k < steps.length ? "visible" : "hidden");
      if (k < steps.length) mark.setAttribute("transform", `translate(${X.m * steps[k] + X.b},${Y.m * column[steps[k]] + Y.b}) scale(${SIZE})`);
    });
  }

  const focus = (i) => [...layer.children].forEach((group, j) => group.classList.toggle("faded", i !== null && i !== j));
  return { prepare, draw, focus };
}
