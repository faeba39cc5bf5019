// What stands out in one step, in a sentence, each with the condition it rests on. Descriptions of numbers that the
// server sent; no update rule is computed here.

import { eigen } from "./glyphs.mjs";
import { show } from "./numbers.mjs";

const dot = (a, b) => a[0] * b[0] + a[1] * b[1];
const size = (a) => Math.hypot(...a);
const cosine = (a, b) => dot(a, b) / (size(a) * size(b));

// `step` is {gradient, average, squares, moved, before, hessian, rate, cost: [from, to]}: pairs, the moved of the step
// before and averages null where there are none. -> [{text, because}], the most telling first.
// `rounding` is how small a gradient says nothing.
export function verdicts({ gradient, average, squares, moved, before, hessian, rate, cost, from = [0, 0], rounding = 0 }) {
  const said = [];
  const say = (holds, text, because) => { if (holds) said.push({ text: text(), because: because() }); };
  const finite = [...gradient, ...moved, ...cost].every(Number.isFinite);
  say(!finite, () => "The numbers have left what a computer can hold.", () => "g, ΔW or J is not finite");
  if (!finite) return said;
  const level = size(gradient) <= rounding;
  // A step of an ulp or two is that of the last rounding.
  const still = moved.every((d, k) => d === 0 || Math.abs(d) <= 2 ** -51 * Math.abs(from[k]));
  say(still, () => "Nothing moved.", () => (level || size(gradient) === 0 ? "g = 0, as far as rounding lets one see" : "ΔW is lost in the rounding of W"));
  say(level && !still, () => "J is level here.", () => "g = 0, as far as rounding lets one see");
  if (still || level) return said;
  const steepest = eigen(hessian).values[0];
  const downhill = -cosine(gradient, moved);
  // Whether the step is the gradient's own, as plain descent takes it: other rules without averages step otherwise.
  const plain = gradient.every((g, k) => Math.abs(moved[k] + rate * g) <= 1e-6 * rate * size(gradient));
  say(downhill < 0, () => average ? "The average carries the step uphill: it still points where the gradient pointed before." : "The step goes uphill.",
    () => `g · ΔW = ${show(dot(gradient, moved), 3)} > 0`);
  say(plain && rate * steepest > 2, () => "Too long for the steepest direction: along it every such step lands further away than it set out.",
    () => `αλmax = ${show(rate * steepest, 3)} > 2`);
  say(average && cosine(gradient, average) < 0, () => "Momentum still points along the old way; the gradient now opposes it.",
    () => `the angle between g and the average is ${angle(gradient, average)} > 90°`);
  say(plain && before && cosine(moved, before) < -0.5 && rate * steepest > 1, () => "It jumped across the valley and back.",
    () => `ΔW turns by ${angle(moved, before)}, αλmax = ${show(rate * steepest, 3)} > 1`);
  say(average && downhill > 0.99 && size(average) > 0.9 * size(gradient), () => "Average and gradient agree: the steps are at full length.",
    () => `the angle between ΔW and −g is ${angle(moved, gradient.map((g) => -g))}`);
  const sides = squares?.map(Math.sqrt);
  const uneven = sides && Math.max(...sides) / Math.min(...sides);
  say(uneven > 3, () => `Dividing by √s shortens the step along w${sides[0] > sides[1] ? 1 : 2} ${show(uneven, 2)} times more than along the other.`,
    () => `√s = (${sides.map((x) => show(x, 3)).join(", ")})`);
  say(plain && downhill > 0.999, () => "The step goes straight down the gradient.", () => "ΔW = −α g");
  say(cost[1] > cost[0], () => "The cost rose.", () => `J: ${show(cost[0])} → ${show(cost[1])}`);
  say(downhill >= 0 && downhill <= 0.99, () => "The step goes down, but not straight down the gradient.",
    () => `the angle between ΔW and −g is ${angle(moved, gradient.map((g) => -g))}`);
  say(downhill > 0.99, () => "The step follows the gradient.", () => `the angle between ΔW and −g is ${angle(moved, gradient.map((g) => -g))}`);
  return said;
}

const angle = (a, b) => `${Math.round((Math.acos(Math.min(Math.max(cosine(a, b), -1), 1)) * 180) / Math.PI)}°`;
