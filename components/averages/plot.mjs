// The days in view: what was measured, the averages through it, and the window of one of them behind the day shown.

import { thinned } from "../player/chart.mjs";
import { html, MARKERS, svg } from "../player/dom.mjs";
import { axisOf, lineThrough, toPixel, toValue } from "../player/geometry.mjs";
import { labels, multiples, niceStep } from "../player/numbers.mjs";
import { fixed, short } from "./words.mjs";

const MARGIN = { left: 52, right: 52, top: 22, bottom: 46 };
const ROOM = 1.5; // pixels from day to day from which each measured day has a dot
const SEEN = 0.25; // pixels between the corrected curve and the plain one below which one line covers the other
const APART = 13; // pixels between the labels at the curves' ends
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };

// The lowest and the highest of what is drawn of the days first to last, with a little air.
export function heightsOf(columns, [first, last]) {
  let [low, high] = [Infinity, -Infinity];
  for (const column of columns) {
    for (let t = first; t <= last; t++) {
      low = Math.min(low, column[t - 1]);
      high = Math.max(high, column[t - 1]);
    }
  }
  const air = 0.05 * (high - low) || 0.5 * Math.abs(high) || 0.5;
  return [low - air, high + air];
}

// Heights from top to bottom, moved as little as keeps them `apart`, in the order given.
export function spread(heights, apart, bottom) {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a] - heights[b]);
  const placed = [...heights];
  order.forEach((i, at) => { if (at) placed[i] = Math.max(placed[i], placed[order[at - 1]] + apart); });
  order.reverse().forEach((i, at) => { placed[i] = Math.min(placed[i], at ? placed[order[at - 1]] - apart : bottom); });
  return placed;
}

// The last day on which two columns differ by more than `by`; 0 where they never do.
export function lastApart(one, other, by) {
  let t = one.length;
  while (t > 0 && !(Math.abs(one[t - 1] - other[t - 1]) > by)) t--;
  return t;
}

