// Two fingers on the map move it and zoom it. One finger scrolls the page, as everywhere, and a tap places the dot.

import { pinched } from "./square.mjs";

// `stage` holds the plot; `map` is the map in it.
export function watchPinch(stage, map) {
  let from = null; // {fingers, view, axes} when the second finger came
  let wanted = null;
  let drawing = false;

  const fingers = ({ touches }, { offset }) => {
    const { left, top } = stage.getBoundingClientRect();
    return [...touches].slice(0, 2).map(({ clientX, clientY }) => [clientX - left - offset.x, clientY - top - offset.y]);
  };

  stage.addEventListener("touchstart", (event) => {
    if (event.touches.length !== 2 || !map.isDrawn()) return void (from = null);
    event.preventDefault();
    const axes = map.axes();
    from = { axes, view: map.view(), fingers: fingers(event, axes) };
  }, { passive: false });
  stage.addEventListener("touchmove", (event) => {
    if (!from || event.touches.length !== 2) return;
    event.preventDefault();
    wanted = pinched(from.view, from.fingers, fingers(event, from.axes), from.axes);
    follow();
  }, { passive: false });
  const end = (event) => { if (event.touches.length < 2) from = null; };
  for (const name of ["touchend", "touchcancel"]) stage.addEventListener(name, end);

  // Draw the newest view, as soon as the one before is there.
  async function follow() {
    if (drawing) return;
    drawing = true;
    while (wanted) {
      const view = wanted;
      wanted = null;
      await map.setView(view);
      await new Promise(requestAnimationFrame);
    }
    drawing = false;
  }
}
