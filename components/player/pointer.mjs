// The pointer over the map: a click or tap places the dot, resting on an iterate names it, elsewhere J is read off.

import { html } from "./dom.mjs";
import { inside, nearest, toValue } from "./geometry.mjs";
import { show } from "./numbers.mjs";

const REACH = 12; // pixels from the pointer to an iterate
const STILL = 5; // pixels a click may wander
const BRIEF = 600; // ms a click may last

// `stage` holds the plot. `picture()` gives {axes, frame, runs}, or null before the first. `on` is
// {place(x, y), over([w1, w2] | null)}, in pixels of the plot and in values.
export function watchPointer(stage, picture, on) {
  const tip = stage.appendChild(html("div", { class: "tip", hidden: "" }));
  let pressed = null;

  const where = (event, { axes }) => {
    const corner = stage.getBoundingClientRect();
    return [event.clientX - corner.left - axes.offset.x, event.clientY - corner.top - axes.offset.y];
  };
  const onMap = (event) => !event.target.closest(".handle, button");

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
    const found = shown.frame && event.buttons === 0 && onMap(event) && nearest(shown.frame.runs, X, Y, x, y, REACH);
    on.over(inside(x, y, box) ? [toValue(X, x), toValue(Y, y)] : null);
    tip.hidden = !found;
    if (!found) return;
    const run = shown.frame.runs[found.run];
    const look = shown.runs[found.run];
    tip.style.setProperty("--run", look.colour);
    tip.replaceChildren(
      html("b", {}, html("span", {}, look.title), ` step ${found.step}`),
      html("div", {}, `w = (${show(run.w1[found.step])}, ${show(run.w2[found.step])})`),
      html("div", {}, `J = ${show(run.cost[found.step])}`));
    tip.style.left = x > box.right / 2 ? "" : `${x + offset.x + 14}px`;
    tip.style.right = x > box.right / 2 ? `${stage.clientWidth - x - offset.x + 14}px` : "";
    tip.style.top = `${Math.min(Math.max(y + offset.y - 60, 4), box.bottom - 60)}px`;
  });
  stage.addEventListener("pointerleave", () => {
    tip.hidden = true;
    on.over(null);
  });

  return { close: () => window.removeEventListener("pointerup", released, true) };
}
