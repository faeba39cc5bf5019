// How far down a logarithmic cost axis reaches: six decades below the start, in which everything happens that a lecture
// is about, or, where "all digits" is pressed, as far as the numbers go.

import { html } from "./dom.mjs";

const DECADES = 6;

// `changed()` is called when the button is pressed.
export function createDigits(changed) {
  let all = false;
  const element = html("button", {
    type: "button", class: "all-digits", "aria-pressed": "false", hidden: "", title: "Show the cost as far down as the numbers go, not six decades below the start",
    onclick() {
      all = !all;
      element.setAttribute("aria-pressed", all);
      changed();
    },
  }, "all digits");
  return { element, decades: () => (all ? Infinity : DECADES), offer: (yes) => { element.hidden = !yes; } };
}
