"""Sweeps: the runs of an experiment from many starts, with many settings or seeds, all at once, and as a race."""

from optimizers.sweep.basins import Basins, basins, final_costs
from optimizers.sweep.ensemble import Ensemble, ensemble
from optimizers.sweep.everywhere import Everywhere, everywhere
from optimizers.sweep.plane import Axis, Plane, plane
from optimizers.sweep.race import TERMS, Racer, race
from optimizers.sweep.rates import Rates, Tuned, best, rates, tune

__all__ = [
    "TERMS",
    "Axis",
    "Basins",
    "Ensemble",
    "Everywhere",
    "Plane",
    "Racer",
    "Rates",
    "Tuned",
    "basins",
    "best",
    "ensemble",
    "everywhere",
    "final_costs",
    "plane",
    "race",
    "rates",
    "tune",
]
