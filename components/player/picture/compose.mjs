// The picture that is saved or printed: what is drawn, under its title and its legend, as an svg of its own.

import { MARKERS, svg } from "../dom.mjs";
import { copyOf } from "./copied.mjs";
import { sheetOf, wordsOf } from "./sheet.mjs";

const TEXT = 13; // pixels
const TITLE = 17; // or less, where it would be wider than the picture

// `about` is {title, runs: [{title, colour, marker, settings}], link, text: colour, ground: colour, font}, `parts` the
// elements that are drawn, `pictured` images for those that cannot be read. With `linked` the link stands under it.
export function compose(parts, { title, runs, link, text, ground, font }, { linked = false, pictured } = {}) {
  const body = copyOf(parts, pictured);
  const width = measure(font);
  const names = runs.map(wordsOf);
  const sheet = sheetOf({ body, titled: title !== "", words: names.map(width), linked });
  const words = (x, y, content, more = {}) => svg("text", { x, y, fill: text, "font-family": font, "font-size": TEXT, ...more }, content);
  const drawn = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: sheet.width, height: sheet.height, viewBox: `0 0 ${sheet.width} ${sheet.height}`, role: "img" },
    svg("title", {}, title), described(link),
    svg("rect", { width: sheet.width, height: sheet.height, fill: ground }),
    words(sheet.body.x, sheet.title, title, { "font-size": Math.min(TITLE, (0.95 * TEXT * body.width) / Math.max(width(title), 1)), "font-weight": 600 }),
    ...sheet.legend.flatMap(({ x, text: at, y }, i) => [
      svg("path", { d: MARKERS[runs[i].marker], fill: runs[i].colour, transform: `translate(${x},${y - 4.5})` }), words(at, y, names[i])]),
    svg("g", { class: "drawn", transform: `translate(${sheet.body.x},${sheet.body.y})` }, ...body.nodes));
  if (sheet.foot !== null) drawn.append(words(sheet.body.x, sheet.foot, short(link, body.width, width), { "font-size": 11, opacity: 0.75 }));
  return { drawn, width: sheet.width, height: sheet.height };
}

// The link as the file's own description of itself, where programs look for it.
function described(link) {
  const metadata = svg("metadata");
  const [rdf, dc] = ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/"];
  const source = document.createElementNS(dc, "dc:source");
  source.textContent = link;
  const about = document.createElementNS(rdf, "rdf:Description");
  about.append(source);
  const all = document.createElementNS(rdf, "rdf:RDF");
  all.append(about);
  metadata.append(all);
  return metadata;
}

function measure(font) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `${TEXT}px ${font}`;
  return (words) => context.measureText(words).width;
}

// The link in the width there is: the whole stands in the file's description.
function short(link, room, width) {
  if (0.85 * width(link) <= room) return link;
  let count = link.length;
  while (count > 20 && 0.85 * width(`${link.slice(0, count)}…`) > room) count -= 4;
  return `${link.slice(0, count)}…`;
}

// The faces of the page's own font as a style: a file brings its letters along.
export async function lettersOf(font) {
  const family = font.split(",")[0].replace(/["']/g, "").trim();
  const faces = [...document.styleSheets].flatMap(rulesOf)
    .filter((rule) => rule.constructor.name === "CSSFontFaceRule" && rule.style.getPropertyValue("font-family").replace(/["']/g, "").trim() === family && rule.style.getPropertyValue("font-style") !== "italic");
  const written = await Promise.all(faces.slice(0, 2).map(faceOf));
  return written.filter(Boolean).join("\n");
}

function rulesOf(sheet) {
  try {
    return [...sheet.cssRules];
  } catch {
    return []; // another site's: closed to us
  }
}

async function faceOf(rule) {
  const found = rule.style.getPropertyValue("src").match(/url\(["']?([^"')]+)["']?\)/);
  if (!found) return "";
  try {
    const answer = await fetch(new URL(found[1], rule.parentStyleSheet.href ?? document.baseURI));
    const weight = rule.style.getPropertyValue("font-weight") || "400";
    return answer.ok ? `@font-face{font-family:${rule.style.getPropertyValue("font-family")};font-weight:${weight};src:url(${await dataOf(await answer.blob())})}` : "";
  } catch {
    return ""; // the picture then has the reader's own letters
  }
}

function dataOf(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

// The text of the file.
export function fileOf({ drawn }, letters) {
  if (letters) drawn.prepend(svg("style", {}, letters));
  return new XMLSerializer().serializeToString(drawn);
}

// The pixels of the file: a PNG's bytes.
export async function pixelsOf(text, width, height, scale) {
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!blob) throw new Error("the browser drew nothing");
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}
