"""Verdicts: what a run did, decided here for every page, table, map, race and sweep; nothing else judges.

Nothing depends on the units of J or w: lengths are told in map widths, the map's side along an axis. At rest is a run
each of whose last max(10, 2 %) steps is shorter than 10⁻⁶ widths. Let p be the listed minimum within 10⁻³ widths of
its end or, where there is none, the zero of the gradient that damped Newton steps reach from its end within as much;
or, for a kink, the minimum that must lie so near because J is higher all around.

    converged   at rest, and there is a p. Where J is constant over the map: "flat everywhere"
    stalled     at rest, and there is no p: on a plateau, by a rate that has decayed, or by steps too short at once
    diverged    from the first row that is not finite, or from which on it stays beyond a million widths
    undefined   J or its gradient is not finite at the start, or where the run stepped out of J's domain
    moving      anything else: it falls, climbs, oscillates, or wanders with its noise

A level place that is neither the lowest on the map nor the whole map is a plateau, though its gradient is exactly 0.
"""

from optimizers.verdicts.ends import KINDS, LOST, Ends, Kinds, ends_of, kinds, lost_from
from optimizers.verdicts.judge import Verdict, judge
from optimizers.verdicts.points import Point
from optimizers.verdicts.rows import FAR, HERE, REST, at, finite, map_of, near, short

__all__ = [
    "FAR",
    "HERE",
    "KINDS",
    "LOST",
    "REST",
    "Ends",
    "Kinds",
    "Point",
    "Verdict",
    "at",
    "ends_of",
    "finite",
    "judge",
    "kinds",
    "lost_from",
    "map_of",
    "near",
    "short",
]
