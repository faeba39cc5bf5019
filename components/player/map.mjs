// The map: Plotly draws the bands, the contour lines and the axes; the geometry of the paths is written directly.
// Re-plotting takes 30–50 ms, writing a path's `d` under 2: while the dot moves only the latter happens.

import { bandsOf } from "./bands.mjs";
import { dress } from "./contours.mjs";
import { svg } from "./dom.mjs";
import { walked } from "./frame.mjs";
import { axisOf, lineThrough } from "./geometry.mjs";
import { room, widened, zoomed } from "./square.mjs";

const CONFIG = { displayModeBar: false, scrollZoom: true, doubleClick: false, responsive: false };

// `plotly` is the library, `element` an empty div. `on` is {redrawn(), moving(), viewed()}: the map was drawn anew, its
// axes are moving under the pointer, they came to rest. A `still` one shows what it is given and is not moved by hand.
export function createMap(plotly, element, on, still = false) {
  let frame = null; // the trajectories now shown
  let drawn = false;
  let moving = false; // Plotly shifts the layer itself until the pointer is released
  let shown = null; // {bands, palette, domain} of what is drawn
  const touch = matchMedia("(pointer: coarse)").matches;

  const axes = () => {
    const { xaxis, yaxis } = element._fullLayout;
    return {
      X: axisOf(xaxis.range, 0, xaxis._length),
      Y: axisOf(yaxis.range, 0, yaxis._length, true),
      box: { left: 0, top: 0, right: xaxis._length, bottom: yaxis._length },
      offset: { x: xaxis._offset, y: yaxis._offset },
    };
  };

  function writeLines() {
    if (!drawn || moving) return;
    const { X, Y } = axes();
    element.querySelectorAll(".scatterlayer > .trace").forEach((group, i) => {
      const run = frame?.runs[i];
      const colour = element.data[i + 1]?.line.color;
      const whole = lineOf(group, colour);
      const { w1, w2 } = run ? walked(run) : {};
      const d = run ? lineThrough(w1, w2, X, Y) : "";
      whole.setAttribute("d", d);
      casingOf(group, whole).setAttribute("d", d);
      // Where rounding decides it from a row on the whole line is dashed, and another one fills it up to that row.
      const until = (run?.decidedFrom ?? -1) + 1;
      const solid = group.querySelector(".before-rounding") ?? (until && group.appendChild(line("before-rounding", colour)));
      whole.classList.toggle("by-rounding", until > 0);
      if (solid) solid.setAttribute("d", until ? lineThrough(w1.subarray(0, until), w2.subarray(0, until), X, Y) : "");
    });
  }

  const line = (name, colour) =>
    svg("path", { class: name, style: `fill:none;stroke:${colour}`, "vector-effect": "non-scaling-stroke" });

  // Plotly takes a line away whose own points are out of view; ours may still cross it.
  function lineOf(group, colour) {
    return group.querySelector("path.js-line") ?? group.appendChild(line("js-line", colour));
  }

  // A path is seen on every band: light on dark ground or dark on light, its casing is the other of the two.
  function casingOf(group, whole) {
    const known = whole.previousElementSibling;
    if (known?.classList.contains("casing")) return known;
    const casing = line("casing", shown.palette.halo);
    whole.before(casing);
    return casing;
  }

  // Draw everything: `scene` is {grid: {n, cost}, sampled, view, lowest, by, runs, palette, avoid}; `by` as `levelsOf` has it.
  async function draw(scene) {
    const { palette } = scene;
    const bands = bandsOf(scene.grid, scene.lowest, scene.by, palette.surface.map(([, colour]) => colour));
    const lines = bands.levels.length;
    shown = { bands, palette, domain: scene.view };
    const between = ([low, high], n) => Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1));
    const contour = {
      type: "contour",
      x: between(scene.sampled[0], scene.grid.n),
      y: between(scene.sampled[1], scene.grid.n),
      z: bands.z,
      autocontour: false, connectgaps: false, zauto: false, zmin: 0, zmax: lines + 1,
      contours: { start: 1, end: Math.max(lines, 1), size: 1, coloring: "fill" },
      // Plotly colours the band between the lines k and k + 1 by the stop k / lines.
      colorscale: lines ? bands.colours.map((colour, k) => [k / lines, colour]) : [[0, bands.colours[0]], [1, bands.colours[0]]],
      line: { color: palette.minor, width: 1 },
      hoverinfo: "skip", showscale: false,
    };
    const paths = scene.runs.map((run) => ({
      type: "scatter", mode: "lines", hoverinfo: "skip", showlegend: false, name: run.title,
      // Two points, so that Plotly makes the line whose geometry is then ours; `settle` hands over the true ones.
      x: [...scene.view[0]], y: [...scene.view[1]],
      line: { color: run.colour, width: 2.4, simplify: false, shape: "linear" },
    }));
    const axis = (title, range) => ({
      title: { text: title, standoff: 6 }, range, zeroline: false, showgrid: false, ticks: "outside", ticklen: 4,
      tickcolor: palette.axis, linecolor: palette.axis, color: palette.text, automargin: false,
    });
    const layout = {
      ...room(element, scene.view),
      // Where J is undefined the ground is hatched, in the rectangle that was asked about.
      shapes: bands.holed ? [{ type: "rect", layer: "below", x0: scene.sampled[0][0], x1: scene.sampled[0][1], y0: scene.sampled[1][0], y1: scene.sampled[1][1], line: { width: 0 }, fillcolor: palette.beyond }] : [],
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: palette.beyond,
      font: { family: palette.font, size: 12, color: palette.text },
      xaxis: axis("w<sub>1</sub>", [...scene.view[0]]), yaxis: axis("w<sub>2</sub>", [...scene.view[1]]),
      dragmode: touch || still ? false : "pan", // a finger on the map scrolls the page; the buttons zoom
      hovermode: false, showlegend: false,
    };
    await plotly.react(element, [contour, ...paths], layout, { ...CONFIG, scrollZoom: !still });
    if (!drawn) {
      drawn = true;
      element.on("plotly_afterplot", () => { writeLines(); on.redrawn(); finish(); });
      element.on("plotly_relayouting", () => { moving = true; on.moving(); });
      element.on("plotly_relayout", () => { moving = false; writeLines(); on.viewed(); });
    }
    writeLines();
    on.redrawn();
    finish();
  }

  // What Plotly has no word for: two kinds of lines with their J, and the hatching.
  function finish() {
    if (!shown || !drawn) return;
    dress(element, shown.bands, shown.palette, axes().box, on.marks?.() ?? []);
    element.querySelectorAll(".shapelayer path").forEach((path) => path.style.setProperty("fill", `url(#${hatching(element, shown.palette)})`));
  }

  // Show the trajectories of `next` at once.
  function show(next) {
    frame = next;
    writeLines();
  }

  // Put the shown paths into Plotly's data, so that what it exports is true as well. Nothing is re-plotted.
  function settle() {
    if (!frame || !drawn) return;
    const finite = (column) => Array.from(column, (v) => (Number.isFinite(v) ? v : null));
    frame.runs.forEach((run, i) => {
      const trace = element.data[i + 1];
      const { w1, w2 } = walked(run);
      if (trace) Object.assign(trace, { x: finite(w1), y: finite(w2) });
    });
  }

  function focus(i) {
    element.querySelectorAll(".scatterlayer > .trace").forEach((group, j) => group.classList.toggle("faded", i !== null && i !== j));
  }

  return {
    element, draw, show, settle, axes, focus, label: finish,
    isDrawn: () => drawn,
    view: () => [[...element._fullLayout.xaxis.range], [...element._fullLayout.yaxis.range]],
    // `factor` times as much of the surface about the point `at`, where that is in view, or about the middle.
    zoomBy(factor, at = null) {
      if (drawn) this.setView(zoomed(this.view(), factor, at));
    },
    // Move by these shares of the map's width and height.
    panBy(...by) {
      if (drawn) this.setView(this.view().map(([low, high], k) => [low + by[k] * (high - low), high + by[k] * (high - low)]));
    },
    setView(view) {
      if (!drawn) return;
      const { _length: width } = element._fullLayout.xaxis;
      const { _length: height } = element._fullLayout.yaxis;
      const [x, y] = widened(view, width / height, shown.domain);
      return plotly.relayout(element, { "xaxis.range": x, "yaxis.range": y });
    },
    isHoled: () => shown?.bands.holed ?? false,
    resize: () => plotly.relayout(element, room(element, shown.domain)),
    purge() {
      drawn = false;
      plotly.purge(element);
    },
  };
}

// The id of a pattern of stripes in the plot's own drawing.
function hatching(element, { beyond, axis }) {
  const id = "optiscape-hatching";
  const defs = element.querySelector(".main-svg > defs");
  if (!defs || defs.querySelector(`#${id}`)?.dataset.ink === axis) return id;
  defs.querySelector(`#${id}`)?.remove();
  defs.append(svg("pattern", { id, "data-ink": axis, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 8, height: 8, fill: beyond }), svg("rect", { width: 1.5, height: 8, fill: axis, opacity: 0.7 })));
  return id;
}
