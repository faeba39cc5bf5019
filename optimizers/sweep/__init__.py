"""Sweeps: one run of an experiment from many starts, with other settings, or under many seeds, all at once."""

from optimizers.sweep.basins import Basins, basins, final_costs
from optimizers.sweep.ensemble import Ensemble, ensemble
from optimizers.sweep.plane import Axis, Plane, plane
from optimizers.sweep.rates import Rates, Tuned, best, rates, tune

__all__ = [
    "Axis",
    "Basins",
    "Ensemble",
    "Plane",
    "Rates",
    "Tuned",
    "basins",
    "best",
    "ensemble",
    "final_costs",
    "plane",
    "rates",
    "tune",
]
