// The rectangle of the map that shows where a path went.

const MOST = 20; // times the present view: further out a path that runs away is followed from one view to the next
const PAD = 0.06;

// `view` [[low, high], [low, high]] widened to the points of `run`: to all of them, or of a path that runs away to those
// within `MOST` views, one point beyond the present view at the least.
export function fitted({ w1, w2 }, view) {
  const box = view.map(([low, high]) => [low, high]);
  const beyond = (x, k) => x < view[k][0] || x > view[k][1];
  let left = false;
  for (let i = 0; i < w1.length; i++) {
    const point = [w1[i], w2[i]];
    if (!point.every(Number.isFinite)) break;
    const next = box.map(([low, high], k) => [Math.min(low, point[k]), Math.max(high, point[k])]);
    const far = next.some(([low, high], k) => high - low > MOST * (view[k][1] - view[k][0]));
    if (far && left) break;
    left ||= point.some(beyond);
    box.splice(0, 2, ...next);
    if (far) break;
  }
  return box.map(([low, high], k) => {
    const pad = PAD * (high - low);
    return [low < view[k][0] ? low - pad : low, high > view[k][1] ? high + pad : high];
  });
}
