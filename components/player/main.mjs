// The entry: Streamlit calls `render` on every run with the same parent, and `unmount` when the player goes.

import { createPlayer } from "./player.mjs";

const address = (name) => new URL(name, import.meta.url).href;
const players = new WeakMap();
const loaded = Promise.all([loadPlotly(), ...["player.css", "beside.css", "maps/maps.css"].map(loadStyle)]);

export async function render(component) {
  const parent = component.parentElement;
  const waiting = players.get(parent);
  players.set(parent, { ...waiting, component });
  if (waiting) {
    waiting.player?.update(component);
    return;
  }
  const [plotly] = await loaded;
  const entry = players.get(parent); // the newest data, or nothing where it has gone meanwhile
  if (!entry) return;
  entry.player = createPlayer(plotly, parent);
  entry.player.update(entry.component);
}

export function unmount(parent) {
  players.get(parent)?.player?.close();
  players.delete(parent);
}

// Our own reference to Plotly: another copy on the page may replace the global one. The page's head asks for it early
// (components/backend/assets.py); where it does not, as behind a proxy that rewrites pages, it is asked for here.
function loadPlotly() {
  const asked = document.querySelector(`script[src="${new URL(address("plotly.min.js")).pathname}"]`);
  if (asked && window.Plotly) return Promise.resolve(window.Plotly);
  return new Promise((resolve, reject) => {
    const script = asked ?? document.createElement("script");
    script.addEventListener("load", () => resolve(window.Plotly));
    script.addEventListener("error", () => reject(new Error("Plotly could not be loaded")));
    if (asked) return;
    script.src = address("plotly.min.js");
    document.head.append(script);
  });
}

function loadStyle(name) {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address(name);
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}
