// Answers of the server that follow a hand: one request at a time, the newest wins, and what was there is kept a while.

import { readMap } from "../player/maps/answer.mjs";
import { askServer } from "../player/surfaces.mjs";

const KEPT = 64;

// `on` is {answer({head, arrays}, address), error(text), waiting(yes)}.
export function createGetter(on, fetchBytes = askServer) {
  const kept = new Map(); // answers by their address, in the order of use
  let wanted = null; // the newest address asked for, or null where none is wanted
  let asking = false;

  function ask(address) {
    if (address === wanted) return;
    wanted = address;
    if (!asking) next();
  }

  async function next() {
    while (wanted !== null) {
      const address = wanted;
      let found = kept.get(address);
      if (!found) {
        asking = true;
        on.waiting(true);
        try {
          found = readMap(await fetchBytes(address));
        } catch (error) {
          if (address === wanted) on.error(error.message);
        }
        asking = false;
      }
      if (found) keep(address, found);
      if (address === wanted) {
        on.waiting(false);
        if (found) on.answer(found, address);
        else wanted = null; // it may be asked again
        return;
      }
    }
    on.waiting(false);
  }

  function keep(address, found) {
    kept.delete(address);
    kept.set(address, found);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  }

  return { ask, forget() { wanted = null; } };
}
