// Light or dark, and the colours that go with it. The palettes come from components/theme.py with the page's data.

// Whether the page around `element` is dark, by the luminance of Streamlit's background colour.
export function isDark(element) {
  const probe = document.createElement("i");
  probe.style.color = getComputedStyle(element).getPropertyValue("--st-background-color") || "white";
  element.append(probe);
  const rgb = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return luminance(rgb) < 0.5;
}

export const luminance = ([r, g, b]) => (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;

// A tick as an image, for the boxes of the rows, which are filled with the runs' colours.
const tick = (colour) =>
  `url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path fill='none' stroke='${colour.replace("#", "%23")}' stroke-width='2.6' d='M3 8.5l3.5 3.5L13 4.5'/></svg>")`;

// The palette in force, and its colours as CSS variables of the whole page: the rows beside the map use them as well.
export function colours(element, palettes) {
  const dark = isDark(element);
  const palette = palettes[dark ? "dark" : "light"];
  palette.runs.forEach((colour, i) => document.documentElement.style.setProperty(`--optiscape-run-${i}`, colour));
  document.documentElement.style.setProperty("--optiscape-tick", tick(palette.halo));
  for (const key of ["halo", "text", "axis", "beyond"]) element.style.setProperty(`--optiscape-${key}`, palette[key]);
  return { ...palette, dark, font: getComputedStyle(element).fontFamily };
}
