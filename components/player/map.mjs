// The map: Plotly draws the contour, the axes and the colour bar; the geometry of the paths is written directly.
// Re-plotting takes 30–50 ms, writing a path's `d` under 2: while the dot moves only the latter happens.

import { svg } from "./dom.mjs";
import { walked } from "./frame.mjs";
import { axisOf, lineThrough } from "./geometry.mjs";
import { describe } from "./levels.mjs";

const CONFIG = { displayModeBar: false, scrollZoom: true, doubleClick: false, responsive: false };

// `plotly` is the library, `element` an empty div. `on` is {redrawn(), moving(), viewed()}: the map was drawn anew, its
// axes are moving under the pointer, they came to rest. A `still` one shows what it is given and is not moved by hand.
export function createMap(plotly, element, on, still = false) {
  let frame = null; // the trajectories now shown
  let drawn = false;
  let moving = false; // Plotly shifts the layer itself until the pointer is released
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
      whole.setAttribute("d", run ? lineThrough(w1, w2, X, Y) : "");
      // Where rounding decides it from a row on the whole line is dashed, and another one fills it up to that row.
      const until = (run?.decidedFrom ?? -1) + 1;
      const solid = group.querySelector(".before-rounding") ?? (until && group.appendChild(line("before-rounding", colour)));
      whole.classList.toggle("by-rounding", until > 0);
      if (solid) solid.setAttribute("d", until ? lineThrough(w1.subarray(0, until), w2.subarray(0, until), X, Y) : "");
    });
  }

  const line = (name, colour) =>
    svg("path", { class: name, style: `fill:none;stroke:${colour};stroke-width:2px`, "vector-effect": "non-scaling-stroke" });

  // Plotly takes a line away whose own points are out of view; ours may still cross it.
  function lineOf(group, colour) {
    return group.querySelector("path.js-line") ?? group.appendChild(line("js-line", colour));
  }

  // Draw everything: `scene` is {grid: {n, cost}, sampled, view, lowest, scale, runs, palette, small}.
  async function draw(scene) {
    const levels = describe(scene.grid, scene.lowest, scene.scale);
    const { palette } = scene;
    const between = ([low, high], n) => Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1));
    const contour = {
      type: "contour",
      x: between(scene.sampled[0], scene.grid.n),
      y: between(scene.sampled[1], scene.grid.n),
      z: levels.z,
      contours: { start: levels.start, end: levels.end, size: levels.size, coloring: "fill" },
      colorscale: palette.surface,
      line: { color: palette.contour, width: 0.6 },
      hoverinfo: "skip",
      showscale: !scene.small,
      colorbar: {
        title: { text: levels.title, side: "top", font: { size: 12 } },
        thickness: 10, outlinewidth: 0, xpad: 6, ypad: 0, x: 1, len: 1,
        tickvals: levels.tickvals, ticktext: levels.ticktext, tickfont: { size: 11 },
      },
    };
    const lines = scene.runs.map((run) => ({
      type: "scatter", mode: "lines", hoverinfo: "skip", showlegend: false, name: run.title,
      // Two points, so that Plotly makes the line whose geometry is then ours; `settle` hands over the true ones.
      x: [...scene.view[0]], y: [...scene.view[1]],
      line: { color: run.colour, width: 2, simplify: false, shape: "linear" },
    }));
    const axis = (title, range) => ({
      title: { text: title, standoff: 6 }, range, zeroline: false, showgrid: false, ticks: "outside", ticklen: 4,
      tickcolor: palette.axis, linecolor: palette.axis, color: palette.text, automargin: false,
    });
    const layout = {
      width: element.clientWidth, height: element.clientHeight,
      margin: { l: 46, r: scene.small ? 10 : 62, t: 12, b: 42, pad: 0 },
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: palette.beyond,
      font: { family: palette.font, size: 12, color: palette.text },
      xaxis: axis("w<sub>1</sub>", [...scene.view[0]]), yaxis: axis("w<sub>2</sub>", [...scene.view[1]]),
      dragmode: touch || still ? false : "pan", // a finger on the map scrolls the page; the buttons zoom
      hovermode: false, showlegend: false,
    };
    await plotly.react(element, [contour, ...lines], layout, { ...CONFIG, scrollZoom: !still });
    if (!drawn) {
      drawn = true;
      element.on("plotly_afterplot", () => { writeLines(); on.redrawn(); });
      element.on("plotly_relayouting", () => { moving = true; on.moving(); });
      element.on("plotly_relayout", () => { moving = false; writeLines(); on.viewed(); });
    }
    writeLines();
    on.redrawn();
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
    element, draw, show, settle, axes, focus,
    isDrawn: () => drawn,
    view: () => [[...element._fullLayout.xaxis.range], [...element._fullLayout.yaxis.range]],
    // `factor` times as much of the surface about the same middle.
    zoomBy(factor) {
      if (!drawn) return;
      const about = ([low, high]) => [0.5, -0.5].map((s) => (low + high) / 2 - s * factor * (high - low));
      this.setView(this.view().map(about));
    },
    setView: ([x, y]) => drawn && plotly.relayout(element, { "xaxis.range": x, "yaxis.range": y }),
    resize: (small) => plotly.relayout(element, {
      width: element.clientWidth, height: element.clientHeight, "margin.r": small ? 10 : 62,
    }),
    purge() {
      drawn = false;
      plotly.purge(element);
    },
  };
}
