// The runs that were pinned, thin and dashed under those of now: a ghost to compare with.

import { svg } from "./dom.mjs";
import { readTrajectories, walked } from "./frame.mjs";
import { lineThrough } from "./geometry.mjs";

// `element` is the svg over the map; `changed()` is called when there are other ghosts to be drawn.
export function createGhosts(element, changed, ask = askServer) {
  const clipId = `ghosts-${Math.random().toString(36).slice(2)}`;
  const clip = svg("rect");
  const lines = svg("g", { "clip-path": `url(#${clipId})` });
  const layer = element.appendChild(svg("g", { class: "ghosts", "aria-hidden": "true" }, svg("clipPath", { id: clipId }, clip), lines));
  let wanted = null; // what was pinned, {link, runs}, or null
  let frame = null;

  // Show `ghost`, {link, runs: [{row, title}]}, or none.
  async function set(ghost) {
    if (ghost && ghost.link === wanted?.link) {
      wanted.runs = ghost.runs; // whose rows, and so colours, may be others
      return changed();
    }
    if (!ghost && !wanted) return;
    [wanted, frame] = [ghost, null];
    changed();
    if (!ghost) return;
    const buffer = await ask(`./api/trajectories?${ghost.link}`).catch(() => null);
    if (wanted?.link !== ghost.link) return; // another by now
    if (!buffer) return void (wanted = null); // may be asked again with the next change
    frame = readTrajectories(buffer);
    changed();
  }

  // What is pinned and there, as {frame, runs}, the runs in the colours of `palette`; or null.
  function shown(palette) {
    return frame && { frame, runs: wanted.runs.map((run) => ({ ...run, colour: palette.runs[run.row] })) };
  }

  // Draw for {X, Y, box, offset}.
  function draw({ X, Y, box, offset }, palette) {
    const ghost = shown(palette);
    layer.setAttribute("transform", `translate(${offset.x},${offset.y})`);
    for (const [key, value] of Object.entries({ x: box.left, y: box.top, width: box.right, height: box.bottom })) clip.setAttribute(key, value);
    lines.replaceChildren(...(ghost?.frame.runs.map((run, i) =>
      svg("path", { d: lineThrough(walked(run).w1, walked(run).w2, X, Y), stroke: ghost.runs[i].colour })) ?? []));
  }

  return { set, draw, shown };
}

async function askServer(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.arrayBuffer();
}
