// The line below the map: where the dot is and what J is there and under the pointer, and what the marks mean.

import { html } from "./dom.mjs";
import { show } from "./numbers.mjs";

const SIGNS = { minimum: "✕", saddle: "◇", maximum: "△" };

export function createReadout() {
  const dot = html("span");
  const pointed = html("span");
  const key = html("span", { class: "key" });
  return {
    element: html("div", { class: "readout" }, dot, pointed, key),
    // The dot at [w1, w2]; `exact` where J was computed there and not read off the grid.
    dot([w1, w2], J, exact) {
      dot.textContent = `● w₁ = ${show(w1)}  w₂ = ${show(w2)}  J ${exact ? "=" : "≈"} ${show(J)}`;
    },
    // What the marks of these points mean.
    key(points) {
      const kinds = Object.keys(SIGNS).filter((kind) => points.some((point) => point.kind === kind));
      key.textContent = kinds.map((kind) => `${SIGNS[kind]} ${kind}`).join("   ");
    },
    // The pointer at [w1, w2], or null where it is not on the map.
    pointed(w, J) {
      pointed.textContent = w ? `pointer (${show(w[0], 3)}, ${show(w[1], 3)})  J ≈ ${show(J, 3)}` : "";
    },
  };
}
