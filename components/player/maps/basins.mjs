// Basins of attraction, one small map per optimizer: every start coloured by the minimum its run reaches, and the deeper
// the more steps it took.

import { html, svg } from "../dom.mjs";
import { walked } from "../frame.mjs";
import { axisOf, lineThrough, toPixel, toValue } from "../geometry.mjs";
import { letterOf } from "../letters.mjs";
import { show } from "../numbers.mjs";
import { marker } from "../toolbar.mjs";
import { createAsker } from "./asker.mjs";
import { BASE, colourOf, DIVERGED, swatch, UNDEFINED, UNFINISHED } from "./basin_colours.mjs";
import { footer, without } from "./question.mjs";
import { createSliders } from "./sliders.mjs";

const FLOATS = "Computed in 32-bit floats: where rounding decides, the colour may not match the path.";
const SIDES = [32, 128];
const SHADES = 63; // of a colour, by the steps taken
const SIZE = 200; // units of the drawing over a map
const NAMED = 6; // minima with a share of their own in the legend; beyond, together
const ROUNDING = 1e-9; // a coordinate of a minimum found that says no more than nought
const CROSSED = 20; // minima that are crossed; where there are more, the deepest are

// The pixels of a map of n × n starts, the lowest w2 at the bottom. Each colour is worked out once: a map has few.
export function pixels({ label, steps }, n, last, dark) {
  const image = new Uint8ClampedArray(4 * n * n);
  const words = new Uint32Array(image.buffer);
  const known = new Map();
  const one = new Uint8ClampedArray(4);
  const word = new Uint32Array(one.buffer);
  const scale = SHADES / Math.log1p(last);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const i = row * n + column;
      const shade = steps[i] < 0 ? SHADES : Math.round(scale * Math.log1p(steps[i]));
      const patterned = label[i] < 0 || label[i] >= BASE.length; // the pattern is the same twelve pixels on
      const key = (label[i] * (SHADES + 1) + shade) * 144 + (patterned ? 12 * (column % 12) + (row % 12) : 0);
      let colour = known.get(key);
      if (colour === undefined) {
        one.set([...colourOf(label[i], shade / SHADES, column, row, dark), 255]);
        known.set(key, colour = word[0]);
      }
      words[(n - 1 - row) * n + column] = colour;
    }
  }
  return image;
}

