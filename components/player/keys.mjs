// A key for everything a teacher does in front of a class, wherever the focus is within the player, and a card of them.

import { html } from "./dom.mjs";

// What the keys do, as the card tells it. The dot and the 3-D view have the arrows to themselves.
const TOLD = [
  ["Space", "play or pause"], [", .", "a step back, forward"], ["Home End", "to the start, to the end"], ["< >", "slower, faster"], ["L", "loop"],
  ["1 … 8", "look into an optimizer's steps"], ["A V D", "step, averages, 3-D"], ["+ − 0", "zoom in, out, whole map"], ["arrows", "move the map, or the dot that is chosen (Shift: further)"], ["P Esc", "projector on, off"],
  ["U Y", "undo, redo"], ["I", "probe J at the dot"], ["?", "this card"],
];

const PAN = 0.1; // of the map, for a press of an arrow key

// The actions of the player's keys, by its parts; `scene()` is what is drawn, or null, `start()` where the dot is.
export function playerKeys({ playbar, projector, map, panels, choices, look, scene, start }) {
  const runs = () => scene()?.runs ?? [];
  return {
    ...playbar.keys, p: projector.toggle, "+": () => map.zoomBy(0.5, start()), "-": () => map.zoomBy(2, start()), 0: () => scene() && map.setView(scene().domain),
    ArrowLeft: () => map.panBy(-PAN, 0), ArrowRight: () => map.panBy(PAN, 0), ArrowUp: () => map.panBy(0, PAN), ArrowDown: () => map.panBy(0, -PAN),
    a: () => panels.toggle("anatomy"), v: () => panels.toggle("averages"), d: () => panels.toggle("relief"),
    u: () => choices.travel(-1), y: () => choices.travel(1),
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((i) => [i, () => runs()[i - 1] && look(runs()[i - 1].row)])),
  };
}

// `actions` are functions by key, as KeyboardEvent.key names it. Keys with a meaning of their own keep it: what is typed
// into a field, and Space and Enter on a button. Gives the button that shows the card.
export function listenToKeys(root, actions) {
  const card = root.appendChild(html("div", { class: "card keys", hidden: "", role: "note" }, ...TOLD.flatMap(([key, what]) => [html("kbd", {}, key), html("span", {}, what)])));
  const button = html("button", { type: "button", class: "to-keys", "aria-expanded": "false", title: "Keys (?)", "aria-label": "Keys", onclick: show }, "?");

  function show() {
    card.hidden = !card.hidden;
    button.setAttribute("aria-expanded", !card.hidden);
  }

  root.tabIndex = -1; // so that projector mode can take the focus
  onKeys(root, { ...actions, "?": show });
  return button;
}

// Calls the action of a key that is pressed anywhere within `root`.
export function onKeys(root, actions) {
  root.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const act = actions[key.length === 1 ? key.toLowerCase() : key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("textarea, select, input:not([type=range])") || (key === " " && target.closest("button, [role=button]"))) return;
    // Arrows move the map for who is on it; the dot, sliders and the 3-D view have them to themselves.
    if (key.startsWith("Arrow") && (target.closest(".handle") || (target !== root && !target.closest(".map")))) return;
    if ("+-".includes(key) && target.closest(".relief-plot")) return; // it zooms the 3-D view
    event.preventDefault();
    act(event);
  }, { capture: true }); // the dot and the 3-D view keep theirs from the page
}
