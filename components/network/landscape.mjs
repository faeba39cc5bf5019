// The loss landscape of a training: J over a plane through the runs, their shadows on it, from above and in three
// dimensions; and how far the plane is from what it shows, in words, numbers and a chart.

import { createChart } from "../player/chart.mjs";
import { html, svg } from "../player/dom.mjs";
import { createMap } from "../player/map.mjs";
import { createMarks } from "../player/marks.mjs";
import { show } from "../player/numbers.mjs";
import { createRelief } from "../player/relief.mjs";
import { EPOCHS } from "./curves.mjs";
import { createGetter } from "./getter.mjs";
import { shadowsOf, upTo } from "./shadows.mjs";
import { aboutPlane, offPlane, shadowed } from "./words.mjs";

const SIDE = 101;
const REST = 200; // ms without another epoch after which the 3-D view follows: WebGL would keep a hand waiting
const AWAY = 700; // ms in which the 3-D view is drawn that nobody has seen yet
const KINDS = { pca: ["Through the runs", "The plane nearest to all recorded weights (principal components)"], random: ["Random directions", "Two random directions, filter-normalised"] };
const TRUE = { name: "True loss and the picture's", counts: EPOCHS, title: () => "J", column: (run) => run.loss, told: (run, i) => `${show(run.loss[i])}, in the picture ${show(run.shadow[i])}` };

