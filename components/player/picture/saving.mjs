// "Save picture": the button, what it offers, and the picture that a printed page shows.

import { html } from "../dom.mjs";
import { isDark } from "../theme.mjs";
import { compose, fileOf, lettersOf, pixelsOf } from "./compose.mjs";
import { sizeChunk, textChunk, withChunks } from "./png.mjs";
import { fileName, scaleOf } from "./sheet.mjs";

// Streamlit's own variables as its light theme has them: they are in force while a light picture is drawn on a dark page.
const LIGHT = { "--st-background-color": "#ffffff", "--st-secondary-background-color": "#f0f2f6", "--st-text-color": "#31333f", "--st-border-color": "rgba(49, 51, 63, 0.2)" };
const SAID = 4000; // ms that a word of success stays

// For the player or another component whose element is `root`. `page` is {plotly, parts(printing): elements, about(): {title,
// name: of the file, runs} or null where nothing is drawn, repaint(): draw all anew in the colours in force, a promise or nothing, what is needed for a
// printed page at once, ready(): a promise of what is not drawn as long as it is out of sight; the last may be missing}.
export function createSaving(root, page) {
  const said = html("span", { class: "said", role: "status" });
  const light = html("input", { type: "checkbox" });
  const linked = html("input", { type: "checkbox" });
  const lightChoice = html("label", {}, light, "Light background");
  const action = (text, act, success) => html("button", { type: "button", onclick: () => run(act, success) }, text);
  const buttons = [action("PNG", () => save("png"), "Saved"), action("SVG", () => save("svg"), "Saved"), action("Copy as image", copy, "Copied")];
  const menu = html("div", { class: "save-menu", role: "group", "aria-label": "Save picture", hidden: "" },
    html("div", { class: "row" }, ...buttons), lightChoice, html("label", {}, linked, "Link under it"), said);
  const opener = html("button", { type: "button", class: "copy", "aria-expanded": "false", onclick: () => open(menu.hidden) }, "Save picture");
  const element = html("span", { class: "saving" }, opener, menu);
  let timer = null;
  let printed = null; // the picture that is printed, while the page is

  function open(yes) {
    menu.hidden = !yes;
    lightChoice.hidden = !isDark(root);
    opener.setAttribute("aria-expanded", yes);
    if (yes) buttons[0].focus();
  }

  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    event.stopPropagation();
    open(false);
    opener.focus();
  });
  const elsewhere = (event) => { if (!menu.hidden && !element.contains(event.target)) open(false); };
  document.addEventListener("pointerdown", elsewhere);

  async function run(act, success) {
    clearTimeout(timer);
    said.textContent = "";
    const here = document.activeElement;
    for (const button of buttons) button.disabled = true;
    try {
      await act();
      say(success);
      timer = setTimeout(() => say(""), SAID);
    } catch (error) {
      say(error.told ?? `The picture could not be made: ${error.message}.`);
    }
    for (const button of buttons) button.disabled = false;
    if (!menu.hidden && document.activeElement === document.body) here.focus(); // which a disabled button has lost
  }

  const say = (text) => { said.textContent = text; };

  // What is drawn, as the files have it: {text, width, height, title, link}.
  async function picture() {
    if (!page.about()) throw told("There is no picture yet.");
    const turned = light.checked && isDark(root);
    if (turned) await turn(true);
    try {
      await page.ready?.();
      const pictured = await solids();
      const composed = compose(page.parts(false), about(), { linked: linked.checked, pictured });
      const letters = await lettersOf(getComputedStyle(root).fontFamily);
      return { ...composed, text: fileOf(composed, letters) };
    } finally {
      if (turned) await turn(false);
    }
  }

  // The page in the light colours, or again in its own.
  async function turn(yes) {
    for (const [name, value] of Object.entries(LIGHT)) {
      if (yes) root.style.setProperty(name, value);
      else root.style.removeProperty(name);
    }
    await page.repaint();
    await new Promise((resolve) => setTimeout(resolve, 60)); // what is drawn in a later frame
  }

  // The 3-D views: their canvas keeps nothing to be read, and Plotly draws them once more.
  async function solids() {
    const found = [...root.querySelectorAll(".js-plotly-plot")].filter((plot) => plot.clientWidth && plot.querySelector(".gl-container canvas"));
    const draw = async (plot) => [plot, await page.plotly.toImage(plot, { format: "png", width: plot.clientWidth, height: plot.clientHeight, scale: 2 })];
    return new Map(await Promise.all(found.map(draw)));
  }

  // The same in the moment that is left before a page is printed, in the screen's pixels.
  function solidsNow() {
    const found = [...root.querySelectorAll(".gl-container canvas")].map((canvas) => [canvas, canvas.closest(".js-plotly-plot")?._fullLayout?.scene?._scene]);
    return new Map(found.filter(([canvas, scene]) => canvas.clientWidth && scene?.toImage).map(([canvas, scene]) => [canvas, scene.toImage("png")]));
  }

  function about() {
    const style = getComputedStyle(root);
    return { link: location.href, font: style.fontFamily, text: style.getPropertyValue("--st-text-color") || "#31333f", ground: style.getPropertyValue("--st-background-color") || "#ffffff", ...page.about() };
  }

  async function png() {
    const { text, width, height } = await picture();
    const scale = scaleOf(width, height, devicePixelRatio);
    const bytes = await pixelsOf(text, width, height, scale);
    const { title } = page.about();
    return new Blob([withChunks(bytes, [sizeChunk(scale), textChunk("Title", title), textChunk("Source", location.href), textChunk("Software", "Optiscape")])], { type: "image/png" });
  }

  async function save(kind) {
    const blob = kind === "png" ? await png() : new Blob([(await picture()).text], { type: "image/svg+xml" });
    const address = URL.createObjectURL(blob);
    html("a", { href: address, download: fileName(page.about().name, kind) }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  async function copy() {
    if (!navigator.clipboard?.write || !window.ClipboardItem) throw told("This browser copies no images here. Save the picture instead.");
    const made = png(); // as a promise: Safari lets nothing be copied that comes later than the press
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
    } catch (error) {
      await made; // where the picture itself failed, that is what is said
      throw told(`The browser did not let it be copied (${error.name}). Save the picture instead.`);
    }
  }

  const told = (text) => Object.assign(new Error(text), { told: text });

  // ---- printing: paper has another width than the screen, and is light

  function prepare() {
    if (printed || !root.isConnected || !page.about()) return;
    const dark = isDark(root);
    if (dark) {
      for (const [name, value] of Object.entries(LIGHT)) root.style.setProperty(name, value);
      page.repaint();
    }
    const { drawn } = compose(page.parts(true), about(), { pictured: solidsNow() });
    for (const part of drawn.querySelectorAll("[class]")) { // the styles of the page would be in force for it once more
      part.setAttribute("data-part", part.getAttribute("class"));
      part.removeAttribute("class");
    }
    drawn.setAttribute("class", "printed");
    printed = { drawn, dark };
    root.append(drawn);
    root.classList.add("on-paper");
  }

  function restore() {
    if (!printed) return;
    printed.drawn.remove();
    root.classList.remove("on-paper");
    const { dark } = printed;
    printed = null;
    if (!dark) return;
    for (const name of Object.keys(LIGHT)) root.style.removeProperty(name);
    page.repaint();
  }

  const paper = matchMedia("print");
  const changed = () => (paper.matches ? prepare() : restore());
  paper.addEventListener("change", changed);
  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", restore);

  function close() {
    clearTimeout(timer);
    paper.removeEventListener("change", changed);
    window.removeEventListener("beforeprint", prepare);
    window.removeEventListener("afterprint", restore);
    document.removeEventListener("pointerdown", elsewhere);
  }

  return { element, close };
}
