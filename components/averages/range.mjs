// Which days are in view: the whole series in small, with a part of it to drag, to widen and to narrow.

import { thinned } from "../player/chart.mjs";
import { html, svg } from "../player/dom.mjs";
import { axisOf, lineThrough, toPixel, toValue } from "../player/geometry.mjs";
import { heightsOf } from "./plot.mjs";

const SIDE = 22; // pixels beside the strip: room for a finger at its ends
const FEWEST = 5; // days in view

// The part [first, last] with one end at `day`, or the whole of it moved to begin there, inside 1 … count.
export function moved([first, last], which, day, count) {
  const within = (t, low, high) => Math.round(Math.min(Math.max(t, low), high));
  const fewest = Math.min(FEWEST, count) - 1;
  if (which === "first") return [within(day, 1, last - fewest), last];
  if (which === "last") return [first, within(day, first + fewest, count)];
  const begin = within(day, 1, count - (last - first));
  return [begin, begin + last - first];
}

// `factor` times as many days, about `day`.
export function zoomed([first, last], factor, day, count) {
  const width = Math.min(Math.max(Math.round((last - first) * factor), Math.min(FEWEST, count) - 1), count - 1);
  const share = last > first ? (Math.min(Math.max(day, first), last) - first) / (last - first) : 0.5;
  return moved([1, 1 + width], "whole", day - share * width, count);
}

// `on(span)`: the reader chose these days.
export function createRange(on) {
  const plot = svg("svg", { class: "chart" });
  const element = html("div", { class: "range" }, plot);
  const line = svg("path", { class: "small" });
  const part = svg("rect", { class: "part" });
  const grips = { first: grip("First day in view"), last: grip("Last day in view") };
  plot.append(line, part, grips.first, grips.last);
  let count = 0;
  let span = [1, 1];
  let X = null;
  let drawn = {}; // the values and the width of the line

  // `values` of all days, and the days in view.
  function draw(values, next) {
    [count, span] = [values.length, next];
    const { clientWidth: width, clientHeight: height } = plot;
    if (!width || !height) return;
    X = axisOf([0.5, count + 0.5], SIDE, width - 2 * SIDE);
    if (values !== drawn.values || width !== drawn.width) {
      drawn = { values, width };
      const { steps, values: kept } = thinned(values, width - 2 * SIDE);
      line.setAttribute("d", lineThrough(steps.map((i) => i + 1), kept, X, axisOf(heightsOf([values], [1, count]), 2, height - 4, true)));
    }
    const [from, to] = [toPixel(X, span[0] - 0.5), toPixel(X, span[1] + 0.5)];
    for (const [key, value] of Object.entries({ x: from, y: 0.5, width: Math.max(to - from, 1), height: height - 1 })) part.setAttribute(key, value);
    for (const [name, x] of [["first", from], ["last", to]]) {
      grips[name].setAttribute("transform", `translate(${x},${height / 2})`);
      grips[name].setAttribute("aria-valuenow", span[name === "first" ? 0 : 1]);
      grips[name].setAttribute("aria-valuemin", 1);
      grips[name].setAttribute("aria-valuemax", count);
    }
  }

  function grip(name) {
    return svg("g", { class: "grip", role: "slider", tabindex: 0, "aria-label": name },
      svg("rect", { class: "room", x: -SIDE, y: -SIDE, width: 2 * SIDE, height: 2 * SIDE }), svg("rect", { class: "bar", x: -3.5, y: -11, width: 7, height: 22, rx: 3 }));
  }

  function hold(event, which) {
    if (event.button !== 0 || !X) return;
    event.preventDefault();
    const dayOf = (next) => toValue(X, next.clientX - plot.getBoundingClientRect().left);
    const off = which === "last" ? span[1] - dayOf(event) : span[0] - dayOf(event);
    const move = (next) => on(moved(span, which, dayOf(next) + off, count));
    const ends = ["pointerup", "pointercancel"];
    const up = () => {
      window.removeEventListener("pointermove", move);
      for (const end of ends) window.removeEventListener(end, up);
    };
    window.addEventListener("pointermove", move);
    for (const end of ends) window.addEventListener(end, up);
  }

  for (const [name, handle] of Object.entries(grips)) {
    handle.onpointerdown = (event) => {
      handle.focus({ preventScroll: true });
      hold(event, name);
    };
    handle.onkeydown = (event) => {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity }[event.key];
      if (!by) return;
      event.preventDefault();
      on(moved(span, name, span[name === "first" ? 0 : 1] + by * (event.shiftKey ? 10 : 1), count));
    };
  }
  part.onpointerdown = (event) => hold(event, "whole");
  plot.onpointerdown = (event) => { // beside the part: it comes there, and may be dragged on
    if (event.target !== plot && event.target !== line) return;
    on(moved(span, "whole", toValue(X, event.clientX - plot.getBoundingClientRect().left) - (span[1] - span[0]) / 2, count));
    hold(event, "whole");
  };

  return { element, draw };
}
