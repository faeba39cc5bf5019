// Where things stand on a saved picture: a heading, the legend in lines, what is drawn, and a line with the link below it.

export const EDGE = 16; // pixels around it all
const TITLE = 30; // the height of the title's line
export const ROW = 22; // and of one of the legend
const MARK = 20; // from a run's mark to its words
const GAP = 18; // from one run to the next
const FOOT = 20;
const BETWEEN = 12; // at most, from one part to the next below it

// The legend's items in rows no wider than `width`: [{x, row}] for each, and how many rows there are. `widths` are those
// of their words. An item wider than that has a row to itself.
export function rowsOf(widths, width) {
  let [x, row] = [0, 0];
  const places = widths.map((words) => {
    const whole = MARK + words;
    if (x > 0 && x + whole > width) [x, row] = [0, row + 1];
    const place = { x, row };
    x += whole + GAP;
    return place;
  });
  return { places, rows: widths.length ? row + 1 : 0 };
}

// The sheet for a body of this size: {width, height, title: y, legend: [{x, text, y}], body: {x, y}, foot: y | null},
// heights of words being those of their base lines. Without a title and a legend the body stands at the top.
export function sheetOf({ body, titled, words, linked }) {
  const { places, rows } = rowsOf(words, body.width);
  const top = EDGE + (titled ? TITLE : 0) + rows * ROW;
  const at = ({ x, row }) => {
    const y = EDGE + (titled ? TITLE : 0) + row * ROW + 14;
    return { x: EDGE + x + 7, text: EDGE + x + MARK, y };
  };
  const below = top + (titled || rows ? 6 : 0) + body.height;
  return {
    width: body.width + 2 * EDGE, height: below + (linked ? FOOT : 0) + EDGE, title: EDGE + 18, legend: places.map(at),
    body: { x: EDGE, y: below - body.height }, foot: linked ? below + FOOT - 4 : null,
  };
}

// The words of a run in the legend: its name, and its rate where that is known.
export function wordsOf({ title, settings = [] }) {
  const rate = settings.find(({ key }) => key === "learning_rate");
  return rate && !title.includes("α") ? `${title}, α = ${Number(rate.value.toPrecision(6))}` : title;
}

// How many pixels of the picture make one of the page: twice the screen's, unless that were more than browsers can draw.
export const scaleOf = (width, height, dense, most = 4e7) => Math.min(2 * dense, Math.sqrt(most / (width * height)));

// A name for the file: Latin letters and digits of the title.
export const fileName = (title, ending) => `optiscape-${title.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "picture"}.${ending}`;

// By how much each of the parts moves up, so that what stood between them on the page, and is left out, leaves no hole.
// Of the boxes {top, bottom} each is beside the last or below all before it.
export function closedUp(boxes) {
  let [up, bottom] = [0, Infinity];
  return boxes.map((box) => {
    if (box.top >= bottom + BETWEEN) up += box.top - bottom - BETWEEN;
    bottom = bottom === Infinity ? box.bottom : Math.max(bottom, box.bottom);
    return up;
  });
}
