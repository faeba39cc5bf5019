// The line below the map: where the dot is and what J is there, and under the pointer.

import { html } from "./dom.mjs";
import { show } from "./numbers.mjs";

export function createReadout() {
  const dot = html("span");
  const pointed = html("span");
  return {
    element: html("div", { class: "readout" }, dot, pointed),
    // The dot at [w1, w2]; `exact` where J was computed there and not read off the grid.
    dot([w1, w2], J, exact) {
      dot.textContent = `● w₁ = ${show(w1)}  w₂ = ${show(w2)}  J ${exact ? "=" : "≈"} ${show(J)}`;
    },
    // The pointer at [w1, w2], or null where it is not on the map.
    pointed(w, J) {
      pointed.textContent = w ? `pointer (${show(w[0], 3)}, ${show(w[1], 3)})  J ≈ ${show(J, 3)}` : "";
    },
  };
}
