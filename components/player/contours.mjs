// The contour lines that Plotly drew, made readable: major ones stand out, minor ones keep quiet, and along the major
// ones stands their J. What is written lies under the paths and moves with the map.

import { svg } from "./dom.mjs";
import { isMajor } from "./bands.mjs";

const SIZE = 11; // pixels of a letter
const ROOM = 58; // pixels from one label to the next
const NEAR = 24; // pixels from a label to a mark
const BUTTONS = [[46, 112], [150, 46]]; // the corner with the buttons, by the mouse's and by the finger's
const EDGE = 14; // pixels from a label's middle to the edge of the map
const FAR = 900; // pixels of line for every further label on it
const TRIES = 14; // places tried along a line
const STRAIGHT = 0.96; // how straight a line must be under its label
const EACH = 5; // labels of one level: where it has a hundred rings, a few say it

// The places for labels on one line: `at(s)` is its point [x, y] after `s` of its `length` pixels, `width` that of the text.
// `free(x, y)` says whether there is room. -> [{x, y, angle}].
export function places(at, length, width, free) {
  const found = [];
  if (length < 2 * width + 16) return found;
  const wanted = 1 + Math.floor(length / FAR);
  for (let i = 0; i < TRIES && found.length < wanted; i++) {
    const s = length * ((0.25 + i * 0.618) % 1); // far from the last one tried, by the golden ratio
    if (s < width / 2 || s > length - width / 2) continue;
    const [[x0, y0], [x1, y1], [x, y]] = [at(s - width / 2), at(s + width / 2), at(s)];
    if (Math.hypot(x1 - x0, y1 - y0) < STRAIGHT * width) continue;
    if (!free(x, y) || found.some((other) => Math.hypot(other.x - x, other.y - y) < 3 * ROOM)) continue;
    const angle = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;
    found.push({ x, y, angle: angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle }); // never upside down
  }
  return found;
}

// Style the lines of the contours in `element`, a Plotly plot, and label them; `avoid` are pixels [x, y] to keep off.
export function dress(element, { labels }, palette, box, avoid = []) {
  const layer = element.querySelector(".contourlayer .contour");
  layer?.querySelector(".heights")?.remove();
  if (!layer) return;
  const written = svg("g", { class: "heights", style: `fill:${palette.text};stroke:${palette.halo};font-family:${palette.font}` });
  const taken = [];
  const free = (x, y) => x > box.left + EDGE && x < box.right - EDGE && y > box.top + EDGE && y < box.bottom - EDGE
    && BUTTONS.every(([width, height]) => x > width || y > height)
    && taken.every(([a, b]) => Math.hypot(a - x, b - y) > ROOM) && avoid.every(([a, b]) => Math.hypot(a - x, b - y) > NEAR);
  layer.querySelectorAll(".contourlevel").forEach((group, i) => {
    const major = isMajor(i + 1);
    let left = EACH;
    group.classList.toggle("major", major);
    group.querySelectorAll("path").forEach((path) => {
      Object.assign(path.style, major ? { stroke: palette.major, strokeWidth: "1.5px" } : { stroke: palette.minor, strokeWidth: "1px" });
      path.style.strokeOpacity = "1";
      if (!major || left <= 0) return;
      const length = path.getTotalLength();
      const point = (s) => { const { x, y } = path.getPointAtLength(s); return [x, y]; };
      for (const { x, y, angle } of places(point, length, 0.62 * SIZE * labels[i].length + 6, free)) {
        if (--left < 0) return;
        taken.push([x, y]);
        written.append(svg("text", { transform: `translate(${x.toFixed(1)},${y.toFixed(1)}) rotate(${angle.toFixed(1)})`, dy: "0.36em" }, labels[i]));
      }
    });
  });
  layer.append(written);
}
