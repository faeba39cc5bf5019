// What is drawn on the page, as one svg that needs nothing else: the plots' own svgs and canvases where they stand, with
// the styles that are in force written out, and words as text. Controls are left out.

import { svg } from "../dom.mjs";
import { closedUp } from "./sheet.mjs";

// Of the styles in force those that an svg can have as attributes, and what is meant where none stands there.
const INHERITED = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "paint-order", "visibility"];
const OWN = { opacity: "1", "dominant-baseline": "auto" };
const LEFT_OUT = "button:not(.chip), input, select, textarea, a, .optiscape-player label, output, .katex-mathml, .zoom, .tip, .card, .toggle, .unseen, .relief-buttons, .draglayer, .hoverlayer, .zoomlayer, .modebar-container, title, desc, style, [hidden]";
const px = (value) => value.replace(/(?<=\d)px/g, "");
let copies = 0; // each with names of its own for its clips: a copy may stand on the page beside what it is of

// Copies of all that is to be seen in `parts`, elements of the page, from the top left corner of all of them on:
// {nodes, width, height}. `pictured` has images, as data addresses, for canvases that cannot be read.
export function copyOf(parts, pictured = new Map()) {
  const name = `c${(copies += 1)}-`;
  const made = parts.filter((part) => part.getClientRects().length).map((part) => copyOfOne(part, { boxes: [], name, pictured })).filter(({ box }) => box);
  if (!made.length) return { nodes: [], width: 0, height: 0 };
  const ups = closedUp(made.map(({ box }) => box));
  const left = Math.min(...made.map(({ box }) => box.left));
  const top = Math.min(...made.map(({ box }) => box.top));
  for (const [i, { group }] of made.entries()) group.setAttribute("transform", `translate(${-left},${-top - ups[i]})`);
  return {
    nodes: made.map(({ group }) => group), width: Math.max(...made.map(({ box }) => box.right)) - left,
    height: Math.max(...made.map(({ box }, i) => box.bottom - ups[i])) - top,
  };
}

function copyOfOne(part, taken) {
  const nodes = [];
  walk(part, nodes, taken);
  const edge = (name, furthest) => Math[furthest](...taken.boxes.map((box) => box[name]));
  const box = taken.boxes.length ? { left: edge("left", "min"), right: edge("right", "max"), top: edge("top", "min"), bottom: edge("bottom", "max") } : null;
  return { group: svg("g", {}, ...nodes), box };
}

function walk(element, nodes, taken) {
  if (element.matches(LEFT_OUT)) return;
  const style = getComputedStyle(element);
  if (style.display === "none") return;
  const box = element.getBoundingClientRect();
  const picture = taken.pictured.get(element);
  if (picture) return void seen(nodes, taken, box, image(box, picture, style));
  if (style.visibility !== "visible") return inner(element, nodes, taken); // a child may be
  if (element.tagName === "CANVAS") return void (element.width && box.width && seen(nodes, taken, box, image(box, element.toDataURL(), style)));
  if (element.localName === "svg") return void (box.width && seen(nodes, taken, box, drawing(element, box, style, taken)));
  if (element.matches(".handle")) return void nodes.push(dot(element.firstChild));
  decorated(element, box, style, nodes);
  inner(element, nodes, taken);
}

function inner(element, nodes, taken) {
  for (const child of element.childNodes) {
    if (child.nodeType === Node.ELEMENT_NODE) walk(child, nodes, taken);
    else if (child.nodeType === Node.TEXT_NODE && child.data.trim()) nodes.push(...words(child, taken));
  }
}

function seen(nodes, taken, box, node) {
  taken.boxes.push(box);
  nodes.push(node);
}

const image = (box, href, style) => svg("image", {
  x: box.left, y: box.top, width: box.width, height: box.height, href, preserveAspectRatio: "none", style: `image-rendering:${style.imageRendering}`,
});

// A drawing at its place: an svg in the svg, whose units are its own.
function drawing(element, box, style, taken) {
  const made = copied(element, {}, taken);
  for (const name of ["class", "style"]) made.removeAttribute(name);
  const place = { x: box.left, y: box.top, width: box.width, height: box.height, overflow: style.overflow };
  for (const [key, value] of Object.entries(place)) made.setAttribute(key, value);
  return made;
}

