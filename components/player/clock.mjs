// The clock of the playback: which step is shown, by time and not by frames, so that every screen plays alike.

export const LASTS = 8; // seconds a whole run takes at speed 1, however many steps it has
const REST = 1; // seconds a loop rests at the end
const FURTHEST = 0.25; // seconds one frame may be late before the clock waits for it, as in a tab that was hidden

// `on(step, playing)` is told every change. A step of null is the end, however many steps there are.
// `beat` asks for a call at the next frame, as requestAnimationFrame does, with the time in milliseconds.
export function createClock(on, beat = requestAnimationFrame, drop = cancelAnimationFrame) {
  let steps = 1;
  let at = null; // in steps, between them while playing; null at the end
  let rested = 0; // seconds spent at the end, in a loop
  let speed = 1;
  let loop = false;
  let ticket = null;
  let last = null;

  const step = () => (at === null ? null : Math.floor(at));
  const tell = () => on(step(), ticket !== null);

  function go(to) {
    at = to === null || to >= steps ? null : Math.max(0, to);
    rested = 0;
    if (at === null && !loop && ticket !== null) {
      drop(ticket); // the playing ends, however it came there
      ticket = null;
    }
    tell();
  }

  function advance(seconds) {
    if (at === null) {
      rested += seconds;
      if (rested >= REST) go(0);
      return;
    }
    const before = step();
    at += (seconds * speed * steps) / LASTS;
    if (at < steps) {
      if (step() !== before) tell();
      return;
    }
    go(null);
  }

  function tick(now) {
    ticket = beat(tick);
    const seconds = Math.min((now - (last ?? now)) / 1000, FURTHEST);
    last = now;
    advance(seconds);
  }

  function play() {
    if (ticket !== null) return;
    if (at === null) at = 0; // from the end it plays from the start
    last = null;
    ticket = beat(tick);
    tell();
  }

  function stop() {
    if (ticket === null) return;
    drop(ticket);
    ticket = null;
    tell();
  }

  // Stop, and show this step alone, of a run that may have another number of steps: what played has then no end to tell.
  function halt(to, n = steps) {
    drop(ticket);
    ticket = null;
    steps = n;
    go(to);
  }

  return {
    play, stop, go, halt,
    by: (n) => go((at === null ? steps : step()) + n),
    // Another number of steps: the step stays, unless there are no longer as many.
    set steps(n) {
      steps = n;
      if (at !== null && at >= n) go(null);
    },
    set speed(times) { speed = times; },
    set loop(on) { loop = on; },
    get step() { return step(); },
    get playing() { return ticket !== null; },
    get loop() { return loop; },
  };
}
