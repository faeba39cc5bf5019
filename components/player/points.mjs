// The points where J is level: the known minima at once, what the server finds later; and which of them are drawn.

import { svg } from "./dom.mjs";
import { inside, toPixel } from "./geometry.mjs";
import { lettered } from "./letters.mjs";
import { show } from "./numbers.mjs";

const KINDS = ["minimum", "saddle", "maximum"]; // "degenerate" is not drawn: mostly some points of a level curve
const SAME = 1e-3; // map widths: a minimum found as near as this to a known one is that one, as for the basins
const ROOM = 75 ** 2; // square pixels a mark: with less each, marks hide the map
const CUT = 512; // an answer as long as this is cut off: of saddles and maxima it has some, not all

const SHAPES = {
  minimum: "M-3.5,-3.5L3.5,3.5M-3.5,3.5L3.5,-3.5",
  saddle: "M0,-5L5,0L0,5L-5,0Z",
  maximum: "M0,-5.5L5,4H-5Z",
};

export const name = ({ kind, letter, w1, w2, J }) => `${kind}${letter ? ` ${letter}` : ""} (${place(w1)}, ${place(w2)}), J = ${show(J)}`;
const place = (w) => (Math.abs(w) < 0.005 ? "0.00" : w.toFixed(2).replace("-", "−"));

// The points worth a mark, the minima with their letters, from `known`, the landscape's own minima [w1, w2, J], and `found`, the server's answer.
export function merged(known, found, [[left, right], [low, high]]) {
  const facts = known.map(([w1, w2, J]) => ({ kind: "minimum", known: true, w1, w2, J }));
  const near = (p, q) => Math.abs(p.w1 - q.w1) <= SAME * (right - left) && Math.abs(p.w2 - q.w2) <= SAME * (high - low);
  const kinds = found.length < CUT ? KINDS : ["minimum"];
  const fresh = found.filter((p) => !(["minimum", "degenerate"].includes(p.kind) && facts.some((fact) => near(p, fact))));
  return lettered(facts, fresh).filter((p) => kinds.includes(p.kind));
}

// Those of `points` inside the box, each with its pixel {x, y}. The known minima always; the minima found where there is
// room for all of them, and the saddles and maxima where there is room for those as well. Never a part of a kind: what
// is drawn looks complete. Zooming in makes room.
export function readable(points, { X, Y, box }) {
  const visible = points
    .map((point) => ({ ...point, x: toPixel(X, point.w1), y: toPixel(Y, point.w2) }))
    .filter(({ x, y }) => inside(x, y, box));
  const room = ((box.right - box.left) * (box.bottom - box.top)) / ROOM;
  const tiers = [() => true, (p) => p.kind === "minimum", (p) => p.known];
  return tiers.map((tier) => visible.filter(tier)).find((some) => some.every((p) => p.known) || some.length <= room);
}

// `element` is the svg over the map; `ask(address)` gives the server's list, or rejects.
export function createPoints(element, ask = askServer) {
  const layer = element.appendChild(svg("g", { class: "points", role: "list", "aria-label": "Where the slope is zero" }));
  let shown = [];
  let wanted = null; // the address whose answer counts
  let found = [];

  // Ask for the points of the surface `key` over its map `domain`, once; `then` is called when there are new ones.
  // They are an extra: where the server has none to give, the map is as it was.
  async function seek(key, then) {
    const address = addressOf(key);
    if (address === wanted) return;
    [wanted, found] = [address, []];
    const answer = await ask(address).catch(() => null);
    if (wanted !== address) return; // another surface by now
    if (answer) [found] = [answer];
    else wanted = null; // may be asked again at the next rest
    if (answer) then();
  }

  // Draw for {X, Y, box, offset} the points of `scene`, {surface, domain, minima}, and give those that are shown.
  function draw(axes, scene) {
    const mine = addressOf(scene.surface) === wanted ? found : []; // never one surface's points on another's map
    shown = readable(merged(scene.minima, mine, scene.domain), axes);
    layer.setAttribute("transform", `translate(${axes.offset.x},${axes.offset.y})`);
    layer.replaceChildren(...shown.map((point) =>
      svg("g", { class: point.kind, role: "listitem", "aria-label": name(point), transform: `translate(${point.x},${point.y})` },
        ...(point.letter ? named(point.letter) : ["halo", "sign"].map((part) => svg("path", { class: part, d: SHAPES[point.kind] }))))));
    return shown;
  }

  return { seek, draw, shown: () => shown };
}

const named = (letter) => [svg("circle", { class: "disc", r: 8 }), svg("text", { class: "letter", dy: "0.36em" }, letter)];

const addressOf = (key) => `./api/points?${key}`;

async function askServer(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}
