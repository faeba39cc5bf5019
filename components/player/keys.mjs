// A key for everything a teacher does in front of a class, wherever the focus is within the player.

// `actions` are functions by key, as KeyboardEvent.key names it. Keys with a meaning of their own keep it: what is typed
// into a field, and Space and Enter on a button.
export function listenToKeys(root, actions) {
  root.tabIndex = -1; // so that projector mode can take the focus
  root.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const act = actions[key.length === 1 ? key.toLowerCase() : key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("textarea, select, input:not([type=range])") || (key === " " && target.closest("button"))) return;
    event.preventDefault();
    act(event);
  }, { capture: true }); // the dot and the 3-D view keep theirs from the page
}
