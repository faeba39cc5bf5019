// The pointer over the map: a click or tap places the dot, resting on an iterate or a level point names it, elsewhere J
// is read off.

import { html } from "./dom.mjs";
import { inside, nearest, toValue } from "./geometry.mjs";
import { show } from "./numbers.mjs";
import { name } from "./points.mjs";

const REACH = 12; // pixels from the pointer to an iterate
const NEAR = 6; // pixels to the middle of a level point's mark, which is as large
const STILL = 5; // pixels a click may wander
const BRIEF = 600; // ms a click may last

// `stage` holds the plot. `picture()` gives {axes, frame, runs, points}, or null before the first. `on` is
// {place(x, y), over([w1, w2] | null)}, in pixels of the plot and in values.
export function watchPointer(stage, picture, on) {
  const tip = stage.appendChild(html("div", { class: "tip", hidden: "" }));
  let pressed = null;

  const where = (event, { axes }) => {
    const corner = stage.getBoundingClientRect();
    return [event.clientX - corner.left - axes.offset.x, event.clientY - corner.top - axes.offset.y];
  };
  const onMap = (event) => !event.target.closest(".handle, button, .exit");

  stage.addEventListener("pointerdown", (event) => {
    const shown = picture();
    if (!shown || event.button !== 0 || !event.isPrimary || !onMap(event) || !inside(...where(event, shown), shown.axes.box)) return;
    pressed = { x: event.clientX, y: event.clientY, at: event.timeStamp };
  }, true);
  const released = (event) => {
    const from = pressed;
    pressed = null;
    const shown = picture();
    if (!from || !shown || event.timeStamp - from.at > BRIEF) return;
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) <= STILL) on.place(...where(event, shown));
  };
  window.addEventListener("pointerup", released, true);

  stage.addEventListener("pointermove", (event) => {
    const shown = picture();
    if (!shown) return;
    const [x, y] = where(event, shown);
    const { X, Y, box, offset } = shown.axes;
    const free = event.buttons === 0 && onMap(event);
    const point = free && shown.points.find((p) => Math.hypot(p.x - x, p.y - y) <= NEAR);
    const found = free && !point && shown.frame && nearest(shown.frame.runs, X, Y, x, y, REACH);
    on.over(inside(x, y, box) ? [toValue(X, x), toValue(Y, y)] : null);
    tip.hidden = !found && !point;
    if (tip.hidden) return;
    tip.replaceChildren(...(point ? [name(point)] : lines(shown, found)));
    tip.style.left = x > box.right / 2 ? "" : `${x + offset.x + 14}px`;
    tip.style.right = x > box.right / 2 ? `${stage.clientWidth - x - offset.x + 14}px` : "";
    tip.style.top = `${Math.min(Math.max(y + offset.y - 60, 4), box.bottom - 60)}px`;
  });
  function lines({ frame, runs }, { run: i, step }) {
    const run = frame.runs[i];
    tip.style.setProperty("--run", runs[i].colour);
    return [
      html("b", {}, html("span", {}, runs[i].title), ` step ${step}`),
      html("div", {}, `w = (${show(run.w1[step])}, ${show(run.w2[step])})`),
      html("div", {}, `J = ${show(run.cost[step])}`),
    ];
  }

  stage.addEventListener("pointerleave", () => {
    tip.hidden = true;
    on.over(null);
  });

  return { close: () => window.removeEventListener("pointerup", released, true) };
}
