// What the reader has chosen on the page of averages: it is shown at once, and Streamlit is told when the hand comes to
// rest.

import { createTelling } from "../player/telling.mjs";

const REST = 250; // ms

// The choice as it stands in a link; components/averages_link.py reads it.
export function spelled({ betas, looked, corrected, day, span }, series) {
  return [`series=${series}`, `beta=${betas.join("~")}`, `look=${looked}`, ...(corrected ? ["corrected=on"] : []),
    ...(day === null ? [] : [`day=${day}`]), ...(span ? [`span=${span.join("~")}`] : [])].join("&");
}

// `wait(f, ms)` calls f later and gives a handle that `stop` takes back.
export function createChoice(wait = setTimeout, stop = clearTimeout) {
  const now = { betas: [0.9], looked: 0, corrected: false, day: null, span: null };
  let series = null; // {key, first, count} of that which the choice is about
  const telling = createTelling(() => report(), wait, stop);
  let timer = null;

  // Take in what the page sent; what it says of the curves only where it answers the newest choice.
  function take(component, data) {
    const { key, values, dates } = data.series;
    const other = !series || series.key !== key || series.values.length !== values.length || series.dates[0] !== dates[0];
    series = data.series;
    if (other) Object.assign(now, { day: data.day, span: data.span });
    if (!telling.take(component, data)) return;
    const { betas, looked, corrected, day, span } = data;
    Object.assign(now, { betas: [...betas], looked, corrected, day, span });
  }

  // Something of it has changed.
  function change(changes) {
    Object.assign(now, changes);
    telling.count();
    stop(timer);
    timer = wait(report, REST);
  }

  function report() {
    stop(timer);
    timer = null;
    telling.tell({ link: spelled(now, series.key) });
  }

  return {
    now, take, change, close() {
      if (timer !== null) report();
      telling.close();
    },
  };
}
