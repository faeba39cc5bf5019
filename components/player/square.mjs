// The shape of the map: a unit of w1 as long as a unit of w2, wherever its sides do not differ too much for that.

// What the axes take; on a phone they draw in. The style sheet has the sums of these, as --sides and --ends.
const MARGIN = { l: 46, r: 12, t: 12, b: 42, pad: 0 };
const NARROW = { l: 34, r: 8, t: 10, b: 38, pad: 0 };
const PHONE = 420; // pixels
const MOST = 3; // times as long as the other side; beyond, the map is a square of unlike units

// How wide the map of the rectangle `view` is for each pixel of its height.
export function shapeOf([[left, right], [low, high]]) {
  const shape = (right - left) / (high - low);
  return shape <= MOST && shape >= 1 / MOST ? shape : 1;
}

// Plotly's layout of a map of `view` in an element: as large as it can be there, at the left and the top of it.
export function room({ clientWidth: width, clientHeight: height }, view) {
  const shape = shapeOf(view);
  const margin = width < PHONE ? NARROW : MARGIN;
  const most = [Math.max(width - margin.l - margin.r, 1), Math.max(height - margin.t - margin.b, 1)];
  const w = Math.max(1, Math.round(Math.min(most[0], most[1] * shape)));
  const h = Math.max(1, Math.round(Math.min(most[1], most[0] / shape)));
  return { width, height, margin: { ...margin, r: width - margin.l - w, b: height - margin.t - h } };
}

// `view` widened to the shape of a plot that is `across` times as wide as it is high, so that `domain` keeps its units.
export function widened(view, across, domain) {
  const [[left, right], [low, high]] = domain;
  const unit = (right - left) / (high - low) / across; // 1, but where the map's units are unlike
  const wanted = [view[0][1] - view[0][0], (view[1][1] - view[1][0]) * across * unit];
  const width = Math.max(...wanted);
  if (wanted.every((side) => side > 0.995 * width)) return view;
  const about = ([from, to], length) => [(from + to - length) / 2, (from + to + length) / 2];
  return [about(view[0], width), about(view[1], width / across / unit)];
}

// `view` made `factor` times as large about `at`, [w1, w2], which stays where it is; about the middle where it is out of view.
export function zoomed(view, factor, at = null) {
  const seen = at?.every((w, k) => w >= view[k][0] && w <= view[k][1]);
  return view.map(([low, high], k) => {
    const middle = seen ? at[k] : (low + high) / 2;
    return [middle + factor * (low - middle), middle + factor * (high - middle)];
  });
}

// The view after two fingers have gone from pixels `before` to pixels `after`, pairs of [x, y] in a plot with the axes
// {X, Y}: what was under their middle is so still, and what was between them too.
export function pinched(view, before, after, { X, Y }) {
  const middle = ([a, b]) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const apart = ([a, b]) => Math.max(Math.hypot(a[0] - b[0], a[1] - b[1]), 1);
  const factor = apart(before) / apart(after);
  const [from, to] = [middle(before), middle(after)];
  return [X, Y].map(({ m, b }, k) => {
    const at = (from[k] - b) / m;
    return view[k].map((side) => at + factor * (side - at) - (factor * (to[k] - from[k])) / m);
  });
}
