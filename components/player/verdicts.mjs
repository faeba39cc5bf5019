// What the runs did: the verdicts of the paths that are shown, asked for when the page is at rest. While something moves
// only facts of rows are told.

import { createAsked } from "./asked.mjs";

// `on` is {shown(), changed()}: what is shown, {link, frame}, whose runs are marked with what is `said` of them.
export function createVerdicts(on) {
  const asked = createAsked("./api/verdicts", { shown: on.shown, changed: () => { mark(); on.changed(); } });

  // Mark the paths that are shown with what is known of them.
  function mark() {
    on.shown().frame.runs.forEach((run, i) => { run.said = asked.answer()?.[i] ?? null; });
  }

  return { mark, see: asked.see };
}
