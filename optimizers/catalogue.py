"""The optimizers in teaching order."""

from collections.abc import Mapping
from types import MappingProxyType

from optimizers.base import Optimizer
from optimizers.rules.adadelta import ADADELTA
from optimizers.rules.adagrad import ADAGRAD
from optimizers.rules.adam import ADAM
from optimizers.rules.gradient_descent import GRADIENT_DESCENT
from optimizers.rules.momentum import MOMENTUM
from optimizers.rules.rmsprop import RMSPROP

CATALOGUE: Mapping[str, Optimizer] = MappingProxyType(
    {optimizer.key: optimizer for optimizer in (GRADIENT_DESCENT, MOMENTUM, RMSPROP, ADAM, ADAGRAD, ADADELTA)}
)
