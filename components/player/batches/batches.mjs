// What the player knows of examples: their panels, their edits while they are under way, and the pace of the playback.

import { html } from "../dom.mjs";
import { upTo } from "../frame.mjs";
import { show } from "../numbers.mjs";
import { createData } from "./data.mjs";
import { createEpochs } from "./epochs.mjs";
import { spelled, withPoints } from "./examples.mjs";
import { differ, paces, rowsAt, stepOf } from "./pace.mjs";

// `on` is the player's desk: of it are used page() and link(), what Streamlit sent and what is asked for now; at(), the
// pace, and pace(name), another; put(name, value) and ask(), for points that move; settlePoints(points), for good.
export function createBatches(on) {
  let edited = null; // the points, where the page does not have them yet
  let each = []; // the pace of every run shown
  let last = 0; // of their rows

  const epoch = html("output", {});
  const buttons = ["step", "epoch"].map((name) => html("button", { type: "button", onclick: () => on.pace(name) }, name));
  const element = html("span", { class: "toggle pace", role: "group", "aria-label": "Show the runs at the same", hidden: "" },
    html("span", { "aria-hidden": "true" }, "at the same"), ...buttons, epoch);

  function move(points) {
    edited = points;
    for (const [name, value] of Object.entries(spelled(points, on.page().domain))) on.put(name, value);
    on.ask();
  }

  // For good. Where a batch is larger than what is left, the page has to say first what becomes of it.
  function settle(points) {
    const fits = paces(on.link(), Infinity).every(({ batch }) => batch === Infinity || batch <= points.length);
    if (on.page().editable && fits) move(points);
    on.settlePoints(points);
  }

  const newest = () => edited ?? (on.page().editable ? on.page().points : null);

  return {
    element,
    panels: { data: createData({ reshape: move, settle, newest }), epochs: createEpochs(on) },
    // The page has taken in what was chosen.
    taken() { edited = null; },
    // The page as it is with the points that it does not have yet.
    scene: (data) => (edited && data.editable ? withPoints(data, edited) : data),
    // There are new paths, `frame` of the runs in `link` on a surface of so many examples.
    met({ frame, link, scene }) {
      each = paces(link, scene.examples);
      last = frame.rows - 1;
      element.hidden = !differ(each);
      buttons.forEach((button) => button.setAttribute("aria-pressed", button.textContent === on.at()));
    },
    rows: (step) => rowsAt(each, on.at(), step, last),
    // `frame` as it stands at `step`.
    upTo: (frame, step) => upTo(frame, step, frame && rowsAt(each, on.at(), step, last)),
    // The step of the clock at which the run in place `i` is at its step `n`.
    stepOf: (n, i) => stepOf(each, on.at(), n, i),
    say(step) {
      const most = Math.max(1, ...each.map(({ steps }) => steps));
      epoch.textContent = on.at() === "epoch" ? `epoch ${show(Math.floor((step ?? last) / most))} of ${show(Math.floor(last / most))}` : "";
    },
  };
}
