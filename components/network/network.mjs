// The page's component: it trains what the page has chosen, and lets its parts know of each other.

import { html } from "../player/dom.mjs";
import { onKeys } from "../player/keys.mjs";
import { createSaving } from "../player/picture/saving.mjs";
import { createPlaybar } from "../player/playbar.mjs";
import { colours } from "../player/theme.mjs";
import { createTelling } from "../player/telling.mjs";
import { marker, toggle, watchRows } from "../player/toolbar.mjs";
import { createBoundary } from "./boundary.mjs";
import { begun, take } from "./course.mjs";
import { createCurves } from "./curves.mjs";
import { createLandscape } from "./landscape.mjs";
import { createResults } from "./results.mjs";
import { createTrainbar } from "./trainbar.mjs";
import { createTrainer } from "./trainer.mjs";
import { progress } from "./words.mjs";
import { lostWords, socketTo } from "../player/transport.mjs";

const TICK = 100; // ms between two looks at the clock while it trains

export function createNetwork(plotly, parent) {
  let data = null; // what Streamlit sent last
  let palette = null;
  const telling = createTelling(() => telling.tell(chosen));
  let chosen = { epoch: null, plane: "pca", looked: 0, scale: "log" };
  let course = null; // the training that is drawn, as far as it is known
  let finished = null; // the last one that came to its end: of it are the boundary and the landscape
  let trouble = null; // why the newest training stopped
  let since = 0; // when it was asked for
  let ticking = null;
  let lost = false; // the connection, while it trains
  let frame = null; // the next picture, where one is planned
  let changed = true; // whether the curves are to be drawn anew with it

  const socket = socketTo("./api/training", "./api/training/course");
  const trainer = createTrainer({
    waiting() { course.state = "waiting"; plan(); },
    preparing() { course.state = "preparing"; plan(); },
    frame(answer) { take(course, answer); if (course.state === "done") ended(); plan(); },
    cancelled(epoch) { if (course) { course.state = "cancelled"; if (epoch !== null && epoch < course.known) course.known = epoch; ended(); } plan(); },
    error(text) { course.state = "failed"; trouble = text; ended(); plan(); },
    status(state) { lost = state === "lost"; plan(false); },
  }, socket);
  const bar = createTrainbar({ train, cancel });
  const curves = createCurves({ pick });
  const boundary = createBoundary();
  const results = createResults();
  const landscape = createLandscape(plotly, { kind: (plane) => choose({ plane }), pick, over: (epoch) => curves.hover?.(epoch) });
  const playbar = createPlaybar({ step: stepped, rest: () => choose({ epoch: playbar.step }) }, "epoch");
  const scale = toggle("Loss", "scale", (_, value) => choose({ scale: value }));
  const legend = html("div", { class: "legend", role: "group", "aria-label": "Look into an optimizer" });
  const empty = html("p", { class: "nothing", hidden: "" }, "Tick an optimizer in step 3, and the network is trained with it.");
  const stage = html("div", { class: "trained" },
    html("div", { class: "chart-head" }, legend, html("span", { class: "quiet" }, "solid: trained on · dashed: held out"), scale.element),
    html("div", { class: "sides" }, curves.element, boundary.element),
    playbar.element, results.element);
  const root = html("div", { class: "optiscape-player optiscape-network", "data-testid": "network-trainer", "data-state": "empty" },
    bar.element, empty, stage, landscape.element);
  const saving = createSaving(root, {
    plotly, ready: landscape.ready, parts: (printing) => [stage.hidden ? null : stage.querySelector(".sides"), printing && !stage.hidden ? results.element : null, landscape.element.hidden || !landscape.element.dataset.drawn ? null : landscape.element].filter(Boolean),
    about: () => course?.known >= 0 && ({ title: course.told.replace(/(seed \d+), .*/, "$1"), name: "network", runs: course.runs }),
    async repaint() {
      const drawing = recolour();
      if (course?.known >= 0) curves.draw(course, chosen.scale, true);
      paint();
      await drawing;
    },
  });
  stage.firstChild.append(saving.element);
  parent.append(root);
  onKeys(root, { ...playbar.keys, t: () => (trainer.running() ? cancel() : train()) });
  const rows = watchRows((place) => focus(place === null ? null : course?.runs.findIndex((run) => run.row === place)));
  const resized = new ResizeObserver(() => plan());
  resized.observe(stage);

  // ---- from Streamlit and to it

  function update(component) {
    const first = !data;
    data = JSON.parse(component.data.page);
    if (telling.take(component, data)) {
      const moved = first || data.chosen.epoch !== chosen.epoch;
      chosen = { ...data.chosen };
      if (moved) playbar.set(course?.epochs ?? data.epochs, chosen.epoch);
    }
    recolour();
    if (first && data.runs.length) train(); // a second's work: nobody need ask for the first picture
    plan();
  }

  // All in the colours in force; the landscape only where they are others, for it is drawn by Plotly.
  function recolour() {
    const was = palette?.surface;
    palette = { ...colours(root, data.palettes) };
    for (const known of [course, finished]) for (const run of known?.runs ?? []) run.colour = palette.runs[run.row];
    return was && String(was) !== String(palette.surface) ? landscape.recolour(palette) : null;
  }

  function choose(more) {
    telling.count();
    chosen = { ...chosen, ...more };
    telling.tell(chosen);
    plan();
  }

  // ---- the training

  function train() {
    if (!data.runs.length) return;
    trouble = null;
    course = begun({ link: data.link, told: data.told, classes: data.classes, explore: data.explore, epochs: data.epochs, runs: data.runs.map((run) => ({ ...run, colour: palette.runs[run.row] })) });
    since = performance.now();
    playbar.set(course.epochs, null);
    trainer.train(course.link);
    ticking ??= setInterval(() => plan(false), TICK);
    changed = true;
    paint();
  }

  function cancel() {
    if (!trainer.running() || course.state === "cancelling") return;
    course.state = "cancelling";
    paint();
    trainer.cancel();
  }

  function ended() {
    clearInterval(ticking);
    ticking = null;
    const cancelled = course.state === "cancelled";
    if (cancelled && (course.known > 0 || !finished)) playbar.set(Math.max(course.known, 0), null); // there are no further epochs
    else if (cancelled) { // nothing of it is known: the last one stays
      course = finished;
      playbar.set(course.epochs, chosen.epoch !== null && chosen.epoch < course.epochs ? chosen.epoch : null);
    }
    if (course.state !== "done" || course === finished) return;
    finished = course;
    boundary.forget();
    playbar.set(course.epochs, chosen.epoch !== null && chosen.epoch < course.epochs ? chosen.epoch : null);
  }

  // ---- the picture

  function plan(curvesToo = true) {
    changed ||= curvesToo;
    frame ??= requestAnimationFrame(paint);
  }

  function paint() {
    cancelAnimationFrame(frame);
    frame = null;
    if (!data) return;
    const state = course?.state ?? null;
    const elapsed = performance.now() - since;
    const text = course ? progress(course, elapsed, trouble) : "";
    bar.show({ state, share: course ? Math.max(course.known, 0) / course.epochs : 0, text, able: data.runs.length > 0, again: course !== null, due: stale() || state !== "done", elapsed });
    if (root.dataset.state !== String(state ?? "empty") && ["done", "cancelled", "failed"].includes(state)) bar.say(text);
    root.dataset.state = state ?? "empty";
    root.dataset.known = course?.known ?? -1;
    empty.hidden = data.runs.length > 0;
    sayStale();
    if (!course || course.known < 0) {
      stage.classList.toggle("waiting", course !== null);
      if (!course) stage.hidden = landscape.element.hidden = true;
      else [stage.hidden, landscape.element.hidden] = [false, !finished];
      if (course) drawCurves();
      landscape.hold(trainer.running());
      return;
    }
    stage.hidden = false;
    stage.classList.remove("waiting");
    scale.set(chosen.scale, true);
    drawLegend();
    drawCurves();
    results.draw(course, playbar.step);
    landscape.element.hidden = boundary.element.hidden = !finished;
    if (finished) drawFinished();
    landscape.hold(trainer.running());
  }

  function drawCurves() {
    if (changed) curves.draw(course, chosen.scale);
    changed = false;
  }

  // The chips of the runs: the one pressed is looked into.
  function drawLegend() {
    const key = JSON.stringify(course.runs.map(({ title, colour, row }) => [title, colour, row, row === looked().row]));
    if (legend.dataset.key === key) return;
    legend.dataset.key = key;
    legend.replaceChildren(...course.runs.map((run, i) => html("button", {
      type: "button", class: "chip", "aria-pressed": run === looked(), title: `${run.title}: its boundary and its losses`,
      onclick: () => choose({ looked: run.row }), onpointerenter: () => focus(i), onpointerleave: () => focus(null),
    }, marker(run), run.title)));
  }

  const looked = (of = course) => of.runs.find((run) => run.row === chosen.looked) ?? of.runs[0];

  function drawFinished() {
    const epoch = playbar.step ?? finished.epochs;
    const i = finished.runs.indexOf(looked(finished));
    boundary.ask(finished, i, Math.min(epoch, finished.epochs), finished.classes, palette);
    landscape.show({ course: finished, kind: chosen.plane, palette, looked: i, epoch: playbar.step }, finished.explore?.[chosen.plane]);
    for (const part of [boundary, landscape]) part.old(finished !== course);
    root.dataset.epoch = epoch;
  }

  const stale = () => course !== null && !trainer.running() && data.runs.length > 0 && data.link !== course.link;

  // The curves are of other settings than the page's: they stay, faded, with their settings' names.
  function sayStale() {
    root.classList.toggle("stale", stale());
    if (lost) bar.note(lostWords(course?.known >= 0 || finished !== null));
    else if (stale()) bar.note(`Settings changed: train again to see them. The curves are of ${course.told}.`);
    else if (course && finished && course !== finished && !trainer.running()) bar.note(`The boundary and the landscape are of the last whole training: ${finished.told}.`);
    else bar.note("");
  }

  function stepped(epoch, playing) {
    root.dataset.playing = playing;
    curves.at(epoch);
    plan(false);
  }

  function pick(epoch) {
    playbar.go(epoch);
    if (!playbar.playing) choose({ epoch: playbar.step });
  }

  function focus(found) {
    const i = found === -1 ? null : found ?? null;
    for (const part of [curves, landscape]) part.focus(i);
  }

  function close() {
    for (const part of [trainer, telling, playbar, curves, landscape, rows]) part.close();
    resized.disconnect();
    clearInterval(ticking);
    cancelAnimationFrame(frame);
    root.remove();
  }

  return { update, close };
}
