// The noise ensemble: the same run under hundreds of seeds, its ends as a cloud on the map, its costs as bands.

import { html, svg } from "../dom.mjs";
import { axisOf, dotsAt, lineThrough, toPixel } from "../geometry.mjs";
import { multiples, niceStep, power, labels } from "../numbers.mjs";
import { ownBatch, paces } from "../batches/pace.mjs";
import { marker } from "../toolbar.mjs";
import { createAsker } from "./asker.mjs";
import { footer, respelled, short } from "./question.mjs";

const SEEDS = [64, 256];
const MARGIN = { left: 52, right: 12, top: 8, bottom: 38 };
const DEEP = 16; // decades below the highest that are still told apart

// The `d` of the area between two rows of heights; only where both have a place.
export function area(low, high, X, Y) {
  const at = [...low.keys()].filter((i) => Number.isFinite(low[i]) && Number.isFinite(high[i]));
  if (!at.length) return "";
  const point = (values) => (i) => `${toPixel(X, i)},${toPixel(Y, values[i])}`;
  return `M${at.map(point(high)).join("L")}L${at.reverse().map(point(low)).join("L")}Z`;
}

// `overlay` is the svg over the map. `on` is {set(name, value), settle(settings), tune(row, run), change(row, run)}.
export function createCloud(overlay, on) {
  const layer = overlay.appendChild(svg("g", { class: "cloud", "aria-hidden": "true", visibility: "hidden" }));
  const plot = svg("svg", { class: "chart", role: "img", "aria-label": "Quantiles of the cost against the step" });
  const field = html("div", { class: "panel" }, plot);
  const foot = html("div", { class: "quiet" });
  const note = html("p", { class: "quiet" });
  const sliders = { noise: slider("noise σ", 0, 60, 1), batch: slider("batch size", 1, 2, 1), decay: slider("decay", 0, 60, 1) };
  const element = html("div", { class: "map-panel" }, html("div", { class: "row sliders" }, ...Object.values(sliders).map((one) => one.element)), note, field, foot);
  let askers = [];
  let answers = [];
  let visible = false;
  let picture = null;
  let axes = null;

  function slider(name, min, max, step) {
    const input = html("input", { type: "range", min, max, step, "aria-label": name });
    const value = html("output", {});
    input.addEventListener("input", () => { input.held = true; });
    input.addEventListener("change", () => { input.held = false; });
    return { element: html("label", { hidden: "" }, `${name} `, input, value), input, value };
  }

  // The sliders of noise and decay are logarithmic with a zero at their left end.
  const amount = (k) => (k === 0 ? 0 : short(10 ** (-4 + k / 10)));
  const place = (x) => (x > 0 ? Math.min(Math.max(Math.round(10 * (Math.log10(x) + 4)), 1), 60) : 0);

  sliders.noise.input.oninput = () => {
    const noise = amount(Number(sliders.noise.input.value));
    sliders.noise.value.textContent = String(noise);
    on.set("noise", noise);
  };
  sliders.noise.input.onchange = () => on.settle({ noise: amount(Number(sliders.noise.input.value)) });
  sliders.batch.input.oninput = () => {
    sliders.batch.value.textContent = `${sliders.batch.input.value} of ${picture.scene.examples}`;
    if (own()) on.tune(...batched());
    else on.set("batch", Number(sliders.batch.input.value));
  };
  sliders.batch.input.onchange = () => {
    if (own()) on.change(...batched());
    else on.settle({ batch: Number(sliders.batch.input.value) });
  };
  // Of the run that is looked at: whether it has a batch size of its own, and how it is spelled with the slider's.
  const own = () => looked() && ownBatch(looked().spelled);
  const batched = () => {
    const size = Number(sliders.batch.input.value);
    return [looked().row, respelled(looked().spelled, "batch", size === picture.scene.examples ? "all" : size)];
  };
  const decayed = () => {
    const run = looked();
    sliders.decay.value.textContent = String(amount(Number(sliders.decay.input.value)));
    return run && [run.row, respelled(run.spelled, "decay", amount(Number(sliders.decay.input.value)))];
  };
  sliders.decay.input.oninput = () => { if (looked()) on.tune(...decayed()); };
  sliders.decay.input.onchange = () => { if (looked()) on.change(...decayed()); };

  const looked = () => picture?.scene.runs.find((run) => run.row === picture.looked) ?? picture?.scene.runs[0];
  const parameter = (name, otherwise) => Number(new URLSearchParams(picture.link).get(name) ?? otherwise);

  function draw(next) {
    picture = next;
    if (!visible || !picture.link) return;
    const { runs, examples } = picture.scene;
    while (askers.length > runs.length) askers.pop().close();
    while (askers.length < runs.length) {
      const i = askers.length;
      askers.push(createAsker({ answer: (answer) => { answers[i] = answer; paint(); }, error: (text) => { foot.textContent = text; } }));
    }
    answers.length = runs.length;
    askers.forEach((asker, i) => {
      const own = picture.link.split("&").filter((pair) => !pair.startsWith("run=")).join("&") + picture.link.split("&").filter((pair) => pair.startsWith("run="))[i];
      asker.ask(own, SEEDS.map((seeds) => `${picture.link}&map=noise&of=${i}&seeds=${seeds}`));
    });
    const noise = parameter("noise", 0);
    const run = looked();
    const each = paces(picture.link, examples);
    const batch = each[runs.indexOf(run)]?.batch ?? parameter("batch", examples ?? 1);
    sliders.batch.element.firstChild.textContent = own() ? `batch size of ${run.title} ` : "batch size ";
    show(sliders.noise, place(noise), String(noise), true);
    sliders.batch.input.max = examples ?? 1;
    show(sliders.batch, batch, `${batch} of ${examples}`, examples !== null);
    sliders.decay.element.firstChild.textContent = run ? `decay of ${run.title} ` : "decay ";
    show(sliders.decay, place(run?.decay ?? 0), String(run?.decay), run && run.decay !== null);
    note.textContent = noise || each.some((one) => one.batch < examples) ? "Each dot on the map is where one seed ended. Bands: 5–95 % and 25–75 % of the seeds; the line is their median. Computed in 32-bit floats." : "There is neither noise nor a mini-batch: every seed runs alike. Move the noise.";
    paint();
    for (const asker of askers) asker.ready();
  }

  function show({ element: label, input, value }, at, text, there) {
    label.hidden = !there;
    if (input.held || input.seen === at) return; // what the page has may be older than the slider
    input.seen = at;
    input.value = at;
    value.textContent = text;
  }

  function paint() {
    drawEnds();
    const { clientWidth: width, clientHeight: height } = plot;
    const found = answers.map((answer, i) => answer && { ...answer, run: picture.scene.runs[i] }).filter((one) => one?.run);
    if (!found.length || !width || !height) return void plot.replaceChildren();
    const { lowest } = picture.scene;
    const rows = Math.max(...found.map(({ head }) => head.steps)) + 1;
    const level = ({ arrays, head }, q) => Array.from(arrays.quantiles.subarray(q * (head.steps + 1), (q + 1) * (head.steps + 1)), (J) => (lowest === null ? J : Math.log10(J - lowest)));
    const curves = found.map((one) => ({ run: one.run, levels: one.head.levels.map((_, q) => level(one, q)) }));
    const finite = curves.flatMap(({ levels }) => levels.flat()).filter(Number.isFinite);
    let [low, high] = finite.length ? [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))] : [0, 1];
    if (lowest !== null) [low, high] = [Math.floor(Math.max(low, high - DEEP)), Math.max(Math.ceil(high), Math.floor(low) + 1)];
    const X = axisOf([0, Math.max(rows - 1, 1)], MARGIN.left, width - MARGIN.left - MARGIN.right);
    const Y = axisOf([low, high], MARGIN.top, height - MARGIN.top - MARGIN.bottom, true);
    const ys = multiples(low, high, lowest !== null ? Math.max(1, Math.ceil((high - low) / 6)) : niceStep(high - low, 5));
    const texts = lowest !== null ? ys.map(power) : labels(ys, 3);
    plot.replaceChildren(
      ...ys.flatMap((y, i) => [svg("line", { class: "rule", x1: MARGIN.left, x2: width - MARGIN.right, y1: toPixel(Y, y), y2: toPixel(Y, y) }), svg("text", { x: MARGIN.left - 6, y: toPixel(Y, y) + 4, "text-anchor": "end" }, texts[i])]),
      ...multiples(0, rows - 1, Math.max(1, niceStep(rows - 1, 5))).map((x) => svg("text", { x: toPixel(X, x), y: height - MARGIN.bottom + 16, "text-anchor": "middle" }, String(x))),
      svg("text", { x: (MARGIN.left + width) / 2, y: height - 6, "text-anchor": "middle" }, "step n"),
      svg("text", { x: 12, y: height / 2, "text-anchor": "middle", transform: `rotate(-90 12 ${height / 2})` }, lowest === null || lowest === 0 ? "J" : "J − J*"),
      ...curves.flatMap(({ run, levels }) => bands(run, levels, X, Y)),
    );
    foot.replaceChildren(...found.flatMap(({ head, run }) => [marker(run), ...footer(head), " "]));
  }

  // Of the quantiles of a run, from the lowest: pairs from without to within as areas, the middle one as a line.
  function bands(run, levels, X, Y) {
    const middle = levels.length >> 1;
    return [
      ...levels.slice(0, middle).map((low, q) => svg("path", { class: "spread", fill: run.colour, d: area(low, levels.at(-1 - q), X, Y) })),
      svg("path", { class: "curve", stroke: run.colour, d: lineThrough([...levels[middle].keys()], levels[middle], X, Y) }),
    ];
  }

  function drawEnds() {
    layer.setAttribute("visibility", visible && axes ? "visible" : "hidden");
    if (!visible || !axes || !picture) return;
    const { X, Y, box, offset } = axes;
    layer.setAttribute("transform", `translate(${offset.x},${offset.y})`);
    layer.replaceChildren(...answers.flatMap((answer, i) => {
      const run = picture.scene.runs[i];
      // The first of `dotsAt` is a start mark's, which a cloud has not: one more in front.
      return answer && run ? [svg("path", { stroke: run.colour, d: dotsAt([NaN, ...answer.arrays.w1], [NaN, ...answer.arrays.w2], X, Y, box) })] : [];
    }));
  }

  const resized = new ResizeObserver(() => visible && picture && paint());
  resized.observe(field);

  return {
    panel: {
      button: "Noise", name: "The noise ensemble: many seeds of each run", element, draw,
      shown(yes) { visible = yes; if (yes && picture) draw(picture); drawEnds(); },
      close() { askers.forEach((asker) => asker.close()); resized.disconnect(); },
    },
    over(next) { axes = next; drawEnds(); },
  };
}
