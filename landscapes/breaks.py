"""Whether a formula may have poles, jumps or gaps: by what it is made of."""

from functools import lru_cache

from landscapes.base import Landscape
from landscapes.expression import Binary, Call, Cost, Expression, Negative, Number, Where

BREAKING = {"tan", "ln", "log10", "log2", "log1p", "sign", "atan2", "atanh", "acosh", "asin", "acos", "sqrt"}


@lru_cache(maxsize=256)
def may_break(landscape: Landscape) -> bool:
    """Whether J may jump, or be no number, somewhere. The surfaces of the catalogue do not, on their way."""
    return isinstance(landscape.cost, Cost) and _breaks(landscape.cost.tree)


def _breaks(tree: Expression) -> bool:
    match tree:
        case Where():
            return True
        case Negative(of=of):
            return _breaks(of)
        case Binary(operator="/", right=right) if not isinstance(right, Number):
            return True
        case Binary(operator="^", right=right) if not (isinstance(right, Number) and right.value.is_integer()):
            return True
        case Binary(left=left, right=right):
            return _breaks(left) or _breaks(right)
        case Call(function=function, arguments=arguments):
            return function in BREAKING or any(map(_breaks, arguments))
    return False
