// The entry of the component that trains a network. It has the player's look, and a little of its own.

import { mounted } from "../player/mounted.mjs";
import { createNetwork } from "./network.mjs";

const STYLES = ["../player/player.css", "../player/beside.css", "../player/maps/maps.css", "network.css"];
const styles = STYLES.map((name) => new URL(name, import.meta.url).href);

export const { render, unmount } = mounted((parent, plotly) => createNetwork(plotly, parent), styles, true);
