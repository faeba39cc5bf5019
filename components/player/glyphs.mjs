// The anatomy of a step over the map: where the gradient points, where the average points, how s rescales both, how the
// surface bends, and the step that was taken.

import { svg } from "./dom.mjs";

const LONG = 78; // pixels of the longest of the arrows and sides that share a scale
const ROUND = 46; // pixels of the longer half-axis of the ellipse
const BARB = 8;
const TURNS = 48; // corners of the ellipse

const rise = (v) => Math.max(...v.map(Math.abs));

// Eigenvalues, the larger first, and unit eigenvectors of the symmetric [[a, b], [b, c]].
export function eigen([a, b, c]) {
  const middle = (a + c) / 2;
  const half = Math.hypot((a - c) / 2, b);
  const angle = 0.5 * Math.atan2(2 * b, a - c);
  const along = [Math.cos(angle), Math.sin(angle)];
  return { values: [middle + half, middle - half], axes: [along, [-along[1], along[0]]] };
}

// How small a number of the gradient's size says nothing but rounding, at a place `from` with the Hessian [a, b, c] on a
// map with these axes: as landscapes/level.py has it.
export function roundingOf({ from, hessian: [a, b, c] }, { X, Y, box } = {}) {
  const reach = box ? [Math.abs((box.right - box.left) / X.m), Math.abs((box.bottom - box.top) / Y.m)] : [0, 0];
  return 2 ** -46 * Math.hypot(a, b, b, c) * Math.max(...from.map((w, k) => Math.abs(w) + reach[k]));
}

// The factor by which gradients are drawn as lengths in w: the longest of `vectors` takes `LONG` pixels. It is said
// beside the picture, rounded to one digit, and what is drawn uses the rounded one.
export function scaleOf(vectors, { X, Y }) {
  const longest = Math.max(0, ...vectors.map(([a, b]) => Math.hypot(a * X.m, b * Y.m)));
  if (!(longest > 0 && longest < Infinity)) return null;
  const size = LONG / longest;
  const digit = 10 ** Math.floor(Math.log10(size));
  return Number((Math.max(1, Math.floor(size / digit)) * digit).toPrecision(1));
}

// The `d` of the curve dᵀ|H|d = const about [x, y], its longer half-axis `ROUND` pixels; "" where H says nothing.
export function ellipse(H, [x, y], { X, Y }) {
  if (!H.every(Number.isFinite)) return "";
  const { values, axes } = eigen(H);
  const steepest = rise(values);
  if (!(steepest > 0)) return "";
  // An axis along which the surface is flat would have no end: a thousand times the shorter one stands for it.
  const radii = values.map((value) => 1 / Math.sqrt(Math.max(Math.abs(value), 1e-6 * steepest)));
  const at = (angle) => [0, 1].map((k) => radii[0] * Math.cos(angle) * axes[0][k] + radii[1] * Math.sin(angle) * axes[1][k]);
  const points = Array.from({ length: TURNS }, (_, i) => at((2 * Math.PI * i) / TURNS)).map(([a, b]) => [a * X.m, b * Y.m]);
  const size = ROUND / Math.max(...points.map(([a, b]) => Math.hypot(a, b)));
  return `M${points.map(([a, b]) => `${x + size * a},${y + size * b}`).join("L")}Z`;
}

// The `d` of an arrow from [x, y] by [dx, dy] pixels; "" where it has no length to be seen.
export function arrow([x, y], [dx, dy]) {
  const length = Math.hypot(dx, dy);
  if (!(length > 0.5 && length < 1e5)) return "";
  const [u, v] = [dx / length, dy / length];
  const barb = Math.min(BARB, length / 2);
  const side = (s) => `${x + dx - barb * (u - s * 0.5 * v)},${y + dy - barb * (v + s * 0.5 * u)}`;
  return `M${x},${y}L${x + dx},${y + dy}M${side(1)}L${x + dx},${y + dy}L${side(-1)}`;
}

export function createGlyphs(element) {
  const clipId = `glyphs-${Math.random().toString(36).slice(2)}`;
  const clip = svg("rect");
  const parts = Object.fromEntries(["bend", "box", "gradient", "average", "step"].map((key) => [key, svg("path", { class: `glyph ${key}` })]));
  const origin = svg("circle", { class: "glyph origin", r: 3.5 });
  const layer = element.appendChild(svg("g", { class: "glyphs", "aria-hidden": "true", visibility: "hidden" },
    svg("clipPath", { id: clipId }, clip), svg("g", { "clip-path": `url(#${clipId})` }, ...Object.values(parts), origin)));

  // Draw `step`, {from, to, gradient, average, squares, hessian} of pairs in w (the last three, or null) with the run's
  // colour, for {X, Y, box, offset}; null takes it away. Gives the scale of the arrows, or null.
  function draw(axes, step, colour) {
    layer.setAttribute("visibility", step ? "visible" : "hidden");
    if (!step) return null;
    const { X, Y, box, offset } = axes;
    layer.setAttribute("transform", `translate(${offset.x},${offset.y})`);
    for (const [key, value] of Object.entries({ x: box.left, y: box.top, width: box.right, height: box.bottom })) clip.setAttribute(key, value);
    const at = [X.m * step.from[0] + X.b, Y.m * step.from[1] + Y.b];
    const sides = step.squares?.map(Math.sqrt) ?? null;
    const least = roundingOf(step, axes);
    const told = (vector) => vector && !(Math.hypot(...vector) <= least); // what is not below rounding
    const scale = scaleOf([step.gradient, step.average, sides].filter(told), axes);
    const by = (vector, factor) => (told(vector) && factor !== null ? arrow(at, [vector[0] * factor * X.m, vector[1] * factor * Y.m]) : "");
    parts.gradient.setAttribute("d", by(step.gradient, scale && -scale));
    parts.average.setAttribute("d", by(step.average, scale && -scale));
    parts.step.setAttribute("d", arrow(at, [(step.to[0] - step.from[0]) * X.m, (step.to[1] - step.from[1]) * Y.m]));
    layer.style.setProperty("--run", colour);
    parts.box.setAttribute("d", told(sides) && scale && sides.every(Number.isFinite) ? rectangle(at, sides[0] * scale * Math.abs(X.m), sides[1] * scale * Math.abs(Y.m)) : "");
    parts.bend.setAttribute("d", ellipse(step.hessian, at, axes));
    parts.bend.classList.toggle("saddle", eigen(step.hessian).values[1] < 0);
    for (const [key, value] of [["cx", at[0]], ["cy", at[1]]]) if (Number.isFinite(value)) origin.setAttribute(key, value);
    return scale;
  }

  return { draw };
}

const rectangle = ([x, y], width, height) => `M${x - width / 2},${y - height / 2}h${width}v${height}h${-width}Z`;
