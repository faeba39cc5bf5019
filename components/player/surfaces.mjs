// The grids behind the map, fetched once each: {n, cost} by the surface's key and the rectangle sampled.

import { readSurface } from "./frame.mjs";

const KEPT = 12;

export function createSurfaces(fetchBytes = askServer) {
  const grids = new Map(); // in the order of use

  // `key` is the surface's own query string, `domain` [[low, high], [low, high]]. Rejects with what the server says.
  return function grid(key, domain) {
    const query = new URLSearchParams(key);
    query.set("domain", domain.flat().join("~"));
    const address = `./api/surface?${query}`;
    const found = grids.get(address) ?? fetchBytes(address).then(readSurface);
    grids.delete(address);
    grids.set(address, found);
    found.catch(() => grids.delete(address)); // a failed fetch may be tried again
    if (grids.size > KEPT) grids.delete(grids.keys().next().value);
    return found;
  };
}

// J between the grid's nodes at (w1, w2) by bilinear interpolation; NaN outside the rectangle sampled.
export function interpolate({ n, cost }, [[left, right], [low, high]], w1, w2) {
  const x = ((w1 - left) / (right - left)) * (n - 1);
  const y = ((w2 - low) / (high - low)) * (n - 1);
  if (!(x >= 0 && x <= n - 1 && y >= 0 && y <= n - 1)) return NaN;
  const i = Math.min(Math.floor(x), n - 2);
  const j = Math.min(Math.floor(y), n - 2);
  const [u, v] = [x - i, y - j];
  const at = (a, b) => cost[(j + b) * n + i + a];
  return (1 - v) * ((1 - u) * at(0, 0) + u * at(1, 0)) + v * ((1 - u) * at(0, 1) + u * at(1, 1));
}

// The bytes at an address of ours; where there are none, an Error with what the server says.
export async function askServer(address) {
  const answer = await fetch(address);
  if (answer.ok) return answer.arrayBuffer();
  const { error } = await answer.json().catch(() => ({}));
  throw new Error(error ?? `the server answered ${answer.status}`);
}
