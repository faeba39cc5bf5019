"""When a run of a sweep comes within tolerance of J*, noted on its way."""

from typing import Any, NamedTuple

import numpy as np
from jax import numpy as jnp

from optimizers.achievement import TOLERANCE
from optimizers.sweep.lanes import Watch

NEVER = -1
LATER = np.iinfo(np.int32).max  # stands for never inside the loop


class Noted(NamedTuple):
    reached: Any  # the first row within tolerance of J*
    lowest: Any  # the lowest cost seen
    limit: Any  # what J − J* must come down to; NaN for a start that is lost already, which never arrives


def _begin(zero):
    return Noted(jnp.int32(LATER), zero + jnp.inf, zero)


def _note(i, row, noted, told):
    (lowest,) = told
    above = row.cost - lowest
    own = jnp.where(jnp.isfinite(row.cost), TOLERANCE * above, jnp.nan * above)
    limit = jnp.where(i == 0, own, noted.limit)
    there = jnp.where(above <= limit, i, jnp.int32(LATER))
    # NaN is not lower; `where` passes it over, `minimum` would keep it.
    seen = jnp.where(row.cost < noted.lowest, row.cost, noted.lowest)
    return Noted(jnp.minimum(noted.reached, there), seen, limit)


ARRIVAL = Watch(_begin, _note)
