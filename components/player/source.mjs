// What the picture is drawn from: the newest answer of the live socket and the grid that belongs to it. Until both are
// there for what was asked last, the old pair stays.

import { family } from "./batches/examples.mjs";
import { readTrajectories } from "./frame.mjs";
import { suits } from "./levels.mjs";
import { connect } from "./live.mjs";
import { createSurfaces } from "./surfaces.mjs";
import { socketTo } from "./transport.mjs";

const REST = 250; // ms without a further zoom after which the grid is sampled anew

// `on` is {scene(): Promise, ground(): Promise, frame(start), error(text), status("open" | "lost")}: the surface or the runs are other ones,
// to be drawn before their paths; the grid is another one; there are new paths, from that start.
export function createSource(on) {
  // `scene` is the data of the page that is drawn, `grid` J over the rectangle `sampled`, `view` the rectangle of the
  // map, `ground` the surface of the grid, `suited` the scale of the colours that suits the surface, `frame` the trajectories of `link`, or null.
  const now = { scene: null, grid: null, sampled: null, view: null, suited: "linear", frame: null, link: null, ground: null };
  let latest = null; // {frame, request}: the newest answer
  let next = null; // the scene on another surface than the one drawn, which is drawn without waiting for its paths
  let following = false;
  let settling = false;
  let zoomed = null;
  let closed = false;
  const surfaces = createSurfaces();
  const live = connect(socketTo("./api/live", "./api/trajectories"), {
    frame: (buffer, request) => { latest = { frame: readTrajectories(buffer), request }; present(); },
    error: (text) => on.error(`${now.frame ? "The last good picture stays" : "Nothing can be drawn"}: ${text}`),
    status: on.status,
  });

  function present() {
    const { scene } = latest.request;
    if (scene.look === now.scene?.look) accept();
    else if (scene.kin && scene.kin === now.scene?.kin && !following) {
      accept(); // under a finger that moves a point the paths follow at once, and the bowl as fast as it can be drawn
      settle();
    } else follow(scene);
  }

  // Draw the bowl of the points as they now are.
  async function settle() {
    if (settling) return;
    settling = true;
    const { kin } = now.scene;
    while (now.ground !== now.scene.surface && !closed) {
      const { scene: { surface }, view } = now;
      const grid = await surfaces(surface, view).catch(() => null);
      if (!grid || closed || following || kin !== now.scene.kin) break;
      Object.assign(now, { grid, sampled: view, ground: surface });
      const began = performance.now();
      await on.ground();
      const took = performance.now() - began;
      await new Promise((resume) => setTimeout(resume, took)); // the paths have at least half of the time
    }
    settling = false;
  }

  function accept() {
    [now.frame, now.scene, now.link] = [latest.frame, latest.request.scene, latest.request.link];
    on.frame(latest.request.start);
  }

  // The scene to draw: of the newest answer, unless another surface is asked for since.
  const due = () => (next && latest?.request.scene.look !== next.look ? next : latest?.request.scene);

  // Draw it, or `first` where nothing has been asked yet.
  async function follow(first) {
    if (following) return;
    following = true;
    try {
      while (!now.scene || (due() && due().look !== now.scene.look)) {
        const { scene } = now;
        const drawn = due() ?? first;
        const same = scene && family(scene) === family(drawn) && String(scene.domain) === String(drawn.domain);
        const rectangle = same ? now.view : drawn.domain;
        const grid = await surfaces(drawn.surface, rectangle);
        if (closed) return;
        if ((due() ?? first).look !== drawn.look) continue; // another one by now
        const { frame = null, request } = latest && latest.request.scene.look === drawn.look ? latest : {};
        Object.assign(now, { scene: drawn, grid, sampled: rectangle, view: rectangle, frame, link: request?.link ?? null, ground: drawn.surface });
        if (!same) now.suited = suits(grid.cost, drawn.lowest); // by the whole map: zooming changes no scale
        await on.scene();
        if (closed) return;
      }
      if (latest?.request.scene.look === now.scene.look) accept();
    } catch (error) {
      on.error(`The surface could not be drawn: ${error.message}`);
    } finally {
      following = false;
    }
  }

  function ask(request) {
    next = now.scene && family(request.scene) !== family(now.scene) ? request.scene : null;
    live.ask(request);
    if (next) follow();
  }

  // The map shows another rectangle.
  function look(view) {
    now.view = view;
    clearTimeout(zoomed);
    zoomed = setTimeout(resample, REST);
  }

  async function resample() {
    const { view } = now;
    const grid = await surfaces(now.scene.surface, view).catch(() => null);
    if (!grid || view !== now.view || closed) return;
    [now.grid, now.sampled] = [grid, view];
    await on.scene();
  }

  return {
    now, follow, look, ask,
    busy: live.busy,
    get asked() { return latest?.request ?? null; }, // what the newest answer answers
    close() {
      closed = true;
      live.close();
      clearTimeout(zoomed);
    },
  };
}
