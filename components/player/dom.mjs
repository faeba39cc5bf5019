// Small helpers to build elements.

const SVG = "http://www.w3.org/2000/svg";

// html("button", {class: "zoom", "aria-label": "Zoom in", onclick: f}, "+")
export function html(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

// Calls `act()` where one of the elements has another size than when it last gave true.
export function watchSizes(elements, act) {
  let size = "";
  const observer = new ResizeObserver(() => {
    const found = elements.map((element) => [element.clientWidth, element.clientHeight]).join();
    if (found !== size && act()) size = found;
  });
  elements.forEach((element) => observer.observe(element));
  return { close: () => observer.disconnect() };
}

// The `d` of a run's end mark about the origin. Each run has its own shape, so that colour is never the only sign.
export const MARKERS = {
  circle: "M5,0A5,5 0 1 1 -5,0A5,5 0 1 1 5,0Z",
  square: "M-4.5,-4.5H4.5V4.5H-4.5Z",
  diamond: "M0,-6L6,0L0,6L-6,0Z",
  triangle: "M0,-6L5.5,4.5H-5.5Z",
  cross: "M-5.5,-2H-2V-5.5H2V-2H5.5V2H2V5.5H-2V2H-5.5Z",
  down: "M0,6L5.5,-4.5H-5.5Z",
  hexagon: "M5.5,0L2.75,4.8L-2.75,4.8L-5.5,0L-2.75,-4.8L2.75,-4.8Z",
  star: "M0,-6.5L1.6,-2.1L6.2,-2L2.6,0.8L3.8,5.3L0,2.7L-3.8,5.3L-2.6,0.8L-6.2,-2L-1.6,-2.1Z",
};
