"""Cost landscapes J(w1, w2): the catalogue, group by group in teaching order."""

from types import MappingProxyType

import jax

from landscapes.base import GROUPS, Frozen, Interval, Known, Landscape, Minimum, Parameter
from landscapes.beale import BEALE
from landscapes.booth import BOOTH
from landscapes.flower import FLOWER
from landscapes.goldstein_price import GOLDSTEIN_PRICE
from landscapes.himmelblau import HIMMELBLAU
from landscapes.matyas import MATYAS
from landscapes.rastrigin import RASTRIGIN
from landscapes.ravine import RAVINE
from landscapes.rosenbrock import ROSENBROCK
from landscapes.rotated_bowl import ROTATED_BOWL
from landscapes.saddle import SADDLE
from landscapes.sphere import SPHERE
from landscapes.styblinski_tang import STYBLINSKI_TANG
from landscapes.two_wells import TWO_WELLS

# Trajectories are float64: at float32 the last digits of a run, and whether it converged, would be rounding.
jax.config.update("jax_enable_x64", True)

CATALOGUE = MappingProxyType(
    {
        landscape.key: landscape
        for landscape in (
            SPHERE,
            RAVINE,
            ROTATED_BOWL,
            BOOTH,
            MATYAS,
            FLOWER,
            ROSENBROCK,
            BEALE,
            GOLDSTEIN_PRICE,
            HIMMELBLAU,
            STYBLINSKI_TANG,
            TWO_WELLS,
            RASTRIGIN,
            SADDLE,
        )
    }
)

__all__ = ["CATALOGUE", "GROUPS", "Frozen", "Interval", "Known", "Landscape", "Minimum", "Parameter"]
