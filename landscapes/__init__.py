"""Cost landscapes J(w1, w2): the catalogue, in teaching order."""

from types import MappingProxyType

import jax

from landscapes.base import Frozen, Interval, Known, Landscape, Minimum, Parameter
from landscapes.beale import BEALE
from landscapes.formula import FormulaError, parse
from landscapes.goldstein_price import GOLDSTEIN_PRICE
from landscapes.himmelblau import HIMMELBLAU
from landscapes.rastrigin import RASTRIGIN
from landscapes.ravine import RAVINE
from landscapes.rosenbrock import ROSENBROCK
from landscapes.saddle import SADDLE
from landscapes.styblinski_tang import STYBLINSKI_TANG
from landscapes.two_wells import TWO_WELLS

# Trajectories are float64: at float32 the last digits of a run, and whether it converged, would be rounding.
jax.config.update("jax_enable_x64", True)

CATALOGUE = MappingProxyType(
    {
        landscape.key: landscape
        for landscape in (
            HIMMELBLAU,
            RAVINE,
            ROSENBROCK,
            BEALE,
            GOLDSTEIN_PRICE,
            STYBLINSKI_TANG,
            RASTRIGIN,
            SADDLE,
            TWO_WELLS,
        )
    }
)

__all__ = [
    "CATALOGUE",
    "FormulaError",
    "Frozen",
    "Interval",
    "Known",
    "Landscape",
    "Minimum",
    "Parameter",
    "parse",
]
