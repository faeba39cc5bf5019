// The doctor: for each run that diverged, stalls, oscillates or crawls a card with the step, the cause and a remedy, whose
// button applies it. It is asked when the page is at rest.

import { html } from "./dom.mjs";
import { marker } from "./toolbar.mjs";

const KINDS = { diverged: "diverged", oscillates: "oscillates", stalls: "stalls", crawls: "crawls" };

// `on` is {go(step, row), change(row, run)}: look at a step, give a row other settings, spelled as in a link.
export function createDoctor(on, ask = askServer) {
  const element = html("div", { class: "doctor", role: "status", "aria-label": "What went wrong" });
  let wanted = null; // the link whose answer counts
  let drawn = null; // the link of the cards shown
  let shown = null; // the link of the paths shown

  // Ask about the runs of `link`, which are the page's `runs`; once.
  async function see(link, runs) {
    if (link === wanted) return;
    wanted = link;
    const found = await ask(`/api/diagnosis?${link}`).catch(() => null);
    if (link !== wanted) return; // other runs by now
    if (!found) return void (wanted = null); // it may be asked again at the next rest
    drawn = link;
    element.replaceChildren(...found.flatMap((one, i) => (one && runs[i] ? [card(one, runs[i])] : [])));
    leave(shown ?? link);
  }

  function card({ kind, step, sentence, remedy }, run) {
    const look = html("button", { type: "button", title: "Look at this step", onclick: () => on.go(step, run.row) }, `step ${step}`);
    const apply = remedy && html("button", { type: "button", class: "apply", onclick: () => on.change(run.row, remedy.run) }, remedy.label);
    return html("div", { class: `card-of ${kind}` },
      html("div", { class: "row" }, marker(run), html("b", {}, `${run.title} ${KINDS[kind] ?? kind}`), look),
      html("div", {}, sentence, remedy ? ` ${remedy.sentence}` : ""),
      ...(apply ? [apply] : []));
  }

  // There are new paths, of `link`: cards of others are no longer true. They fade where they stand until the next answer,
  // so that nothing jumps under the finger.
  function leave(link) {
    shown = link;
    const old = drawn !== null && link !== drawn;
    element.toggleAttribute("aria-busy", old);
    for (const button of element.querySelectorAll("button")) button.disabled = old;
  }

  return { element, see, leave };
}

async function askServer(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}
