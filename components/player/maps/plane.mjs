// The two-parameter map: what one run ends at over two of its settings, with the bound of stability where one is known.

import { html, svg } from "../dom.mjs";
import { lineThrough } from "../geometry.mjs";
import { show } from "../numbers.mjs";
import { createAsker } from "./asker.mjs";
import { blanked, footer, respelled, rounded, without } from "./question.mjs";

const SIDES = [24, 64];
const SIZE = 300; // units of the drawing over the map
const LOST = [2, 4]; // the codes of "diverged" and "undefined"
const LOST_AS = ["diverged", "diverged or out of J's domain"];
const DECADES = 16; // of the cost that are told apart by their shade

// Where `value` stands on an axis of cells with the middle `values`, rising, in units of `SIZE`; and back.
export function axisOver(values, up) {
  const n = values.length;
  const pixel = (i) => (up ? SIZE * (1 - (i + 0.5) / n) : (SIZE * (i + 0.5)) / n);
  const at = (value) => {
    const i = Math.min(Math.max(values.findIndex((x) => x > value) - 1, 0), n - 2);
    const from = value >= values[n - 1] ? n - 2 : i;
    return pixel(from + (value - values[from]) / (values[from + 1] - values[from]));
  };
  const from = (y) => {
    const i = Math.min(Math.max((up ? 1 - y / SIZE : y / SIZE) * n - 0.5, 0), n - 1);
    const low = Math.min(Math.floor(i), n - 2);
    return values[low] + (i - low) * (values[low + 1] - values[low]);
  };
  return { at, from };
}

// The pixels of a map of n × n cells, dark where the run ends low, as dark as can be from `deepest` below the highest on;
// stripes where it diverges, grey where the number has no place.
export function shades(values, outcome, n, dark, deepest = Infinity) {
  const finite = values.filter((x, i) => !LOST.includes(outcome[i]) && Number.isFinite(x));
  const high = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  const low = Math.max(finite.reduce((a, b) => Math.min(a, b), Infinity), high - deepest);
  const image = new Uint8ClampedArray(4 * n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const i = row * n + column;
      const share = high > low ? Math.max((values[i] - low) / (high - low), 0) : 0; // J* itself, of no logarithm, is the darkest
      const colour = LOST.includes(outcome[i]) ? ((column + row) % 4 < 2 ? [120, 20, 20] : [30, 10, 10])
        : !Number.isNaN(values[i]) ? [40 + 200 * share, 70 + 170 * share, 130 + 110 * share] : dark ? [110, 110, 110] : [160, 160, 160];
      image.set([...colour, 255], 4 * ((n - 1 - row) * n + column));
    }
  }
  return { image, low, high };
}

