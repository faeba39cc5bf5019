// One measure of the runs against the step, the epoch, or what else a measure counts, in the colours of the map.

import { createChartMarks } from "./chart_marks.mjs";
import { html, svg } from "./dom.mjs";
import { upTo } from "./frame.mjs";
import { axisOf, lineThrough } from "./geometry.mjs";
import { MEASURES } from "./measures.mjs";
import { labels, multiples, niceStep, power, show } from "./numbers.mjs";

const MARGIN = { left: 52, right: 12, top: 10, bottom: 42 };
const STEPS = { one: "step", axis: "step n" }; // what is counted where a measure says nothing else
const EPOCHS = { one: "epoch", axis: "epoch" };
const ROOM = 5; // pixels from the end of one epoch to the next that is marked
const FLOOR = 1e-16; // of the highest cost: what is lower is rounding, and lies below the axis, undrawn

// The rows of a run on this scale, NaN where the scale has no place for them.
export function heights(run, scale, measure = MEASURES.cost) {
  if (scale !== "log") return measure.column(run);
  return (measure.log ?? measure.column)(run).map((y) => (y > 0 ? Math.log10(y) : NaN));
}

// The visible range [low, high] of the y axis. It holds every run but those that are lost: of those one far above where
// all began leaves the chart at its top, unless the measure is to be seen `whole`. A logarithmic one ends so many `decades`
// below the start.
export function range(frame, scale, measure = MEASURES.cost, decades = Infinity) {
  const columns = frame.runs.map((run) => heights(run, scale, measure));
  let start = Math.max(...columns.map((c) => c[0]).filter(Number.isFinite), -Infinity);
  let low = Infinity;
  let high = -Infinity;
  let kept = -Infinity; // the highest of the runs that are not lost
  for (const [i, column] of columns.entries()) {
    for (const y of column) {
      if (!Number.isFinite(y)) continue;
      low = Math.min(low, y);
      high = Math.max(high, y);
      if (frame.runs[i].lost === null) kept = Math.max(kept, y);
    }
  }
  if (!(low <= high)) return [0, 1];
  if (measure.whole) start = NaN;
  if (scale === "log") {
    high = Math.max(kept, Math.min(high, (Number.isFinite(start) ? start : high) + 2));
    low = Math.max(low, high + Math.log10(FLOOR), Math.min((Number.isFinite(start) ? start : high) - decades, high));
    return [Math.floor(low), Math.max(Math.ceil(high), Math.floor(low) + 1)];
  }
  if (Number.isFinite(start)) {
    low = Math.max(low, start - 1e6 * Math.abs(start || 1));
    // Where every run climbs from the start there is no fall to measure the climb by.
    if (start > low) high = Math.max(kept, Math.min(high, start + 0.5 * (start - low)));
  }
  // Where all rest there is no height to go by but J itself.
  const pad = 0.04 * (high - low) || 0.5 * Math.abs(high) || 0.5;
  return [low - pad, high + pad];
}

// Every point where they are few; else the first, lowest, highest and last of each pixel column, which look the same.
export function thinned(column, width) {
  const steps = Array.from(column.keys());
  const share = Math.floor(column.length / Math.max(width, 1));
  if (share < 4) return { steps, values: column };
  const kept = [];
  for (let from = 0; from < column.length; from += share) {
    const part = steps.slice(from, from + share);
    const by = (better) => part.reduce((best, i) => (Number.isNaN(column[best]) || better(column[i], column[best]) ? i : best));
    kept.push(...new Set([part[0], by((a, b) => a < b), by((a, b) => a > b), part.at(-1)].sort((a, b) => a - b)));
  }
  return { steps: kept, values: kept.map((i) => column[i]) };
}

