// The probe: hold the pointer on the map, or press I on the dot, and read how J bends there.

import { html } from "./dom.mjs";
import { inside, toValue } from "./geometry.mjs";
import { show } from "./numbers.mjs";

const HOLD = 600; // ms; a shorter press is a click
const STILL = 5; // pixels a held pointer may wander

const number = (value) => (value === null ? "not finite" : show(value));
const BENDS = {
  minimum: "bends up both ways, as at a minimum", saddle: "bends up one way and down the other, as at a saddle",
  maximum: "bends down both ways, as at a maximum", degenerate: "is flat in a direction",
};

// What the card says of the server's `answer` at [w1, w2], line by line.
export function lines([w1, w2], { J, gradient, eigenvalues, condition, stable_rate: rate, kind }) {
  const slope = gradient.includes(null) ? null : Math.hypot(...gradient);
  return [
    `(${show(w1)}, ${show(w2)})`,
    `J = ${number(J)}`,
    `∇J = (${gradient.map(number).join(", ")}), ‖∇J‖ = ${number(slope)}`,
    `λ = ${eigenvalues.map(number).join(", ")}`,
    `κ = ${condition === null ? "∞" : show(condition)}, 2/λmax = ${rate === null ? "∞" : show(rate)}`,
    ...(kind ? [`J ${BENDS[kind]}.`] : []),
  ];
}

// `stage` holds the plot. `where()` gives {axes, surface, start}, or null before the first picture.
export function createProbe(stage, where, ask = askServer) {
  const card = stage.appendChild(html("div", { class: "card probe", role: "status", hidden: "" }));
  let timer = null;
  let from = null;
  let wanted = null;

  async function probe(w, x, y) {
    const { surface, axes } = where();
    const query = new URLSearchParams(surface);
    query.set("w1", w[0]);
    query.set("w2", w[1]);
    wanted = String(query);
    const mine = wanted;
    const said = await ask(`./api/curvature?${query}`).then((answer) => lines(w, answer), (error) => [error.message]);
    if (mine !== wanted) return; // another place by now
    card.replaceChildren(...said.map((line, i) => html(i ? "div" : "b", {}, line)));
    card.hidden = false;
    card.style.left = `${Math.min(Math.max(x + axes.offset.x - 20, 4), Math.max(stage.clientWidth - card.offsetWidth - 4, 4))}px`;
    card.style.top = `${y > card.offsetHeight + 20 ? y + axes.offset.y - card.offsetHeight - 14 : y + axes.offset.y + 18}px`;
  }

  function hide() {
    clearTimeout(timer);
    wanted = null;
    card.hidden = true;
  }

  stage.addEventListener("pointerdown", (event) => {
    hide();
    const now = where();
    if (!now || event.button !== 0 || !event.isPrimary || event.target.closest(".handle, button, .exit")) return;
    const { X, Y, box, offset } = now.axes;
    const corner = stage.getBoundingClientRect();
    const [x, y] = [event.clientX - corner.left - offset.x, event.clientY - corner.top - offset.y];
    if (!inside(x, y, box)) return;
    from = event;
    timer = setTimeout(() => probe([toValue(X, x), toValue(Y, y)], x, y), HOLD);
  }, true);
  const moved = (event) => {
    if (from && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > STILL) clearTimeout(timer);
  };
  const released = () => { clearTimeout(timer); from = null; };
  stage.addEventListener("pointermove", moved, true);
  window.addEventListener("pointerup", released, true);
  stage.addEventListener("contextmenu", (event) => { if (from) event.preventDefault(); }); // a long press on a phone
  stage.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    if (event.key.toLowerCase() !== "i" || event.ctrlKey || event.metaKey || event.target.closest("button")) return;
    const now = where();
    if (!now) return;
    const { axes: { X, Y }, start } = now;
    probe(start, X.m * start[0] + X.b, Y.m * start[1] + Y.b);
  }, true);

  return { close: () => { clearTimeout(timer); window.removeEventListener("pointerup", released, true); } };
}

async function askServer(address) {
  const reply = await fetch(address);
  const answer = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Error(answer.error ?? `the server answered ${reply.status}`);
  return answer;
}
