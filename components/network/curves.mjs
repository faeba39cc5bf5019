// The curves of a training: the loss and the accuracy of every run after every epoch, dashed on what was held out.

import { createChart } from "../player/chart.mjs";
import { html } from "../player/dom.mjs";
import { show } from "../player/numbers.mjs";
import { framed } from "./course.mjs";

export const EPOCHS = { one: "epoch", axis: "epoch" };
const number = (value) => (Number.isNaN(value) ? "–" : show(value));
const both = (column, held) => ({ column: (run) => run[column], told: (run, i) => `${number(run[column][i])}, held out ${number(run[held][i])}` });

const LOSS = { name: "Loss", counts: EPOCHS, title: () => "loss J", ...both("loss", "heldLoss") };
const ACCURACY = { name: "Accuracy", counts: EPOCHS, title: () => "accuracy", whole: true, ...both("accuracy", "heldAccuracy") };
const HELD = { loss: "heldLoss", accuracy: "heldAccuracy" };

// `on` is {over(epoch | null), pick(epoch)}.
export function createCurves(on) {
  const place = (name) => html("div", { class: `panel curve-${name}` });
  const parts = [[LOSS, place("loss")], [ACCURACY, place("accuracy")]].map(([measure, element]) => ({ measure, element }));
  for (const part of parts) part.chart = createChart(part.element, part.measure, { over, pick: on.pick });
  const element = html("div", { class: "curves" }, ...parts.map((part) => part.element));
  let drawn = null; // the course whose lines there are, and their colours
  let at = null;
  let second = null; // the picture of the second chart, in the next frame

  function over(epoch) {
    for (const { chart } of parts) chart.hover(epoch);
    on.over?.(epoch);
  }

  // Draw what is known of `course`, the loss on `scale`; both charts `atOnce`, or one a frame.
  function draw(course, scale, atOnce = false) {
    const colours = String(course.runs.map((run) => run.colour));
    if (course !== drawn?.course || colours !== drawn.colours) for (const { chart } of parts) chart.prepare(course.runs);
    drawn = { course, colours };
    const frame = framed(course);
    const held = { ...frame, runs: course.runs.map((run) => ({ ...run, loss: run[HELD.loss], accuracy: run[HELD.accuracy] })) };
    const drawOne = ({ measure, chart }) => {
      chart.draw({ frame, scale: measure === LOSS ? scale : "linear", lowest: 0, ghost: { frame: held, runs: course.runs } });
      chart.at(at);
    };
    cancelAnimationFrame(second);
    drawOne(parts[0]);
    if (atOnce) drawOne(parts[1]);
    else second = requestAnimationFrame(() => drawOne(parts[1])); // a hand on the page is not kept waiting
  }

  return {
    element, draw, close: () => cancelAnimationFrame(second),
    at(epoch) { at = epoch; for (const { chart } of parts) chart.at(epoch); },
    focus: (i) => { for (const { chart } of parts) chart.focus(i); },
  };
}
