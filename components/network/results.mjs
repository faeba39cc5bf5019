// The table of what each run has come to.

import { html } from "../player/dom.mjs";
import { show } from "../player/numbers.mjs";
import { marker } from "../player/toolbar.mjs";
import { standings } from "./course.mjs";
import { outcome } from "./words.mjs";

const HEADS = ["Optimizer", "loss", "held-out loss", "accuracy", "held-out accuracy", ""];
const loss = (value) => (Number.isNaN(value) ? "–" : show(value));
const share = (value) => (Number.isFinite(value) ? `${(100 * value).toFixed(1)} %` : "–");

export function createResults() {
  const caption = html("caption", {});
  const body = html("tbody", {});
  const element = html("div", { class: "results scroll", tabindex: "0", role: "region", "aria-label": "Results" }, html("table", {},
    caption, html("thead", {}, html("tr", {}, ...HEADS.map((head) => html("th", { scope: "col" }, head)))), body));

  // Tell what is known of a course, at `epoch` or at its last one.
  function draw(course, epoch) {
    const rows = standings(course, epoch);
    caption.textContent = rows.length && rows[0].epoch >= 0 ? `After epoch ${rows[0].epoch}` : "";
    body.replaceChildren(...rows.map((row) => html("tr", {},
      html("th", { scope: "row" }, marker(row.run), ` ${row.run.title}`),
      ...[loss(row.loss), loss(row.heldLoss), share(row.accuracy), share(row.heldAccuracy), outcome(row)].map((text) => html("td", {}, text)))));
  }

  return { element, draw };
}
