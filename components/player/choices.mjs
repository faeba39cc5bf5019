// What the reader has chosen in the player. The page takes it in a while later.

import { createTelling } from "./telling.mjs";

// `step()` is the step shown; `timing` as `createTelling` has it.
export function createChoices(step, ...timing) {
  let held = false; // whether the reader holds something: it is told when it is let go
  const telling = createTelling(() => { if (!held) report(once); }, ...timing);
  let once = {}; // told with the newest choice alone, also where that is told again: the page takes each number once
  let pending = {}; // of them, what the page has not taken in yet: it may see the newest alone
  // Already shown, not yet the page's: other settings of runs by row, spelled as in a link, and of the experiment by name.
  const tuned = new Map();
  const settings = new Map();
  const now = { place: "", start: [0, 0], scales: { cost: null, colours: null }, panels: [], looked: 0, axes: [], terms: "own", at: "step" };

  // Take in what the page sent; not while the reader `holds` something. Whether it answers the newest choice, or leaves
  // the place that it was made on: there the page takes none of it.
  function take(component, data, holds) {
    held = holds;
    const elsewhere = now.place !== "" && data.place !== now.place;
    if (!telling.take(component, data) && !elsewhere) return false;
    [pending, once, now.looked] = [{}, {}, data.looked];
    if (held) return true;
    tuned.clear();
    settings.clear();
    Object.assign(now, { place: data.place, start: data.start, scales: { ...data.scales }, panels: data.charts, axes: data.axes, terms: data.terms, at: data.at });
    return true;
  }

  // Another choice than the last.
  function count() {
    telling.count();
    once = {};
  }

  // `more` is told with this choice alone.
  function report(more = {}) {
    const { place, start, panels, looked, axes, terms, at } = now;
    telling.tell({ place, start, ...now.scales, step: step(), charts: panels, looked, axes, terms, at, ...pending, ...more });
  }

  return {
    now, take, report: () => report(), close: telling.close,
    // Something is being chosen; it is reported when the hand comes to rest.
    begin: count,
    // Something was chosen: `more` is what the page is told besides what it always is.
    make(more = {}) {
      count();
      pending = { ...pending, ...more };
      report();
    },
    // Back (-1) or forth (1) in the history of the page: told with one choice, for with the next it would be another move.
    travel(by) {
      count();
      once = { history: by };
      report(once);
    },
    // The run of a row has other settings, as long as a slider moves.
    tune(row, run) {
      count();
      tuned.set(row, run);
    },
    // The experiment has another noise, or batch size, as long as a slider moves.
    set(name, value) {
      count();
      settings.set(name, value);
    },
    // The link of `data` with all that is chosen.
    link(data) {
      const [w1, w2] = now.start;
      const kept = data.link.split("&").filter((pair) => !settings.has(pair.split("=")[0]));
      const all = [...kept, ...[...settings].map((pair) => pair.join("="))].join("&");
      const placed = all.replace(/(^|&)w1=[^&]*/, `$1w1=${w1}`).replace(/(^|&)w2=[^&]*/, `$1w2=${w2}`);
      let i = 0;
      return placed.replace(/(^|&)run=([^&]*)/g, (whole, before) => {
        const run = tuned.get(data.runs[i++]?.row);
        return run ? `${before}run=${run}` : whole;
      });
    },
  };
}
