// Where the parts of the player stand.

import { html, svg } from "./dom.mjs";

// `on` is {zoom(factor), whole()}: what the buttons on the map do. The parts still to come go where the names say.
export function createLayout(on) {
  const button = (sign, name, onclick) => html("button", { type: "button", title: name, "aria-label": name, onclick }, sign);
  const parts = {
    plot: html("div", { class: "plot" }),
    overlay: svg("svg", { class: "marks" }),
    empty: html("div", { class: "empty", hidden: "" }, "Tick an optimizer to see its path."),
    chartHead: html("div", { class: "chart-head" }),
    chartBox: html("div", { class: "chart-box" }),
    below: html("div"),
    announce: html("div", { class: "unseen", role: "status" }),
  };
  const zoom = html("div", { class: "zoom" },
    button("+", "Zoom in", () => on.zoom(0.5)), button("−", "Zoom out", () => on.zoom(2)), button("⤢", "Whole map", on.whole));
  const stage = html("div", { class: "map" }, parts.plot, parts.overlay, zoom, parts.empty);
  const root = html("div", { class: "optiscape-player", "data-testid": "descent-player", "data-playing": "false" },
    html("div", { class: "stage" },
      html("div", {}, stage, parts.below),
      html("div", { class: "beside" }, parts.chartHead, parts.chartBox)),
    parts.announce);
  return { ...parts, stage, root };
}
