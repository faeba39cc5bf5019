// What Streamlit asks of a component's module: it calls `render` on every run with the same parent, and `unmount` when
// the component goes.

const address = (name) => new URL(name, import.meta.url).href;

// {render, unmount} for what `create(parent, plotly)` makes: {update(component), close()}. `styles` are the addresses of
// its style sheets. Plotly is loaded, and handed over, where it is `drawnByPlotly`. Of what could not be loaded `render`
// gives the address.
export function mounted(create, styles, drawnByPlotly = false) {
  const entries = new WeakMap();
  const loaded = Promise.all([drawnByPlotly ? loadPlotly() : null, ...styles.map(loadStyle)]);

  async function render(component) {
    const parent = component.parentElement;
    const waiting = entries.get(parent);
    entries.set(parent, { ...waiting, component });
    if (waiting) return void waiting.made?.update(component);
    const plotly = await loaded.then(([found]) => found, (error) => error);
    if (plotly instanceof Error) return plotly.message;
    const entry = entries.get(parent); // the newest data, or nothing where it has gone meanwhile
    if (!entry) return null;
    entry.made = create(parent, plotly);
    entry.made.update(entry.component);
    return null;
  }

  function unmount(parent) {
    entries.get(parent)?.made?.close();
    entries.delete(parent);
  }

  return { render, unmount };
}

// Our own reference to Plotly: another copy on the page may replace the global one. The page's head asks for it early
// (components/backend/assets.py); where it does not, as behind a proxy that rewrites pages, it is asked for here.
function loadPlotly() {
  const asked = [...document.scripts].find((script) => script.src === address("plotly.min.js"));
  if (asked && window.Plotly) return Promise.resolve(window.Plotly);
  return new Promise((resolve, reject) => {
    const going = asked && document.readyState !== "complete" ? asked : null; // else it has failed: once more
    const script = going ?? document.createElement("script");
    script.addEventListener("load", () => resolve(window.Plotly));
    script.addEventListener("error", () => reject(new Error(address("plotly.min.js"))));
    if (going) return;
    script.src = address("plotly.min.js");
    document.head.append(script);
  });
}

function loadStyle(href) {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}
