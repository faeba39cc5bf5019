// A rule's arithmetic at one step: each line once with its symbols and once with the step's numbers put in.
// The lines and what may stand in them are explained in optimizers/working.py; nothing here knows any rule.

import { show } from "./numbers.mjs";

const NAME = /\{([a-z_0-9]+)(\.[12])?(-*)\}/g; // its parts: the name, a coordinate, and a - for each step ago
const DIGITS = 5; // significant ones of a number that is shown
const SUBSCRIPT = { ".1": "₁", ".2": "₂" };
const POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

// What step n = 1, 2, … does to coordinate k = 1 or 2, from a frame of readAnatomy; nothing for any other n.
// -> [{name, symbol, formula, numbers, result}], read as symbol ← formula = numbers = result.
export function working(anatomy, n, k) {
  if (!(n >= 1 && n <= anatomy.steps)) return [];
  return anatomy.lines.map(([name, template]) => ({
    name,
    symbol: symbol(anatomy, ...apart(name)),
    formula: raised(template.replace(NAME, (_, base, coordinate, ago) => symbol(anatomy, base, coordinate, ago))),
    numbers: raised(template.replace(NAME, (whole, base, coordinate, ago, at) => {
      const text = shown(anatomy, n, k, base, coordinate, ago.length);
      return embraced(text, template.slice(0, at), template.slice(at + whole.length));
    })),
    result: shown(anatomy, n, k, ...apart(name)),
  }));
}

// What the lines start from and do not work out themselves, hyperparameters apart: g, α … as [{name, symbol, result}].
export function given(anatomy, n, k) {
  if (!(n >= 1 && n <= anatomy.steps)) return [];
  const worked = new Set(anatomy.lines.map(([name]) => apart(name)[0]));
  const asked = anatomy.lines.flatMap(([, template]) => [...template.matchAll(NAME)]);
  const ours = ([, base, , ago]) => !ago && !worked.has(base) && !(base in anatomy.constants) && base !== "n";
  const names = new Set(asked.filter(ours).map(([, base, coordinate = ""]) => base + coordinate));
  return [...names].map((name) => ({
    name, symbol: symbol(anatomy, ...apart(name)), result: shown(anatomy, n, k, ...apart(name)),
  }));
}

// "d.1" -> ["d", ".1"], "d" -> ["d", undefined]
const apart = (name) => [name.replace(/\..*/, ""), name.match(/\..*/)?.[0]];

// An earlier value looks as the value does where it has no symbol of its own, and a coordinate's has a subscript.
function symbol({ symbols }, base, coordinate = "", ago = "") {
  const own = symbols[base + coordinate + ago] ?? symbols[base + coordinate];
  return own ?? (symbols[base + ago] ?? symbols[base] ?? base) + (SUBSCRIPT[coordinate] ?? "");
}

// The number that a name stands for at step n, as text; "none" where there was none so long ago.
function shown({ columns, constants }, n, k, base, coordinate = "", ago = 0) {
  if (base in constants) return show(constants[base], DIGITS);
  if (base === "n") return String(n);
  const value = (columns[base + coordinate] ?? columns[`${base}.${k}`])[n - ago];
  return value === undefined || (n - ago <= 0 && Number.isNaN(value)) ? "none" : show(value, DIGITS);
}

// In parentheses what would be misread without: a minus behind a sign, a minus or an exponent at a root or a power.
function embraced(text, before, after) {
  const tight = /√$/.test(before) || /^[²^]/.test(after);
  const behind = /[+−·/]\s*$/.test(before);
  return (tight && /[−e ]/.test(text)) || (behind && /^−| /.test(text)) ? `(${text})` : text;
}

// β^n and 0.9^12 as they are written by hand; a power that is a sum stays as it is.
function raised(text) {
  return text.replace(/\^(\d+|n)/g, (_, power) => (power === "n" ? "ⁿ" : [...power].map((digit) => POWERS[digit]).join("")));
}
