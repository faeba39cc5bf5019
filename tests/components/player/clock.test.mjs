import assert from "node:assert/strict";
import { test } from "node:test";
import { createClock, LASTS } from "../../../components/player/clock.mjs";

// A screen of `hertz` frames a second that shows as many as it is asked to.
function screen(hertz) {
  let now = 0;
  let next = null;
  return {
    beat: (f) => { next = f; return 1; },
    drop: () => { next = null; },
    run(seconds) {
      for (const end = now + seconds * 1000; now < end - 1e-6 && next;) {
        now += 1000 / hertz;
        const f = next;
        next = null;
        f(now);
      }
    },
    sleep: (seconds) => { now += seconds * 1000; },
  };
}

function clockOn(hertz, steps = 500) {
  const shown = screen(hertz);
  const told = [];
  const clock = createClock((step, playing) => told.push([step, playing]), shown.beat, shown.drop);
  clock.steps = steps;
  return { clock, shown, told };
}

const near = (a, b) => assert.ok(Math.abs(a - b) <= 1 + 1e-9 + b / 50, `${a} is not about ${b}`);

for (const speed of [0.25, 1, 4, 16]) {
  test(`at speed ${speed} a slow and a fast screen show the same step after the same time`, () => {
    const after = [60, 144].map((hertz) => {
      const { clock, shown } = clockOn(hertz, 5000);
      clock.speed = speed;
      clock.play();
      shown.run(0.4);
      return clock.step;
    });
    const frame = (5000 * speed) / LASTS / 60;
    assert.ok(Math.abs(after[0] - after[1]) <= 2 * frame + 1, String(after));
    assert.ok(Math.abs(after[0] - (0.4 * 5000 * speed) / LASTS) <= 2 * frame + 1, String(after));
  });
}

test("it begins at the end, plays from the start, and stops at the end", () => {
  const { clock, shown, told } = clockOn(60);
  assert.equal(clock.step, null);
  clock.play();
  assert.deepEqual(told[0], [0, true]);
  shown.run(LASTS + 1);
  assert.equal(clock.step, null);
  assert.equal(clock.playing, false);
  assert.deepEqual(told.at(-1), [null, false]);
  const steps = told.map(([step]) => step).filter((step) => step !== null);
  assert.deepEqual(steps, steps.toSorted((a, b) => a - b));
});

test("a pause keeps the step and playing goes on from it", () => {
  const { clock, shown } = clockOn(60);
  clock.play();
  shown.run(2);
  clock.stop();
  const step = clock.step;
  near(step, 125);
  shown.sleep(30);
  clock.play();
  shown.run(2);
  near(clock.step, step + 125);
});

test("a tab that was hidden goes on where it was", () => {
  const { clock, shown } = clockOn(60);
  clock.play();
  shown.run(1);
  shown.sleep(100);
  shown.run(0.5);
  assert.ok(clock.step < 150);
  assert.equal(clock.playing, true);
});

test("a loop rests at the end and begins again", () => {
  const { clock, shown } = clockOn(60);
  clock.loop = true;
  clock.play();
  shown.run(LASTS + 0.5);
  assert.equal(clock.step, null);
  assert.equal(clock.playing, true);
  shown.run(1.5);
  near(clock.step, 60);
});

test("it goes by steps, from the end too, and no further than the ends", () => {
  const { clock } = clockOn(60);
  clock.by(-1);
  assert.equal(clock.step, 499);
  clock.by(1);
  assert.equal(clock.step, null);
  clock.go(3);
  clock.by(-5);
  assert.equal(clock.step, 0);
});

test("while it plays one may go elsewhere, and it plays on from there", () => {
  const { clock, shown } = clockOn(60);
  clock.play();
  shown.run(1);
  clock.go(300);
  shown.run(1);
  near(clock.step, 362);
});

test("another number of steps keeps the step, or ends where there are no longer as many", () => {
  const { clock } = clockOn(60);
  clock.go(100);
  clock.steps = 1000;
  assert.equal(clock.step, 100);
  clock.steps = 50;
  assert.equal(clock.step, null);
});

test("another number of steps keeps it playing", () => {
  const { clock, shown } = clockOn(60);
  clock.play();
  shown.run(1);
  clock.steps = 1000;
  shown.run(1);
  near(clock.step, 62 + 125);
  assert.equal(clock.playing, true);
});

test("a longer run that plays is left for a shorter one without coming to its end", () => {
  const { clock, shown, told } = clockOn(60, 1000);
  clock.play();
  shown.run(4);
  told.length = 0;
  clock.halt(0, 200);
  shown.run(1);
  assert.deepEqual(told, [[0, false]]);
  clock.go(200);
  assert.equal(clock.step, null);
});
