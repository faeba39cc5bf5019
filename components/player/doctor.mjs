// The doctor: for each run that is not well a card with the step, the cause and a remedy, whose button applies it. It is
// asked when the page is at rest.

import { html } from "./dom.mjs";
import { marker } from "./toolbar.mjs";

const KINDS = {
  leaves: "leaves the map", rises: "ends higher than it began", rests: "rests at no minimum",
  trembles: "trembles at its end", circles: "still circles", slows: "has slowed down",
}; // the other kinds say themselves what the run does

const headed = (kind, step) => (kind === "undefined" ? step ? "leaves J's domain" : "is undefined at the start" : KINDS[kind] ?? kind);

// `on` is {go(step, row), change(row, run), move(w1, w2)}: look at a step, give a row other settings, spelled as in a link,
// move the dot.
export function createDoctor(on, ask = askServer) {
  const element = html("div", { class: "doctor", role: "status", "aria-label": "What went wrong" });
  let wanted = null; // the link whose answer counts
  let drawn = null; // the link of the cards shown
  let shown = null; // the link of the paths shown

  // Ask about the runs of `link`, which are the page's `runs`; once.
  async function see(link, runs) {
    if (link === wanted) return;
    wanted = link;
    const found = await ask(`./api/diagnosis?${link}`).catch(() => null);
    if (link !== wanted) return; // other runs by now
    if (!found) return void (wanted = null); // it may be asked again at the next rest
    drawn = link;
    element.replaceChildren(...found.flatMap((one, i) => (one && runs[i] ? [card(one, runs[i])] : [])));
    leave(shown ?? link);
  }

  function card({ kind, step, cause_step: cause, sentence, remedy }, run) {
    const look = (n, text, title) => html("button", { type: "button", title, onclick: () => on.go(n, run.row) }, text);
    const looks = [look(step, `step ${step}`, "Look at this step")];
    if (cause !== null && cause !== step) looks.push(look(cause, `cause: step ${cause}`, "Look at where it began"));
    const apply = remedy && html("button", { type: "button", class: "apply", onclick: () => take(remedy, run) }, remedy.label);
    return html("div", { class: `card-of ${kind}` },
      html("div", { class: "row" }, marker(run), html("b", {}, `${run.title} ${headed(kind, step)}`), ...looks),
      html("div", {}, sentence, remedy ? ` ${remedy.sentence}` : ""),
      ...(apply ? [apply] : []));
  }

  function take({ run: spelled, start }, run) {
    if (start) on.move(...start);
    on.change(run.row, spelled);
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

export async function askServer(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}
