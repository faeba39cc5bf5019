// The entry of the page of averages.

import { mounted } from "../player/mounted.mjs";
import { createDesk } from "./desk.mjs";

const styles = ["../player/player.css", "../player/beside.css", "averages.css"].map((name) => new URL(name, import.meta.url).href);

export const { render, unmount } = mounted(createDesk, styles);
