// The entry of the player.

import { mounted } from "./mounted.mjs";
import { createPlayer } from "./player.mjs";

const styles = ["player.css", "beside.css", "maps/maps.css", "batches/batches.css"].map((name) => new URL(name, import.meta.url).href);

export const { render, unmount } = mounted((parent, plotly) => createPlayer(plotly, parent), styles, true);
