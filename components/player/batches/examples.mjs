// A page whose examples the reader is moving: how it is spelled and what of it changes with them, until the page itself
// has taken them in.

export const MOST = 40; // as landscapes/points.py has it
export const FEWEST = 2;
export const LARGEST = 1e3;
const DIGITS = 6;

// A coordinate as the page keeps it: six significant digits, within reach.
export const kept = (value) => Number(Math.min(Math.max(value, -LARGEST), LARGEST).toPrecision(DIGITS));

// The key of the landscape of `points`, [[x, y], …].
export const keyOf = (points) => `points:${points.flat().map(String).join("~")}`;

// What two pages have in common whose programs are the same, and whose map is to stay: the landscape, or of points how many.
export const family = (scene) => (scene.landscape.startsWith("points:") ? `points:${scene.examples}` : scene.landscape);

// What tells the pictures of two pages apart. `look`: the surface and the runs drawn. `kin`: of points that move, all but
// where they are; the picture of one then becomes that of the other step by step. Null where there are none.
export function looks(scene) {
  const runs = scene.runs.map(({ row, title, marker }) => [row, title, marker]);
  const kin = scene.editable ? JSON.stringify([family(scene), scene.domain, runs]) : null;
  return { look: JSON.stringify([scene.surface, runs]), kin };
}

// The line of least squares, {b, w, cost}: by the normal equations about the means, w = 0 where all x are equal.
export function leastSquares(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((p) => p[0]), mean((p) => p[1])];
  const spread = mean((p) => (p[0] - x) ** 2);
  const w = spread ? mean((p) => (p[0] - x) * (p[1] - y)) / spread : 0;
  const b = y - w * x;
  return { b, w, cost: mean((p) => (b + w * p[0] - p[1]) ** 2) };
}

// What of the link changes with the points, by name. The map stays: it would jump under the finger.
export const spelled = (points, domain) => ({ landscape: encodeURIComponent(keyOf(points)), domain: domain.flat().map(String).join("~") });

// The page `data` with these points.
export function withPoints(data, points) {
  const { b, w, cost } = leastSquares(points);
  const { landscape, domain } = spelled(points, data.domain);
  const surface = `landscape=${landscape}&domain=${domain}`;
  const made = { ...data, points, surface, landscape: keyOf(points), examples: points.length, minima: [[b, w, cost]], lowest: cost };
  return Object.assign(made, looks(made));
}
