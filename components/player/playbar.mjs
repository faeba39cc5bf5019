// The bar below the map that plays the runs: start, back, play, forward, end, the scrubber, the speed and the loop.

import { createClock } from "./clock.mjs";
import { html, svg } from "./dom.mjs";

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16];
const ICONS = {
  start: "M2,2V14M14,2L5,8L14,14Z", back: "M11,2L3,8L11,14ZM13.5,2V14", play: "M3,1.5L14,8L3,14.5Z",
  pause: "M3,2H6.5V14H3ZM9.5,2H13V14H9.5Z", forward: "M5,2L13,8L5,14ZM2.5,2V14", end: "M14,2V14M2,2L11,8L2,14Z",
  loop: "M3,9A5,5 0 1 0 5,4.2M5,1V5H9",
};

// `on` is {step(step | null, playing), rest()}: shown at every change, and told when the reader has come to rest at a step.
// `unit` is what a step is called.
export function createPlaybar(on, unit = "step") {
  const Unit = unit[0].toUpperCase() + unit.slice(1);
  let steps = 1;
  let going = false;
  let first = false; // whether a replay has not come to its end yet: in a loop, too, that is told once
  const clock = createClock((step, playing) => {
    const ended = going && step === null && (!playing || first);
    going = playing;
    first &&= step !== null;
    show(step, playing);
    on.step(step, playing);
    if (ended) on.rest();
  });
  const button = (name, icon, act, key = "") => {
    const path = svg("path", { d: ICONS[icon] });
    const element = html("button", { type: "button", title: `${name}${key && ` (${key})`}`, "aria-label": name, onclick: act },
      svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, path));
    return { element, path };
  };
  const rested = (act) => () => { act(); if (!clock.playing) on.rest(); };
  const play = button("Play", "play", toggle, "Space");
  const loop = button("Loop", "loop", () => {
    clock.loop = !clock.loop;
    loop.element.setAttribute("aria-pressed", clock.loop);
  }, "L");
  loop.element.setAttribute("aria-pressed", "false");
  const scrubber = html("input", {
    type: "range", min: 0, max: 1, value: 1, "aria-label": Unit, oninput: () => clock.go(Number(scrubber.value)),
    onchange: rested(() => {}),
  });
  const count = html("output", {});
  const speed = html("select", { "aria-label": "Speed", title: "Speed (< and >)", onchange: () => { clock.speed = Number(speed.value); } },
    ...SPEEDS.map((times) => html("option", { value: times, ...(times === 1 ? { selected: "" } : {}) }, `${times}×`)));
  const element = html("div", { class: "playbar", role: "group", "aria-label": "Playback" },
    button("To the start", "start", rested(() => clock.go(0))).element,
    button(`${Unit} back`, "back", rested(() => clock.by(-1)), ",").element,
    play.element,
    button(`${Unit} forward`, "forward", rested(() => clock.by(1)), ".").element,
    button("To the end", "end", rested(() => clock.go(null))).element,
    scrubber, count, speed, loop.element);

  function toggle() {
    if (clock.playing) clock.stop();
    else clock.play();
    if (!clock.playing) on.rest();
  }

  // One speed up or down.
  function faster(by) {
    speed.selectedIndex = Math.min(Math.max(speed.selectedIndex + by, 0), SPEEDS.length - 1);
    clock.speed = Number(speed.value);
  }

  function show(step, playing) {
    scrubber.value = step ?? steps;
    scrubber.setAttribute("aria-valuetext", `${unit} ${step ?? steps} of ${steps}`);
    count.textContent = `${unit} ${step ?? steps} / ${steps}`;
    const name = playing ? "Pause" : "Play";
    if (play.element.ariaLabel === name) return;
    play.path.setAttribute("d", ICONS[playing ? "pause" : "play"]);
    play.element.title = `${name} (Space)`;
    play.element.setAttribute("aria-label", name);
  }

  return {
    element,
    keys: {
      " ": toggle, l: loop.element.onclick, "<": () => faster(-1), ">": () => faster(1),
      Home: rested(() => clock.go(0)), End: rested(() => clock.go(null)), ",": rested(() => clock.by(-1)), ".": rested(() => clock.by(1)),
    },
    // The run has `n` steps; it shows `step`, null for the end, where that is given.
    set(n, step) {
      steps = n;
      scrubber.max = n;
      if (step === undefined) {
        clock.steps = n;
        return show(clock.step, clock.playing);
      }
      going = false;
      clock.halt(step, n); // what the page shows anew does not play by itself
    },
    go: (step) => clock.go(step),
    replay() {
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return on.rest(); // the whole path is there at once
      first = true;
      clock.go(0);
      clock.play();
    },
    get step() { return clock.step; },
    get playing() { return clock.playing; },
    halt: (step) => clock.halt(step),
    close: () => clock.stop(),
  };
}
