// The red dot: a slider in two dimensions for mouse, touch, pen and keyboard.

import { html } from "./dom.mjs";
import { roundToPixel, toPixel, toValue } from "./geometry.mjs";
import { show } from "./numbers.mjs";

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const FINE = 0.01; // of the map's width or height, for a press of an arrow key
const COARSE = 0.1; // with Shift

let touched = false; // since the page was opened: until then the dot asks for it

// `axes()` gives {X, Y, box, offset}. `on` is {move(w1, w2), release()}.
export function createHandle(axes, on) {
  const element = html("div", {
    class: touched ? "handle" : "handle untouched", role: "slider", tabindex: 0, "aria-label": "Start point",
    "aria-roledescription": "two-dimensional slider",
  }, html("i"));
  let grip = null; // from the pointer to the dot's middle while dragging
  let start = null; // until it is first placed, with the first picture

  // The reader has found out that it moves.
  function touch() {
    touched = true;
    element.classList.remove("untouched");
  }

  function place([w1, w2]) {
    start = [w1, w2];
    element.setAttribute("aria-valuenow", w1);
    element.setAttribute("aria-valuetext", `w1 = ${show(w1, 6)}, w2 = ${show(w2, 6)}`);
    const { X, Y, box, offset } = axes();
    element.setAttribute("aria-valuemin", Math.min(toValue(X, box.left), w1));
    element.setAttribute("aria-valuemax", Math.max(toValue(X, box.right), w1));
    const x = toPixel(X, w1);
    const y = toPixel(Y, w2);
    const px = Math.min(Math.max(x, box.left), box.right);
    const py = Math.min(Math.max(y, box.top), box.bottom);
    element.classList.toggle("outside", Math.abs(px - x) > 0.5 || Math.abs(py - y) > 0.5); // hollow: not where it is
    element.style.transform = `translate(${px + offset.x}px,${py + offset.y}px)`;
  }

  function moveTo(x, y) {
    const { X, Y, box } = axes();
    const within = (v, low, high) => Math.min(Math.max(v, low), high);
    on.move(
      roundToPixel(X, toValue(X, within(x, box.left, box.right))),
      roundToPixel(Y, toValue(Y, within(y, box.top, box.bottom))),
    );
  }

  element.onpointerdown = (event) => {
    if (event.button !== 0 || !start) return;
    touch();
    const { X, Y } = axes();
    grip = { x: toPixel(X, start[0]) - event.clientX, y: toPixel(Y, start[1]) - event.clientY };
    if (element.classList.contains("outside")) grip = null;
    const { left, top } = element.parentElement.getBoundingClientRect();
    grip ??= { x: -left - axes().offset.x, y: -top - axes().offset.y };
    element.setPointerCapture(event.pointerId);
    element.classList.add("held");
    element.focus({ preventScroll: true });
    event.preventDefault();
    event.stopPropagation();
  };
  element.onpointermove = (event) => {
    if (grip && element.hasPointerCapture(event.pointerId)) moveTo(event.clientX + grip.x, event.clientY + grip.y);
  };
  element.onlostpointercapture = () => {
    if (!grip) return;
    grip = null;
    element.classList.remove("held");
    on.release();
  };
  element.onkeydown = (event) => {
    const [dx, dy] = KEYS[event.key] ?? [];
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); // C and R belong to Streamlit
    if (dx === undefined || !start) return;
    touch();
    event.preventDefault();
    const { X, Y, box } = axes();
    const part = event.shiftKey ? COARSE : FINE;
    moveTo(toPixel(X, start[0]) + dx * part * box.right, toPixel(Y, start[1]) - dy * part * box.bottom);
  };
  element.onkeyup = (event) => {
    if (event.key in KEYS) on.release();
  };

  return { element, place, touch, isHeld: () => grip !== null };
}