// `on` is {move(w1, w2), release(), replay(), look(row), tune(row, run), change(row, run)}.
export function createBasins(on) {
  const grid = html("div", { class: "basins" });
  const note = html("p", { class: "quiet" }, "Every start, coloured by the minimum its run reaches, deeper the more steps it took. Drag the dot; a click replays. ");
  const floats = html("span", {}, FLOATS);
  note.append(floats);
  const sliders = createSliders(on);
  const element = html("div", { class: "map-panel" }, sliders.element, note, grid);
  let tiles = [];
  let visible = false;
  let picture = null;

  function tile() {
    const canvas = html("canvas", {});
    const overlay = svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, preserveAspectRatio: "none" });
    const title = html("div", { class: "row" });
    const frame = html("div", { class: "basin", role: "img" }, canvas, overlay);
    const legend = html("div", { class: "shares quiet" });
    const foot = html("div", { class: "quiet" });
    const caption = html("div", { class: "quiet" });
    const made = { element: html("div", { class: "tile" }, title, frame, legend, caption, foot), canvas, overlay, title, frame, legend, caption, foot, answer: null };
    made.asker = createAsker({ answer: (answer) => { made.answer = answer; paint(made); }, error: (text) => { foot.textContent = text; } });
    let from = null;
    const place = (event) => {
      const box = frame.getBoundingClientRect();
      const [X, Y] = axes();
      on.move(toValue(X, ((event.clientX - box.left) / box.width) * SIZE), toValue(Y, ((event.clientY - box.top) / box.height) * SIZE));
    };
    frame.onpointerdown = (event) => {
      if (event.button !== 0) return;
      from = event;
      frame.setPointerCapture(event.pointerId);
      place(event);
    };
    frame.onpointermove = (event) => { if (from) place(event); };
    frame.onpointerup = (event) => {
      if (!from) return;
      const still = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < 4;
      from = null;
      on.release();
      if (still) on.replay();
    };
    frame.onpointercancel = () => { from = null; on.release(); };
    return made;
  }

  const axes = () => [axisOf(picture.scene.domain[0], 0, SIZE), axisOf(picture.scene.domain[1], 0, SIZE, true)];

  function draw(next) {
    picture = next;
    if (!visible || !picture.link) return;
    const { runs } = picture.scene;
    while (tiles.length > runs.length) tiles.pop().asker.close();
    while (tiles.length < runs.length) tiles.push(tile());
    if (grid.children.length !== tiles.length || [...grid.children].some((child, i) => child !== tiles[i].element)) grid.replaceChildren(...tiles.map((one) => one.element));
    tiles.forEach((one, i) => {
      one.title.replaceChildren(marker(runs[i]), html("b", {}, runs[i].title));
      one.caption.textContent = picture.frame?.runs[i] ? captionOf(picture.frame.runs[i]) : "";
      over(one, i);
    });
    ask(picture.link);
    note.hidden = !runs.length;
    sliders.draw(picture.scene, picture.looked);
    for (const one of tiles) one.asker.ready();
  }

  // Ask for the maps of `link`: of those runs that are other ones than before, the start being none of it.
  function ask(link) {
    if (!visible) return;
    const runs = link.split("&").filter((pair) => pair.startsWith("run="));
    const rest = without(link, "w1", "w2", "run");
    tiles.forEach((one, i) => {
      if (runs[i]) one.asker.ask(`${rest}&${runs[i]}`, SIDES.map((side) => `${link}&map=basins&of=${i}&side=${side}`));
    });
  }

  // The path from the dot, over the map.
  function over(one, i) {
    const [X, Y] = axes();
    const run = picture.frame?.runs[i];
    const path = run && walked(run);
    const d = path ? lineThrough(path.w1, path.w2, X, Y) : "";
    const { colour } = picture.scene.runs[i];
    const [w1, w2] = picture.start;
    const minima = one.answer?.head.minima ?? picture.scene.minima;
    const low = minima.length > CROSSED ? deepest(minima) : minima; // and those that the legend tells
    const named = minima.map(([a, b], label) => ({ x: toPixel(X, a), y: toPixel(Y, b), letter: letterOf(label), shown: low.includes(minima[label]) || one.told?.has(label) })).filter(({ shown }) => shown);
    one.overlay.replaceChildren(
      svg("path", { class: "cross", d: named.filter(({ letter }) => !letter).map(({ x, y }) => `M${x - 4},${y - 4}l8,8m-8,0l8,-8`).join("") }),
      svg("path", { class: "walk halo", d }),
      svg("path", { class: "walk", d, stroke: colour }),
      ...named.filter(({ letter }) => letter).map(({ x, y, letter }) => svg("g", { transform: `translate(${x},${y})` }, svg("circle", { class: "disc", r: 7.5 }), svg("text", { class: "letter", dy: "0.36em" }, letter))),
      svg("circle", { class: "dot", cx: toPixel(X, w1), cy: toPixel(Y, w2), r: 5 }),
    );
  }

  function paint(one) {
    const { head, arrays } = one.answer;
    const [n] = head.arrays[0].shape;
    const { canvas } = one;
    [canvas.width, canvas.height] = [n, n];
    canvas.getContext("2d").putImageData(new ImageData(pixels(arrays, n, head.steps, picture.palette.dark), n, n), 0, 0);
    one.legend.replaceChildren(...shares(head).map(({ label, text }) =>
      html("span", { class: "share", style: `--share:${swatch(label)}` }, text)));
    one.told = new Set(shares(head).filter(({ more }) => !more).map(({ label }) => label));
    one.foot.replaceChildren(...footer(head));
    if (n === SIDES.at(-1)) floats.textContent = tiles.some((each) => each.answer?.head.single) ? FLOATS : ""; // the small ones are always finer
    one.frame.setAttribute("aria-label", `${one.title.textContent}: ${shares(head).map(({ text }) => text).join(", ")}`);
    const i = tiles.indexOf(one);
    if (picture.scene.runs[i]) over(one, i);
  }

  return {
    button: "Basins", name: "Basins: which minimum each start reaches", element, draw, ask,
    shown(yes) { visible = yes; if (yes && picture) draw(picture); },
    close: () => tiles.forEach((one) => one.asker.close()),
  };
}

// What the map of a run says of rounding, once it is known that this decides where the run from the dot ends.
export const captionOf = ({ decidedFrom }) => (Number.isInteger(decidedFrom) ? `Rounding decides where the run from the dot is from step ${decidedFrom} on, and so the colours about it.` : "");

// Of [w1, w2, J], the lowest: as many as are as low.
const deepest = (minima) => {
  const low = minima.reduce((least, [, , J]) => Math.min(least, J), Infinity);
  return minima.filter(([, , J]) => J <= low + 1e-9 * Math.max(1, Math.abs(low)));
};

// The shares of a map as words, each minimum with its letter, in the order of the letters on every map. Where there are
// many, the largest basins are told, and the deepest whatever their share, the rest together.
export function shares({ minima, shares: found }) {
  const percent = (share) => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
  const low = minima.length > CROSSED ? deepest(minima) : [];
  const place = (w) => show(Math.abs(w) < ROUNDING ? 0 : w, 3);
  const name = ([w1, w2], label) => [letterOf(label), low.includes(minima[label]) && "deepest", `(${place(w1)}, ${place(w2)})`].filter(Boolean).join(" ");
  const own = minima.map((minimum, label) => ({ label, share: found[label] ?? 0, deep: low.includes(minimum), name: name(minimum, label) }))
    .filter(({ share, deep }) => share > 0 || deep).sort((a, b) => b.deep - a.deep || b.share - a.share);
  const rest = own.slice(NAMED);
  const told = own.slice(0, NAMED).sort((a, b) => a.label - b.label);
  const said = told.map((one) => ({ label: one.label, text: `${one.name} ${percent(one.share)}` }));
  if (rest.length) said.push({ label: rest[0].label, more: true, text: `${rest.length} more minima ${percent(rest.reduce((sum, { share }) => sum + share, 0))}` });
  for (const [key, label] of [["diverged", DIVERGED], ["undefined", UNDEFINED], ["unfinished", UNFINISHED]]) if (found[key]) said.push({ label, text: `${key} ${percent(found[key])}` });
  return said;
}