// `on` is {over(step | null), pick(step)}: the pointer is over that step, or left; it chose that step. Against the epoch
// `timed(picture)` gives {shares, last}: how many steps each run takes to one, and how far they are shown.
export function createChart(element, measure, on, timed = null) {
  const { one, axis } = timed ? EPOCHS : measure.counts ?? STEPS;
  const plot = element.appendChild(svg("svg", { class: "chart", role: "img", "aria-label": `${measure.name} against ${one}` }));
  const grid = plot.appendChild(svg("g", { class: "grid" }));
  const clipId = `chart-${Math.random().toString(36).slice(2)}`;
  const clip = svg("rect");
  plot.append(svg("clipPath", { id: clipId }, clip));
  const shade = plot.appendChild(svg("rect", { class: "band", visibility: "hidden" }));
  const ghosts = plot.appendChild(svg("g", { class: "ghosts", "clip-path": `url(#${clipId})` }));
  const lines = plot.appendChild(svg("g", { "clip-path": `url(#${clipId})` }));
  const ends = plot.appendChild(svg("g", { class: "ends", "clip-path": `url(#${clipId})` }));
  const marks = createChartMarks(plot.appendChild(svg("g", { "clip-path": `url(#${clipId})` })));
  const heads = plot.appendChild(svg("g", { class: "heads", "clip-path": `url(#${clipId})` }));
  const cursor = plot.appendChild(svg("line", { class: "cursor", visibility: "hidden" }));
  const now = plot.appendChild(svg("line", { class: "now", visibility: "hidden" }));
  const titles = plot.appendChild(svg("g"));
  const tip = element.appendChild(html("div", { class: "tip", hidden: "" }));
  let frame = null;
  let runs = [];
  let scale = "log";
  let axes = null;
  let time = null;

  function prepare(next) {
    runs = next;
    heads.replaceChildren(...(timed ? runs.map((run) => svg("circle", { r: 4.5, fill: run.colour, visibility: "hidden" })) : []));
    ends.replaceChildren(...(timed ? runs.map((run) => svg("path", { stroke: run.colour })) : []));
    lines.replaceChildren(...runs.map((run) => svg("path", { stroke: run.colour })));
    marks.prepare(runs);
  }

  // `picture` is {frame, scale, lowest, ghost, decades}: how far below the start the cost is shown. The logarithm of a cost needs a J*. A ghost, {frame, runs} or null, is dashed.
  function draw(picture) {
    const { frame: next, scale: wanted, lowest } = picture;
    const ghost = timed ? null : picture.ghost ?? null;
    time = timed && next ? timed(picture) : null;
    frame = time ? upTo(next, null, time.shares.map((share) => Math.floor(time.last * share))) : next;
    scale = measure === MEASURES.cost && lowest === null ? "linear" : wanted;
    const width = plot.clientWidth;
    const height = plot.clientHeight;
    if (!frame || !width || !height) return;
    const inner = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
    const all = ghost ? { runs: [...frame.runs, ...ghost.frame.runs] } : frame;
    const visible = range(all, scale, measure, measure === MEASURES.cost ? picture.decades : undefined);
    const last = time ? time.last : Math.max(frame.rows - 1, ghost ? ghost.frame.rows - 1 : 1, 1);
    axes = { X: axisOf([0, last], MARGIN.left, inner.width), Y: axisOf(visible, MARGIN.top, inner.height, true), inner, last };
    for (const [key, value] of Object.entries({ x: MARGIN.left, y: MARGIN.top - 2, width: inner.width + 2, height: inner.height + 4 })) {
      clip.setAttribute(key, value);
    }
    frame.runs.forEach((run, i) => {
      const column = heights(run, scale, measure);
      const { steps, values } = thinned(column, inner.width);
      lines.children[i]?.setAttribute("d", lineThrough(steps, values, along(i), axes.Y));
      marks.draw(i, column, along(i), axes.Y, visible);
      if (time) ends.children[i]?.setAttribute("d", endsOf(run, i));
    });
    ghosts.replaceChildren(...(ghost?.frame.runs.map((run, i) => {
      const { steps, values } = thinned(heights(run, scale, measure), inner.width);
      return svg("path", { d: lineThrough(steps, values, axes.X, axes.Y), stroke: ghost.runs[i].colour });
    }) ?? []));
    ticks(visible, last, width, height, measure.title(scale, lowest));
  }

  // The axis of run i's own rows.
  const along = (i) => (time ? { m: axes.X.m / time.shares[i], b: axes.X.b } : axes.X);

  // Round dots where epochs end: of all of them, or where they would run together of every second, third …
  function endsOf(run, i) {
    const every = Math.max(1, Math.ceil(ROOM / axes.X.m));
    const column = heights(run, scale, measure);
    const at = Array.from({ length: Math.floor(time.last / every) + 1 }, (_, k) => k * every);
    return at.map((epoch) => [epoch, column[epoch * time.shares[i]]]).filter(([, y]) => Number.isFinite(y))
      .map(([epoch, y]) => `M${axes.X.m * epoch + axes.X.b},${axes.Y.m * y + axes.Y.b}h0`).join("");
  }

  function ticks([low, high], last, width, height, title) {
    const { X, Y } = axes;
    const step = scale === "log" ? Math.max(1, Math.ceil((high - low) / 6)) : niceStep(high - low, 5);
    const parts = [];
    const values = multiples(low, high, step);
    const texts = scale === "log" ? values.map(power) : labels(values, 3);
    values.forEach((y, i) => {
      const py = Y.m * y + Y.b;
      parts.push(svg("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: py, y2: py }));
      parts.push(svg("text", { x: MARGIN.left - 6, y: py + 4, "text-anchor": "end" }, texts[i]));
    });
    for (const x of multiples(0, last, Math.max(1, niceStep(last, width > 300 ? 5 : 4)))) {
      const px = X.m * x + X.b;
      parts.push(svg("text", { x: px, y: height - MARGIN.bottom + 16, "text-anchor": "middle" }, String(x)));
    }
    grid.replaceChildren(...parts);
    titles.replaceChildren(
      svg("text", { x: MARGIN.left + (width - MARGIN.left - MARGIN.right) / 2, y: height - 8, "text-anchor": "middle" }, axis),
      svg("text", { x: 12, y: height / 2 - 10, "text-anchor": "middle", transform: `rotate(-90 12 ${height / 2 - 10})` }, title),
    );
  }

  function point(event) {
    if (!frame || !axes) return;
    const x = event.clientX - plot.getBoundingClientRect().left;
    const step = Math.round(Math.min(Math.max((x - axes.X.b) / axes.X.m, 0), time?.last ?? frame.rows - 1));
    if (time) stand(cursor, step);
    else on.over(step); // every chart then puts its cursor there
    const px = axes.X.m * step + axes.X.b;
    const row = (i) => (time ? Math.floor(step * time.shares[i]) : step);
    tip.replaceChildren(html("b", {}, `${one} ${step}`), ...frame.runs.map((run, i) =>
      html("div", { style: `--run:${runs[i]?.colour}` }, html("span", {}, runs[i]?.title ?? ""), `${measure.symbol ? ` ${measure.symbol}` : ""} = ${measure.told?.(run, row(i)) ?? show(measure.column(run)[row(i)])}`)));
    tip.hidden = false;
    tip.style.left = px > plot.clientWidth / 2 ? "" : `${px + 10}px`;
    tip.style.right = px > plot.clientWidth / 2 ? `${plot.clientWidth - px + 10}px` : "";
    return time ? Math.ceil(step * Math.max(...time.shares)) : step;
  }

  // Put a line across the chart at a step; null takes it away.
  function stand(line, step) {
    if (step === null || !axes) return line.setAttribute("visibility", "hidden");
    const px = axes.X.m * Math.min(step, axes.last) + axes.X.b;
    const ends = { x1: px, x2: px, y1: MARGIN.top, y2: MARGIN.top + axes.inner.height, visibility: "visible" };
    for (const [key, value] of Object.entries(ends)) line.setAttribute(key, value);
  }

  // Shade the steps [from, to]; null takes the shade away.
  function band(steps) {
    shade.setAttribute("visibility", steps && axes ? "visible" : "hidden");
    if (!steps || !axes) return;
    const [x, end] = steps.map((step) => axes.X.m * step + axes.X.b);
    for (const [key, value] of Object.entries({ x, width: end - x, y: MARGIN.top, height: axes.inner.height })) shade.setAttribute(key, value);
  }

  // The playback is at `step`, or each run at its own of `rows`: a line there, or on each curve its head.
  function at(step, rows = null) {
    if (!time) return stand(now, step);
    runs.forEach((_, i) => {
      const row = Math.min(rows?.[i] ?? step ?? Infinity, frame.runs[i].w1.length - 1);
      const y = axes && axes.Y.m * heights(frame.runs[i], scale, measure)[row] + axes.Y.b;
      const shown = axes && (rows !== null || step !== null) && Number.isFinite(y);
      heads.children[i].setAttribute("visibility", shown ? "visible" : "hidden");
      if (shown) heads.children[i].setAttribute("transform", `translate(${along(i).m * row + axes.X.b},${y})`);
    });
  }

  function leave() {
    tip.hidden = true;
    stand(cursor, null);
    on.over(null);
  }

  plot.onpointermove = point;
  plot.onpointerdown = (event) => {
    const step = point(event);
    if (step !== undefined) on.pick(step);
  };
  plot.onpointerleave = leave;

  const focus = (i) => {
    [...lines.children].forEach((line, j) => line.classList.toggle("faded", i !== null && i !== j));
    marks.focus(i);
  };
  // `at` is the step of the playback, `hover` the one under the pointer, in this chart or another; null is none.
  return { prepare, draw, band, focus, at, hover: (step) => !timed && stand(cursor, step) };
}
