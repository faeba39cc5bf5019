// Maps of many runs at once, as panels beside the map: what every start, every rate, every seed would have done.

import { createBasins } from "./basins.mjs";
import { createCloud } from "./cloud.mjs";
import { createPlane } from "./plane.mjs";
import { createRace } from "./race.mjs";
import { createStrip } from "./strip.mjs";

// `overlay` is the svg over the map, `on` what the panels may do: the player's desk.
export function createMaps(overlay, on) {
  const cloud = createCloud(overlay, on);
  const panels = { basins: createBasins(on), rates: createStrip(on), plane: createPlane(on), race: createRace(on), noise: cloud.panel };
  return {
    panels: Object.fromEntries(Object.entries(panels).map(([name, panel]) => [name, { ...panel, group: "maps" }])),
    over: cloud.over,
  };
}
