// One player: it keeps what the page shows, and lets its parts (map, marks, dot, chart, bar, socket) know of each other.

import { createAnatomy } from "./anatomy.mjs";
import { createBatches } from "./batches/batches.mjs";
import { family, looks } from "./batches/examples.mjs";
import { createChoices } from "./choices.mjs";
import { createDigits } from "./digits.mjs";
import { createDoctor } from "./doctor.mjs";
import { watchSizes } from "./dom.mjs";
import { fitted } from "./fit.mjs";
import { roundToPixel, toValue } from "./geometry.mjs";
import { createGhosts } from "./ghosts.mjs";
import { createHandle } from "./handle.mjs";
import { listenToKeys, playerKeys } from "./keys.mjs";
import { createLayout } from "./layout.mjs";
import { createMap } from "./map.mjs";
import { createMaps } from "./maps/maps.mjs";
import { createMarks, outcome } from "./marks.mjs";
import { show as number } from "./numbers.mjs";
import { createPanels } from "./panels.mjs";
import { watchPinch } from "./pinch.mjs";
import { watchPointer } from "./pointer.mjs";
import { createPlaybar } from "./playbar.mjs";
import { createPoints } from "./points.mjs";
import { createSaving } from "./picture/saving.mjs";
import { createProbe } from "./probe.mjs";
import { createProjector } from "./projector.mjs";
import { createReadout } from "./readout.mjs";
import { createRelief } from "./relief.mjs";
import { createRounding, rounded } from "./rounding.mjs";
import { createSource } from "./source.mjs";
import { shapeOf } from "./square.mjs";
import { colours } from "./theme.mjs";
import { createToolbar, toggle, watchRows } from "./toolbar.mjs";
import { lostWords } from "./transport.mjs";
import { createVerdicts } from "./verdicts.mjs";
import { createWaiting, words } from "./waiting.mjs";

const REST = 250; // ms without an answer after which the page counts as at rest