// `on` is {kind(name), over(epoch | null), pick(epoch)}: the reader chose directions, points at an epoch, chose one.
export function createLandscape(plotly, on) {
  const button = (kind) => html("button", { type: "button", title: KINDS[kind][1], onclick: () => on.kind(kind) }, KINDS[kind][0]);
  const buttons = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, button(kind)]));
  const status = html("span", { class: "status", role: "status" });
  const explore = html("a", { class: "to-explore", target: "_blank", rel: "noopener" }, "Play this plane on Explore");
  const plot = html("div", { class: "plot" });
  const overlay = svg("svg", { class: "marks" });
  const stage = html("div", { class: "map" }, plot, overlay);
  const deep = html("div", { class: "panel panel-relief" });
  const [about, now] = [html("p", {}), html("p", { class: "shadowed", role: "status" })];
  const list = html("ul", {});
  const truth = html("div", { class: "panel truth" });
  const keyed = html("p", { class: "quiet" }, "solid: its true loss · dashed: J under its shadow, which the picture shows");
  const views = html("div", { class: "stage" }, stage, deep);
  const element = html("section", { class: "landscape", "aria-label": "Its loss landscape" },
    html("div", { class: "bar" }, html("h3", {}, "Its loss landscape"), html("span", { class: "toggle", role: "group", "aria-label": "Directions of the plane" }, ...Object.values(buttons)), status, explore),
    views,
    about, html("div", { class: "truths" }, html("div", {}, now, list), html("div", {}, keyed, truth)));
  const map = createMap(plotly, plot, { redrawn: drawMarks, moving: drawMarks, viewed: drawMarks }, true);
  const marks = createMarks(overlay, () => {});
  const relief = createRelief(plotly, deep);
  const chart = createChart(truth, TRUE, { over: (epoch) => { chart.hover(epoch); on.over?.(epoch); }, pick: on.pick });
  deep.append(relief.element);
  let wanted = null; // {course, kind, palette, looked, epoch, epochs}
  let shown = null; // {course, head, …shadows} of the newest answer
  let drawn = null; // the one that was drawn last
  let visible = false;
  let held = false; // while a training runs, nothing else is computed or drawn anew
  let following = null; // the 3-D view, a little later
  const getter = createGetter({
    answer(found, address) {
      if (!wanted || address !== addressOf(wanted)) return;
      shown = { course: wanted.course, head: found.head, ...shadowsOf(found) };
      if (!held) redraw();
    },
    error(text) { status.textContent = `The landscape could not be drawn: ${text}`; },
    waiting(yes) { stage.toggleAttribute("aria-busy", yes); if (yes) status.textContent = "Computing J over the plane…"; else if (status.textContent.startsWith("Computing")) status.textContent = ""; },
  });
  const seen = new IntersectionObserver((entries) => { visible = entries.at(-1).isIntersecting; relief.shown(visible && shown !== null); if (visible) { fetchIt(); drawStep(); } });
  seen.observe(views);
  const resized = new ResizeObserver(() => { if (!map.isDrawn()) return; map.resize(); drawTruth(); });
  resized.observe(stage);

  const addressOf = ({ course, kind }) => `./api/training/plane?${course.link}&directions=${kind}&side=${SIDE}`;

  // Show the plane of a finished training; the links open it on Explore. It is asked for when it comes into view.
  function show_(next, link) {
    wanted = next;
    for (const [kind, each] of Object.entries(buttons)) each.setAttribute("aria-pressed", kind === next.kind);
    explore.hidden = !link;
    if (link) explore.href = link;
    fetchIt();
    if (shown) drawStep();
  }

  function fetchIt() {
    if (visible && wanted && !held) getter.ask(addressOf(wanted));
  }

  async function redraw() {
    const { course, head, grid, domain } = (drawn = shown);
    const { palette } = wanted;
    status.textContent = "";
    const told = { ...head, runs: course.runs.map((run) => run.title) }; // the same optimizer may run twice
    about.textContent = aboutPlane(told);
    list.replaceChildren(...offPlane(told).map((sentence) => html("li", {}, sentence)));
    marks.prepare(course.runs);
    map.show(null);
    await map.draw({ grid, sampled: domain, view: domain, lowest: 0, by: null, runs: course.runs, palette });
    const scene = { runs: course.runs, lowest: 0 };
    relief.draw({ scene, grid, sampled: domain, palette, frame: shown.frame, colours: "log", step: wanted.epoch });
    relief.shown(visible);
    element.dataset.drawn = head.directions;
    drawStep();
  }

  function drawMarks() {
    if (shown && map.isDrawn()) marks.draw(map.axes(), upTo(shown.frame, wanted.epoch));
  }

  // The heads and the sentence at the epoch that is shown.
  function drawStep() {
    if (!map.isDrawn() || !shown || !visible) return; // unseen it is not kept up
    map.show(upTo(shown.frame, wanted.epoch));
    drawMarks();
    clearTimeout(following);
    following = setTimeout(() => relief.at(wanted.epoch), REST);
    const i = Math.min(wanted.looked, shown.course.runs.length - 1);
    const epoch = wanted.epoch ?? shown.course.epochs;
    now.textContent = shadowed(shown.course.runs[i].title, epoch, shown.loss[i][epoch], shown.shadow[i][epoch]);
    drawTruth();
  }

  let told = null;
  function drawTruth() {
    if (!shown) return;
    const i = Math.min(wanted.looked, shown.course.runs.length - 1);
    const run = { ...shown.course.runs[i], loss: shown.loss[i], shadow: shown.shadow[i] };
    const due = [shown, i, truth.clientWidth, run.colour];
    if (!told || due.some((part, k) => part !== told[k])) {
      told = due;
      chart.prepare([run]);
      const { rows } = shown.frame;
      chart.draw({ frame: { runs: [run], rows }, scale: "log", lowest: 0, ghost: { frame: { runs: [{ ...run, loss: run.shadow }], rows }, runs: [run] } });
    }
    chart.at(wanted.epoch);
  }

  return {
    element, show: show_,
    at(epoch) { if (wanted) { wanted.epoch = epoch; drawStep(); } },
    look(looked) { if (wanted) { wanted.looked = looked; drawStep(); } },
    focus: (i) => { map.focus(i); marks.focus(i); },
    // Draw also what is out of sight.
    async ready() {
      if (!shown || visible) return;
      visible = true;
      drawStep();
      relief.shown(true);
      await new Promise((resolve) => setTimeout(resolve, AWAY));
    },
    async recolour(palette) {
      if (!wanted) return;
      wanted.palette = palette;
      const drawing = shown && redraw();
      drawStep(); // what is printed next is read before Plotly comes to it
      await drawing;
    },
    hold(yes) {
      if (yes === held) return;
      held = yes;
      if (!held && shown && shown !== drawn) redraw();
      if (!held) fetchIt();
    },
    old: (yes) => element.classList.toggle("old", yes),
    close() { clearTimeout(following); seen.disconnect(); resized.disconnect(); relief.close(); map.purge(); },
  };
}