// `on` is {look(row), tune(row, run), change(row, run), pick(name, value)}.
export function createPlane(on) {
  const canvas = html("canvas", {});
  const overlay = svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, preserveAspectRatio: "none" });
  const frame = html("div", { class: "basin", role: "slider", tabindex: 0, "aria-label": "Settings of the run" }, canvas, overlay);
  const runs = html("select", { "aria-label": "Optimizer of the map", onchange: () => on.look(Number(runs.value)) });
  const choices = { x: html("select", { "aria-label": "Across", onchange: pick }), y: html("select", { "aria-label": "Up", onchange: pick }) };
  const toggles = ["cost", "steps"].map((name) => html("button", { type: "button", onclick: () => { measure = name; paint(); } }, name === "cost" ? "final J" : "steps"));
  const said = html("div", { class: "quiet" });
  const foot = html("div", { class: "quiet" });
  const element = html("div", { class: "map-panel" },
    html("div", { class: "row" }, runs, "across", choices.x, "up", choices.y, html("span", { class: "toggle", role: "group", "aria-label": "Measure" }, ...toggles)),
    html("div", { class: "plane" }, frame), said, foot);
  let measure = "cost";
  let visible = false;
  let picture = null;
  let answer = null;
  let drawn = ""; // of which run and settings the map is
  let from = null; // the pointer that holds the mark
  let put = new Map(); // settings by key that the page has not taken in yet, {seen: the page's value, value: the reader's}
  const asker = createAsker({ answer: (next) => { answer = next; paint(); }, error: (text) => { said.textContent = text; } });

  const place = () => Math.max(picture.scene.runs.findIndex((run) => run.row === picture.looked), 0);

  function pick() {
    const { x, y } = choices;
    if (x.value === y.value) said.textContent = "Choose two different settings.";
    else on.pick("axes", [x.value, y.value]);
  }

  function draw(next) {
    picture = next;
    const run = picture?.scene.runs[place()];
    if (!visible || !picture.link) return;
    if (!run) return clear(on.page().secret ? "Run it, and the map of its settings follows." : "Tick an optimizer in step 3 to map its settings.");
    runs.replaceChildren(...picture.scene.runs.map((one) => html("option", { value: one.row }, one.title)));
    runs.value = run.row;
    const names = run.settings.map(({ key }) => key);
    const [x, y] = picture.axes.length && picture.axes.every((name) => names.includes(name)) ? picture.axes : names;
    const chosen = { x, y };
    for (const [axis, select] of Object.entries(choices)) {
      select.replaceChildren(...run.settings.map(({ key, name }) => html("option", { value: key }, name)));
      select.value = chosen[axis];
    }
    if (!y) return clear(`${run.title} has one setting only.`);
    const map = `${run.row} ${run.optimizer} ${x} ${y}`;
    if (map !== drawn) clear("The map follows…"); // the old one is of something else
    drawn = map;
    const own = `${place()} ${chosen.x} ${chosen.y} ${blanked(without(picture.link, "step"), [chosen.x, chosen.y])}`;
    asker.ask(own, SIDES.map((side) => `${picture.link}&map=plane&of=${place()}&x=${chosen.x}&y=${chosen.y}&side=${side}`));
    if (answer) over();
    asker.ready();
  }

  // No map, and a word of why.
  function clear(text) {
    [answer, drawn, from] = [null, "", null];
    put = new Map();
    asker.forget();
    canvas.width = canvas.width; // which empties it
    for (const part of [overlay, foot]) part.replaceChildren();
    said.textContent = text;
  }

  function values() {
    const { arrays } = answer;
    const { lowest } = picture.scene;
    if (measure === "steps") return Float64Array.from(arrays.steps, (n) => (n < 0 ? NaN : n));
    return Float64Array.from(arrays.cost, (J) => (lowest === null ? J : Math.log10(J - lowest)));
  }

  function paint() {
    toggles.forEach((button, i) => button.setAttribute("aria-pressed", (i === 0) === (measure === "cost")));
    if (!answer) return;
    const n = answer.arrays.x.length;
    const log = measure === "cost" && picture.scene.lowest !== null;
    const { image, low, high } = shades(values(), answer.arrays.outcome, n, picture.palette.dark, log ? DECADES : Infinity);
    [canvas.width, canvas.height] = [n, n];
    canvas.getContext("2d").putImageData(new ImageData(image, n, n), 0, 0);
    const number = (x) => (log ? show(10 ** x, 2) : show(x, 3));
    const what = measure === "steps" ? "Steps to tolerance" : log && picture.scene.lowest !== 0 ? "Final J − J*" : "Final J";
    const none = answer.arrays.outcome.every((code) => LOST.includes(code)) ? "Every run here diverged or left the domain of J." : "None of these runs comes within tolerance.";
    const bound = answer.head.stable ? " Dashed: the bound at the nearest minimum's curvature." : "";
    said.textContent = low <= high ? `${what} from ${number(low)}${log ? " or less" : ""} (dark) to ${number(high)} (light); striped: ${LOST_AS[Number(answer.arrays.outcome.includes(LOST[1]))]}.${bound} Drag the mark.` : none;
    foot.replaceChildren(...footer(answer.head));
    over();
  }

  const axes = () => [axisOver(answer.arrays.x, false), axisOver(answer.arrays.y, true)];

  // A setting as the reader has it: the page's, until that is another one, may be older than the mark's.
  function setting(key) {
    const found = picture.scene.runs[place()]?.settings.find((one) => one.key === key);
    const mine = put.get(key);
    return found && mine?.seen === found.value ? { ...found, value: mine.value, page: found.value } : found && { ...found, page: found.value };
  }

  // Whether the answer is of the run and the settings that are looked at.
  const ready = () => answer && setting(answer.head.axes.x.key) && setting(answer.head.axes.y.key);

  function over() {
    if (!ready()) return;
    const [X, Y] = axes();
    const { x, y } = answer.head.axes;
    const now = [x, y].map(({ key }) => setting(key).value);
    const [px, py] = from?.at ?? [X.at(now[0]), Y.at(now[1])];
    const { stable } = answer.head; // the rate beyond which it must diverge, for every value of the other setting
    const along = stable && Array.from(answer.arrays[stable.axis], (value, i) => (stable.axis === "x" ? [value, stable.rates[i]] : [stable.rates[i], value]));
    const seen = (along ?? []).map(([a, b]) => (a === null || b === null ? [NaN, NaN] : [X.at(a), Y.at(b)]));
    overlay.replaceChildren(
      svg("path", { class: "limit", d: lineThrough(seen.map(([a]) => a), seen.map(([, b]) => b), { m: 1, b: 0 }, { m: 1, b: 0 }) }),
      svg("circle", { class: "dot", cx: px, cy: py, r: 6 }));
    for (const [name, { key }, ends] of [["across", x, answer.arrays.x], ["up", y, answer.arrays.y]]) {
      frame.dataset[name] = `${setting(key).name}: ${show(ends[0], 2)} … ${show(ends.at(-1), 2)}`;
    }
    frame.setAttribute("aria-valuetext", `${setting(x.key).name} ${show(now[0])}, ${setting(y.key).name} ${show(now[1])}`);
  }

  function move(px, py, done) {
    if (!ready()) return;
    const [X, Y] = axes();
    const { x, y } = answer.head.axes;
    const run = picture.scene.runs[place()];
    const next = [[x, X.from(px)], [y, Y.from(py)]].map(([axis, value]) => ({ key: axis.key, value: rounded(value, axis.scale) }));
    for (const { key, value } of next) put.set(key, { seen: setting(key).page, value });
    (done ? on.change : on.tune)(run.row, next.reduce((spelled, { key, value }) => respelled(spelled, key, value), run.spelled));
    over();
  }

  const pixel = (event) => {
    const box = frame.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * SIZE, ((event.clientY - box.top) / box.height) * SIZE];
  };
  frame.onpointerdown = (event) => {
    if (event.button !== 0 || !ready()) return;
    frame.setPointerCapture(event.pointerId);
    from = { at: pixel(event) };
    move(...from.at, false);
  };
  frame.onpointermove = (event) => {
    if (!from) return;
    from.at = pixel(event);
    move(...from.at, false);
  };
  frame.onpointerup = frame.onpointercancel = () => {
    if (!from) return;
    const { at } = from;
    from = null;
    move(...at, true);
  };
  frame.onkeydown = (event) => {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
    if (dx === undefined || !ready()) return;
    event.preventDefault();
    event.stopPropagation();
    const [X, Y] = axes();
    const { x, y } = answer.head.axes;
    const by = (event.shiftKey ? 0.1 : 0.02) * SIZE;
    move(X.at(setting(x.key).value) + dx * by, Y.at(setting(y.key).value) + dy * by, true);
  };

  return {
    button: "2 settings", name: "Two settings of one optimizer at once", element, draw,
    shown(yes) { visible = yes; if (yes && picture) draw(picture); },
    close: () => asker.close(),
  };
}
