"""Numbers and directions in a sentence, in plain text: 0.0031, 1.2 × 10⁵, α₇, along w2."""

from math import floor, isfinite, log10

import numpy as np

PLAIN = (1e-4, 1e6)  # numbers of such a size are written out, others as powers of ten
ON_AXIS = 0.996  # the cosine of 5°: closer to an axis than that, two digits of the direction show nothing else
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def number(value: float, digits: int = 2) -> str:
    """`value` to so many significant digits."""
    if not isfinite(value):
        return "not a number" if value != value else ("∞" if value > 0 else "−∞")
    mantissa, exponent = f"{abs(value):.{digits - 1}e}".split("e")
    rounded, power = float(f"{mantissa}e{exponent}"), int(exponent)
    if rounded == 0 or PLAIN[0] <= rounded < PLAIN[1]:
        text = f"{rounded:.{max(0, digits - 1 - power)}f}" if rounded else "0"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{float(mantissa):g} × 10{str(power).translate(_RAISED)}"
    return f"−{text}" if value < 0 and rounded else text


def letter(index: int) -> str:
    """The name of the minimum that a landscape lists at this place: A, B, C … "" beyond Z."""
    return chr(ord("A") + index) if index < 26 else ""


def beside(value: float, limit: float) -> str:
    """`value` with as many digits, two to six, as it takes to tell it from `limit`."""
    texts = (number(value, digits) for digits in range(2, 7))
    return next((text for text in texts if text != number(limit, 6)), number(value, 6))


def rounded(value: float) -> float:
    """`value` > 0 to two significant digits."""
    return float(f"{value:.1e}")


def rounded_down(value: float) -> float:
    """The largest number of two significant digits that is at most `value` > 0: a bound that still holds."""
    scale = floor(log10(value)) - 1
    lower = float(f"{floor(value / 10.0**scale)}e{scale}")
    return lower if lower <= value else rounded(value * 0.99)


def along(axis: np.ndarray) -> str:
    """“along w2”, or “along (0.71, 0.71)” off the axes."""
    w1, w2 = axis * (-1 if axis.sum() < 0 else 1)
    if max(abs(w1), abs(w2)) > ON_AXIS:
        return "along w1" if abs(w1) > abs(w2) else "along w2"
    return f"along ({number(w1)}, {number(w2)})"


def place(w: np.ndarray) -> str:
    """A point: “(1.5, −2)”."""
    return f"({number(w[0], 3)}, {number(w[1], 3)})"


def rate(step: int, steady: bool) -> str:
    """The rate of a step: “α” where all steps have the same, else “α₇”."""
    return "α" if steady else f"α{str(step).translate(_LOWERED)}"
