// What the server says of the paths that are shown: asked once, when the page is at rest.

import { askServer } from "./doctor.mjs";

// `on` is {shown(), changed()}: what is shown, of which the `link` counts; there is an answer about it.
export function createAsked(route, on, ask = askServer) {
  let wanted = null; // the link asked about last
  let known = null; // {link, answer}: the newest

  return {
    // What is known of the paths that are shown; null for nothing yet.
    answer: () => (known?.link === on.shown().link ? known.answer : null),
    // Ask about them, once.
    async see() {
      const { link } = on.shown();
      if (link === wanted) return;
      wanted = link;
      const answer = await ask(`${route}?${link}`).catch(() => null);
      if (link !== wanted) return; // other runs by now
      if (!answer) return void (wanted = null); // it may be asked again at the next rest
      known = { link, answer };
      if (on.shown().link === link) on.changed();
    },
  };
}
