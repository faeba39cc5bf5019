// The grids behind the map: how often they are asked for, and what is read between their nodes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createSurfaces, interpolate } from "../../../components/player/surfaces.mjs";

const DOMAIN = [[-6, 6], [-5, 5.5]];

// A server that answers every address with a 2 × 2 grid and remembers what it was asked.
function server() {
  const asked = [];
  const grid = createSurfaces(async (address) => {
    asked.push(address);
    const buffer = new ArrayBuffer(20);
    new Uint32Array(buffer)[0] = 2;
    new Float32Array(buffer, 4).set([1, 2, 3, asked.length]);
    return buffer;
  });
  return { asked, grid };
}

test("a grid is asked for by its surface's key and its domain", async () => {
  const { asked, grid } = server();
  const { n, cost } = await grid("landscape=himmelblau", DOMAIN);
  assert.deepEqual([n, ...cost], [2, 1, 2, 3, 1]);
  const { pathname, searchParams } = new URL(asked[0], "http://localhost");
  assert.equal(pathname, "/api/surface");
  assert.deepEqual(Object.fromEntries(searchParams), { landscape: "himmelblau", domain: "-6~6~-5~5.5" });
});

test("a formula survives the address, and a domain in the key gives way", async () => {
  const { asked, grid } = server();
  await grid(new URLSearchParams({ formula: "w1^2 + 3*w2^2", domain: "0~1~0~1" }).toString(), DOMAIN);
  const { searchParams } = new URL(asked[0], "http://localhost");
  assert.deepEqual([...searchParams], [["formula", "w1^2 + 3*w2^2"], ["domain", "-6~6~-5~5.5"]]);
});

test("the same surface over the same domain is fetched once, even while it is on its way", async () => {
  const { asked, grid } = server();
  const found = await Promise.all([grid("landscape=beale", DOMAIN), grid("landscape=beale", DOMAIN)]);
  assert.equal(found[0], found[1]);
  assert.equal(await grid("landscape=beale", [[-6, 6], [-5, 5.5]]), found[0]);
  assert.equal(asked.length, 1);
});

test("another surface or another domain is another grid", async () => {
  const { asked, grid } = server();
  await grid("landscape=beale", DOMAIN);
  await grid("landscape=ravine", DOMAIN);
  await grid("landscape=beale", [[-6, 6], [-5, 5]]);
  assert.equal(asked.length, 3);
});

test("what was used longest ago is let go, and what is in use is kept", async () => {
  const { asked, grid } = server();
  for (let i = 0; i < 40; i++) {
    await grid(`landscape=s${i}`, DOMAIN);
    await grid("landscape=s0", DOMAIN);
  }
  assert.equal(asked.length, 40);
  await grid("landscape=s39", DOMAIN);
  assert.equal(asked.length, 40);
  await grid("landscape=s1", DOMAIN);
  assert.equal(asked.length, 41);
});

test("a failed fetch says why to everyone who waits, and may be tried again", async () => {
  let down = true;
  const grid = createSurfaces(async () => {
    if (down) throw new Error("no such landscape");
    return new Uint32Array([1, 0]).buffer;
  });
  const waiting = [grid("landscape=x", DOMAIN), grid("landscape=x", DOMAIN)];
  for (const one of waiting) await assert.rejects(one, /no such landscape/);
  down = false;
  assert.equal((await grid("landscape=x", DOMAIN)).n, 1);
});

test("the server is asked over HTTP, and its refusal comes in its own words or as its status", async (t) => {
  const answers = [
    new Response(new Uint32Array([1, 0]).buffer),
    new Response(JSON.stringify({ error: "domain: 3 is not a rectangle" }), { status: 400 }),
    new Response("<html>bad gateway</html>", { status: 502 }),
  ];
  const { mock } = t.mock.method(globalThis, "fetch", async () => answers.shift());
  const grid = createSurfaces();
  assert.equal((await grid("landscape=a", DOMAIN)).n, 1);
  await assert.rejects(grid("landscape=b", DOMAIN), /^Error: domain: 3 is not a rectangle$/);
  await assert.rejects(grid("landscape=c", DOMAIN), /502/);
  assert.match(mock.calls[0].arguments[0], /^\.\/api\/surface\?landscape=a&domain=/);
});

test("J at a node is the node's", () => {
  const grid = { n: 3, cost: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9) };
  [10, 20, 30].forEach((w2, j) => [-1, 0, 1].forEach((w1, i) =>
    assert.equal(interpolate(grid, [[-1, 1], [10, 30]], w1, w2), 1 + i + 3 * j)));
});

test("J in the middle of a cell is the mean of its corners", () => {
  assert.equal(interpolate({ n: 2, cost: Float32Array.of(1, 2, 4, 9) }, [[0, 1], [0, 1]], 0.5, 0.5), 4);
});

test("the first weight runs along a row and the second from row to row", () => {
  const grid = { n: 2, cost: Float32Array.of(0, 1, 10, 11) };
  assert.equal(interpolate(grid, [[0, 1], [0, 1]], 0.25, 0), 0.25);
  assert.equal(interpolate(grid, [[0, 1], [0, 1]], 0, 0.25), 2.5);
});

test("a function linear in each weight is read exactly anywhere, edges included", () => {
  const J = (a, b) => 2 - a + 3 * b + 0.5 * a * b;
  const [n, [[left, right], [low, high]]] = [7, DOMAIN];
  const at = ([from, to], i, last) => from + ((to - from) * i) / last;
  const cost = Float64Array.from({ length: n * n }, (_, k) => J(at([left, right], k % n, n - 1), at([low, high], Math.floor(k / n), n - 1)));
  for (let i = 0; i <= 20; i++) {
    for (let j = 0; j <= 20; j++) {
      const [a, b] = [at([left, right], i, 20), at([low, high], j, 20)];
      assert.ok(Math.abs(interpolate({ n, cost }, DOMAIN, a, b) - J(a, b)) < 1e-9, `at (${a}, ${b})`);
    }
  }
});

test("outside the domain J is not a number, however near", () => {
  const grid = { n: 3, cost: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9) };
  for (const [a, b] of [[-6.001, 3], [6.001, -3], [3, -5.001], [3, 5.501], [NaN, 0], [0, Infinity]]) {
    assert.ok(Number.isNaN(interpolate(grid, DOMAIN, a, b)));
  }
});

test("a cell with a corner that is not finite does not pretend to a value", () => {
  assert.ok(!Number.isFinite(interpolate({ n: 2, cost: Float32Array.of(1, 2, 3, Infinity) }, [[0, 1], [0, 1]], 0.5, 0.5)));
  assert.ok(Number.isNaN(interpolate({ n: 2, cost: Float32Array.of(1, 2, 3, NaN) }, [[0, 1], [0, 1]], 0.5, 0.5)));
});
