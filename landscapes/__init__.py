"""Cost landscapes J(w1, w2): the catalogue, group by group in teaching order."""

from types import MappingProxyType

import jax

from landscapes.ackley import ACKLEY
from landscapes.base import GROUPS, Frozen, Interval, Known, Landscape, Minimum, Parameter
from landscapes.beale import BEALE
from landscapes.bohachevsky import BOHACHEVSKY
from landscapes.booth import BOOTH
from landscapes.branin import BRANIN
from landscapes.bukin_n6 import BUKIN_N6
from landscapes.cross_in_tray import CROSS_IN_TRAY
from landscapes.data import Data
from landscapes.distill_banana import DISTILL_BANANA
from landscapes.dixon_price import DIXON_PRICE
from landscapes.drop_wave import DROP_WAVE
from landscapes.easom import EASOM
from landscapes.eggholder import EGGHOLDER
from landscapes.flower import FLOWER
from landscapes.formula import FormulaError, parse
from landscapes.goldstein_price import GOLDSTEIN_PRICE
from landscapes.griewank import GRIEWANK
from landscapes.hills import HILLS
from landscapes.himmelblau import HIMMELBLAU
from landscapes.holder_table import HOLDER_TABLE
from landscapes.kinked_valley import KINKED_VALLEY
from landscapes.levy import LEVY
from landscapes.linear_regression import LINEAR_REGRESSION
from landscapes.logistic_regression import LOGISTIC_REGRESSION
from landscapes.matyas import MATYAS
from landscapes.mccormick import MCCORMICK
from landscapes.michalewicz import MICHALEWICZ
from landscapes.monkey_saddle import MONKEY_SADDLE
from landscapes.radial_plateau import RADIAL_PLATEAU
from landscapes.rastrigin import RASTRIGIN
from landscapes.ravine import RAVINE
from landscapes.rosenbrock import ROSENBROCK
from landscapes.rotated_bowl import ROTATED_BOWL
from landscapes.saddle import SADDLE
from landscapes.schaffer_n2 import SCHAFFER_N2
from landscapes.schwefel import SCHWEFEL
from landscapes.six_hump_camel import SIX_HUMP_CAMEL
from landscapes.softplus_plateau import SOFTPLUS_PLATEAU
from landscapes.sphere import SPHERE
from landscapes.styblinski_tang import STYBLINSKI_TANG
from landscapes.tanh_neuron import TANH_NEURON
from landscapes.three_hump_camel import THREE_HUMP_CAMEL
from landscapes.two_crowds import TWO_CROWDS
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
            DISTILL_BANANA,
            BEALE,
            DIXON_PRICE,
            GOLDSTEIN_PRICE,
            HIMMELBLAU,
            STYBLINSKI_TANG,
            TWO_WELLS,
            HILLS,
            MCCORMICK,
            THREE_HUMP_CAMEL,
            SIX_HUMP_CAMEL,
            BRANIN,
            BOHACHEVSKY,
            RASTRIGIN,
            ACKLEY,
            GRIEWANK,
            LEVY,
            DROP_WAVE,
            SCHAFFER_N2,
            MICHALEWICZ,
            SCHWEFEL,
            SADDLE,
            MONKEY_SADDLE,
            RADIAL_PLATEAU,
            SOFTPLUS_PLATEAU,
            EASOM,
            KINKED_VALLEY,
            BUKIN_N6,
            CROSS_IN_TRAY,
            HOLDER_TABLE,
            EGGHOLDER,
            LINEAR_REGRESSION,
            TWO_CROWDS,
            LOGISTIC_REGRESSION,
            TANH_NEURON,
        )
    }
)

__all__ = [
    "CATALOGUE",
    "GROUPS",
    "Data",
    "FormulaError",
    "Frozen",
    "Interval",
    "Known",
    "Landscape",
    "Minimum",
    "Parameter",
    "parse",
]
