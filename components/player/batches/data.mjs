// The examples as points, with every run's line at the step shown and the line of least squares. Where they are the
// reader's own they are dragged, added and taken away; paths, lines and bowl follow at once.

import { html, svg } from "../dom.mjs";
import { axisOf, lineThrough, roundToPixel, toPixel, toValue } from "../geometry.mjs";
import { labels, multiples, niceStep, show } from "../numbers.mjs";
import { FEWEST, kept, leastSquares, MOST } from "./examples.mjs";

const MARGIN = { left: 44, right: 12, top: 10, bottom: 38 };
const REACH = 22; // pixels about a point within which it is held: as wide as a finger
const STILL = 5; // pixels a click may wander
const AGAIN = 600; // ms after which a second click on a new point is not one on empty space
const FINE = 0.01; // of the visible width or height, for a press of an arrow key
const COARSE = 0.1; // with Shift
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

// The ranges to show `points` on: `before` where they all lie in it and fill some of it, so that it stays while one moves.
export function ranges(points, before = null) {
  return [0, 1].map((k) => {
    const values = points.map((point) => point[k]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const [left, right] = before?.[k] ?? [0, 0];
    if (low >= left && high <= right && high - low >= 0.4 * (right - left)) return before[k];
    const pad = 0.18 * (high - low) || Math.max(1, 0.2 * Math.abs(high));
    return [low - pad, high + pad];
  });
}

// The place among `pixels`, [[x, y], …], of the nearest to (x, y) within reach; null where none is.
export function nearestPoint(pixels, x, y) {
  const away = pixels.map(([a, b]) => Math.hypot(a - x, b - y));
  const least = Math.min(...away);
  return least <= REACH ? away.indexOf(least) : null;
}

// `on` is {reshape(points), settle(points), newest()}: the points are others while one moves, and for good; those that
// the reader left last, or null.
export function createData(on) {
  const plot = svg("svg", { class: "chart", role: "group", "aria-label": "The examples and the lines through them" });
  const clipId = `data-${Math.random().toString(36).slice(2)}`;
  const clip = svg("rect");
  const [grid, lines, dots] = [svg("g", { class: "grid" }), svg("g", { "clip-path": `url(#${clipId})` }), svg("g", { class: "examples" })];
  plot.append(svg("clipPath", { id: clipId }, clip), grid, lines, dots);
  const field = html("div", { class: "panel" }, plot);
  const button = (text, act) => html("button", { type: "button", onclick: act }, text);
  const more = button("Add a point", () => add(ranges_.map(([low, high]) => (low + high) / 2)));
  const less = button("Delete the point", () => remove(chosen));
  const mine = button("Make these points my own", () => on.settle(points));
  const note = html("span", { class: "quiet" });
  const element = html("div", { class: "data" }, field, html("div", { class: "row" }, more, less, mine, note));
  for (const one of [more, less, mine]) one.hidden = true; // until there is a picture to press them for
  let picture = null;
  let at = { step: null, rows: null };
  let points = [];
  let ranges_ = null;
  let axes = null;
  let grip = null; // {i, x, y, moved}: the point held, and from the pointer to its middle
  let pressed = null; // where an empty place was pressed
  let chosen = null; // the point last touched
  let added = 0; // when a point was last added

  const editable = () => picture.scene.editable;

  function draw(next) {
    picture = next;
    const { scene } = next;
    [field.hidden, more.hidden, less.hidden] = [!scene.line, !scene.editable, !scene.editable];
    mine.hidden = !scene.line || scene.editable || scene.examples > MOST;
    note.textContent = !scene.line ? "A line is fitted on landscapes from a regression only: choose one of those, or your own points, in step 1."
      : scene.editable ? "Drag a point; click beside them to add one, twice on one to delete it." : "The examples of this landscape stay as they are.";
    if (!scene.line) return;
    if (!grip) points = (scene.editable && on.newest()) || scene.points; // what is drawn may be of points that were before
    paint();
  }

  function paint() {
    const [width, height] = [plot.clientWidth, plot.clientHeight];
    if (!width || !height) return;
    if (!grip) ranges_ = ranges(points, ranges_);
    const inner = { x: MARGIN.left, y: MARGIN.top, width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
    for (const [key, value] of Object.entries(inner)) clip.setAttribute(key, value);
    axes = { X: axisOf(ranges_[0], inner.x, inner.width), Y: axisOf(ranges_[1], inner.y, inner.height, true), inner };
    drawGrid(width, height);
    drawLines();
    drawPoints();
  }

  function drawGrid(width, height) {
    const { X, Y, inner } = axes;
    const [xs, ys] = [multiples(...ranges_[0], niceStep(ranges_[0][1] - ranges_[0][0], 5)), multiples(...ranges_[1], niceStep(ranges_[1][1] - ranges_[1][0], 5))];
    const [xText, yText] = [labels(xs, 3), labels(ys, 3)];
    grid.replaceChildren(
      ...ys.flatMap((y, i) => [
        svg("line", { x1: inner.x, x2: inner.x + inner.width, y1: toPixel(Y, y), y2: toPixel(Y, y) }),
        svg("text", { x: inner.x - 6, y: toPixel(Y, y) + 4, "text-anchor": "end" }, yText[i])]),
      ...xs.map((x, i) => svg("text", { x: toPixel(X, x), y: height - MARGIN.bottom + 16, "text-anchor": "middle" }, xText[i])),
      svg("text", { x: inner.x + inner.width / 2, y: height - 6, "text-anchor": "middle" }, "x"),
      svg("text", { x: 12, y: inner.y + inner.height / 2, "text-anchor": "middle", transform: `rotate(-90 12 ${inner.y + inner.height / 2})` }, "y"));
  }

  // Each run's line at the row shown of it, and under them that of least squares.
  function drawLines() {
    if (!axes || !picture?.frame || !picture.scene.line) return;
    const through = (b, w) => lineThrough(ranges_[0], ranges_[0].map((x) => b + w * x), axes.X, axes.Y);
    const best = leastSquares(points);
    lines.replaceChildren(
      svg("path", { class: "best-line", d: through(best.b, best.w) }, svg("title", {}, `least squares: b = ${show(best.b)}, w = ${show(best.w)}`)),
      ...picture.frame.runs.map((run, i) => {
        const row = Math.min(at.rows?.[i] ?? at.step ?? Infinity, run.w1.length - 1);
        return svg("path", { stroke: picture.scene.runs[i]?.colour, d: through(run.w1[row], run.w2[row]) });
      }));
  }

  function drawPoints() {
    while (dots.children.length > points.length) dots.lastChild.remove();
    while (dots.children.length < points.length) dots.append(made(dots.children.length));
    chosen = chosen !== null && chosen < points.length ? chosen : null;
    less.disabled = chosen === null || points.length <= FEWEST;
    more.disabled = points.length >= MOST;
    dots.classList.toggle("editable", editable());
    points.forEach(([x, y], i) => {
      const dot = dots.children[i];
      dot.setAttribute("transform", `translate(${toPixel(axes.X, x)},${toPixel(axes.Y, y)})`);
      dot.setAttribute("aria-valuenow", x);
      dot.setAttribute("aria-valuetext", `x = ${show(x, 6)}, y = ${show(y, 6)}`);
      dot.classList.toggle("chosen", editable() && i === chosen);
      if (editable()) dot.setAttribute("tabindex", 0);
      else dot.removeAttribute("tabindex");
    });
  }

  function made(i) {
    return svg("g", {
      class: "example", role: "slider", "aria-roledescription": "two-dimensional slider", "aria-label": `Point ${i + 1}`,
      onkeydown: (event) => keyed(event, i), onkeyup: (event) => { if (event.key in KEYS) on.settle(points); },
      onfocus: () => choose(i),
    }, svg("circle", { class: "room", r: REACH }), svg("circle", { r: 5 }));
  }

  function choose(i) {
    if (!editable()) return;
    chosen = i;
    drawPoints();
  }

  // ---- what the reader does with them

  function move(i, x, y) {
    const next = [kept(x), kept(y)];
    if (String(points[i]) === String(next)) return false;
    points = points.map((point, j) => (j === i ? next : point));
    drawLines();
    drawPoints();
    on.reshape(points);
    return true;
  }

  function add([x, y]) {
    if (points.length >= MOST) return;
    points = [...points, [kept(x), kept(y)]];
    chosen = points.length - 1;
    added = performance.now();
    on.settle(points);
    paint();
    dots.lastChild.focus({ preventScroll: true });
  }

  function remove(i) {
    if (i === null || points.length <= FEWEST) return;
    points = points.filter((_, j) => j !== i);
    chosen = Math.min(i, points.length - 1);
    on.settle(points);
    paint();
    dots.children[chosen].focus({ preventScroll: true });
  }

  const where = (event) => {
    const corner = plot.getBoundingClientRect();
    return [event.clientX - corner.left, event.clientY - corner.top];
  };
  const value = (x, y) => [roundToPixel(axes.X, toValue(axes.X, x)), roundToPixel(axes.Y, toValue(axes.Y, y))];
  const pixels = () => points.map(([x, y]) => [toPixel(axes.X, x), toPixel(axes.Y, y)]);
  const within = ([x, y], { inner } = axes) => [Math.min(Math.max(x, inner.x), inner.x + inner.width), Math.min(Math.max(y, inner.y), inner.y + inner.height)];

  plot.onpointerdown = (event) => {
    if (!axes || !editable() || event.button !== 0 || !event.isPrimary) return;
    const [x, y] = where(event);
    const i = nearestPoint(pixels(), x, y);
    pressed = i === null ? [x, y] : null;
    if (i === null) return;
    const [px, py] = pixels()[i];
    grip = { i, x: px - x, y: py - y, moved: false };
    plot.setPointerCapture(event.pointerId);
    event.preventDefault();
    dots.children[i].focus({ preventScroll: true });
    choose(i);
  };
  plot.onpointermove = (event) => {
    if (!grip || !plot.hasPointerCapture(event.pointerId)) return;
    const [x, y] = where(event);
    grip.moved = move(grip.i, ...value(...within([x + grip.x, y + grip.y]))) || grip.moved;
  };
  plot.onpointerup = (event) => {
    const [x, y] = where(event);
    if (pressed && Math.hypot(x - pressed[0], y - pressed[1]) <= STILL && String(within([x, y])) === String([x, y])) add(value(x, y));
    pressed = null;
  };
  plot.onlostpointercapture = () => {
    const { moved } = grip ?? {};
    grip = null;
    if (moved) on.settle(points);
    paint();
  };
  plot.ondblclick = (event) => {
    if (axes && editable() && performance.now() - added > AGAIN) remove(nearestPoint(pixels(), ...where(event)));
  };

  function keyed(event, i) {
    if (!editable() || event.ctrlKey || event.metaKey) return;
    const [dx, dy] = KEYS[event.key] ?? [];
    if (dx === undefined && event.key !== "Delete" && event.key !== "Backspace") return;
    event.stopPropagation();
    event.preventDefault();
    if (dx === undefined) return remove(i);
    const part = event.shiftKey ? COARSE : FINE;
    const [x, y] = points[i].map((at_, k) => at_ + [dx, dy][k] * part * (ranges_[k][1] - ranges_[k][0]));
    move(i, roundToPixel(axes.X, x), roundToPixel(axes.Y, y));
  }

  const resized = new ResizeObserver(() => picture?.scene.line && paint());
  resized.observe(field);

  return {
    button: "Data", name: "The examples, and the line that each run has found", group: "examples", element, draw,
    at(step, rows) {
      at = { step, rows };
      drawLines();
    },
    close: () => resized.disconnect(),
  };
}
