// One question at a time to the sweeps: coarse first, then fine, and the newest question wins.

import { createInbox } from "../inbox.mjs";
import { connect } from "../live.mjs";
import { readMap } from "./answer.mjs";
import { socketTo } from "../transport.mjs";

const AGAIN = 1500; // ms until a server that was busy is asked again

// `on` is {answer({head, arrays}), error(text)}. No answer is given before the asker was told that its part is `ready`.
export function createAsker(on, open = socketTo("./api/maps", "./api/maps"), later = setTimeout) {
  let live = null; // dialled with the first question: most pages show no map
  let asked = null; // the key of the newest question
  let closed = false;
  const inbox = createInbox(on.answer);

  // Ask `stages`, requests in the order in which they are wanted, unless `key` was the newest question already. Whether
  // it was asked.
  function ask(key, stages) {
    if (key === asked || closed) return false;
    asked = key;
    live ??= connect(open, { frame, error, status: () => {} });
    send(key, stages, true);
    return true;
  }

  function send(key, [link, ...next], first) {
    live.ask({ link, next, key, first });
  }

  function frame(buffer, { key, next }) {
    inbox.receive(readMap(buffer));
    if (key === asked && next.length) send(key, next, false);
  }

  // What the server refuses, it refuses again; what it is too busy for is asked again. Where the coarse map is there and
  // only the fine one too dear, the coarse one says of how many runs it is.
  function error(text, { key, link, next, first }) {
    if (/busy/.test(text)) later(() => { if (key === asked && !closed) send(key, [link, ...next], first); }, AGAIN);
    if (key === asked && first) on.error(text);
  }

  function close() {
    closed = true;
    live?.close();
  }

  return { ask, ready: inbox.open, forget: () => (asked = null), close };
}
