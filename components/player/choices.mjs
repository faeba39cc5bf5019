// What the reader has chosen in the player. The page takes it in a while later: until then its answers to older choices
// undo nothing.

// `step()` is the step shown.
export function createChoices(step) {
  let tell = null; // says a choice to Streamlit
  let serial = 0; // counts the choices
  let pending = {}; // of them, what the page has not taken in yet: it may see the newest alone
  // Already shown, not yet the page's: other settings of runs by row, spelled as in a link, and of the experiment by name.
  const tuned = new Map();
  const settings = new Map();
  const now = { start: [0, 0], scales: { cost: null, colours: null }, panels: [], looked: 0, axes: [], terms: "own", at: "step" };

  // Take in what the page sent; not while the reader `held` something. Whether it answers the newest choice.
  function take(component, data, held) {
    tell = (choice) => component.setStateValue("choice", choice);
    const answered = data.serial >= serial;
    if (!answered) return false;
    [pending, now.looked] = [{}, data.looked];
    if (held) return true;
    serial = data.serial;
    tuned.clear();
    settings.clear();
    Object.assign(now, { start: data.start, scales: { ...data.scales }, panels: data.charts, axes: data.axes, terms: data.terms, at: data.at });
    return true;
  }

  // `once` is told with this choice alone.
  function report(once = {}) {
    const { start, panels, looked, axes, terms, at } = now;
    tell({ start, serial, ...now.scales, step: step(), charts: panels, looked, axes, terms, at, ...pending, ...once });
  }

  return {
    now, take, report: () => report(),
    // Something is being chosen; it is reported when the hand comes to rest.
    begin() { serial += 1; },
    // Something was chosen: `more` is what the page is told besides what it always is.
    make(more = {}) {
      serial += 1;
      pending = { ...pending, ...more };
      report();
    },
    // Back (-1) or forth (1) in the history of the page: told once, for told again it would be another move.
    travel(by) {
      serial += 1;
      report({ history: by });
    },
    // The run of a row has other settings, as long as a slider moves.
    tune(row, run) {
      serial += 1;
      tuned.set(row, run);
    },
    // The experiment has another noise, or batch size, as long as a slider moves.
    set(name, value) {
      serial += 1;
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
