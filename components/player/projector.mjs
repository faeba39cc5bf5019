// Projector mode: the map over the whole screen with the legend and the playback, in large type and thick lines.

import { html } from "./dom.mjs";

// The button that switches `root` to it and back. Escape leaves it as well.
export function createProjector(root) {
  const button = html("button", { type: "button", class: "to-projector", title: "Fill the screen, for a projector (P)", onclick: () => set(!on()) }, "Projector");
  const on = () => root.classList.contains("projector");

  async function set(value) {
    show(value);
    // Where a page may not fill the screen itself, as on some phones, it fills its window.
    if (value) await root.requestFullscreen?.().catch(() => {});
    else if (document.fullscreenElement) await document.exitFullscreen().catch(() => {});
  }

  function show(value) {
    root.classList.toggle("projector", value);
    if (value) root.focus();
    button.setAttribute("aria-pressed", value);
  }

  function left() {
    if (document.fullscreenElement !== root) show(false);
  }

  function escape(event) {
    if (event.key === "Escape" && on()) set(false);
  }

  show(false);
  root.addEventListener("fullscreenchange", left);
  root.addEventListener("keydown", escape, { capture: true }); // the dot keeps its keys from the page
  return { element: button, toggle: () => set(!on()) };
}
