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

// The palette in force, and its colours as CSS variables of the whole page: the rows beside the map use them as well.
export function colours(element, palettes) {
  const dark = isDark(element);
  const palette = palettes[dark ? "dark" : "light"];
  palette.runs.forEach((colour, i) => document.documentElement.style.setProperty(`--optiscape-run-${i}`, colour));
  for (const key of ["halo", "text", "axis", "beyond"]) element.style.setProperty(`--optiscape-${key}`, palette[key]);
  return { ...palette, dark, font: getComputedStyle(element).fontFamily };
}
