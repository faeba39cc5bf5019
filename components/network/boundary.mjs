// The decision boundary of one run at one epoch: how probable it holds the second class to be over a plane of the inputs,
// the line where that is one half, and the examples, those held out hollow.

import { html, MARKERS, svg } from "../player/dom.mjs";
import { show } from "../player/numbers.mjs";
import { createGetter } from "./getter.mjs";
import { lineAt, tints } from "./level.mjs";

const SIDE = 60; // nodes
const SIZE = 300; // units of the drawing
const SHAPES = [MARKERS.circle, MARKERS.triangle]; // by class, so that colour is not the only sign

// What the plane is, in words: the head of an answer.
export function aboutInputs({ plane, explained }) {
  if (explained === null || explained === undefined) return `The plane of the two inputs themselves: ${plane.join(" and ")}.`;
  return `The plane of the first two principal components of the training inputs, through their mean: ${show(100 * explained, 3)} % of their variance. Examples are seen from above; each stands somewhere off this plane.`;
}

// Where the input (x, y) stands in the drawing of `box`: [x, y] in its units.
export function placedIn(box, x, y) {
  const [[left, right], [low, high]] = box;
  return [((x - left) / (right - left)) * SIZE, SIZE - ((y - low) / (high - low)) * SIZE];
}

export function createBoundary() {
  const heat = html("canvas", { width: SIDE, height: SIDE });
  const line = svg("path", { class: "half" });
  const points = svg("g", { class: "examples" });
  const overlay = svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}` }, line, points);
  const ground = html("div", { class: "heat" }, heat);
  const frame = html("div", { class: "basin", role: "img" }, ground, overlay);
  const title = html("b", {});
  const key = html("p", { class: "quiet key-of" });
  const about = html("p", { class: "quiet" });
  const element = html("div", { class: "boundary" }, html("p", {}, title), html("div", { class: "plane" }, frame), key, about);
  let palette = null;
  let answer = null;
  let classes = ["", ""];
  let pointed = ""; // of what the points are drawn
  const getter = createGetter({
    answer(found) { answer = found; paint(); },
    error(text) { about.textContent = `${answer ? "The last good picture stays" : "Nothing can be drawn"}: ${text}`; },
    waiting: (yes) => ground.toggleAttribute("aria-busy", yes),
  });

  // Show run `i` of a finished training at an epoch. `names` are those of its two classes.
  function ask(course, i, epoch, names, colours) {
    const other = palette !== null && String(palette.classes) !== String(colours.classes); // light and dark have changed places
    [palette, classes] = [colours, names];
    if (other) paint();
    const run = course.runs[i];
    title.replaceChildren(html("span", { style: `color:${run.colour}` }, run.title), ` at epoch ${epoch}`);
    frame.setAttribute("aria-label", `What ${run.title} holds each place for at epoch ${epoch}`);
    getter.ask(`./api/training/boundary?${course.link}&of=${i}&epoch=${epoch}&side=${SIDE}`);
  }

  function paint() {
    if (!answer || !palette) return;
    const { head, arrays } = answer;
    const n = Math.round(Math.sqrt(arrays.probability.length));
    heat.width = heat.height = n;
    heat.getContext("2d").putImageData(new ImageData(tints(arrays.probability, n, palette.classes, palette.halo), n, n), 0, 0);
    // The grid's corners are the box's: the pixels about them stand half outside.
    Object.assign(heat.style, { width: `${(100 * n) / (n - 1)}%`, height: `${(100 * n) / (n - 1)}%`, left: `${-50 / (n - 1)}%`, top: `${-50 / (n - 1)}%` });
    line.setAttribute("d", lineAt(arrays.probability, n, 0.5, SIZE, SIZE));
    scatter(head, arrays);
    frame.dataset.across = `${head.plane[0]}: ${show(head.box[0][0], 2)} … ${show(head.box[0][1], 2)}`;
    frame.dataset.up = `${head.plane[1]}: ${show(head.box[1][0], 2)} … ${show(head.box[1][1], 2)}`;
    frame.dataset.epoch = head.epoch;
    const mark = (k) => svg("svg", { class: "marker", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, svg("path", { d: SHAPES[k], fill: palette.classes[k] }));
    key.replaceChildren(mark(0), ` ${classes[0]} `, mark(1), ` ${classes[1]} · hollow: held out · line: p = ½`);
    about.textContent = aboutInputs(head);
  }

  function scatter({ box }, { points: places, labels, held }) {
    const drawn = `${box}|${places.length}|${places[0]}|${held.indexOf(1)}|${palette.classes}`;
    if (drawn === pointed) return; // they stay where they are from epoch to epoch
    pointed = drawn;
    const order = [...labels.keys()].sort((a, b) => held[a] - held[b]); // what is held out lies on top
    points.replaceChildren(...order.map((i) => {
      const [x, y] = placedIn(box, places[2 * i], places[2 * i + 1]);
      const k = labels[i] > 0 ? 1 : 0;
      return svg("path", { d: SHAPES[k], transform: `translate(${x.toFixed(1)},${y.toFixed(1)}) scale(0.55)`, class: held[i] ? "held" : "met", style: `--class:${palette.classes[k]}` });
    }));
  }

  return { element, ask, forget: getter.forget, old: (yes) => element.classList.toggle("old", yes) };
}
