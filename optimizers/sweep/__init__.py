"""Sweeps: one run of an experiment from many starts, at many learning rates, or under many seeds, all at once."""

from optimizers.sweep.basins import Basins, basins, final_costs
from optimizers.sweep.ensemble import Ensemble, ensemble
from optimizers.sweep.rates import Rates, Tuned, best, rates, tune

__all__ = ["Basins", "Ensemble", "Rates", "Tuned", "basins", "best", "ensemble", "final_costs", "rates", "tune"]
