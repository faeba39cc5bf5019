// The line on which a grid of numbers has one value, by marching squares; and the colours of probabilities. Pure.

// The `d` of the line `values` = `level` over n × n nodes, row by row from the lowest, in a box of `width` × `height`
// pixels whose corners are the grid's. Between two nodes it is where the straight line between their values meets it.
export function lineAt(values, n, level, width, height) {
  const x = (i) => (i / (n - 1)) * width;
  const y = (j) => height - (j / (n - 1)) * height;
  const short = (v) => Math.round(v * 10) / 10;
  let d = "";
  for (let j = 0; j < n - 1; j++) {
    for (let i = 0; i < n - 1; i++) {
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
      const above = corners.map(([a, b]) => values[b * n + a] - level);
      if (!above.every(Number.isFinite)) continue;
      const met = []; // where the line crosses the sides, in their order around the square
      for (let k = 0; k < 4; k++) {
        const [from, to] = [above[k], above[(k + 1) % 4]];
        if (from >= 0 === to >= 0) continue;
        const part = from / (from - to);
        const [[a, b], [c, e]] = [corners[k], corners[(k + 1) % 4]];
        met.push(`${short(x(a + part * (c - a)))},${short(y(b + part * (e - b)))}`);
      }
      // Of a saddle's four crossings, those that keep its two high corners apart where the middle is low.
      if (met.length === 4 && above.reduce((a, b) => a + b) >= 0 !== above[0] >= 0) met.push(met.shift());
      for (let k = 0; k < met.length; k += 2) d += `M${met[k]}L${met[k + 1]}`;
    }
  }
  return d;
}

const STRONGEST = 0.45; // of a class' colour over the ground: the examples stand on it

const rgb = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

// n × n pixels, the highest row first: the colour of the likelier class, the stronger the surer, `ground` at one half.
export function tints(probability, n, [zero, one], ground) {
  const [none, ...classes] = [ground, zero, one].map(rgb);
  const image = new Uint8ClampedArray(4 * n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const p = probability[row * n + column];
      const at = 4 * ((n - 1 - row) * n + column);
      if (!Number.isFinite(p)) continue; // left empty: nothing is known there
      const sure = STRONGEST * Math.abs(2 * p - 1);
      const colour = classes[p > 0.5 ? 1 : 0];
      for (let k = 0; k < 3; k++) image[at + k] = none[k] + sure * (colour[k] - none[k]);
      image[at + 3] = 255;
    }
  }
  return image;
}
