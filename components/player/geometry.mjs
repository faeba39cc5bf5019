// Points to pixels and back, and the shapes of a path: pure functions on numbers and arrays.
// An axis is {m, b}: pixel = m · value + b.

// A segment that reaches beyond this many pixels is cut there, exactly on its line: browsers lose precision out there.
const FAR = 1e5;
// One with both ends beyond this many is not drawn: float32 no longer says within a pixel where it would cross the map.
// The path has left by then, which its arrow and label say.
const UNKNOWN = 1e7;

export const toPixel = (axis, value) => axis.m * value + axis.b;
export const toValue = (axis, pixel) => (pixel - axis.b) / axis.m;

// The axis that shows [low, high] on `length` pixels from `offset`; upwards where `up`.
export function axisOf([low, high], offset, length, up = false) {
  const m = ((up ? -1 : 1) * length) / (high - low);
  return { m, b: offset + (up ? length : 0) - m * low };
}

// `value` rounded to a tenth of a pixel or finer, so that a dragged number is short and still where the finger was.
export function roundToPixel(axis, value) {
  const digits = Math.max(0, Math.ceil(-Math.log10(0.1 / Math.abs(axis.m))));
  return digits > 15 ? value : Number(value.toFixed(digits));
}

const short = (x) => Math.round(x * 100) / 100;

// The `d` of straight segments through every point. A non-finite point ends the segment before it.
export function lineThrough(xs, ys, X, Y) {
  let d = "";
  let pen = false; // whether the last point was drawn to
  let px = NaN;
  let py = NaN;
  for (let i = 0; i < xs.length; i++) {
    const x = X.m * xs[i] + X.b;
    const y = Y.m * ys[i] + Y.b;
    if (!near(x, y)) {
      // Rare: far away or not finite. Draw what of the segment lies within reach.
      const cut = within(px, py, x, y);
      if (cut) d += `${pen ? "" : `M${short(cut[0])},${short(cut[1])}`}L${short(cut[2])},${short(cut[3])}`;
      pen = false;
    } else if (pen) {
      d += `L${short(x)},${short(y)}`;
    } else {
      const cut = within(px, py, x, y);
      d += cut ? `M${short(cut[0])},${short(cut[1])}L${short(x)},${short(y)}` : `M${short(x)},${short(y)}`;
      pen = true;
    }
    px = x;
    py = y;
  }
  return d;
}

const near = (x, y) => Math.abs(x) < FAR && Math.abs(y) < FAR;
const known = (x, y) => Math.abs(x) < UNKNOWN && Math.abs(y) < UNKNOWN;

// The part of a segment inside the square of side 2·FAR; null where both ends are beyond knowing or one is not finite.
function within(x0, y0, x1, y1) {
  return known(x0, y0) || known(x1, y1) ? clip(x0, y0, x1, y1, -FAR, -FAR, FAR, FAR) : null;
}

// The part of a segment inside a rectangle as [x0, y0, x1, y1], or null (Liang–Barsky).
export function clip(x0, y0, x1, y1, left, top, right, bottom) {
  // From the nearer end: from the other, far away, the sums below would cancel.
  if (Math.hypot(x1, y1) < Math.hypot(x0, y0)) {
    const back = clip(x1, y1, x0, y0, left, top, right, bottom);
    return back && [back[2], back[3], back[0], back[1]];
  }
  const dx = x1 - x0;
  const dy = y1 - y0;
  if (!Number.isFinite(dx) || !Number.isFinite(dy)) return null;
  let from = 0;
  let to = 1;
  for (const [p, q] of [[-dx, x0 - left], [dx, right - x0], [-dy, y0 - top], [dy, bottom - y0]]) {
    if (p === 0 && q < 0) return null;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
  }
  return from > to ? null : [x0 + from * dx, y0 + from * dy, x0 + to * dx, y0 + to * dy];
}

// The `d` of a dot on every iterate inside the box; iterates within half a pixel of the dot before share it.
export function dotsAt(xs, ys, X, Y, box) {
  let d = "";
  let px = NaN;
  let py = NaN;
  for (let i = 1; i < xs.length; i++) {
    const x = X.m * xs[i] + X.b;
    const y = Y.m * ys[i] + Y.b;
    if (Math.abs(x - px) < 0.5 && Math.abs(y - py) < 0.5) continue;
    if (!(x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)) continue;
    d += `M${short(x)},${short(y)}h0`;
    px = x;
    py = y;
  }
  return d;
}

// The same for the iterates that stand at least `apart` pixels from the one before and the one after: there a path shows
// its steps, and elsewhere dots would run together.
export function sparseDots(xs, ys, X, Y, box, apart) {
  let d = "";
  let [px, py] = [X.m * xs[0] + X.b, Y.m * ys[0] + Y.b];
  let far = true; // the point is far enough from the one before
  for (let i = 1; i < xs.length; i++) {
    const [x, y] = [X.m * xs[i] + X.b, Y.m * ys[i] + Y.b];
    const next = Math.hypot(x - px, y - py) >= apart;
    if (i > 1 && far && next && inside(px, py, box)) d += `M${short(px)},${short(py)}h0`;
    [px, py, far] = [x, y, next];
  }
  return d;
}

export const inside = (x, y, box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

// Where a path that ends outside the box leaves it for the last time: {x, y, angle}, or null where it ends inside.
// A path that was never inside is met on the straight line from the box's middle to its last finite point.
export function lastExit(xs, ys, X, Y, box) {
  const point = (i) => [X.m * xs[i] + X.b, Y.m * ys[i] + Y.b];
  const end = lastFinite(xs, ys);
  const [x1, y1] = point(end);
  if (end === xs.length - 1 && inside(x1, y1, box)) return null;
  for (let i = end; i > 0; i--) {
    const drawn = known(...point(i - 1)) || known(...point(i));
    const cut = drawn && clip(...point(i - 1), ...point(i), box.left, box.top, box.right, box.bottom);
    if (cut) return { x: cut[2], y: cut[3], angle: angleOf(point(i - 1), point(i)) };
  }
  const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const cut = clip(...middle, x1, y1, box.left, box.top, box.right, box.bottom);
  return cut && { x: cut[2], y: cut[3], angle: angleOf(middle, [x1, y1]) };
}

const angleOf = ([x0, y0], [x1, y1]) => (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;

// The index of the last row whose point is finite; 0 where none is.
export function lastFinite(xs, ys) {
  let i = xs.length - 1;
  while (i > 0 && !(Number.isFinite(xs[i]) && Number.isFinite(ys[i]))) i--;
  return i;
}

// The iterate nearest to a pixel among the runs: {run, step, distance}, or null within no `reach`.
export function nearest(runs, X, Y, x, y, reach) {
  let best = null;
  runs.forEach((run, r) => {
    for (let i = 0; i < run.w1.length; i++) {
      const distance = Math.hypot(X.m * run.w1[i] + X.b - x, Y.m * run.w2[i] + Y.b - y);
      if (distance <= reach && !(best && best.distance <= distance)) best = { run: r, step: i, distance };
    }
  });
  return best;
}
