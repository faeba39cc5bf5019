// The bar above the curves: the button that trains or gives up, how far it is, and what there is to say of it.

import { html } from "../player/dom.mjs";

const SOON = 150; // ms without an answer after which preparing is worth a word

// `on` is {train(), cancel()}.
export function createTrainbar(on) {
  const button = html("button", { type: "button", class: "train", onclick: act }, "Train");
  const bar = html("div", { class: "progress", role: "progressbar", "aria-label": "Training", "aria-valuemin": 0, "aria-valuemax": 100 }, html("i", {}));
  // On a phone the steps stand a long way below.
  const steps = html("button", { type: "button", class: "to-steps", onclick: () => document.querySelector(".st-key-network-steps")?.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" }) }, "Settings");
  const words = html("span", { class: "words" });
  const announce = html("span", { class: "unseen", role: "status" });
  const notice = html("p", { class: "notice", role: "status", hidden: "" });
  const element = html("div", {}, html("div", { class: "bar" }, button, html("div", { class: "going" }, bar, words), steps, announce), notice);
  let running = false;

  function act() {
    if (running) on.cancel();
    else on.train();
  }

  // `state` of the course: "waiting", "preparing", "training", "cancelling", "cancelled", "done", "failed", or null for none yet;
  // `share` of its epochs, `text` about it, whether there is anything to train, whether
  // something was trained before, and whether the page is due for it.
  function show({ state, share, text, able, again, due, elapsed = 0 }) {
    running = ["waiting", "preparing", "training", "cancelling"].includes(state);
    button.textContent = state === "cancelling" ? "Cancelling…" : running ? "Cancel" : again ? "Train again" : "Train";
    button.classList.toggle("primary", !running && due);
    button.disabled = (!able && !running) || state === "cancelling";
    bar.toggleAttribute("aria-busy", ["waiting", "preparing"].includes(state) && elapsed > SOON);
    bar.hidden = !running;
    bar.firstChild.style.transform = `scaleX(${share})`;
    bar.setAttribute("aria-valuenow", Math.round(100 * share));
    words.textContent = text;
  }

  return {
    element, show,
    // What has come of it, for who does not see it.
    say: (text) => { announce.textContent = text; },
    note(text) { notice.hidden = !text; if (notice.textContent !== text) notice.textContent = text; },
  };
}
