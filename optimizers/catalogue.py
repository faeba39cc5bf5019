"""The optimizers in teaching order, group by group."""

from collections.abc import Mapping
from types import MappingProxyType

from optimizers.base import Optimizer
from optimizers.rules.adadelta import ADADELTA
from optimizers.rules.adagrad import ADAGRAD
from optimizers.rules.adam import ADAM
from optimizers.rules.gradient_descent import GRADIENT_DESCENT
from optimizers.rules.heavy_ball import HEAVY_BALL
from optimizers.rules.lbfgs import LBFGS
from optimizers.rules.momentum import MOMENTUM
from optimizers.rules.nesterov import NESTEROV
from optimizers.rules.newton import NEWTON
from optimizers.rules.optax_classics import ADAMAX, ADAMW, AMSGRAD, NADAM, RADAM
from optimizers.rules.optax_recent import ADABELIEF, ADAN, ADOPT, LION, YOGI
from optimizers.rules.rmsprop import RMSPROP
from optimizers.rules.rprop import RPROP
from optimizers.rules.sign_descent import SIGN_DESCENT

LECTURE = (GRADIENT_DESCENT, MOMENTUM, RMSPROP, ADAM, ADAGRAD, ADADELTA)
CLASSICS = (NESTEROV, HEAVY_BALL, NADAM, ADAMAX, AMSGRAD, RADAM, ADAMW)
RECENT = (LION, ADABELIEF, YOGI, ADAN, ADOPT)
SECOND_ORDER = (NEWTON, LBFGS)
SIGNS = (SIGN_DESCENT, RPROP)

CATALOGUE: Mapping[str, Optimizer] = MappingProxyType(
    {optimizer.key: optimizer for optimizer in LECTURE + CLASSICS + RECENT + SECOND_ORDER + SIGNS}
)
