// The bar above the map: the optimizers' names, the scales, the link and the state of the connection.

import { html, MARKERS, svg } from "./dom.mjs";

// `on` is {focus(i | null), scale(name, value), look(row)}.
export function createToolbar(on) {
  const legend = html("div", { class: "legend", role: "group", "aria-label": "Optimizers: hover to bring a path forward" });
  const status = html("span", { class: "status", role: "status" });
  const colours = toggle("Colours", "colours", on.scale, { "by area": "Every band has its share of the map" });
  const copy = html("button", { type: "button", class: "copy", onclick: copyLink }, "Copy link");
  const element = html("div", { class: "bar" }, legend, status, colours.element, copy);

  function prepare(runs) {
    legend.replaceChildren(...runs.map((run, i) =>
      html("button", {
        type: "button", class: "chip", style: `--run:${run.colour}`, onpointerenter: () => on.focus(i),
        onpointerleave: () => on.focus(null), onfocus: () => on.focus(i), onblur: () => on.focus(null),
        onclick: () => on.look(run.row), title: "Look into its steps",
      }, marker(run), run.title)));
  }

  async function copyLink() {
    const done = await copyText(location.href);
    copy.textContent = done ? "Copied" : "Copy it from the address bar";
    setTimeout(() => (copy.textContent = "Copy link"), 2000);
  }

  return { element, prepare, colours, say: (text) => { if (status.textContent !== text) status.textContent = text; } };
}

export function marker(run) {
  return svg("svg", { class: "marker", viewBox: "-8 -8 16 16", "aria-hidden": "true" },
    svg("path", { d: MARKERS[run.marker], fill: run.colour }));
}

// Buttons "log" and "linear", and before them `others`, {text: title}, of which the first is what stands where nothing
// was chosen; log is off, with the reason as its title, where J* is not known.
export function toggle(label, name, choose, others = {}) {
  const [usual = null] = Object.keys(others);
  const button = (value) => html("button", { type: "button", onclick: () => choose(name, value === usual ? null : value) }, value);
  const buttons = Object.fromEntries([...Object.keys(others), "log", "linear"].map((value) => [value, button(value)]));
  for (const [value, title] of Object.entries(others)) buttons[value].title = title;
  const element = html("span", { class: "toggle", role: "group", "aria-label": `${label} scale` },
    html("span", { "aria-hidden": "true" }, label), ...Object.values(buttons));
  function set(value, known) {
    for (const [key, b] of Object.entries(buttons)) b.setAttribute("aria-pressed", key === (value ?? usual));
    buttons.log.disabled = !known;
    buttons.log.title = known ? "J − J*, logarithmic" : "The logarithm needs the lowest cost J*, and none is known here.";
  }
  return { element, set };
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard outside a secure context: a selected field and the old command still work there.
    const field = html("textarea", { class: "unseen" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

// Calls `onRow(place | null)` when the pointer or the focus comes to a row of the page's own controls, or leaves them. A row
// is known by its class `st-key-optimizer-row-<place>`.
export function watchRows(onRow) {
  function seen(event) {
    const row = event.target.closest?.("[class*=st-key-optimizer-row-]");
    if (event.target.closest?.(".chip")) return; // the legend speaks for itself
    onRow(row ? Number(row.className.match(/st-key-optimizer-row-(\d+)/)[1]) : null);
  }
  const events = ["pointerover", "focusin"];
  for (const name of events) document.addEventListener(name, seen);
  return { close: () => events.forEach((name) => document.removeEventListener(name, seen)) };
}
