// What the reader is told while an answer is not there: nothing at first, then a word, and a shimmer over the map.

import { family } from "./batches/examples.mjs";

const SOON = 150; // ms: a new surface or rule is compiled for, which takes 0.2 to 1 s
const SLOW = 400; // ms: any other answer comes at once, as a rule

// What is under way for `next` while `drawn` is on the screen; both as Streamlit's data has them, `drawn` perhaps null.
export function words(next, drawn) {
  const known = new Set(drawn?.runs.map((run) => run.title));
  const elsewhere = !drawn || family(next) !== family(drawn);
  const fresh = [...new Set(next.runs.map((run) => run.title))].filter((title) => elsewhere || !known.has(title));
  if (!elsewhere && !fresh.length) return "Computing…"; // no more is asked than other numbers
  const surface = next.landscape.startsWith("formula:") ? "your formula" : next.title;
  if (fresh.length === 1) return `Preparing ${fresh[0]} on ${surface}…`;
  return fresh.length && !elsewhere ? `Preparing ${fresh.length} optimizers on ${surface}…` : `Preparing ${surface}…`;
}

// `map` is the element that is busy, `say(text)` shows a text or, if empty, none.
export function createWaiting(map, say) {
  let text = null; // what is waited for
  let said = false;
  let timer = null;

  function begin(next) {
    if (next === text) return; // a longer wait for the same
    end();
    text = next;
    timer = setTimeout(() => {
      said = true;
      map.setAttribute("aria-busy", "true");
      say(text);
    }, text.startsWith("Preparing") ? SOON : SLOW);
  }

  function end() {
    clearTimeout(timer);
    text = null;
    if (!said) return; // what others have said stays
    said = false;
    map.removeAttribute("aria-busy");
    say("");
  }

  return { begin, end };
}
