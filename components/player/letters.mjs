// The names of minima: A, B, C … in one order everywhere, on the map, in the basins, in legends and texts. The known
// ones come first, as the landscape lists them, then those that the search found, in its order: the lowest first.

const COUNT = 26; // beyond, minima have no name: nobody tells apart a hundred letters

export const letterOf = (i) => (i < COUNT ? String.fromCharCode(65 + i) : null);

// `known` minima and then `found` points in the order of the search, each that a run may end at with its letter. The
// basins count those points too at which second derivatives do not decide: nothing marks them, yet they have their letter.
export function lettered(known, found) {
  const ends = ["minimum", "degenerate"];
  let count = known.length;
  return [...known.map((point, i) => ({ ...point, letter: letterOf(i) })),
    ...found.map((point) => (ends.includes(point.kind) ? { ...point, letter: letterOf(count++) } : point))];
}
