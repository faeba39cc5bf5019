// One player: it keeps what the page shows, and lets its parts (map, marks, dot, chart, bar, socket) know of each other.

import { createCharts } from "./charts.mjs";
import { readTrajectories, upTo } from "./frame.mjs";
import { roundToPixel, toValue } from "./geometry.mjs";
import { createHandle } from "./handle.mjs";
import { createLayout } from "./layout.mjs";
import { suits } from "./levels.mjs";
import { connect } from "./live.mjs";
import { createMap } from "./map.mjs";
import { createMarks, outcome } from "./marks.mjs";
import { watchPointer } from "./pointer.mjs";
import { createPlaybar } from "./playbar.mjs";
import { createPoints } from "./points.mjs";
import { createProbe } from "./probe.mjs";
import { createProjector } from "./projector.mjs";
import { createReadout } from "./readout.mjs";
import { createSurfaces, interpolate } from "./surfaces.mjs";
import { colours } from "./theme.mjs";
import { createToolbar, toggle, watchRows } from "./toolbar.mjs";
import { createWaiting, words } from "./waiting.mjs";

const REST = 250; // ms without an answer after which the page counts as at rest
const SMALL = 480; // pixels; a narrower map has no room for a colour bar

export function createPlayer(plotly, parent) {
  let data = null; // what Streamlit sent last
  let tell = null; // says the reader's choice to Streamlit
  let serial = 0; // counts those choices, so that an answer of the script to an older one undoes nothing
  let start = [0, 0];
  let scales = { cost: null, colours: null };
  let shownCharts = [];
  let latest = null; // {frame, request}: the newest answer
  let scene = null; // the data from which the picture was drawn
  let grid = null; // J over the rectangle `sampled`
  let sampled = null;
  let view = null; // the rectangle of the map
  let frame = null; // the trajectories drawn
  let suited = "linear"; // the scale of the colours where the reader chose none
  let palette = null;
  let following = false;
  let timer = null;
  let zoomed = null;

  const layout = createLayout({ zoom: zoomBy, whole: () => map.setView(scene.domain) });
  const { root, stage, chartBox } = layout;
  const map = createMap(plotly, layout.plot, { redrawn: drawOver, moving: drawOver, viewed });
  const points = createPoints(layout.overlay);
  const marks = createMarks(layout.overlay);
  const handle = createHandle(() => map.axes(), { move: moveTo, release: report });
  const bar = createToolbar({ focus, scale: chooseScale });
  const readout = createReadout();
  const playbar = createPlaybar({ step: drawStep, rest: chosen });
  const charts = createCharts(chartBox, layout.chartHead, {
    over: (step) => frame && marks.highlight(map.axes(), frame, step),
    pick: (step) => { playbar.go(step); if (!playbar.playing) chosen(); },
    chosen: (names) => { shownCharts = names; charts.set(names); chosen(); },
  });
  const waiting = createWaiting(stage, bar.say);
  const costToggle = toggle("Cost", "cost", chooseScale);
  bar.element.append(createProjector(root).element);
  root.prepend(bar.element);
  stage.append(handle.element);
  layout.chartHead.append(costToggle.element);
  layout.below.append(readout.element, playbar.element);
  playbar.listen(root);
  parent.append(root);
  const picture = () => scene && map.isDrawn() && { axes: map.axes(), frame, runs: scene.runs, points: points.shown() };
  const pointer = watchPointer(stage, picture, { place: placeAt, over: sayPointed });
  const probe = createProbe(stage, () => scene && map.isDrawn() && { axes: map.axes(), surface: scene.surface, start });
  const rows = watchRows((place) => scene && focus(place === null ? null : scene.runs.findIndex((run) => run.row === place)));
  const surfaces = createSurfaces();
  const live = connect(() => new WebSocket(`${location.origin.replace("http", "ws")}/api/live`), {
    frame: (buffer, request) => { latest = { frame: readTrajectories(buffer), request }; present(); },
    error: (text) => { waiting.end(); bar.say(`The last good picture stays: ${text}`); },
    status: (now) => bar.say(now === "lost" ? "Connection lost, trying again… The picture is the last good one." : ""),
  });
  const resized = new ResizeObserver(resize);
  for (const element of [stage, chartBox]) resized.observe(element);

  // ---- from Streamlit and to it

  function update(component) {
    const before = data;
    data = JSON.parse(component.data.page);
    tell = (choice) => component.setStateValue("choice", choice);
    const answered = data.serial >= serial; // else the reader has chosen something since
    if (answered && !handle.isHeld()) ({ serial, start, scales, charts: shownCharts } = { ...data, scales: { ...data.scales } });
    charts.set(shownCharts);
    const was = palette?.surface;
    palette = colours(root, data.palettes);
    for (const run of data.runs) run.colour = palette.runs[run.row];
    data.look = JSON.stringify([data.surface, data.runs]);
    root.dataset.start = start.join(",");
    root.dataset.steps = data.steps;
    playbar.set(data.steps, answered && before?.step !== data.step ? data.step : undefined);
    if (map.isDrawn()) handle.place(start);
    if (before?.link !== data.link || latest?.request.start !== root.dataset.start) ask();
    if (!scene) follow();
    else if (String(was) !== String(palette.surface) || before.scales.colours !== scales.colours) redraw();
    else if (frame) drawChart();
  }

  function report() {
    tell({ start, serial, ...scales, step: playbar.step, charts: shownCharts });
  }

  // ---- the reader's changes

  function moveTo(...w) {
    // As far out as the page accepts a start, and no further.
    const [w1, w2] = w.map((x, i) => Math.min(Math.max(x, data.reach[i][0]), data.reach[i][1]));
    if (w1 === start[0] && w2 === start[1]) return;
    serial += 1;
    start = [w1, w2];
    root.dataset.start = start.join(",");
    handle.place(start);
    ask();
  }

  function placeAt(x, y) {
    const { X, Y } = map.axes();
    moveTo(roundToPixel(X, toValue(X, x)), roundToPixel(Y, toValue(Y, y)));
    report();
  }

  function chosen() {
    serial += 1;
    report();
  }

  function chooseScale(name, value) {
    scales[name] = value;
    chosen();
    if (name === "cost") drawChart();
    else redraw();
  }

  // ---- the live path: one request in flight, each answer drawn as soon as it is there

  function ask() {
    const [w1, w2] = start;
    const link = data.link.replace(/(^|&)w1=[^&]*/, `$1w1=${w1}`).replace(/(^|&)w2=[^&]*/, `$1w2=${w2}`);
    live.ask({ link, start: start.join(","), scene: data });
    clearTimeout(timer);
    waiting.begin(words(data, scene));
  }

  function present() {
    if (latest.request.scene.look === scene?.look) paint();
    else follow();
  }

  function paint() {
    frame = latest.frame;
    scene = latest.request.scene;
    drawStep(playbar.step, playbar.playing);
    drawChart();
    root.dataset.drawnStart = latest.request.start;
    sayDot();
    layout.empty.hidden = frame.runs.length > 0;
    waiting.end();
    if (live.busy()) waiting.begin(words(data, scene));
    clearTimeout(timer);
    timer = setTimeout(rest, REST);
  }

  function rest() {
    if (handle.isHeld()) return void (timer = setTimeout(rest, REST)); // the finger only pauses
    map.settle();
    points.seek(scene.surface, drawPoints);
    if (!live.busy()) bar.say("");
    layout.announce.textContent = frame.runs.map((run, i) => `${scene.runs[i].title} ${outcome(run)}`).join(". ");
  }

  // ---- the picture: drawn anew where the surface or the runs changed; until then the old one stays

  async function follow() {
    if (following) return;
    following = true;
    try {
      while (!scene || (latest && latest.request.scene.look !== scene.look)) {
        const next = latest?.request.scene ?? data;
        const same = scene && scene.landscape === next.landscape && String(scene.domain) === String(next.domain);
        const rectangle = same ? view : next.domain;
        const found = await surfaces(next.surface, rectangle);
        [scene, grid, sampled, view, frame] = [next, found, rectangle, rectangle, null];
        if (!same) suited = suits(grid.cost, scene.lowest); // by the whole map: zooming changes no scale
        map.show(null);
        await redraw();
      }
      if (latest) paint();
    } catch (error) {
      waiting.end();
      bar.say(`The surface could not be drawn: ${error.message}`);
    } finally {
      following = false;
    }
  }

  async function redraw() {
    for (const run of scene.runs) run.colour = palette.runs[run.row];
    const scale = scales.colours ?? suited;
    bar.colours.set(scale, scene.lowest !== null);
    bar.prepare(scene.runs);
    marks.prepare(scene.runs);
    charts.prepare(scene.runs);
    await map.draw({ ...scene, grid, sampled, view, palette, scale, small: stage.clientWidth < SMALL });
    if (frame) drawChart();
  }

  function viewed() {
    view = map.view();
    drawOver();
    sayPointed(null);
    clearTimeout(zoomed);
    zoomed = setTimeout(resample, REST);
  }

  async function resample() {
    const rectangle = view;
    const found = await surfaces(scene.surface, rectangle).catch(() => null);
    if (!found || rectangle !== view) return;
    [grid, sampled] = [found, rectangle];
    await redraw();
  }

  function zoomBy(factor) {
    const about = ([low, high]) => [0.5, -0.5].map((s) => (low + high) / 2 - s * factor * (high - low));
    map.setView(view.map(about));
  }

  let size = "";
  function resize() {
    const now = [stage.clientWidth, stage.clientHeight, chartBox.clientWidth, chartBox.clientHeight].join();
    if (now === size || !map.isDrawn()) return;
    size = now;
    map.resize(stage.clientWidth < SMALL);
    if (frame) drawChart();
  }

  function drawOver() {
    handle.place(start);
    drawPoints();
    drawMarks();
  }

  function drawPoints() {
    if (map.isDrawn() && scene) readout.key(points.draw(map.axes(), scene));
  }

  function drawMarks() {
    if (map.isDrawn() && scene) marks.draw(map.axes(), upTo(frame, playbar.step));
  }

  function drawStep(step, playing) {
    root.dataset.step = step ?? data.steps;
    root.dataset.playing = playing;
    if (!frame) return;
    map.show(upTo(frame, step));
    drawMarks();
    charts.at(step);
  }

  function drawChart() {
    const scale = scales.cost ?? "log";
    costToggle.set(scene.lowest === null && String(shownCharts) === "cost" ? "linear" : scale, scene.lowest !== null || shownCharts.length > 1);
    charts.draw(frame, scale, scene.lowest);
    charts.at(playbar.step);
  }

  function focus(found) {
    const i = found === -1 ? null : found;
    for (const part of [map, marks, charts]) part.focus(i);
  }

  function sayDot() {
    const exact = frame.runs.length > 0;
    readout.dot(start, exact ? frame.runs[0].cost[0] : interpolate(grid, sampled, ...start), exact);
  }

  function sayPointed(w) {
    const shown = handle.isHeld() ? null : w;
    readout.pointed(shown, shown && interpolate(grid, sampled, ...shown));
  }

  function close() {
    live.close();
    playbar.close();
    waiting.end();
    for (const part of [pointer, probe, rows]) part.close();
    resized.disconnect();
    clearTimeout(timer);
    clearTimeout(zoomed);
    map.purge();
    root.remove();
  }

  return { update, close };
}
