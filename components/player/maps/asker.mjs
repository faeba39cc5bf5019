// One question at a time to the sweeps: coarse first, then fine, and the newest question wins.

import { connect } from "../live.mjs";
import { readMap } from "./answer.mjs";

// `on` is {answer({head, arrays}), error(text)}.
export function createAsker(on, open = () => new WebSocket(`${location.origin.replace("http", "ws")}/api/maps`)) {
  let live = null; // dialled with the first question: most pages show no map
  let asked = null; // the key of the newest question

  // Ask `stages`, requests in the order in which they are wanted; nothing where `key` was the newest question already.
  function ask(key, stages) {
    if (key === asked) return;
    asked = key;
    live ??= connect(open, {
      frame: (buffer, request) => {
        on.answer(readMap(buffer));
        if (request.key === asked && request.next.length) send(request.key, request.next);
      },
      error: (text) => { asked = null; on.error(text); },
      status: () => {},
    });
    send(key, stages);
  }

  function send(key, [link, ...next]) {
    live.ask({ link, next, key });
  }

  return { ask, forget: () => (asked = null), close: () => live?.close() };
}
