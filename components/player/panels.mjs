// What stands beside the map, one panel under the other, each shown or hidden by its button: charts of the runs with one
// time axis and one cursor, and whatever else the player has to show there.

import { createChart } from "./chart.mjs";
import { html } from "./dom.mjs";
import { MEASURES } from "./measures.mjs";

// `box` takes the panels, `head` the buttons. `on` is {over(step | null), go(step), show(names)}. `others` are more
// panels by their names, {button, name, element, group, scaled, draw(picture), ask(link), at(step, rows), shown(yes),
// close()}, the last four optional. Of the groups, "maps" are given more room, and "examples" are offered where there
// are some; a scaled one follows the scale of the cost.
export function createPanels(box, head, on, others = {}) {
  const hover = (step) => {
    each("hover")(step);
    on.over(step);
  };
  const slots = {};
  let shown = [];
  let last = null; // what was drawn last, for a panel that is shown later

  let offered = {}; // the groups that are, also where none of them is shown

  function group(label, names) {
    const buttons = html("span", { class: "toggle", role: "group", "aria-label": label }, ...names.map((name) => slots[name].button));
    head.append(buttons);
    return buttons;
  }

  function add(key, { button, name }, make) {
    const element = box.appendChild(html("div", { class: `panel panel-${key}`, hidden: "" }));
    slots[key] = { element, part: make(element), button: html("button", { type: "button", title: name, onclick: () => toggle(key) }, button) };
  }

  for (const [key, measure] of Object.entries(MEASURES)) {
    const about = { button: measure.button, name: `${measure.name} against step` };
    add(key, about, (element) => createChart(element, measure, { over: hover, pick: on.go }));
  }
  for (const [key, part] of Object.entries(others)) add(key, part, (element) => { element.append(part.element); return part; });
  group("Charts", Object.keys(MEASURES));
  const grouped = (kind) => Object.keys(others).filter((key) => others[key].group === kind);
  group("More views", grouped(undefined));
  const examples = group("The examples", grouped("examples"));
  const wide = group("Maps of many runs", grouped("maps"));

  function toggle(key) {
    const names = Object.keys(slots).filter((name) => (name === key) !== shown.includes(name));
    if (names.length) on.show(names); // one at least
  }

  // Show the panels `names`; a group's have buttons where one of them is shown, or from where they were `offer`ed.
  function set(names, offer = offered) {
    offered = offer;
    const some = (kind) => names.some((name) => others[name]?.group === kind);
    wide.hidden = !offered.maps && !some("maps");
    examples.hidden = !offered.examples && !some("examples");
    if (String(names) === String(shown)) return;
    shown = names;
    for (const [key, { element, button, part }] of Object.entries(slots)) {
      element.hidden = !names.includes(key);
      button.setAttribute("aria-pressed", names.includes(key));
      part.shown?.(names.includes(key));
    }
    box.parentElement.parentElement.classList.toggle("wide", some("maps") || some("examples"));
    if (last) draw(last);
  }

  // Draw the shown ones from `picture`, {frame, scale, lowest, …}.
  function draw(picture) {
    last = picture;
    for (const key of shown) slots[key].part.draw(picture);
  }

  // The page is about to show the runs of `link`: who has to ask for something, may do so now.
  function ask(link) {
    for (const key of shown) slots[key].part.ask?.(link);
  }

  const each = (method) => (...values) => Object.values(slots).forEach(({ part }) => part[method]?.(...values));
  return { set, draw, ask, toggle, charted: () => shown.some((name) => name in MEASURES || others[name].scaled), prepare: each("prepare"), focus: each("focus"), at: each("at"), close: each("close") };
}
