// The line below the map: where the dot is and what J is there and under the pointer, and what the marks mean.

import { html } from "./dom.mjs";
import { show } from "./numbers.mjs";
import { interpolate } from "./surfaces.mjs";

const SIGNS = { minimum: "A", saddle: "◇", maximum: "△" };

export function createReadout() {
  const dot = html("span");
  const pointed = html("span");
  const key = html("span", { class: "key" });
  return {
    element: html("div", { class: "readout" }, dot, pointed, key),
    // The dot at `start`: J as the runs found it there or, where there are none, read off the grid.
    dot(start, { frame, grid, sampled }) {
      const exact = frame.runs.length > 0;
      const J = exact ? frame.runs[0].cost[0] : interpolate(grid, sampled, ...start);
      dot.textContent = `● w₁ = ${show(start[0])}  w₂ = ${show(start[1])}  J ${exact ? "=" : "≈"} ${show(J)}`;
    },
    // What the marks of these points mean, and the hatching where a part of the map is `holed`.
    key(points, holed = false) {
      const kinds = Object.keys(SIGNS).filter((kind) => points.some((point) => point.kind === kind));
      const signs = kinds.map((kind) => [SIGNS[kind], kind]);
      key.replaceChildren(...[...signs, ...(holed ? [["▨", "J undefined"]] : [])].flatMap(([sign, word], i) =>
        [i ? "   " : "", sign === SIGNS.minimum ? html("i", {}, sign) : sign, ` ${word}`]));
    },
    // The pointer at [w1, w2], or null where it is not on the map.
    pointed(w, { grid, sampled }) {
      pointed.textContent = w ? `pointer (${show(w[0], 3)}, ${show(w[1], 3)})  J ≈ ${show(interpolate(grid, sampled, ...w), 3)}` : "";
    },
  };
}