// An element of an svg and its children; null where it is not drawn. `above` are the styles in force around it.
function copied(element, above, taken) {
  if (element.matches(LEFT_OUT)) return null;
  const style = getComputedStyle(element);
  if (style.display === "none" && !element.closest("defs, clipPath")) return null;
  const made = element.cloneNode(false);
  made.removeAttribute("style");
  for (const { name, value } of [...made.attributes]) {
    if (/^(aria-|on)|^(role|tabindex|data-(?!run))/.test(name)) made.removeAttribute(name);
    else if (value.includes("url(")) made.setAttribute(name, value.replace(/url\(["']?[^#)]*#([^"')]+)["']?\)/g, `url(#${taken.name}$1)`));
  }
  if (made.id) made.id = taken.name + made.id;
  const now = {};
  for (const name of INHERITED) {
    now[name] = px(style.getPropertyValue(name));
    write(made, name, now[name], above[name]);
  }
  for (const [name, usual] of Object.entries(OWN)) write(made, name, style.getPropertyValue(name), usual);
  if (style.vectorEffect === "non-scaling-stroke") scaled(element, made, style);
  if (element.localName === "circle" && style.r) made.setAttribute("r", px(style.r)); // which a style may have made larger
  if (style.scale !== "none" && element.localName === "path") made.setAttribute("transform", `${made.getAttribute("transform") ?? ""} scale(${style.scale})`);
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) made.append(child.data);
    else if (child.nodeType === Node.ELEMENT_NODE) made.append(...[copied(child, now, taken)].filter(Boolean));
  }
  return made;
}

// A line as broad as it is seen, also where the file is seen larger: there it grows with all else.
function scaled(element, made, style) {
  const { a, b, c, d } = element.getScreenCTM();
  const factor = Math.sqrt(Math.abs(a * d - b * c)) || 1;
  made.removeAttribute("vector-effect");
  made.setAttribute("stroke-width", parseFloat(style.strokeWidth) / factor);
  if (style.strokeDasharray !== "none") made.setAttribute("stroke-dasharray", style.strokeDasharray.split(/[ ,]+/).map((part) => parseFloat(part) / factor).join(" "));
}

// The paint of a gradient or a pattern names it as its attribute does, which stays.
function write(made, name, value, usual) {
  if (value.includes("url(")) return;
  if (value === usual) made.removeAttribute(name);
  else made.setAttribute(name, value);
}

// The red dot: hollow where the start itself is out of view.
function dot(element) {
  const { left, top, width } = element.getBoundingClientRect();
  const hollow = element.parentElement.classList.contains("outside");
  const middle = { cx: left + width / 2, cy: top + width / 2, class: "start" };
  return svg("circle", { ...middle, r: width / 2 + (hollow ? -1.5 : 1), fill: hollow ? "none" : "#e4002b", stroke: hollow ? "#e4002b" : "#fff", "stroke-width": hollow ? 3 : 2.5 });
}

// Lines below the cells of tables, edges of maps, and the small squares of legends.
function decorated(element, box, style, nodes) {
  const edge = (name) => parseFloat(style[`border${name}Width`]) > 0 && style[`border${name}Style`] !== "none";
  if (edge("Top") && edge("Left")) nodes.push(svg("rect", { x: box.left + 0.5, y: box.top + 0.5, width: box.width - 1, height: box.height - 1, fill: "none", stroke: style.borderTopColor }));
  else if (edge("Bottom")) nodes.push(svg("line", { x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom, stroke: style.borderBottomColor }));
  const before = getComputedStyle(element, "::before");
  if (before.content !== '""' || before.display !== "inline-block") return;
  const [width, height] = [parseFloat(before.width) || 0, Math.max(parseFloat(before.height) || 0, parseFloat(before.borderTopWidth))];
  const colour = before.backgroundColor === "rgba(0, 0, 0, 0)" ? before.borderTopColor : before.backgroundColor;
  const line = element.getClientRects()[0];
  nodes.push(svg("rect", { x: line.left, y: line.top + Math.min(line.height, 20) / 2 - height / 2, width, height, fill: colour }));
}

// The lines of a text, each where it stands.
function words(text, taken) {
  const style = getComputedStyle(text.parentElement);
  const range = document.createRange();
  const lines = [];
  for (const { index, 0: word } of text.data.matchAll(/\S+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const box = range.getBoundingClientRect();
    if (!box.width) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 2) {
      last.text += ` ${word}`;
      last.right = box.right;
    } else lines.push({ text: word, box, right: box.right });
  }
  const opacity = opacityOf(text.parentElement);
  return lines.map(({ text: whole, box, right }) => {
    const line = whole.replace(/ ·$/, ""); // after which stands a link, of no use on paper
    taken.boxes.push({ left: box.left, right, top: box.top, bottom: box.bottom });
    const size = parseFloat(style.fontSize);
    const baseline = box.top + box.height / 2 + 0.33 * size; // the middle of small letters is a third of the size above it
    return svg("text", {
      x: box.left, y: baseline, fill: style.color, "font-family": style.fontFamily, "font-size": size, "font-weight": style.fontWeight, ...(opacity < 1 ? { opacity } : {}),
    }, line);
  });
}

function opacityOf(element) {
  let opacity = 1;
  for (let one = element; one && !one.matches(".optiscape-player"); one = one.parentElement) opacity *= getComputedStyle(one).opacity;
  return opacity;
}