// `on` is {over(day | null), pick(day)}: the pointer is over that day, or left; it chose that day.
export function createPlot(on) {
  const plot = svg("svg", { class: "chart", role: "slider", tabindex: 0, "aria-label": "Day" });
  const clipId = `averages-${Math.random().toString(36).slice(2)}`;
  const clip = svg("rect");
  const layer = (name, clipped = true) => svg("g", clipped ? { class: name, "clip-path": `url(#${clipId})` } : { class: name });
  const [grid, behind, measured, plain, lines, marks, texts] = [layer("grid", false), layer("behind"), layer("measured"), layer("plain"), layer("lines"), layer("marks"), layer("texts", false)];
  plot.append(svg("clipPath", { id: clipId }, clip), grid, behind, measured, plain, lines, marks, texts);
  const tip = html("div", { class: "tip", hidden: "" });
  const element = html("div", { class: "panel averages-plot" }, plot, tip);
  let picture = null;
  let axes = null;
  let scale = ""; // the axes as text
  let drawn = new WeakMap(); // the lines of columns on these axes: of several only one changes under a slider

  // `picture` is {values, dates, unit, places, span, day, window, looked, curves}: of each curve {beta, colour, marker,
  // column, plain}, the second null where no correction is shown.
  function draw(next) {
    picture = next;
    const { clientWidth: width, clientHeight: height } = plot;
    if (!width || !height) return;
    const { values, span: [first, last], curves, looked } = picture;
    const inner = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
    const visible = heightsOf([values, ...curves.flatMap(({ column, plain: other }) => (other ? [column, other] : [column]))], picture.span);
    axes = { X: axisOf([first - 0.5, last + 0.5], MARGIN.left, inner.width), Y: axisOf(visible, MARGIN.top, inner.height, true), inner };
    if (scale !== (scale = JSON.stringify(axes))) drawn = new WeakMap();
    set(clip, { x: MARGIN.left, y: MARGIN.top - 2, width: inner.width, height: inner.height + 4 });
    ticks(visible, width, height);
    plot.classList.toggle("dense", axes.X.m < 1);
    const dotted = axes.X.m >= ROOM;
    paths(measured, [{ d: through(values), class: dotted ? "dotted" : "" },
      ...(dotted ? [{ class: "dots", d: dots(values), style: `--dot:${Math.min(2 + axes.X.m / 3, 6)}px` }] : [])]);
    paths(plain, curves.filter((curve) => curve.plain).map((curve) =>
      ({ d: through(curve.plain, lastApart(curve.plain, curve.column, SEEN / Math.abs(axes.Y.m))), stroke: curve.colour })));
    paths(lines, curves.map((curve, i) => ({ d: through(curve.column), stroke: curve.colour, class: i === looked ? "looked" : "" })));
    drawDay();
  }

  // What moves with the day shown.
  function drawDay() {
    const { day, window, curves, looked, values, dates } = picture;
    const { X, Y, inner } = axes;
    const bottom = MARGIN.top + inner.height;
    const x = toPixel(X, day);
    const from = toPixel(X, Math.max(day - window, 0) + 0.5); // the days t−w+1 … t, each a day wide
    behind.replaceChildren(
      svg("rect", { class: "window", x: from, width: toPixel(X, day + 0.5) - from, y: MARGIN.top, height: inner.height, fill: curves[looked].colour }),
      svg("line", { class: "now", x1: x, x2: x, y1: MARGIN.top, y2: bottom }));
    marks.replaceChildren(svg("circle", { class: "theta", cx: x, cy: toPixel(Y, values[day - 1]), r: 4.5 }),
      ...curves.map((curve) => svg("path", { d: MARKERS[curve.marker], fill: curve.colour, transform: `translate(${x},${toPixel(Y, curve.column[day - 1])})` })));
    set(plot, { "aria-valuemin": 1, "aria-valuemax": values.length, "aria-valuenow": day, "aria-valuetext": `day ${day}${dates.length ? `, ${dates[day - 1]}` : ""}` });
    const ends = spread(curves.map((curve) => toPixel(Y, curve.column[picture.span[1] - 1]) + 4), APART, bottom);
    texts.replaceChildren(
      svg("text", { x: Math.min(Math.max((from + toPixel(X, day + 0.5)) / 2, MARGIN.left + 40), MARGIN.left + inner.width - 40), y: 14, "text-anchor": "middle", fill: curves[looked].colour }, windowText(window)),
      ...curves.map((curve, i) => svg("text", { x: MARGIN.left + inner.width + 5, y: ends[i], fill: curve.colour }, short(curve.beta))));
  }

  const windowText = (window) => `window: ${short(Number(window.toPrecision(3)))} ${window === 1 ? "day" : "days"}`;
  // The days in view and one beyond each end, so that a line leaves at the edge.
  const reach = () => [Math.max(picture.span[0] - 1, 1), Math.min(picture.span[1] + 1, picture.values.length)];

  function through(column, end = Infinity) {
    const [first, beyond] = reach();
    const last = Math.min(beyond, end);
    if (drawn.get(column)?.last !== last) {
      const { steps, values } = thinned(column.slice(first - 1, last), axes.inner.width);
      drawn.set(column, { last, d: lineThrough(steps.map((i) => i + first), values, axes.X, axes.Y) });
    }
    return drawn.get(column).d;
  }

  function dots(column) {
    const [first, last] = reach();
    return Array.from({ length: last - first + 1 }, (_, i) => `M${toPixel(axes.X, first + i).toFixed(1)},${toPixel(axes.Y, column[first + i - 1]).toFixed(1)}h0`).join("");
  }

  function ticks([low, high], width, height) {
    const { X, Y } = axes;
    const { span: [first, last], dates } = picture;
    const ys = multiples(low, high, niceStep(high - low, 5));
    const words = labels(ys, 3);
    const parts = ys.flatMap((y, i) => [svg("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: toPixel(Y, y), y2: toPixel(Y, y) }),
      svg("text", { x: MARGIN.left - 6, y: toPixel(Y, y) + 4, "text-anchor": "end" }, words[i])]);
    const step = Math.max(1, niceStep(last - first, width > 500 ? 8 : 4));
    for (const t of multiples(first, last, step).filter((day) => day >= 1)) {
      parts.push(svg("text", { x: toPixel(X, t), y: height - MARGIN.bottom + 16, "text-anchor": "middle" }, String(t)));
      if (dates.length) parts.push(svg("text", { class: "date", x: toPixel(X, t), y: height - MARGIN.bottom + 30, "text-anchor": "middle" }, dates[t - 1]));
    }
    parts.push(svg("text", { x: MARGIN.left - 6, y: height - MARGIN.bottom + 16, "text-anchor": "end" }, "day t"),
      svg("text", { x: MARGIN.left - 6, y: 14, "text-anchor": "end" }, picture.unit));
    grid.replaceChildren(...parts);
  }

  function dayAt(event) {
    const x = event.clientX - plot.getBoundingClientRect().left;
    return Math.round(Math.min(Math.max(toValue(axes.X, x), picture.span[0]), picture.span[1]));
  }

  function point(event) {
    if (!axes) return;
    const day = dayAt(event);
    on.over(day);
    const { values, dates, unit, places, curves } = picture;
    tip.replaceChildren(html("b", {}, `day ${day}${dates.length ? ` · ${dates[day - 1]}` : ""}`), html("div", {}, `θ = ${fixed(values[day - 1], places)} ${unit}`),
      ...curves.map((curve) => html("div", { style: `--run:${curve.colour}` }, html("span", {}, `β = ${short(curve.beta)}`), `  ${curve.plain ? "V̂" : "V"} = ${fixed(curve.column[day - 1], places)}`)));
    tip.hidden = false;
    const x = toPixel(axes.X, day);
    const right = x > plot.clientWidth / 2;
    [tip.style.left, tip.style.right] = right ? ["", `${plot.clientWidth - x + 12}px`] : [`${x + 12}px`, ""];
  }

  plot.onpointermove = point;
  plot.onpointerdown = (event) => {
    if (!axes || event.button !== 0) return;
    point(event);
    on.pick(dayAt(event));
  };
  plot.onpointerleave = () => {
    tip.hidden = true;
    on.over(null);
  };
  plot.onkeydown = (event) => {
    const by = event.key in KEYS ? KEYS[event.key] * (event.shiftKey ? 10 : 1) : { Home: -Infinity, End: Infinity }[event.key];
    if (!by || !picture || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    on.pick(Math.min(Math.max(picture.day + by, 1), picture.values.length));
  };

  return { element, draw };
}

// Paths with these attributes in a layer. One that is there keeps what is as it was: the browser then reads only what is new.
const written = new WeakMap();
function paths(layer, wanted) {
  while (layer.children.length > wanted.length) layer.lastChild.remove();
  while (layer.children.length < wanted.length) layer.append(svg("path"));
  wanted.forEach((attributes, i) => {
    const path = layer.children[i];
    const before = written.get(path) ?? {};
    set(path, Object.fromEntries(Object.entries(attributes).filter(([key, value]) => before[key] !== value)));
    written.set(path, attributes);
  });
}

const set = (element, attributes) => Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
