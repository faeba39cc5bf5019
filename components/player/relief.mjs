// The surface in three dimensions with the same paths, heads and colours as the map: a panel beside it, or in its place.

import { html } from "./dom.mjs";
import { lastFinite } from "./geometry.mjs";
import { describe } from "./levels.mjs";

const PACE = 90; // ms from one picture to the next while something moves: WebGL takes longer than a frame
const TURN = Math.PI / 12;
const HOME = { eye: { x: -1.05, y: -1.15, z: 0.95 }, center: { x: 0, y: 0, z: -0.15 }, up: { x: 0, y: 0, z: 1 } };
const KEYS = {
  ArrowLeft: [-TURN, 0, 1], ArrowRight: [TURN, 0, 1], ArrowUp: [0, TURN, 1], ArrowDown: [0, -TURN, 1],
  "+": [0, 0, 1 / 1.15], "-": [0, 0, 1.15],
};

// The eye turned by `around` and `up` radians about the axis of heights, `times` as far away. It stays above the ground.
export function turned({ x, y, z }, around, up, times) {
  const far = Math.hypot(x, y, z) * times;
  const angle = Math.atan2(y, x) + around;
  const lift = Math.min(Math.max(Math.asin(z / Math.hypot(x, y, z)) + up, 0.02), Math.PI / 2 - 0.02);
  return { x: far * Math.cos(lift) * Math.cos(angle), y: far * Math.cos(lift) * Math.sin(angle), z: far * Math.sin(lift) };
}

// `root` is the player's element: where the panel takes the map's place, it has the class "relief-alone".
export function createRelief(plotly, root) {
  const plot = html("div", { class: "relief-plot", tabindex: "0", role: "application", "aria-label": "The surface in 3-D. Arrow keys turn it, plus and minus zoom." });
  const alone = html("button", { type: "button", "aria-pressed": "false", title: "The 3-D view in place of the map", onclick: () => fill(!root.classList.contains("relief-alone")) }, "Alone");
  const home = html("button", { type: "button", title: "The view it began with", onclick: () => look(HOME) }, "Reset view");
  const element = html("div", { class: "relief" }, plot, html("div", { class: "relief-buttons" }, alone, home));
  let picture = null;
  let step = null;
  let rows = null; // of the runs, where these are not all at the step
  let visible = false;
  let timer = null;
  let drawing = false;
  let stale = false;
  let asked = null; // a camera not drawn yet
  let surface = null; // {grid, colours, levels}: the heights, made once for a grid

  // Draw `next` soon: at once where nothing was drawn for a while, so that a drag is followed at its own pace.
  function draw(next) {
    picture = next;
    step = next.step;
    plan();
  }

  function plan() {
    stale = true;
    if (!visible || timer || drawing) return;
    timer = setTimeout(paint, PACE);
  }

  async function paint() {
    timer = null;
    if (!visible || !picture?.frame || !element.clientWidth) return;
    [stale, drawing] = [false, true];
    try {
      const layout = [traces(), layoutOf(picture)];
      asked = null;
      await plotly.react(plot, ...layout, { displayModeBar: false, responsive: false });
    } finally {
      drawing = false;
    }
    if (stale) plan();
  }

  function traces() {
    const { scene, grid, sampled, palette, frame, colours } = picture;
    if (surface?.grid !== grid || surface.colours !== colours) surface = { grid, colours, levels: describe(grid, scene.lowest, colours) };
    const { levels } = surface;
    const between = ([low, high]) => Array.from({ length: grid.n }, (_, i) => low + ((high - low) * i) / (grid.n - 1));
    const hill = {
      type: "surface", x: between(sampled[0]), y: between(sampled[1]), z: levels.z, colorscale: palette.surface, showscale: false,
      hoverinfo: "skip", contours: { z: { show: true, start: levels.start, end: levels.end, size: levels.size, color: palette.axis, width: 1 } },
      cmin: levels.start - levels.size, cmax: levels.end,
      opacity: 0.85, // a path between two points may run under the surface: it is seen through it
      lighting: { ambient: 0.7, diffuse: 0.5, specular: 0.05, roughness: 0.9 },
    };
    return [hill, ...frame.runs.flatMap((run, i) => pathOf(run, scene.runs[i], levels.height(run), rows?.[i] ?? step))];
  }

  // The path up to the step shown and its head. Points off the map are left out: there is no surface under them.
  function pathOf(run, { title, colour }, z, step) {
    const last = Math.min(step ?? Infinity, run.w1.length - 1);
    const on = (i) => i >= 0 && i <= last && picture.sampled.every(([low, high], k) => { const w = (k ? run.w2 : run.w1)[i]; return w >= low && w <= high; });
    const column = (values) => Array.from(values.subarray(0, last + 1), (v, i) => (on(i) && Number.isFinite(z[i]) ? v : null));
    const end = lastFinite(run.w1.subarray(0, last + 1), run.w2);
    const head = on(end) ? [[run.w1[end]], [run.w2[end]], [z[end]]] : [[null], [null], [null]];
    const common = { type: "scatter3d", name: title, showlegend: false, hoverinfo: "skip" };
    return [
      { ...common, mode: "lines", x: column(run.w1), y: column(run.w2), z: column(z), line: { color: colour, width: 5 }, connectgaps: false },
      { ...common, mode: "markers", x: head[0], y: head[1], z: head[2], marker: { color: colour, size: 6, line: { color: picture.palette.halo, width: 1 } } },
    ];
  }

  function layoutOf({ sampled, palette }) {
    const { levels } = surface;
    const axis = (title, more) => ({ title: { text: title }, color: palette.text, gridcolor: palette.axis, showbackground: false, showspikes: false, ...more });
    return {
      width: element.clientWidth, height: element.clientHeight, margin: { l: 0, r: 0, t: 0, b: 0 },
      paper_bgcolor: "rgba(0,0,0,0)", font: { family: palette.font, size: 11, color: palette.text }, hovermode: false,
      scene: {
        camera: camera(), // the reader's, also while it is being turned
        aspectmode: "manual", aspectratio: { x: 1, y: 1, z: 0.6 }, dragmode: "orbit",
        xaxis: axis("w1", { range: [...sampled[0]] }), yaxis: axis("w2", { range: [...sampled[1]] }),
        zaxis: axis(levels.title, { tickvals: levels.tickvals, ticktext: levels.ticktext }),
      },
    };
  }

  const camera = () => asked ?? plot._fullLayout?.scene?._scene?.getCamera() ?? HOME;

  // A picture that is being drawn has the old camera: the new one then comes with the next.
  function look(next) {
    if (!plot._fullLayout) return;
    asked = next; // what is drawn meanwhile has it too
    if (drawing) plan();
    else plotly.relayout(plot, { "scene.camera": next }).then(() => { if (asked === next) asked = null; });
  }

  plot.addEventListener("keydown", (event) => {
    const turn = KEYS[event.key === "=" ? "+" : event.key];
    if (!turn || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    look({ ...camera(), eye: turned(camera().eye, ...turn) });
  });

  function fill(yes) {
    root.classList.toggle("relief-alone", yes);
    alone.setAttribute("aria-pressed", yes);
    if (visible) plan();
  }

  const resized = new ResizeObserver(() => visible && plan());
  resized.observe(element);

  return {
    button: "3-D", name: "The surface in 3-D", element, draw,
    at(next, each = null) { [step, rows] = [next, each]; plan(); },
    shown(yes) {
      visible = yes;
      if (!yes) fill(false);
      else plan();
    },
    close() {
      clearTimeout(timer);
      resized.disconnect();
      plotly.purge(plot);
    },
  };
}