export function createPlayer(plotly, parent) {
  let data = null; // what Streamlit sent last
  let taken = null; // what it sent last that undid no choice of the reader's
  let palette = null;
  let timer = null;
  let due = false; // whether the runs are to be played as soon as their paths are there
  const source = createSource({
    scene: redraw, frame: paint, ground: drawMap,
    error: (text) => { waiting.end(); bar.say(text); old(false, stage, chartBox, doctor.element, readout.element); },
    status: (state) => bar.say(state === "open" ? "" : lostWords(now.frame)),
  });
  const { now } = source;
  const choices = createChoices(() => playbar.step);
  const { now: chosen } = choices;
  const layout = createLayout({ zoom: (factor) => map.zoomBy(factor, chosen.start), whole: () => now.scene && map.setView(now.scene.domain) });
  const { root, stage, chartBox } = layout;
  const map = createMap(plotly, layout.plot, { redrawn: drawOver, moving: drawOver, viewed, marks: () => points.shown().map(({ x, y }) => [x, y]) });
  const points = createPoints(layout.overlay);
  const ghosts = createGhosts(layout.overlay, () => { drawGhosts(); if (now.frame) drawPanels(); });
  const marks = createMarks(layout.overlay, (i) => map.setView(fitted(now.frame.runs[i], now.view)));
  const handle = createHandle(() => map.axes(), { move: moveTo, release: choices.report });
  const bar = createToolbar({ focus, scale: chooseScale, look });
  const readout = createReadout();
  const playbar = createPlaybar({ step: drawStep, rest: () => choices.make() });
  const relief = createRelief(plotly, root);
  const desk = { // what the parts beside the map may do
    go, over, look, show, move: moveTo, release: choices.report, replay: playbar.replay,
    tune: (row, run) => { choices.tune(row, run); ask(); }, // other settings of a run, while a slider moves
    change: (row, run) => choices.make({ run: { row, run } }), // and for good
    set: (name, value) => { choices.set(name, value); ask(); }, // another noise or batch size, while a slider moves
    settle: (settings) => choices.make({ settings }), // and for good
    put: (name, value) => choices.set(name, value), ask, page: () => data, link: () => choices.link(data), at: () => chosen.at,
    settlePoints: (points) => choices.make({ points }),
    pace: (name) => { chosen.at = name; choices.make(); if (now.frame) redrawn(); },
    pick: (name, value) => { chosen[name] = value; choices.make(); drawPanels(); }, // what a map of many runs is of
  };
  const anatomy = createAnatomy(layout.overlay, desk);
  const doctor = createDoctor(desk);
  const verdicts = createVerdicts({ shown: () => now, changed: () => { redrawn(); rest(); } });
  const rounding = createRounding({ go, shown: () => now, changed: () => { redrawn(); rest(); } });
  const maps = createMaps(layout.overlay, desk);
  const batches = createBatches(desk);
  const panels = createPanels(chartBox, layout.chartHead, desk, { ...anatomy.panels, relief, ...batches.panels, ...maps.panels });
  const waiting = createWaiting(stage, bar.say);
  const costToggle = toggle("Cost", "cost", chooseScale);
  const digits = createDigits(() => { if (now.frame) drawPanels(); });
  const projector = createProjector(root);
  const saving = createSaving(root, {
    plotly, parts: (printing) => [stage, ...(data.secret ? printing ? [] : document.querySelectorAll(".st-key-scene-card") : [chartBox])], // a question is saved as one
    about: () => map.isDrawn() && ({ name: data.title, title: `${data.title} · start (${chosen.start.map((w) => number(w, 4)).join(", ")})${data.secret ? "" : ` · ${data.steps} steps`}`, runs: now.scene?.runs ?? [] }),
    repaint() { palette = colours(root, data.palettes); return Promise.all([redraw(), now.frame && redrawn(), drawOver()]); }, // all but the map at once
  });
  bar.element.append(saving.element, projector.element);
  root.prepend(bar.element);
  stage.append(handle.element);
  layout.chartHead.firstChild.after(costToggle.element, digits.element);
  layout.below.append(readout.element, playbar.element, batches.element);
  chartBox.after(doctor.element, rounding.element);
  bar.element.append(listenToKeys(root, playerKeys({ playbar, projector, map, panels, choices, look, scene: () => now.scene, start: () => chosen.start })));
  parent.append(root);
  const picture = () => map.isDrawn() && { ...now, axes: map.axes(), runs: now.scene.runs, points: points.shown() };
  const pointer = watchPointer(stage, picture, { place: placeAt, over: (w) => readout.pointed(handle.isHeld() ? null : w, now) });
  watchPinch(stage, map);
  const probe = createProbe(stage, () => map.isDrawn() && { axes: map.axes(), surface: now.scene.surface, start: chosen.start });
  const rows = watchRows((place) => now.scene && focus(place === null ? null : now.scene.runs.findIndex((run) => run.row === place)));
  const resized = watchSizes([stage, chartBox], resize);

  // ---- from Streamlit and to it

  function update(component) {
    const before = data;
    data = JSON.parse(component.data.page);
    const answered = choices.take(component, data, handle.isHeld());
    if (answered && !handle.isHeld()) batches.taken();
    panels.set(chosen.panels, { maps: data.maps, examples: data.examples !== null });
    anatomy.look(chosen.looked);
    if (!before) seekAverages(chosen.panels);
    ghosts.set(data.ghost);
    const was = palette?.surface;
    palette = colours(root, data.palettes);
    for (const run of data.runs) run.colour = palette.runs[run.row];
    Object.assign(data, looks(data));
    root.dataset.start = chosen.start.join(",");
    root.dataset.steps = data.steps;
    const begins = playbar.step === 0 && answered && taken?.step === 0 && data.step === null; // the page lets it run
    const stays = playbar.playing && !data.secret; // a setting changes while it plays: what comes back is an older step
    const moved = answered && (taken?.place !== data.place || taken.step !== data.step);
    playbar.set(data.steps, moved && !stays ? data.step : undefined);
    if (answered) taken = data;
    due = begins || (due && !data.secret);
    stage.dataset.title = data.title;
    const elsewhere = now.scene !== null && family(data) !== family(now.scene);
    if (elsewhere) old(true, stage, chartBox, doctor.element, readout.element); // nothing of the old surface stands under the new name
    if (map.isDrawn() && !elsewhere) handle.place(chosen.start);
    if (before?.link !== data.link || source.asked?.start !== root.dataset.start) ask();
    if (!now.scene) source.follow(data);
    else if (String(was) !== String(palette.surface) || before.scales.colours !== chosen.scales.colours) redraw();
    else if (now.frame) drawPanels();
  }

  // ---- the reader's changes

  function moveTo(...w) {
    // As far out as the page accepts a start, and no further.
    const [w1, w2] = w.map((x, i) => Math.min(Math.max(x, data.reach[i][0]), data.reach[i][1]));
    if (w1 === chosen.start[0] && w2 === chosen.start[1]) return;
    choices.begin();
    chosen.start = [w1, w2];
    root.dataset.start = chosen.start.join(",");
    handle.place(chosen.start);
    ask();
  }

  function placeAt(x, y) {
    handle.touch();
    const { X, Y } = map.axes();
    moveTo(roundToPixel(X, toValue(X, x)), roundToPixel(Y, toValue(Y, y)));
    choices.report();
  }

  // To a step of the clock, or of the run in `row`.
  function go(step, row = null) {
    const i = row === null ? -1 : now.scene?.runs.findIndex((run) => run.row === row) ?? -1;
    playbar.go(i < 0 ? step : batches.stepOf(step, i));
    if (!playbar.playing) choices.make();
  }

  // Show these panels beside the map.
  function show(names) {
    if (!chosen.panels.includes("averages")) seekAverages(names);
    chosen.panels = names;
    panels.set(names);
    choices.make();
  }

  // The averages that are about to be shown are of a run that keeps some, where there is one.
  function seekAverages(names) {
    const looked = data.runs.find((run) => run.row === chosen.looked) ?? data.runs[0];
    const other = data.runs.find((run) => run.averages);
    if (!names.includes("averages") || !other || looked.averages) return;
    chosen.looked = other.row;
    anatomy.look(other.row);
  }

  // Look into the run of a row, with its anatomy where nothing else shows it.
  function look(row) {
    chosen.looked = row;
    anatomy.look(row);
    show(["anatomy", "averages"].some((name) => chosen.panels.includes(name)) ? chosen.panels : [...chosen.panels, "anatomy"]);
  }

  function chooseScale(name, value) {
    chosen.scales[name] = value;
    choices.make();
    if (name === "cost") drawPanels();
    else redraw();
  }

  // ---- the live path: one request in flight, each answer drawn as soon as it is there

  function ask() {
    const link = choices.link(data);
    const scene = batches.scene(data);
    source.ask({ link, start: chosen.start.join(","), scene });
    panels.ask(link);
    clearTimeout(timer);
    waiting.begin(words(scene, now.scene));
  }

  function paint(from) {
    old(false, chartBox, readout.element);
    for (const part of [verdicts, rounding]) part.mark();
    if (due && now.link === choices.link(data)) { due = false; playbar.replay(); }
    redrawn();
    doctor.leave(now.link);
    root.dataset.drawnStart = from;
    readout.dot(chosen.start, now);
    layout.empty.hidden = now.frame.runs.length > 0 || data.secret;
    waiting.end();
    if (source.busy()) waiting.begin(words(data, now.scene));
    clearTimeout(timer);
    timer = setTimeout(rest, REST);
  }

  // Whether what these parts show is of another surface than the page.
  function old(is, ...parts) {
    for (const part of parts) part.classList.toggle("old", is);
  }

  function redrawn() {
    batches.met(now);
    drawStep(playbar.step, playbar.playing);
    drawPanels();
  }

  function rest() {
    if (handle.isHeld()) return void (timer = setTimeout(rest, REST)); // the finger only pauses
    if (!now.frame) return; // another surface has come, and its paths are on their way: there is a rest after them
    map.settle();
    points.seek(now.scene.surface, () => { drawPoints(); map.label(); });
    anatomy.seek();
    old(false, doctor.element);
    doctor.see(now.link, now.scene.runs);
    for (const part of [verdicts, rounding]) part.see();
    if (!source.busy()) bar.say("");
    layout.announce.textContent = now.frame.runs.map((run, i) => `${now.scene.runs[i].title} ${run.said?.text ?? outcome(run)}${rounded(run)}`).join(". ");
  }

  // ---- the picture

  async function redraw() {
    const { scene } = now;
    if (!scene) return; // what is pressed before the first picture is seen in it
    for (const run of scene.runs) run.colour = palette.runs[run.row];
    bar.colours.set(chosen.scales.colours, scene.lowest !== null);
    for (const part of [bar, marks, panels, anatomy]) part.prepare(scene.runs);
    if (!now.frame) map.show(null);
    await drawMap();
    if (family(data) === family(scene)) old(false, stage);
    if (now.frame) redrawn();
  }

  function drawMap() {
    root.style.setProperty("--shape", shapeOf(now.view));
    return map.draw({ ...now.scene, ...now, palette, by: chosen.scales.colours });
  }

  function viewed() {
    source.look(map.view());
    drawOver();
    readout.pointed(null, now);
  }

  function resize() {
    if (!map.isDrawn()) return false;
    if (stage.clientWidth) map.resize(); // none while the 3-D view has its place
    if (now.frame) drawPanels();
    return true;
  }

  function drawOver() {
    if (!map.isDrawn()) return;
    handle.place(chosen.start);
    drawPoints();
    drawGhosts();
    drawMarks();
    for (const part of [anatomy, maps]) part.over(map.axes());
  }

  function drawGhosts() {
    if (map.isDrawn()) ghosts.draw(map.axes(), palette);
  }

  function drawPoints() {
    if (map.isDrawn()) readout.key(points.draw(map.axes(), now.scene), map.isHoled());
  }

  function drawMarks() {
    if (map.isDrawn()) marks.draw(map.axes(), batches.upTo(now.frame, playbar.step));
  }

  function drawStep(step, playing) {
    root.dataset.step = step ?? data.steps;
    root.dataset.playing = playing;
    if (data.secret && (playing || step !== 0)) return void (playbar.halt(0), choices.make({ step: null })); // the page lets them run
    if (!now.frame) return;
    const rows = batches.rows(step);
    map.show(batches.upTo(now.frame, step));
    drawMarks();
    batches.say(step);
    panels.at(step, rows);
    anatomy.at(step, now.frame.rows - 1, rows);
  }

  function drawPanels() {
    if (!now.frame) return; // likewise
    const { lowest } = now.scene;
    const scale = chosen.scales.cost ?? "log";
    costToggle.element.hidden = !panels.charted();
    costToggle.set(lowest === null && String(chosen.panels) === "cost" ? "linear" : scale, lowest !== null || chosen.panels.length > 1);
    digits.offer(chosen.panels.includes("cost") && scale === "log" && lowest !== null);
    panels.draw({ ...now, ...chosen, scale, lowest, decades: digits.decades(), colours: chosen.scales.colours ?? now.suited, palette, step: playbar.step, ghost: ghosts.shown(palette) });
    panels.at(playbar.step, batches.rows(playbar.step));
  }

  function focus(found) {
    const i = found === -1 ? null : found;
    for (const part of [map, marks, panels]) part.focus(i);
  }

  function over(step) {
    if (now.frame && map.isDrawn()) marks.highlight(map.axes(), now.frame, step);
  }

  function close() {
    for (const part of [saving, source, choices, playbar, pointer, probe, rows, panels, resized]) part.close();
    waiting.end();
    clearTimeout(timer);
    map.purge();
    root.remove();
  }

  return { update, close };
}
